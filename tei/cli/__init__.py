"""The command line: the only code that prints, colours, exits or writes."""
