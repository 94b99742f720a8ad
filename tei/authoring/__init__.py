"""Making and changing editions: a new one, an import, markup, collation, layout."""
