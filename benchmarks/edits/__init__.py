"""Known edits: an editor who changes a TEI file at random, and remembers what was done."""
