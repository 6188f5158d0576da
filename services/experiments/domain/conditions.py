"""Targeting conditions, Mongo-like as GrowthBook's, compiled once to closures.

A condition is a JSON object: attributes (with dots into objects) and what their values must be, joined by `$and`, `$or`,
`$nor` and `$not`. What is malformed is refused when it is compiled; evaluation never fails, whatever the attributes are.
Source of the semantics: GrowthBook's SDK specification 0.7.1, section evalCondition.
"""

import operator
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from services.experiments.domain.errors import InvalidConditionError, InvalidPatternError, PointedError, UnknownGroupError
from services.experiments.domain.hashing import unit_text
from services.experiments.domain.patterns import compile_pattern
from services.experiments.domain.versions import VersionKey, version_key

Attributes = Mapping[str, Any]
Condition = Callable[[Attributes], bool]
Groups = Mapping[str, Collection[Any]]
_Test = Callable[[Any], bool]

MOST_CLAUSES = 2_000
DEEPEST = 40
_GROUPS_ATTRIBUTE = "$groups"  # the one attribute that may begin with a dollar, as older SDKs name it

# Nothing in it can be read in two ways: whoever has a client key chooses the text that it meets.
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
_LONGEST_NUMBER = 64
_NAN = float("nan")

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}
_VERSION_ORDERS: dict[str, Callable[[VersionKey, VersionKey], bool]] = {**_ORDERS, "eq": operator.eq, "ne": operator.ne}


def compile_condition(document: object, groups: Groups | None = None, *, lenient: bool = False) -> Condition:
    """The condition that a document says.

    Args:
        document: A JSON object; the empty one holds for everybody.
        groups: Values by the name of their group, for `$inGroup` and `$notInGroup`.
        lenient: Take what is malformed as SDKs do, which meet conditions that a newer system has made: it never holds.

    Returns:
        A function of the attributes.

    Raises:
        InvalidConditionError: It is malformed.
        InvalidPatternError: A regular expression in it is.
        UnknownGroupError: It speaks of a group that is not among `groups`.
    """
    if _is_deeper(document, DEEPEST):
        raise InvalidConditionError(f"A condition is {DEEPEST} levels deep at the most.")
    return _Compiler(groups or {}, lenient).condition(document, "")


def _never(_: object) -> bool:
    return False


