"""Matching by an automaton whose states are sets of places in the expression, made when they are first met.

Source: Thompson (1968), "Programming Techniques: Regular expression search algorithm", Communications of the ACM 11:419;
the sets are kept as they are found, as in a lazily built deterministic automaton.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from services.experiments.domain.errors import InvalidPatternError
from services.experiments.domain.patterns.syntax import At, CharacterTest, Each, Either, Node, One, Place, is_word, parse

MOST_CHARACTERS = 512
MOST_TEXT = 4096
_MOST_PLACES = 512
_MOST_STEPS = 4096
_MOST_KEPT = 4096


def compile_pattern(source: str, *, ignore_case: bool = False) -> Callable[[str], bool]:
    """A function that says whether the expression is found anywhere in a text.

    In a text of more than `MOST_TEXT` characters nothing is found.

    Raises:
        InvalidPatternError: It cannot be read, is longer than `MOST_CHARACTERS`, has more than 512 places once its
            repetitions are written out, or has what no automaton has: lookaround, backreferences.
    """
    if len(source) > MOST_CHARACTERS:
        raise InvalidPatternError(f"A regular expression has {MOST_CHARACTERS} characters at the most.")
    program = _Program()
    start = program.add(parse(source, ignore_case=ignore_case), program.end())
    return _Automaton(program, start).finds


@dataclass(slots=True)
class _Place:
    """A place in the expression: a character to come, an assertion, ways to go on, or the end.

    Attributes:
        following: Where it goes on; more than one where there is a choice; none at the end.
        test: Of the character to come.
        assertion: What the place in the text must be.
    """

    following: list[int]
    test: CharacterTest | None = None
    assertion: Place | None = None


class _Program:
    """All places of an expression, written from its end to its beginning."""

    def __init__(self) -> None:
        self.places: list[_Place] = []
        self._steps = 0

    def end(self) -> int:
        return self._place(_Place([]))

    def _place(self, place: _Place) -> int:
        if len(self.places) >= _MOST_PLACES:
            raise InvalidPatternError(f"The regular expression has more than {_MOST_PLACES} places, written out.")
        self.places.append(place)
        return len(self.places) - 1

    def add(self, node: Node, following: int) -> int:
        """Write a node before what follows it, and say where it begins."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise InvalidPatternError("The regular expression repeats too much.")
        if isinstance(node, One):
            return self._place(_Place([following], test=node.test))
        if isinstance(node, At):
            return self._place(_Place([following], assertion=node.place))
        if isinstance(node, Each):
            for part in reversed(node.parts):
                following = self.add(part, following)
            return following
        if isinstance(node, Either):
            return self._place(_Place([self.add(part, following) for part in node.parts]))
        if node.most is None:
            loop = self._place(_Place([following]))
            self.places[loop].following.append(self.add(node.part, loop))
            following = loop
        else:
            end = following
            for _ in range(node.most - node.least):
                following = self._place(_Place([end, self.add(node.part, following)]))
        for _ in range(node.least):
            following = self.add(node.part, following)
        return following


@dataclass(eq=False, slots=True)
class _State:
    """The places that a text read so far may have come to.

    Attributes:
        places: Not yet followed through choices and assertions, which depend on the character to come.
        begun: Whether anything has been read.
        after_word: Whether the last character was of a word.
        following: By the character to come; None is for the end of the text.
    """

    places: frozenset[int]
    begun: bool
    after_word: bool
    following: dict[str | None, "_State"] = field(default_factory=dict)


_FOUND = _State(frozenset(), True, False)


class _Automaton:
    """A program, with the states that texts have led to; they are forgotten when they become too many."""

    def __init__(self, program: _Program, start: int) -> None:
        self._places = program.places
        self._begin = frozenset([start])
        self._forget()

    def _forget(self) -> None:
        self._start = _State(self._begin, begun=False, after_word=False)
        self._states: dict[tuple[frozenset[int], bool], _State] = {}
        self._kept = 0

    def finds(self, text: str) -> bool:
        """Whether the expression is found in the text."""
        if len(text) > MOST_TEXT:
            return False
        state = self._start
        for character in text:
            following = state.following.get(character)
            state = self._step(state, character) if following is None else following
            if state is _FOUND:
                return True
        last = state.following.get(None) or self._step(state, None)
        return last is _FOUND

    def _step(self, state: _State, character: str | None) -> _State:
        if self._kept >= _MOST_KEPT:
            self._forget()
        self._kept += 1
        following = self._follow(state, character)
        state.following[character] = following
        return following

    def _follow(self, state: _State, character: str | None) -> _State:
        reached: set[int] = set()
        seen: set[int] = set()
        pending = list(state.places)
        while pending:
            index = pending.pop()
            if index in seen:
                continue
            seen.add(index)
            place = self._places[index]
            if place.test is not None:
                if character is not None and place.test(character):
                    reached.add(place.following[0])
            elif not place.following:
                return _FOUND
            elif place.assertion is None or _holds(place.assertion, state, character):
                pending += place.following
        after_word = character is not None and is_word(character)
        key = (self._begin | reached, after_word)  # the search may begin anywhere
        known = self._states.get(key)
        if known is None:
            known = self._states[key] = _State(key[0], begun=True, after_word=after_word)
        return known


def _holds(place: Place, state: _State, character: str | None) -> bool:
    if place is Place.START:
        return not state.begun
    if place is Place.END:
        return character is None
    before_word = character is not None and is_word(character)
    return (before_word is not state.after_word) is (place is Place.BOUNDARY)
