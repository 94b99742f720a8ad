"""The prepared edition: the one place where an encoding is interpreted.

Its format is described in docs/prepared-edition.md, its schema is schema/prepared.rng.
"""

from tei.prepared.prepare import VERSION, Prepared, prepare

__all__ = ["VERSION", "Prepared", "prepare"]
