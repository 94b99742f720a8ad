"""The planning of a book: which line on which page, and what stands at the foot of it.

A galley is set first, then the pages are planned from it, then the book is set as planned, and
what has come of it is held against the plan.
"""
