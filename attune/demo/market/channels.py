"""The channels of the simulated market, and what each truly does. Every figure here is invented."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from attune.demo.market.curves import Curve, MichaelisMenten, Power

START = datetime(1998, 1, 5, tzinfo=UTC)
"""A Monday: what is simulated begins after the calibration period of the published figures has ended."""
WEEKS = 25
END = datetime(1998, 7, 1, tzinfo=UTC)
"""Where CDNOW's purchases end; the campaigns end two days earlier, with a whole week."""

SAMPLE = 2_357
"""The customers that the curves and the spend below are meant for; a market of n customers has them scaled by n / SAMPLE."""

DAY = 86_400
WEEK = 7 * DAY
START_SECOND = int(START.timestamp())
END_SECOND = int(END.timestamp())
CAMPAIGN_END = START + timedelta(weeks=WEEKS)

MARGIN_RATE = 0.30
"""Contribution before communication, as a share of the price: assumed, CDNOW's is not in the data."""
DISCOUNT_RATE = 0.10
"""What the e-mail offers off the price."""
COMMISSION_RATE = 0.05
"""What affiliates take of an order's amount."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that the company plans and pays for.

    Attributes:
        name: As imported.
        campaign: The name of its only campaign, without the mark.
        weekly_spend: Dollars planned in a mean week, for a market of SAMPLE customers.
        contact_cost: Dollars that one contact costs.
        contact: The kind of touchpoint that a contact leaves; None where nobody records any.
        click_share: Of the contacts that bring nothing, those that are followed by a click all the same.
        focus: How much more a customer is contacted for each recent purchase, against 1 for none.
        curve: What it truly brings in a week, for a market of SAMPLE customers; None: nothing.
    """

    name: str
    campaign: str
    weekly_spend: float
    contact_cost: float
    contact: str | None
    click_share: float
    focus: float
    curve: Curve | None


# The impressions follow those who buy anyway: many touches, and no order that would not have been.
PLANNED = (
    Channel("paid_search", "generic_terms", 45.0, 0.20, "click", 0.0, 0.4, MichaelisMenten(14.0, 45.0)),
    Channel("paid_social", "fan_pages", 30.0, 0.04, "impression", 0.03, 0.2, MichaelisMenten(8.0, 30.0)),
    Channel("display", "retargeting", 30.0, 0.025, "impression", 0.0, 2.0, None),
    Channel("direct_mail", "spring_catalogue", 40.0, 0.50, None, 0.0, 0.2, Power(0.95, 0.5)),
)
EMAIL = Channel("email", "ten_percent_off", 13.0, 0.02, "sent", 0.05, 0.0, MichaelisMenten(24.0, 12.0))
OPEN_SHARE = 0.25
"""Of the e-mails that bring nothing, those opened."""

NATURAL = {"organic_search": 0.45, "direct": 0.40, "referral": 0.15}
"""How held-out customers come of themselves."""
REACHED = {"organic_search": 0.34, "direct": 0.32, "referral": 0.10, "paid_search": 0.24}
"""The others search for the shop's name as well, and click on its advertisement: paid, and it brings nothing."""
HARVESTER = "affiliates"
HARVESTED_SHARE = 0.35
"""Of the purchases that happen anyway, those that an affiliate steps in front of at the last minute."""

MARK = "simulated"
"""What the names of orders and campaigns begin with that are: whoever looks at the data, on whichever page, is told."""
_PROGRAMMES = {channel.name: channel.campaign for channel in (*PLANNED, EMAIL)} | {HARVESTER: "voucher_codes"}
CAMPAIGNS = {channel: f"{MARK}_{campaign}" for channel, campaign in _PROGRAMMES.items()}
CHANNELS = (*(channel.name for channel in PLANNED), EMAIL.name, HARVESTER, "organic_search", "direct", "referral")
KINDS = ("click", "visit", "impression", "open", "sent")
CODE = {name: code for code, name in enumerate(CHANNELS)}
KIND = {name: code for code, name in enumerate(KINDS)}
