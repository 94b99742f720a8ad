"""What stops the work on a schema, before it becomes a TeiError with a place."""

from __future__ import annotations


class SchemaFaultError(Exception):
    """A schema is at fault. `place` is what it was found at: a part of the schema, or None."""

    def __init__(self, message: str, help: str, place: object = None) -> None:  # noqa: A002
        super().__init__(message)
        self.message = message
        self.help = help
        self.place = place


class TooComplexError(Exception):
    """A schema, or a regular expression in it, makes more cases than can be kept apart."""