class _Compiler:
    """One compilation: what it may speak of, and how much it has met."""

    def __init__(self, groups: Groups, lenient: bool) -> None:
        self._groups = groups
        self._lenient = lenient
        self._clauses = 0
        self._logical: dict[str, Callable[[object, str], Condition]] = {
            "$and": self._and,
            "$or": self._or,
            "$nor": lambda each, pointer: _negation(self._or(each, pointer)),
            "$not": lambda each, pointer: _negation(self.condition(each, pointer)),
        }
        self._operators: dict[str, Callable[[Any, str], _Test]] = {
            "$eq": lambda expected, _: _equality(expected),
            "$ne": lambda expected, _: _negation(_equality(expected)),
            "$in": lambda expected, pointer: self._membership(expected, pointer),
            "$nin": lambda expected, pointer: self._absence(expected, pointer),
            "$ini": lambda expected, pointer: self._membership(expected, pointer, fold=True),
            "$nini": lambda expected, pointer: self._absence(expected, pointer, fold=True),
            "$all": lambda expected, pointer: self._all(expected, pointer),
            "$alli": lambda expected, pointer: self._all(expected, pointer, fold=True),
            "$inGroup": self._group,
            "$notInGroup": lambda expected, pointer: _negation(self._group(expected, pointer)),
            "$exists": self._existence,
            "$type": self._type,
            "$size": self._size,
            "$elemMatch": self._element,
            "$not": lambda expected, pointer: _negation(self._value(expected, pointer)),
            "$regex": lambda expected, pointer: self._pattern(expected, pointer),
            "$regexi": lambda expected, pointer: self._pattern(expected, pointer, fold=True),
            "$notRegex": lambda expected, pointer: self._pattern(expected, pointer, wanted=False),
            "$notRegexi": lambda expected, pointer: self._pattern(expected, pointer, fold=True, wanted=False),
        }
        for name, order in _ORDERS.items():
            self._operators[f"${name}"] = self._comparison_by(order)
        for name, relation in _VERSION_ORDERS.items():
            self._operators[f"$v{name}"] = self._version_by(relation)

    def condition(self, document: object, pointer: str) -> Condition:
        """All clauses of one object together."""
        if not isinstance(document, Mapping):
            return self._fault(InvalidConditionError("A condition is an object.", pointer))
        self._count(len(document), pointer)
        clauses = [self._clause(name, expected, f"{pointer}/{_escape(name)}") for name, expected in document.items()]
        return _conjunction(clauses)

    def _count(self, clauses: int, pointer: str) -> None:
        self._clauses += clauses
        if self._clauses > MOST_CLAUSES:
            raise InvalidConditionError(f"A condition has {MOST_CLAUSES} clauses at the most.", pointer)

    def _fault(self, error: PointedError) -> _Test:
        if self._lenient:
            return _never
        raise error

    def _clause(self, name: str, expected: object, pointer: str) -> Condition:
        if name in self._logical:
            return self._logical[name](expected, pointer)
        if name.startswith("$") and name != _GROUPS_ATTRIBUTE and not self._lenient:
            raise InvalidConditionError(f"There is no operator '{name}' that joins conditions.", pointer)
        test = self._value(expected, pointer)
        first, *rest = name.split(".")
        if not rest:
            return lambda attributes: test(attributes.get(first))
        return lambda attributes: test(_walk(attributes.get(first), rest))

    def _conditions(self, documents: object, pointer: str) -> list[Condition]:
        if not isinstance(documents, list):
            return [self._fault(InvalidConditionError("A list of conditions is wanted.", pointer))]
        return [self.condition(each, f"{pointer}/{index}") for index, each in enumerate(documents)]

    def _and(self, documents: object, pointer: str) -> Condition:
        return _conjunction(self._conditions(documents, pointer))

    def _or(self, documents: object, pointer: str) -> Condition:
        conditions = self._conditions(documents, pointer)
        if not conditions:
            return lambda _: True
        return lambda attributes: any(condition(attributes) for condition in conditions)

    def _value(self, expected: object, pointer: str) -> _Test:
        """What one value must be: the operators that an object is made of, or else the value itself."""
        if not (isinstance(expected, Mapping) and expected):
            return _equality(expected)
        operators = [name for name in expected if name.startswith("$")]
        if not operators:
            return _equality(expected)
        if len(operators) < len(expected):
            if self._lenient:
                return _equality(expected)
            raise InvalidConditionError("Operators and names do not mix in one object.", pointer)
        self._count(len(operators), pointer)
        tests = [self._operator(name, expected[name], f"{pointer}/{_escape(name)}") for name in operators]
        return _conjunction(tests)

    def _operator(self, name: str, expected: object, pointer: str) -> _Test:
        make = self._operators.get(name)
        if make is None:
            return self._fault(InvalidConditionError(f"There is no operator '{name}'.", pointer))
        return make(expected, pointer)

    def _list(self, expected: object, pointer: str) -> list[Any] | None:
        if isinstance(expected, list):
            return expected
        self._fault(InvalidConditionError("A list is wanted.", pointer))
        return None

    def _membership(self, expected: object, pointer: str, *, fold: bool = False) -> _Test:
        values = self._list(expected, pointer)
        return _never if values is None else _among(values, fold)

    def _absence(self, expected: object, pointer: str, *, fold: bool = False) -> _Test:
        values = self._list(expected, pointer)
        return _never if values is None else _negation(_among(values, fold))

    def _group(self, expected: object, pointer: str) -> _Test:
        if isinstance(expected, str) and expected in self._groups:
            return _among(self._groups[expected], fold=False)
        return self._fault(UnknownGroupError(f"There is no group {expected!r}.", pointer))

    def _all(self, expected: object, pointer: str, *, fold: bool = False) -> _Test:
        values = self._list(expected, pointer)
        if values is None:
            return _never
        if fold:
            values = [_folded(value) for value in values]
        tests = [self._value(value, f"{pointer}/{index}") for index, value in enumerate(values)]

        def holds(actual: Any) -> bool:  # noqa: ANN401 — JSON
            if not isinstance(actual, list):
                return False
            items = [_folded(item) for item in actual] if fold else actual
            return all(any(test(item) for item in items) for test in tests)

        return holds

    def _existence(self, expected: object, pointer: str) -> _Test:
        if not isinstance(expected, bool) and not self._lenient:
            raise InvalidConditionError("true or false is wanted.", pointer)
        return (lambda actual: actual is not None) if expected else (lambda actual: actual is None)

    def _type(self, expected: object, pointer: str) -> _Test:
        if expected not in _TYPES:
            return self._fault(InvalidConditionError(f"A type is one of {', '.join(_TYPES)}.", pointer))
        return lambda actual: _type_of(actual) == expected

    def _size(self, expected: object, pointer: str) -> _Test:
        if not isinstance(expected, Mapping) and (isinstance(expected, bool) or not isinstance(expected, int | float)):
            return self._fault(InvalidConditionError("A number or its operators are wanted.", pointer))
        test = self._value(expected, pointer)
        return lambda actual: isinstance(actual, list) and test(len(actual))

    def _element(self, expected: object, pointer: str) -> _Test:
        if not isinstance(expected, Mapping):
            return self._fault(InvalidConditionError("A condition on the list's elements is wanted.", pointer))
        if expected and all(name.startswith("$") for name in expected) and not expected.keys() & self._logical.keys():
            test = self._value(expected, pointer)
        else:
            condition = self.condition(expected, pointer)

            def test(item: Any) -> bool:  # noqa: ANN401 — JSON
                return condition(item if isinstance(item, dict) else {})

        return lambda actual: isinstance(actual, list) and any(test(item) for item in actual)

    def _pattern(self, expected: object, pointer: str, *, fold: bool = False, wanted: bool = True) -> _Test:
        if not isinstance(expected, str):
            return self._fault(InvalidPatternError("A regular expression is a text.", pointer))
        try:
            matches = compile_pattern(expected, ignore_case=fold)
        except InvalidPatternError as error:
            return self._fault(error.within(pointer))

        def holds(actual: Any) -> bool:  # noqa: ANN401 — JSON
            text = actual if isinstance(actual, str) else unit_text(actual)
            return (text is not None and matches(text)) is wanted

        return holds

    def _comparison_by(self, order: Callable[[Any, Any], bool]) -> Callable[[object, str], _Test]:
        def make(expected: object, pointer: str) -> _Test:
            if isinstance(expected, bool) or not isinstance(expected, int | float | str):
                return self._fault(InvalidConditionError("A number or a text is wanted.", pointer))
            number = _number(expected)
            if isinstance(expected, str):
                return lambda actual: order(actual, expected) if isinstance(actual, str) else order(_number(actual), number)
            return lambda actual: order(_number(actual), number)

        return make

    def _version_by(self, relation: Callable[[VersionKey, VersionKey], bool]) -> Callable[[object, str], _Test]:
        def make(expected: object, pointer: str) -> _Test:
            if not isinstance(expected, str):
                return self._fault(InvalidConditionError("A version is a text.", pointer))
            key = version_key(expected)
            return lambda actual: relation(version_key(actual), key)

        return make


