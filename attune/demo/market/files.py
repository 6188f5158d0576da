"""The market as files for the public imports: what a company would export from its shop and its advertising accounts."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from attune.demo.market.channels import CAMPAIGNS, CHANNELS, KINDS
from attune.demo.market.population import IntArray, Population
from attune.demo.market.records import Orders, Spend, Touches


def write_touchpoints(path: Path, touches: Touches, people: Population) -> None:
    """The touchpoints: customer, time, channel, campaign and kind."""
    ids = people.customer_ids
    rows = zip(touches.customer.tolist(), _times(touches.at), touches.channel.tolist(), touches.kind.tolist(), strict=True)
    _write(
        path,
        ["customer_id", "occurred_at", "channel", "campaign", "kind"],
        (
            [ids[customer], at, CHANNELS[channel], CAMPAIGNS.get(CHANNELS[channel], ""), KINDS[kind]]
            for customer, at, channel, kind in rows
        ),
    )


def write_orders(path: Path, orders: Orders, people: Population) -> None:
    """The simulated orders, marked by their ids, with margin and discount."""
    money = zip(*(map(_money, column.tolist()) for column in (orders.paid, orders.margin, orders.discount)), strict=True)
    rows = zip(orders.customer.tolist(), _times(orders.at), orders.order_ids, money, strict=True)
    _write(
        path,
        ["customer_id", "occurred_at", "order_id", "amount", "margin", "discount"],
        ([people.customer_ids[customer], at, order_id, *amounts] for customer, at, order_id, amounts in rows),
    )


def write_spend(path: Path, spend: Spend) -> None:
    """The spend by channel, campaign and day."""
    days = np.datetime_as_string(spend.day.astype("datetime64[D]"))
    rows = zip(spend.channel.tolist(), days.tolist(), spend.cents.tolist(), strict=True)
    _write(
        path,
        ["channel", "campaign", "day", "amount"],
        ([CHANNELS[channel], CAMPAIGNS[CHANNELS[channel]], day, _money(cents)] for channel, day, cents in rows),
    )


def _times(seconds: IntArray) -> list[str]:
    times: list[str] = np.datetime_as_string(seconds.astype("datetime64[s]"), timezone="UTC").tolist()
    return times


def _money(cents: int) -> str:
    sign, cents = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows)
