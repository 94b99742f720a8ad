"""Three-way merge of two editors' revisions of a file, word by word and tag by tag."""
