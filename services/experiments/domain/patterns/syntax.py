"""What a regular expression says: JavaScript's syntax, without lookaround, backreferences and flags."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from services.experiments.domain.errors import InvalidPatternError

CharacterTest = Callable[[str], bool]

DEEPEST = 30
MOST_REPEATS = 256
_QUANTIFIER = re.compile(r"\{(\d{1,4})(,(\d{0,4}))?\}", re.ASCII)
_GROUP = re.compile(r"\(\?(?::|P?<[A-Za-z_]\w{0,31}>)", re.ASCII)
_CODE = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_LINE_ENDS = "\n\r\u2028\u2029"


def is_word(character: str) -> bool:
    """Whether a character is of a word: an ASCII letter, a digit or the underscore."""
    return character.isascii() and (character.isalnum() or character == "_")


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()


_CLASSES: dict[str, CharacterTest] = {"d": _is_digit, "w": is_word, "s": lambda character: character.isspace()}


class Place(Enum):
    """What an assertion asks of a place between two characters."""

    START = "^"
    END = "$"
    BOUNDARY = "b"
    NO_BOUNDARY = "B"


@dataclass(frozen=True, slots=True)
class One:
    """One character that meets a test."""

    test: CharacterTest


@dataclass(frozen=True, slots=True)
class At:
    """A place, no character."""

    place: Place


@dataclass(frozen=True, slots=True)
class Each:
    """Parts, one after the other."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of several."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part, from `least` to `most` times; without end where `most` is None."""

    part: "Node"
    least: int
    most: int | None


Node = One | At | Each | Either | Repeat


def parse(source: str, *, ignore_case: bool) -> Node:
    """What an expression says.

    Raises:
        InvalidPatternError: It cannot be read, or has what no automaton has.
    """
    reader = _Reader(source, ignore_case)
    node = reader.either()
    if reader.position < len(source):
        raise reader.fault("An unmatched )")
    return node


class _Reader:
    """A place in an expression that is read from left to right."""

    def __init__(self, source: str, ignore_case: bool) -> None:
        self.source = source
        self.position = 0
        self._ignore_case = ignore_case
        self._depth = 0

    def fault(self, what: str) -> InvalidPatternError:
        return InvalidPatternError(f"{what} at position {self.position} of the regular expression.")

    def either(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.fault(f"More than {DEEPEST} groups within one another")
        parts = [self._each()]
        while self._take("|"):
            parts.append(self._each())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _peek(self) -> str:
        return self.source[self.position : self.position + 1]

    def _take(self, wanted: str) -> bool:
        if self.source.startswith(wanted, self.position):
            self.position += len(wanted)
            return True
        return False

    def _next(self) -> str:
        character = self._peek()
        if not character:
            raise self.fault("An unexpected end")
        self.position += 1
        return character

    def _each(self) -> Node:
        parts = []
        while self._peek() not in ("", "|", ")"):
            grouped = self._peek() == "("
            part = self._atom()
            parts.append(self._repeated(part, grouped or not isinstance(part, At)))
        return parts[0] if len(parts) == 1 else Each(tuple(parts))

    def _repeated(self, part: Node, repeatable: bool) -> Node:
        bounds = self._quantifier()
        if bounds is None:
            return part
        least, most = bounds
        if not repeatable:
            raise self.fault("Nothing to repeat")
        if (most is not None and most < least) or max(least, most or 0) > MOST_REPEATS:
            raise self.fault(f"A repetition that is reversed or beyond {MOST_REPEATS}")
        self._take("?")  # as few as possible: what is found is the same
        if self._quantifier() is not None:
            raise self.fault("A repetition of a repetition")
        return Repeat(part, least, most)

    def _quantifier(self) -> tuple[int, int | None] | None:
        for mark, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(mark):
                return bounds
        match = _QUANTIFIER.match(self.source, self.position)
        if match is None:
            return None
        self.position = match.end()
        least = int(match[1])
        if match[2] is None:
            return least, least
        return least, int(match[3]) if match[3] else None

    def _atom(self) -> Node:
        character = self._peek()
        if character == "(":
            return self._group()
        if character in ("*", "+", "?"):
            raise self.fault("Nothing to repeat")
        self.position += 1
        if character == "[":
            return One(self._class())
        if character == ".":
            return One(lambda each: each not in _LINE_ENDS)
        if character in ("^", "$"):
            return At(Place(character))
        if character == "\\":
            return self._escape()
        return One(self._literal(character))

    def _group(self) -> Node:
        match = _GROUP.match(self.source, self.position)
        if match is not None:
            self.position = match.end()
        elif self.source.startswith("(?", self.position):
            raise self.fault("A lookaround, or a flag: neither is supported,")
        else:
            self.position += 1
        node = self.either()
        if not self._take(")"):
            raise self.fault("A missing )")
        return node

    def _escape(self) -> Node:
        character = self._peek()
        if character in ("b", "B"):
            self.position += 1
            return At(Place(character))
        if character.isdigit() and character != "0":
            raise self.fault("A backreference, which is not supported,")
        found = self._escaped()
        return One(self._literal(found) if isinstance(found, str) else found)

    def _escaped(self) -> str | CharacterTest:
        """The character, or the class of characters, that an escape stands for."""
        code = _CODE.match(self.source, self.position)
        if code is not None:
            self.position = code.end()
            return chr(int(code[1] or code[2], 16))
        character = self._next()
        if character.lower() in _CLASSES:
            return _class_of(character)
        if character in _CONTROLS:
            return _CONTROLS[character]
        if character.isalnum():
            raise self.fault(f"An unknown escape \\{character}")
        return character

    def _class(self) -> CharacterTest:
        negated = self._take("^")
        tests: list[CharacterTest] = []
        while not self._take("]"):
            tests.append(self._range())
        if not tests:
            raise self.fault("An empty class")
        ignore_case = self._ignore_case

        def test(character: str) -> bool:
            cases = (character, character.lower(), character.upper()) if ignore_case else (character,)
            return any(each(case) for each in tests for case in cases) is not negated

        return test

    def _range(self) -> CharacterTest:
        first = self._member()
        dash = self.source[self.position : self.position + 2]
        if not isinstance(first, str) or len(dash) < 2 or dash[0] != "-" or dash[1] == "]":
            return first if not isinstance(first, str) else lambda character: character == first
        self.position += 1
        last = self._member()
        if not isinstance(last, str) or last < first:
            raise self.fault("A range without an order")
        return lambda character: first <= character <= last

    def _member(self) -> str | CharacterTest:
        if self._take("\\b"):
            return "\b"
        character = self._next()
        return self._escaped() if character == "\\" else character

    def _literal(self, wanted: str) -> CharacterTest:
        if self._ignore_case:
            folded = wanted.lower()
            return lambda character: character.lower() == folded
        return lambda character: character == wanted


def _class_of(name: str) -> CharacterTest:
    test = _CLASSES[name.lower()]
    return test if name.islower() else lambda character: not test(character)
