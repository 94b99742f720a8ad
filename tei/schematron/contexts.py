"""What can be told of a rule's context without evaluating it."""

from __future__ import annotations

import re
from collections.abc import Set

_PREDICATE = re.compile(r"\[[^\[\]]*\]")
_ANY_KIND = re.compile(r"\b(node|text|comment|processing-instruction)\s*\(")
_NAME = re.compile(r"@?([\w.-]+:)?([\w.-]+)")
_BRACKETED = re.compile(r"(?<![\w.:-])\(([^()]*)\)\s*/")
_REQUIRED = re.compile(
    r"\[\s*(?:@|count\(\s*//(?=[^()]*\)\s*(?:gt|>)\s))(?:[\w.-]+:)?([\w.-]+)"
    r"\s*(?=\]|and\s|\)\s*(?:gt|>)\s+\d+\s*\])"
)
_WHOLE = re.compile(r"\s*\(([^()]*)\)\s*")


def without_predicates(context: str) -> str:
    """Give a context without what stands in brackets."""
    before = None
    while before != context:
        before, context = context, _PREDICATE.sub("", context)
    return context


def concerns_other_kinds(context: str) -> bool:
    """Say whether a context can be a text, a comment or an instruction."""
    return bool(_ANY_KIND.search(without_predicates(context)))


def concerns_attributes(context: str) -> bool:
    """Say whether a context can be an attribute."""
    steps = without_predicates(context)
    return "@" in steps or "attribute::" in steps


def may_apply(context: str, present: Set[str]) -> bool:
    """Say whether a rule may apply to files in which only these local names occur.

    `present` are those of elements and attributes. When in doubt it may.
    """
    # A choice of steps in brackets is passed over; of the others each must find something.
    steps = _BRACKETED.sub("*/", without_predicates(context))
    if whole := _WHOLE.fullmatch(steps):
        steps = whole[1]
    alternatives = steps.split("|")
    if len(alternatives) == 1 and " or " not in context:
        required = set(_REQUIRED.findall(context))
        if not required <= present:
            return False
    return any(
        all(
            name is None or name[2] in present
            for step in each.split("/")
            for name in (_NAME.fullmatch(step.rpartition("::")[2].strip()),)
        )
        for each in alternatives
    )
