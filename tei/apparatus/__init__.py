"""The critical apparatus: one model for every encoding, and witnesses one can read.

Described in docs/apparatus.md; the cases it has to get right are in tests/conformance/.
"""
