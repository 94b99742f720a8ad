"""A canonical layout for TEI files, so that small changes of the text are small ones of lines."""
