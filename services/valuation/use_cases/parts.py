"""Which customers a run tells apart, and how its record has them.

Channels are recorded as they were before runs knew segments, so that either version reads what the other has written; what
stands on a trait is recorded beside them.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.valuation.domain.prospects import Uncertain


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the customers: those of a channel, those of a segment, or those of both; of neither, all.

    Attributes:
        channel: That acquired them.
        segment: What a trait of theirs is.
    """

    channel: str | None = None
    segment: str | None = None


EVERYBODY = Part()


class GroupedBy(StrEnum):
    """What parts are told apart by."""

    CHANNEL = "channel"
    SEGMENT = "segment"
    BOTH = "channel_and_segment"

    def part_of(self, channel: str | None, segment: str | None) -> Part | None:
        """Where a customer belongs; None where that is not known."""
        told = {
            GroupedBy.CHANNEL: (channel, channel, None),
            GroupedBy.SEGMENT: (segment, None, segment),
            GroupedBy.BOTH: (channel and segment, channel, segment),
        }
        known, *named = told[self]
        return None if known is None else Part(*named)


Items = Mapping[Part, Mapping[str, Any]]
"""What is recorded of each part."""


def part_record(by: GroupedBy, part: Part) -> dict[str, Any]:
    """Whose an item is, as it is recorded."""
    if by is GroupedBy.CHANNEL:
        return {"segment": part.channel}
    return {"channel": part.channel, "segment": part.segment}


def read_parts(record: Mapping[str, Any]) -> dict[GroupedBy, Items]:
    """What a run's record says of parts; of a run that was not asked for segments, by channel only."""
    told: dict[GroupedBy, Items] = {GroupedBy.CHANNEL: {Part(each["segment"]): each for each in record["items"]}}
    for by in (GroupedBy.SEGMENT, GroupedBy.BOTH):
        if by in record:
            told[by] = {Part(each["channel"], each["segment"]): each for each in record[by]}
    return told


def nearest_part(known: Container[Part], asked: Part) -> Part:
    """The part of customers who are most like somebody, of those that are known.

    That is the channel's customers of the segment, else the segment's, else the channel's, else all. The segment goes before
    the channel, which a run tells apart unasked: somebody has chosen the trait because customers differ by it.
    """
    candidates = (asked, Part(segment=asked.segment), Part(channel=asked.channel))
    return next((part for part in candidates if part in known), EVERYBODY)


def spend_of(record: Mapping[str, Any]) -> Uncertain:
    """A mean spend that a run has recorded."""
    return Uncertain(record["estimate"], record["log_variance"])
