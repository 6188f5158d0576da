"""Whether a refused message names somebody: what an erasure searches rejects by."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from services.segmentation.domain.rejection import RejectionError
from services.segmentation.domain.wellformed import read_identifier

_ESCAPES = re.compile(r'(?:\\u[0-9a-fA-F]{4})+|\\["\\/bfnrt]')
_WRITTEN_ALIKE = re.compile(r"[A-Za-z0-9_.@: -]+")
_MEANING = {'\\"': '"', "\\\\": "\\", "\\/": "/", "\\b": "\b", "\\f": "\f", "\\n": "\n", "\\r": "\r", "\\t": "\t"}


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody's identifiers, to be found in the raw text of rejects.

    Attributes:
        identifiers: All of them.
        addresses: Those of them that hold an `@`.
    """

    identifiers: frozenset[str]
    addresses: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Tell the addresses from the others."""
        object.__setattr__(self, "addresses", tuple(each for each in self.identifiers if "@" in each))

    @property
    def parts(self) -> list[str]:
        """Texts, one of which is in whatever names somebody: of each identifier the longest part that is always itself.

        JSON may write all but these characters in several ways, and a text within a text in more of them. It may be empty.
        """
        return [max(_WRITTEN_ALIKE.findall(each), key=len, default="") for each in self.identifiers]

    def is_named_in(self, raw: str) -> bool:
        """Whether a reject's raw text names one of the identifiers.

        In a JSON object or list an identifier is found as a whole value or key at any depth, numbers as `read_identifier`
        takes them, and not within a longer text: the identifier `1` would be found everywhere. One that holds an `@` is found
        within longer texts too, between characters that are not of a word. Any other text (a line that could not be taken
        apart) is so searched for all identifiers, as it stands and with JSON's escapes read.
        """
        try:
            document = json.loads(raw)
        except (ValueError, RecursionError):
            document = raw
        if isinstance(document, dict | list):
            return any(atom in self.identifiers or ("@" in atom and _holds(atom, self.addresses)) for atom in _atoms(document))
        line = str(document)
        return _holds(line, self.identifiers) or _holds(_ESCAPES.sub(_meaning, line), self.identifiers)


def _holds(text: str, sought: Iterable[str]) -> bool:
    return any(each in text and re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text) for each in sought)


def _meaning(escapes: re.Match[str]) -> str:
    written = escapes.group()
    if written in _MEANING:
        return _MEANING[written]
    # several at once: a character beyond 16 bits is written as two escapes
    return bytes.fromhex(written.replace("\\u", "")).decode("utf-16-be", "replace")


def _atoms(document: object) -> Iterator[str]:
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            yield value
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield _identifier_of(value)


def _identifier_of(number: float) -> str:
    try:
        return read_identifier(number, "") or ""
    except RejectionError:  # more digits than an identifier may have
        return ""
