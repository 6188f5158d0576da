"""Which customers a run tells apart, and how its record has them.

Channels are recorded as they were before runs knew segments, so that either version reads what the other has written; what
stands on a trait is recorded beside them.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inference.arrays import IntArray
from services.valuation.domain.prospects import Uncertain
from services.valuation.reductions.segments import SegmentGroup
from services.valuation.use_cases.traits import MOST_SEGMENTS

FEWEST_OF_A_SEGMENT = 5
"""What fewer customers share, a channel, a segment or both, tells of persons: a run's record stands for ever, also when they
are erased."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Belonging:
    """Which channel and segment customers are of.

    Attributes:
        channels: Names in their order.
        segments: Likewise.
        channel: Of each reduced group the channel's number; -1 where it is not known; shape (groups,).
        segment: Likewise.
        customers: Of each group, shape (groups,).
    """

    channels: list[str]
    segments: list[str]
    channel: IntArray
    segment: IntArray
    customers: IntArray

    @classmethod
    def of(cls, groups: Sequence[SegmentGroup]) -> Self:
        """Number the channels and segments of reduced groups."""
        channels, channel = _numbered([group.channel for group in groups])
        segments, segment = _numbered([group.segment for group in groups])
        return cls(channels, segments, channel, segment, np.array([group.customers for group in groups], dtype=np.int64))

    def members(self, by: GroupedBy) -> dict[Part, NDArray[np.intp]]:
        """The positions of each part's groups; of the parts with the most customers, by their names, and of none of too few."""
        parts, part = np.unique(self._parts(by), return_inverse=True)
        size = np.zeros(len(parts), dtype=np.int64)
        np.add.at(size, part, self.customers)
        enough = np.flatnonzero((parts >= 0) & (size >= FEWEST_OF_A_SEGMENT))
        most = np.sort(enough[np.argsort(-size[enough], kind="stable")][:MOST_SEGMENTS])
        return {self._part(by, int(parts[each])): np.flatnonzero(part == each) for each in most}

    def _parts(self, by: GroupedBy) -> IntArray:
        """The number of each group's part, in the order of names; -1 where it is of none; shape (groups,)."""
        if by is GroupedBy.CHANNEL:
            return self.channel
        if by is GroupedBy.SEGMENT:
            return self.segment
        known = (self.channel >= 0) & (self.segment >= 0)
        return np.where(known, self.channel * len(self.segments) + self.segment, -1)

    def _part(self, by: GroupedBy, number: int) -> Part:
        if by is GroupedBy.CHANNEL:
            return Part(channel=self.channels[number])
        if by is GroupedBy.SEGMENT:
            return Part(segment=self.segments[number])
        channel, segment = divmod(number, len(self.segments))
        return Part(self.channels[channel], self.segments[segment])


def _numbered(names: Sequence[str | None]) -> tuple[list[str], IntArray]:
    """The names that there are, in their order, and the number of each; -1 of none."""
    known = sorted({name for name in names if name is not None})
    number: dict[str | None, int] = {None: -1} | {name: place for place, name in enumerate(known)}
    return known, np.array([number[name] for name in names], dtype=np.int64)


Items = Mapping[Part, Mapping[str, Any]]
"""What is recorded of each part."""


def part_record(by: GroupedBy, part: Part) -> dict[str, Any]:
    """Whose an item is, as it is recorded."""
    if by is GroupedBy.CHANNEL:
        return {"segment": part.channel}
    return {"channel": part.channel, "segment": part.segment}


def read_parts(record: Mapping[str, Any]) -> dict[GroupedBy, Items]:
    """What a run's record says of parts; of a run that was not asked for segments, by channel only.

    Parts of fewer than are told apart today, which older runs have kept, are left out.
    """
    told: dict[GroupedBy, Items] = {GroupedBy.CHANNEL: _enough({Part(each["segment"]): each for each in record["items"]})}
    for by in (GroupedBy.SEGMENT, GroupedBy.BOTH):
        if by in record:
            told[by] = _enough({Part(each["channel"], each["segment"]): each for each in record[by]})
    return told


def _enough(items: Items) -> Items:
    return {part: item for part, item in items.items() if item["customers"] >= FEWEST_OF_A_SEGMENT}


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
