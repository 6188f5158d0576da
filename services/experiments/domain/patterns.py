"""Regular expressions whose matching is bounded."""

import re
from collections.abc import Callable

from services.experiments.domain.errors import InvalidPatternError

MOST_CHARACTERS = 256


def compile_pattern(source: str, *, ignore_case: bool = False) -> Callable[[str], bool]:
    """A function that says whether the expression is found in a text.

    Raises:
        InvalidPatternError: It cannot be read, or is longer than `MOST_CHARACTERS`.
    """
    if len(source) > MOST_CHARACTERS:
        raise InvalidPatternError(f"A regular expression has {MOST_CHARACTERS} characters at the most.")
    try:
        pattern = re.compile(source, re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise InvalidPatternError(f"The regular expression cannot be read: {error}.") from error
    return lambda text: pattern.search(text) is not None
