"""What changed between two revisions of an edition, in an editor's terms."""
