"""The grammar of regular expressions: XML Schema Part 2, appendix F."""

from __future__ import annotations

from tei.relaxng import characters
from tei.relaxng.characters import Characters
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.regex import Regex, Term, Terms

_DEEPEST = 100
_MOST_DIGITS = 9
_SPECIAL = frozenset(".\\?*+{}()|[]")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"} | {sign: sign for sign in "\\|.?*+(){}-[]^"}


def compile_regex(expression: str) -> Regex:
    """Make an expression ready. Raises SchemaFaultError when it is not one."""
    reader = _Reader(expression)
    term = reader.choice(0)
    if reader.next:
        raise reader.fault(f"“{reader.next}” is not allowed there")
    return Regex(reader.terms, term)


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, expression: str) -> None:
        self.text = expression
        self.place = 0
        self.terms = Terms()

    @property
    def next(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.place : self.place + 1]

    def fault(self, reason: str) -> SchemaFaultError:
        """Make the error for a place in the expression."""
        return SchemaFaultError(
            f"“{self.text}” is not a regular expression: {reason} (character {self.place + 1}).",
            "Write it as XML Schema does; “\\” before a sign takes it literally.",
        )

    def take(self) -> str:
        """Take the next character. Raises SchemaFaultError at the end."""
        sign = self.next
        if not sign:
            raise self.fault("it breaks off")
        self.place += 1
        return sign

    def skip(self, sign: str) -> bool:
        """Take the next character if it is this one."""
        if self.next != sign:
            return False
        self.place += 1
        return True

    def choice(self, depth: int) -> Term:
        """Read branches that are divided by `|`."""
        if depth > _DEEPEST:
            raise self.fault("parentheses are nested too deeply")
        branches = [self.branch(depth)]
        while self.skip("|"):
            branches.append(self.branch(depth))
        return self.terms.choice(branches)

    def branch(self, depth: int) -> Term:
        """Read pieces that follow one another."""
        pieces = []
        while self.next and self.next not in "|)":
            pieces.append(self.piece(depth))
        result = self.terms.nothing
        for piece in reversed(pieces):
            result = self.terms.sequence(piece, result)
        return result

    def piece(self, depth: int) -> Term:
        """Read an atom and how often it stands."""
        atom = self.atom(depth)
        if self.skip("?"):
            return self.terms.repeat(atom, 0, 1)
        if self.skip("*"):
            return self.terms.repeat(atom, 0, None)
        if self.skip("+"):
            return self.terms.repeat(atom, 1, None)
        if self.skip("{"):
            lowest = self.number()
            highest: int | None = lowest
            if self.skip(","):
                highest = None if self.next == "}" else self.number()
            if not self.skip("}"):
                raise self.fault("“}” is missing")
            if highest is not None and highest < lowest:
                raise self.fault("the second number is smaller than the first")
            return self.terms.repeat(atom, lowest, highest)
        return atom

    def number(self) -> int:
        """Read digits."""
        start = self.place
        while self.next in tuple("0123456789"):
            self.place += 1
        if not 0 < self.place - start <= _MOST_DIGITS:
            raise self.fault("a number is wanted there")
        return int(self.text[start : self.place])

    def atom(self, depth: int) -> Term:
        """Read a character, a set of characters, or an expression in parentheses."""
        sign = self.take()
        if sign == "(":
            inner = self.choice(depth + 1)
            if not self.skip(")"):
                raise self.fault("“)” is missing")
            return inner
        if sign == "[":
            return self.terms.characters(self.group(0))
        if sign == ".":
            return self.terms.characters(characters.ANY_BUT_LINE_ENDS)
        if sign == "\\":
            found = self.escape()
            found = characters.single(found) if isinstance(found, str) else found
            return self.terms.characters(found)
        if sign in _SPECIAL:
            self.place -= 1
            raise self.fault(f"“{sign}” is not allowed there")
        return self.terms.characters(characters.single(sign))

    def escape(self) -> str | Characters:
        """Read what follows a backslash: one character, or a set."""
        letter = self.take()
        if letter in _ESCAPED:
            return _ESCAPED[letter]
        if letter in "pP":
            return self.property(letter == "P")
        found = characters.escape(letter)
        if found is None:
            self.place -= 1
            raise self.fault(f"“\\{letter}” has no meaning")
        return found

    def property(self, complement: bool) -> Characters:
        """Read the name of a category or block in braces."""
        end = self.text.find("}", self.place)
        if not self.skip("{") or end < 0:
            raise self.fault("“{” is wanted there, and the name of a category")
        name = self.text[self.place : end]
        found = characters.named(name)
        if found is None:
            raise self.fault(f"Unicode has no category or block “{name}”")
        self.place = end + 1
        return characters.Complement(found) if complement else found

    def group(self, depth: int) -> Characters:
        """Read what stands in brackets."""
        if depth > _DEEPEST:
            raise self.fault("brackets are nested too deeply")
        negative = self.skip("^")
        single: list[str] = []
        parts: list[Characters] = []
        excluded: Characters | None = None
        start = self.place
        while not self.skip("]"):
            if self.text.startswith("-[", self.place) and self.place > start:
                self.place += 2
                excluded = self.group(depth + 1)
                if not self.skip("]"):
                    raise self.fault("“]” is missing")
                break
            first = self.member(start)
            if isinstance(first, Characters):
                parts.append(first)
                continue
            last = first
            if self.next == "-" and self.text[self.place + 1 : self.place + 2] not in ("]", "["):
                self.place += 1
                end = self.member(-1)
                if isinstance(end, Characters) or end < first:
                    raise self.fault("a range ends before it begins")
                last = end
            single.append(first + last)
        if not single and not parts:
            raise self.fault("the brackets are empty")
        if single:
            parts.append(characters.Ranges("".join(single)))
        found = parts[0] if len(parts) == 1 else characters.Union(tuple(parts))
        if negative:
            found = characters.Complement(found)
        return characters.Difference(found, excluded) if excluded is not None else found

    def member(self, start: int) -> str | Characters:
        """Read one character of a group, or a set of them. A bare `-` stands first or last."""
        sign = self.take()
        if sign == "\\":
            return self.escape()
        if sign == "[":
            self.place -= 1
            raise self.fault("“[” is not allowed there")
        if sign == "-" and self.place - 1 != start and self.next != "]":
            self.place -= 1
            raise self.fault("“-” is not allowed there; write “\\-”")
        return sign
