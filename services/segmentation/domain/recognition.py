"""Whether a refused message names somebody: what an erasure searches rejects by."""

import json
import re
from collections.abc import Iterator, Set

from services.segmentation.domain.wellformed import read_identifier


def names_one_of(raw: str, identifiers: Set[str]) -> bool:
    """Whether a reject's raw text names one of some identifiers.

    In a JSON object or list an identifier is found as a whole value or key at any depth, numbers as `read_identifier` takes
    them, and not within a longer text: the identifier `1` would be found everywhere. Any other text (a line that could not be
    taken apart) is searched for the identifier between characters that are not of a word.
    """
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        document = raw
    if isinstance(document, dict | list):
        return any(atom in identifiers for atom in _atoms(document))
    line = str(document)
    return any(each in line and re.search(rf"(?<!\w){re.escape(each)}(?!\w)", line) for each in identifiers)


def escaped(identifier: str) -> str:
    """An identifier as it stands within raw text, which is JSON."""
    return json.dumps(identifier, ensure_ascii=False)[1:-1]


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
            yield read_identifier(value, "") or ""
