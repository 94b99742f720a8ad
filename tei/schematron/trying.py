"""Rules that can be tried at once, before Saxon is started: hardly any is ever broken.

Many rules say no more than that something has a certain attribute, ancestor or child. XPath 1.0
says that in the same words and means the same by them as the later versions that Schematron is
written in; so lxml can tell whether anything in a file breaks such a rule. What it cannot tell is
left to the rules as they are. Only those steps are taken that are quick in a file of any size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from lxml import etree

from tei.schematron.contexts import may_apply, without_predicates
from tei.schematron.vocabulary import XSLT, sch

_NAME = r"(?:[^\W\d][\w.-]*:)?(?:[^\W\d][\w.-]*|(?<=:)\*)"
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<literal>"[^"]*"|'[^']*')
      | (?P<axis>(?:ancestor|ancestor-or-self|attribute|child|descendant|parent|self)\s*::)
      | (?P<words>(?:contains|starts-with)\s*\(\s*(?:@{_NAME}|normalize-space\s*\(\s*@{_NAME}\s*\))
            \s*,\s*(?:"[^"]*"|'[^']*')\s*\))
      | (?P<open>(?:not|count)?\s*\(|\[)
      | (?P<close>\)|\])
      | (?P<number>[<>]\s*\d+)
      | (?P<attribute>@{_NAME})
      | (?P<name>{_NAME})(?!\s*(?:\(|::))
      | (?P<equal>=)
      | (?P<sign>//?|\||\.\.?)
    )""",
    re.VERBOSE,
)
_ONE_STEP = re.compile(rf"(?:ancestor|parent|child)::{_NAME}")
# Words between two steps, other than “and” and “or”, reckon or compare.
_OPERATORS = frozenset(
    ("div", "mod", "idiv", "to", "is", "ne", "lt", "le", "gt", "ge", "union", "intersect")
)
# What rules may consist of besides: parts of other files, and what holds for several rules.
_BEYOND_RULES = (*map(sch, ("include", "extends", "let")), f"{{{XSLT}}}*")


def may_be_broken(path: Path, roots: Sequence[etree._Element], names: Set[str]) -> bool:
    """Say whether any rule of a file may be broken in documents; when in doubt it may.

    The file is a schema in Schematron or a grammar that holds rules. `names` are the local names
    of all elements and attributes in the documents.
    """
    try:
        schema = _parse(path)
    except (etree.XMLSyntaxError, OSError):
        return True
    if any(each.get("href") or _is_general(each) for each in schema.iter(*_BEYOND_RULES)):
        return True
    prefixes: dict[str, str] = {}
    for each in schema.iter(sch("ns")):
        prefixes.setdefault(each.get("prefix", ""), each.get("uri", ""))
    for rule in schema.iter(sch("rule")):
        context = rule.get("context", "")
        if may_apply(context, names):
            wrong = _search(context, [each for each in rule if isinstance(each.tag, str)])
            if wrong is None or any(_finds(wrong, root, prefixes) for root in roots):
                return True
    return False


def extract(path: Path) -> bytes:
    """Give the rules that stand in a grammar, as a file that can be tried in its place."""
    schema = _parse(path)
    kinds = (sch("ns"), sch("pattern"), *_BEYOND_RULES)
    rules = etree.Element(sch("schema"))
    for each in list(schema.iter(*kinds)):
        if next(each.iterancestors(*kinds), None) is None:
            rules.append(each)
    etree.cleanup_namespaces(rules)
    return etree.tostring(rules, encoding="utf-8")


def _parse(path: Path) -> etree._Element:
    # What is declared in the file may be large: its limits are those of libxml2.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.parse(path, parser).getroot()


def _is_general(element: etree._Element) -> bool:
    """Say whether something concerns more than the rule that it stands in."""
    parent = element.getparent()
    return parent is None or parent.tag != sch("rule")


def _search(context: str, parts: Sequence[etree._Element]) -> str | None:
    """Give the XPath 1.0 that finds what breaks a rule, or what it applies to; None for neither."""
    where = plain(context)
    if where is None or without_predicates(where).count("|") < where.count("|"):
        return None
    places = where.split(" | ")
    if not all(re.match(r"[\w@]", place) for place in places):
        return None
    broken = []
    for each in parts:
        test = plain(each.get("test", "")) if each.tag in (sch("assert"), sch("report")) else None
        if test is None and each.tag == sch("report"):
            # Where a step under conditions finds something, it does so without them.
            step = without_predicates(each.get("test", "")).strip()
            test = step if _ONE_STEP.fullmatch(step) else None
        if test is None:
            return " | ".join(map(_anywhere, places))
        broken.append(f"not({test})" if each.tag == sch("assert") else f"({test})")
    return " | ".join(f"{_anywhere(place)}[{' or '.join(broken)}]" for place in places)


def _anywhere(place: str) -> str:
    """Give the path to a place anywhere in a file."""
    # libxml2 takes half the time for a descendant that it takes for `//`.
    return f"//{place}" if re.match(r"@|[\w-]+\s*::", place) else f"/descendant::{place}"


def plain(expression: str) -> str | None:
    """Give an expression in XPath 1.0 if that means the same in all versions, else None."""
    tokens: list[tuple[str, str]] = []
    opened: list[str] = []
    closed = ""
    at, end = 0, len(expression.rstrip())
    while at < end:
        found = _TOKEN.match(expression, at)
        if found is None or found.lastgroup is None:
            return None
        kind, text = found.lastgroup, found[found.lastgroup]
        before = tokens[-1][0] if tokens else ""
        if kind == "name" and text == "eq" and before == "attribute":
            kind, text = "equal", "="
        if kind == "equal" and before != "attribute":
            return None
        if kind == "number" and (before != "close" or not closed.startswith("count")):
            return None
        if kind == "open":
            opened.append(text)
        elif kind == "close":
            if not opened:
                return None
            closed = opened.pop()
        if (kind == "literal") != (before == "equal"):
            return None
        if kind == "name" and text in _OPERATORS:
            return None
        tokens.append((kind, text))
        at = found.end()
    return " ".join(text for _, text in tokens) or None


def _finds(search: str, root: etree._Element, prefixes: Mapping[str, str]) -> bool:
    try:
        return bool(root.getroottree().xpath(f"boolean({search})", namespaces=prefixes))
    except etree.XPathError:
        return True
