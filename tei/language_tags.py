"""Language tags: what is one by its form (BCP 47)."""

from __future__ import annotations

import re
from functools import cache

# RFC 5646, section 2.1: language, script, region, variants, extensions, private use.
_TAG = r"""(?: (?:[a-z]{2,3}(?:-[a-z]{3}){0,3} | [a-z]{4} | [a-z]{5,8})
        (?:-[a-z]{4})? (?:-(?:[a-z]{2}|\d{3}))?
        (?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*
        (?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*
        (?:-x(?:-[a-z\d]{1,8})+)?
      | x(?:-[a-z\d]{1,8})+
      | i-[a-z]{3,8} | en-gb-oed | sgn-[a-z]{2}-[a-z]{2} | art-lojban | cel-gaulish )"""


def is_tag(text: str) -> bool:
    """Say whether a text has the form of a language tag; it need not be a registered one."""
    return _tag().fullmatch(text) is not None


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(_TAG, re.IGNORECASE | re.VERBOSE | re.ASCII)
