"""The prepared edition: the one place where an encoding is interpreted.

Its format is described in docs/prepared-edition.md, its schema is schema/prepared.rng. Nothing is
imported here: who needs the vocabulary only, as the comparison of revisions does, pays for no more.
"""
