"""What was spent, by channel, campaign and week."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from kernel.database import UnitOfWork
from services.attribution.reductions import SPEND, ChannelSpend
from services.attribution.use_cases.journeys import ZERO, week_number
from services.attribution.use_cases.planning import Window


@dataclass(frozen=True, slots=True)
class Spending:
    """Spend of a window.

    Attributes:
        by_channel: Of each channel that had any entry.
        by_week: Of each of them, by the week's number.
        by_campaign: By channel and campaign; those without a campaign under None.
        foreign: Entries in another currency than the workspace's, which are added up as if they were in it.
    """

    by_channel: Mapping[str, Decimal]
    by_week: Mapping[str, Mapping[int, Decimal]]
    by_campaign: Mapping[tuple[str, str | None], Decimal]
    foreign: int

    @classmethod
    def of(cls, rows: Iterable[ChannelSpend]) -> Self:
        """The spend in the rows of the reduction."""
        by_channel: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        by_week: defaultdict[str, defaultdict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
        by_campaign: defaultdict[tuple[str, str | None], Decimal] = defaultdict(lambda: ZERO)
        foreign = 0
        for row in rows:
            by_channel[row.channel] += row.amount
            by_week[row.channel][week_number(row.week)] += row.amount
            by_campaign[row.channel, row.campaign] += row.amount
            foreign += row.foreign
        weeks = {channel: dict(sorted(spent.items())) for channel, spent in by_week.items()}
        return cls(dict(by_channel), weeks, dict(by_campaign), foreign)

    @property
    def total(self) -> Decimal:
        """Of all channels."""
        return sum(self.by_channel.values(), ZERO)

    def of_campaign(self, channel: str | None, campaign: str) -> Decimal:
        """Of one campaign, in its channel or, without one, in all."""
        return sum(
            (amount for (of, name), amount in self.by_campaign.items() if name == campaign and channel in (None, of)), ZERO
        )


async def read_spend(work: UnitOfWork, window: Window) -> list[ChannelSpend]:
    """The spend of a window's days, sorted."""
    rows = await work.reduce(
        SPEND, first_day=window.first_day, last_day=window.last_day, currency=(await work.workspace()).currency
    )
    return sorted(rows, key=lambda row: (row.channel, row.campaign or "", row.campaign is not None, row.week))
