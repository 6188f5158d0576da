import pytest

from services.experiments.domain.errors import InvalidPatternError
from services.experiments.domain.patterns import MOST_TEXT, compile_pattern, matching


@pytest.mark.parametrize(
    ("pattern", "found", "not_found"),
    [
        ("(Mobile|Tablet)", ["Android Mobile", "Tablet"], ["mobile", ""]),
        (r"^/shop/\d{2,3}/?$", ["/shop/12", "/shop/123/"], ["/shop/1", "/shop/1234", "a/shop/12"]),
        (r"@(?:gmail|icloud)\.com$", ["ada@gmail.com"], ["ada@gmail.com.org", "ada@gmailxcom"]),
        (r"\bcat\b", ["a cat", "cat!"], ["concat", "cats"]),
        (r"\Bcat", ["concat"], ["cat"]),
        ("[^a-c]", ["abcd"], ["abc", ""]),
        (r"[\w-]+@", ["a-b@"], ["@"]),
        ("[]a]", [], []),
        ("a{0}b", ["b"], ["a"]),
        ("a{x", ["a{x"], ["ax"]),
        (r"\x41\u00e9\t", ["Aé\t"], ["Ae"]),
        (r"(?<year>\d{4})-\d\d", ["2026-11"], ["26-11"]),
        ("", ["", "a"], []),
        ("x*", ["", "y"], []),
        ("(a|b*)+c", ["c", "abbac"], ["ab"]),
        ("a.c", ["abc"], ["a\nc"]),
        (r"\$\^\.\/", ["$^./"], ["a"]),
        ("a+?b*?$", ["aab", "a"], ["b"]),
        ("[b-]", ["-", "b"], ["a"]),
        (r"[\b]", ["\b"], ["b"]),
    ],
)
def test_what_expressions_find(pattern: str, found: list[str], not_found: list[str]) -> None:
    if not found and not not_found:
        with pytest.raises(InvalidPatternError):
            compile_pattern(pattern)
        return
    finds = compile_pattern(pattern)
    assert [text for text in found if not finds(text)] == []
    assert [text for text in not_found if finds(text)] == []


def test_case_can_be_left_out() -> None:
    finds = compile_pattern("^STRASSE [a-f]é", ignore_case=True)
    assert finds("Strasse Fÿ") is False
    assert finds("strasse DÉ")


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", ")", "(a", "a)", "[", "[a", "[^]", "[z-a]", "*a", "+", "a**", "a{2}{3}", "a{3,2}", "a{999}", "a++", "^*", "\\"),
        *(r"\1", r"\q", r"\p{L}", r"(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", "(?i)a", "(?P=a)", r"[\d-", r"[a-\d]", r"\u12"),
        *("(" * 40 + ")" * 40, "a" * 513, "(?:a{200}){200}", "(?:(?:(?:){250}){250}){250}", "(?:a|b){256}(?:a|b){256}"),
    ],
)
def test_what_cannot_be_read_or_bounded_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidPatternError) as refused:
        compile_pattern(pattern)
    assert refused.value.code == "invalid_pattern"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+$", "a" * 4_000 + "b"),
        ("(a|a)*b", "a" * 4_000),
        ("(a|aa)+$", "a" * 4_000 + "b"),
        (r"(.*)*(.*)*(.*)*\d", "a" * 4_000),
        ("(?:a?){100}a{100}", "a" * 99),
        ("(a|b)*a(a|b){14}$", "abbabaabbbab" * 330),
    ],
)
def test_expressions_that_backtrack_for_ever_elsewhere_take_no_time(pattern: str, text: str) -> None:
    compile_pattern(pattern)(text)  # Python's own engine would not come back


def test_in_a_text_without_end_nothing_is_found() -> None:
    finds = compile_pattern("a")
    assert finds("a" * MOST_TEXT)
    assert not finds("a" * (MOST_TEXT + 1))


def test_states_are_forgotten_when_they_become_too_many() -> None:
    finds = compile_pattern("^[^x]*$")
    for start in range(0, 12_000, 4_000):
        assert finds("".join(chr(0x4E00 + start + i) for i in range(4_000)))
    assert not finds("x")
    automaton = finds.__self__  # type: ignore[attr-defined]  # a bound method
    assert 0 < automaton._kept <= matching._MOST_KEPT
