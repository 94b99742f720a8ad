"""Reading TEI: bytes, entities, includes, exact places, and what is wrong with a file."""
