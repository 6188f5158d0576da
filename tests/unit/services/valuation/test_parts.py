"""Which customers a lead is like, and how a run's record has them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.valuation.reductions.segments import SegmentGroup
from services.valuation.use_cases.parts import (
    EVERYBODY,
    FEWEST_OF_A_SEGMENT,
    Belonging,
    GroupedBy,
    Part,
    nearest_part,
    part_record,
    read_parts,
)
from services.valuation.use_cases.traits import MOST_SEGMENTS

names = st.sampled_from(["email", "search", "gold", "free"]) | st.none()
parts = st.builds(Part, names, names)


@given(st.sets(parts.filter(lambda part: part != EVERYBODY)), parts)
def test_a_lead_is_like_customers_who_are_known_and_have_all_that_they_are_told_apart_by(known: set[Part], lead: Part) -> None:
    part = nearest_part(known, lead)
    assert part == EVERYBODY or part in known
    assert part.channel in (None, lead.channel)
    assert part.segment in (None, lead.segment)
    if lead in known:
        assert part == lead
    elif lead.segment is not None and Part(segment=lead.segment) in known:
        assert part == Part(segment=lead.segment)
    elif lead.channel is not None and Part(channel=lead.channel) in known:
        assert part == Part(channel=lead.channel)
    else:
        assert part == EVERYBODY


def are_told_apart(part: Part, by: GroupedBy) -> bool:
    return {
        GroupedBy.CHANNEL: part.channel is not None and part.segment is None,
        GroupedBy.SEGMENT: part.channel is None and part.segment is not None,
        GroupedBy.BOTH: part.channel is not None and part.segment is not None,
    }[by]


groups = st.builds(
    SegmentGroup,
    channel=names,
    segment=names,
    frequency=st.just(0),
    recency_days=st.just(0),
    age_days=st.just(9),
    customers=st.integers(1, 6),
    revenue=st.just(5.0),
    revenue_squares=st.just(25.0),
)


@given(st.lists(groups, max_size=12))
def test_customers_belong_where_all_that_tells_them_apart_is_known_and_is_shared(groups: list[SegmentGroup]) -> None:
    belonging = Belonging.of(groups)
    for by in GroupedBy:
        found = belonging.members(by)
        assert list(found) == sorted(found, key=lambda part: (part.channel or "", part.segment or ""))
        for channel in {group.channel for group in groups}:
            for segment in {group.segment for group in groups}:
                part = Part(
                    channel=channel if by is not GroupedBy.SEGMENT else None,
                    segment=segment if by is not GroupedBy.CHANNEL else None,
                )
                rows = [
                    row
                    for row, group in enumerate(groups)
                    if part.channel in (None, group.channel) and part.segment in (None, group.segment)
                ]
                shared = sum(groups[row].customers for row in rows) >= FEWEST_OF_A_SEGMENT
                assert (part in found) == (shared and are_told_apart(part, by))
                if part in found:
                    assert found[part].tolist() == rows


def test_the_largest_parts_are_told_apart_and_of_equal_ones_the_first_by_name() -> None:
    sizes = {f"c-{i:03}": 6 for i in range(MOST_SEGMENTS + 3)} | {"z-large": 7, "a-small": 5}
    belonging = Belonging.of([SegmentGroup(name, None, 0, 0, 9, size, 5.0, 25.0) for name, size in sizes.items()])
    found = [part.channel for part in belonging.members(GroupedBy.CHANNEL)]
    assert found == [*(f"c-{i:03}" for i in range(MOST_SEGMENTS - 1)), "z-large"]


def test_nobody_is_told_apart_where_there_is_nobody() -> None:
    assert [Belonging.of([]).members(by) for by in GroupedBy] == [{}, {}, {}]


@given(st.dictionaries(parts, st.integers(1, 8)))
def test_what_is_recorded_of_parts_is_read_again_but_of_fewer_than_are_told_apart(told: dict[Part, int]) -> None:
    kept = {by: [part for part in told if are_told_apart(part, by)] for by in GroupedBy}
    record: dict[str, Any] = {
        by.value: [part_record(by, part) | {"customers": told[part]} for part in some] for by, some in kept.items()
    }
    record["items"] = record.pop("channel")
    enough = {by: [part for part in some if told[part] >= FEWEST_OF_A_SEGMENT] for by, some in kept.items()}
    assert {by: list(items) for by, items in read_parts(record).items()} == enough