def _conjunction(tests: list[Callable[[Any], bool]]) -> Callable[[Any], bool]:
    if len(tests) == 1:
        return tests[0]

    def holds(subject: Any) -> bool:  # noqa: ANN401 — attributes, or a value
        for test in tests:  # noqa: SIM110 — a generator would cost more than the tests
            if not test(subject):
                return False
        return True

    return holds


def _negation(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda subject: not test(subject)


def _walk(value: Any, names: list[str]) -> Any:  # noqa: ANN401 — JSON
    for name in names:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def _equality(expected: object) -> _Test:
    """Equal as JSON: of the same type, whatever the order of an object's names."""
    if isinstance(expected, str):
        return lambda actual: bool(actual == expected)
    key = _key(expected)
    return lambda actual: bool(_key(actual) == key)


def _key(value: Any, levels: int = DEEPEST) -> Any:  # noqa: ANN401 — JSON
    """What JSON values are equal by, hashable; true is not 1 here. What is deeper than any condition equals nothing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, int | float):
        return ("number", value)
    if levels == 0:
        return object()
    if isinstance(value, Mapping):
        return ("object", frozenset((name, _key(each, levels - 1)) for name, each in value.items()))
    return ("array", tuple(_key(each, levels - 1) for each in value))


def _is_deeper(document: object, levels: int) -> bool:
    """Whether a document nests deeper, found level by level: recursion is what a deep one would break."""
    layer = [document]
    for _ in range(levels):
        layer = [each for value in layer for each in _inside(value)]
        if not layer:
            return False
    return True


def _inside(value: object) -> Collection[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def _folded(value: Any) -> Any:  # noqa: ANN401 — JSON
    return value.lower() if isinstance(value, str) else value


def _among(values: Collection[Any], fold: bool) -> _Test:
    keys = frozenset(_key(_folded(value) if fold else value) for value in values)

    def holds(actual: Any) -> bool:  # noqa: ANN401 — JSON
        items = actual if isinstance(actual, list) else (actual,)
        return any(_key(_folded(item) if fold else item) in keys for item in items)

    return holds


_TYPES = ("string", "number", "boolean", "array", "object", "null")


def _type_of(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def _number(value: object) -> int | float:
    """The number that a value counts as beside another: nothing is 0, a text is what it says, the rest is not comparable.

    A text of more than `_LONGEST_NUMBER` characters says no number.
    """
    if value is None:
        return 0
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        if len(value) <= _LONGEST_NUMBER and _NUMBER.fullmatch(value):
            return float(value)
        return 0 if not value.strip() else _NAN
    return _NAN


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
