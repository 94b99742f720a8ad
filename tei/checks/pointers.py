"""Pointers: every pointer of the edition leads somewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from tei.checks.links import Link, links
from tei.checks.near import Near
from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import local
from tei.pointers import Kind

# So many different targets of one attribute must be missing for it to count as one mistake.
_MANY = 5
# What ends like this is meant as a file.
_FILE = re.compile(r"\.[A-Za-z]{2,5}\d?$")


@check("PTR001", "unresolved-pointer", Severity.ERROR)
def unresolved_pointer(edition: Edition) -> Iterator[Finding]:
    """A pointer names an id that no element of the edition has.

    The link would lead nowhere, and a name, a witness or a hand stays without explanation. The id
    is looked for in all files of the edition. What is missing is reported once, however many
    passages point to it; where next to none of the ids in an attribute exists, the cause is a
    list that is not there, and the attribute is reported once.

    Wrong:
        <p>Here <persName ref="#trotzky">Trotsky</persName> spoke.</p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>

    Right:
        <p>Here <persName ref="#trotsky">Trotsky</persName> spoke.</p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>

    Source: TEI Guidelines, “Pointing Mechanisms”.
    """
    missing = [link for link in links(edition).of(Kind.MISSING) if _lacks_id(edition, link)]
    lost = _lost_lists(edition, missing)
    near = Near(edition.ids)
    for link in missing:
        name = unquote(link.target.url.partition("#")[2])
        if link.attribute in lost:
            yield unresolved_pointer.finding(
                edition,
                link.element,
                lost[link.attribute],
                f"Add the list that they point into (for @wit a listWit, for @hand handNotes, "
                f"…), or name the file with it under [edition] in edition.toml; without one, write "
                f"@{'key' if link.attribute == 'ref' else 'n'} instead.",
                cause=f"@{link.attribute}",
            )
        else:
            yield unresolved_pointer.finding(
                edition,
                link.element,
                f"@{link.attribute} points to “{link.target.value}”, and no element has the id "
                f"“{name}”."
                if name
                else f"@{link.attribute} points to “#” and to nothing else.",
                near.question(name) or _remedy(link, name),
                cause=link.target.url,
            )


@check("PTR002", "pointer-without-hash", Severity.ERROR)
def pointer_without_hash(edition: Edition) -> Iterator[Finding]:
    """A pointer gives an id without the # before it.

    Without the number sign a pointer is the name of a file. `ref="trotsky"` asks for a file
    called “trotsky” beside this one.

    Wrong:
        <p><persName ref="trotsky">Trotsky</persName></p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>

    Right:
        <p><persName ref="#trotsky">Trotsky</persName></p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>

    Source: TEI Guidelines, “Pointing Mechanisms”.
    """
    for link in links(edition).of(Kind.MISSING):
        value = link.target.value
        if value in edition.ids:
            yield pointer_without_hash.finding(
                edition,
                link.element,
                f"@{link.attribute} names “{value}” without # before it.",
                f"Write “#{value}”.",
                cause=f"@{link.attribute}",
            )


@check("PTR003", "missing-target-file", Severity.WARNING)
def missing_target_file(edition: Edition) -> Iterator[Finding]:
    """A pointer names a file that is not there.

    What has neither a # nor a scheme such as `https:` is the name of a file, relative to the file
    it stands in. Keys of a data base belong into `@key`, or get a prefix that a `prefixDef`
    explains.

    Wrong:
        <p>See <ref target="appendix.xml#a1">the appendix</ref>.</p>

    Right:
        <p>See <ref target="#a1">the appendix</ref>.</p>
        <p xml:id="a1">Appendix.</p>

    Source: TEI Guidelines, “Pointing Mechanisms”.
    """
    missing = [
        link
        for link in links(edition).of(Kind.MISSING)
        if link.target.value not in edition.ids and not _lacks_id(edition, link)
    ]
    folders = Counter((at, path.parent) for at, path in {(x.attribute, _path(x)) for x in missing})
    for link in missing:
        path = _path(link)
        if "/" in link.target.url or _FILE.search(path.name):
            message = f"@{link.attribute} points to the file “{path}”, which is not there."
            remedy = "Correct the path; it starts from the file in which it stands."
            # Where many files of a folder are missing, it is the folder.
            many = folders[link.attribute, path.parent] > _MANY
            cause = f"{link.attribute} {path.parent}/" if many else str(path)
        else:
            message = (
                f"@{link.attribute} holds “{link.target.value}”: this is neither an id with # "
                "before it nor a file that is there."
            )
            remedy = "Write “#” before an id; put the key of a data base into @key."
            cause = f"@{link.attribute}"
        yield missing_target_file.finding(edition, link.element, message, remedy, cause)


@check("PTR004", "undeclared-prefix", Severity.WARNING)
def undeclared_prefix(edition: Edition) -> Iterator[Finding]:
    """A pointer has a prefix that nothing explains.

    A prefix of the project's own, as in `gnd:118642979`, needs a `prefixDef` in the header that
    says what address it stands for. Without it nobody can follow the pointer in ten years' time.

    Wrong:
        <p><persName ref="gnd:118642979">Trotsky</persName></p>

    Right:
        <listPrefixDef>
          <prefixDef ident="gnd" matchPattern="(.+)"
                     replacementPattern="https://d-nb.info/gnd/$1"/>
        </listPrefixDef>
        <p><persName ref="gnd:118642979">Trotsky</persName></p>

    Source: TEI Guidelines, “Using Abbreviated Pointers”, and the description of prefixDef.
    """
    for link in links(edition).of(Kind.UNDECLARED):
        prefix = link.target.value.partition(":")[0]
        yield undeclared_prefix.finding(
            edition,
            link.element,
            f"The prefix “{prefix}:”, as in “{link.target.value}”, is not declared.",
            f'Add <prefixDef ident="{prefix}" …> to the encodingDesc of the header.',
            cause=prefix,
        )


@check("PTR005", "value-outside-prefix", Severity.WARNING)
def value_outside_prefix(edition: Edition) -> Iterator[Finding]:
    """A pointer has a declared prefix, but its value is not of the declared form.

    The `matchPattern` of the `prefixDef` does not fit the whole of what follows the prefix, so
    that the pointer stands for no address.

    Wrong:
        <listPrefixDef>
          <prefixDef ident="gnd" matchPattern="([0-9X-]+)"
                     replacementPattern="https://d-nb.info/gnd/$1"/>
        </listPrefixDef>
        <p><persName ref="gnd:Trotsky">Trotsky</persName></p>

    Right:
        <listPrefixDef>
          <prefixDef ident="gnd" matchPattern="([0-9X-]+)"
                     replacementPattern="https://d-nb.info/gnd/$1"/>
        </listPrefixDef>
        <p><persName ref="gnd:118642979">Trotsky</persName></p>

    Source: TEI Guidelines, “Using Abbreviated Pointers”.
    """
    for link in links(edition).of(Kind.UNMATCHED):
        prefix = link.target.value.partition(":")[0]
        yield value_outside_prefix.finding(
            edition,
            link.element,
            f"“{link.target.value}” does not fit what the prefixDef of “{prefix}:” allows.",
            "Correct the value, or the matchPattern.",
            cause=link.target.value,
        )


@check("PTR006", "unsafe-pointer", Severity.ERROR)
def unsafe_pointer(edition: Edition) -> Iterator[Finding]:
    """A pointer is a script, embedded data, or a path of one computer.

    `javascript:` and `data:` addresses are never written into a page. A path such as
    `file:///C:/Users/…` means something on one computer only, and tells of its owner.

    Wrong:
        <p>See <ref target="file:///home/anna/letters.xml">the letters</ref>.</p>

    Right:
        <p>See <ref target="https://example.org/letters.xml">the letters</ref>.</p>

    Source: RFC 3986, section 7 (Security Considerations).
    """
    for link in links(edition).of(Kind.UNSAFE):
        scheme = link.target.url.partition(":")[0].lower()
        kind = "a path of one computer" if scheme == "file" or len(scheme) == 1 else f"“{scheme}:”"
        yield unsafe_pointer.finding(
            edition,
            link.element,
            f"@{link.attribute} holds {kind}: “{_shortened(link.target.value)}”.",
            "Write a path relative to this file, or an address with https.",
            cause=scheme,
        )


@check("PTR007", "pointer-out-of-edition", Severity.NOTE)
def pointer_out_of_edition(edition: Edition) -> Iterator[Finding]:
    """A pointer names a file outside the edition's folder.

    Such files are not looked at, and are not there when the edition is published. If one of them
    belongs to the edition (a register, say), name it in `edition.toml`.

    Wrong:
        <p><persName ref="../../persons.xml#trotsky">Trotsky</persName></p>

    Source: TEI Guidelines, “Pointing Mechanisms”.
    """
    for link in links(edition).of(Kind.OUTSIDE):
        path = _path(link)
        yield pointer_out_of_edition.finding(
            edition,
            link.element,
            f"@{link.attribute} points to “{path}”, which is outside the edition's folder.",
            "Move the file into the folder, or check the whole edition instead of one file.",
            cause=str(path if path.suffix == ".xml" else path.parent),
        )


@check("PTR008", "empty-pointer", Severity.WARNING)
def empty_pointer(edition: Edition) -> Iterator[Finding]:
    """An attribute that should point somewhere is empty.

    It says neither what is meant nor that this is unknown.

    Wrong:
        <p>A man called <persName ref="">Pavel</persName>.</p>

    Right:
        <p>A man called <persName>Pavel</persName>.</p>
    """
    for element, attribute in links(edition).empty:
        yield empty_pointer.finding(
            edition,
            element,
            f"@{attribute} of “{local(element)}” is empty.",
            "Say what is meant, or delete the attribute.",
            cause=f"{local(element)}/@{attribute}",
        )


def _lost_lists(edition: Edition, missing: list[Link]) -> dict[str, str]:
    """Find the attributes of which next to no target exists, each with the message."""
    absent: dict[str, dict[str, None]] = defaultdict(dict)
    present: dict[str, set[str]] = defaultdict(set)
    for link in missing:
        absent[link.attribute][link.target.url] = None
    for link in links(edition).of(Kind.ELEMENT):
        present[link.attribute].add(link.target.url)
    messages = {}
    for attribute, targets in absent.items():
        found = len(present[attribute])
        if len(targets) >= _MANY and len(targets) > 9 * found:
            named = ", ".join(f"“{target}”" for target in list(targets)[:3])
            share = "None" if not found else f"Only {found}"
            messages[attribute] = (
                f"{share} of the {len(targets) + found} ids to which @{attribute} points "
                f"{'exists' if found <= 1 else 'exist'} in this edition; missing are {named}, …"
            )
    return messages


def _remedy(link: Link, name: str) -> str:
    if link.attribute == "wit" and name:
        return f'Declare it in the header: <witness xml:id="{name}"> in a listWit.'
    return "Correct the pointer, or give its target this id."


def _path(link: Link) -> PurePosixPath:
    """Give the path of the file that a pointer names, without the id in it."""
    return PurePosixPath(unquote(link.target.url.partition("#")[0]))


def _lacks_id(edition: Edition, link: Link) -> bool:
    """Say whether it is an id that is missing: its file, if one is named, is there."""
    path, sign, _ = link.target.url.partition("#")
    if not path:
        return True
    return bool(sign) and edition.pointers.resolve(link.element, path).kind is Kind.FILE


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
