"""Which customers a lead is like, and how a run's record has them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.valuation.use_cases.parts import EVERYBODY, GroupedBy, Part, nearest_part, part_record, read_parts

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


@given(names, names)
def test_customers_belong_where_all_that_tells_them_apart_is_known(channel: str | None, segment: str | None) -> None:
    assert GroupedBy.CHANNEL.part_of(channel, segment) == (None if channel is None else Part(channel=channel))
    assert GroupedBy.SEGMENT.part_of(channel, segment) == (None if segment is None else Part(segment=segment))
    unknown = channel is None or segment is None
    assert GroupedBy.BOTH.part_of(channel, segment) == (None if unknown else Part(channel, segment))


@given(st.sets(parts))
def test_what_is_recorded_of_parts_is_read_again(told: set[Part]) -> None:
    kept = {by: [part for part in told if by.part_of(part.channel, part.segment) == part] for by in GroupedBy}
    record: dict[str, Any] = {by.value: [part_record(by, part) for part in some] for by, some in kept.items()}
    record["items"] = record.pop("channel")
    assert {by: list(items) for by, items in read_parts(record).items()} == kept
