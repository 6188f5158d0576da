"""Touchpoints within events: who was reached or came, through which channel.

A collector loses no event for what its campaign parameters are: what is not text is as if it were not there, and nothing
here raises.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from services.segmentation.domain.channels import CLICK_IDS, Channel, Origin, classify, resolve_origin
from services.segmentation.domain.sources import is_on_the_way, registered_domain
from services.segmentation.domain.wellformed import storable

MAX_NAME = 255
"""Longest channel, source, medium and campaign; what an event says beyond it is cut, a file's row with more refused."""


class TouchKind(StrEnum):
    """What happened between somebody and a message."""

    CLICK = "click"
    VISIT = "visit"
    IMPRESSION = "impression"
    OPEN = "open"
    SENT = "sent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Touch:
    """One touchpoint.

    Attributes:
        key: Identifies it within its workspace: `message:<id>` of its event, or the key of an imported row.
        occurred_at: In UTC.
        channel: One of the default channels, or one of the company's own.
        source: Who sent it; None where unknown.
        medium: By what means; None where unknown.
        campaign: In which campaign; None where in none.
        kind: What happened.
        cost: What it cost, in the workspace's currency; None where unknown.
    """

    key: str
    occurred_at: datetime
    channel: str
    source: str | None
    medium: str | None
    campaign: str | None
    kind: TouchKind
    cost: Decimal | None = None


TOUCHING_TYPES = frozenset({"track", "page", "screen"})
"""The types of events that may be touchpoints."""

VIEWS = frozenset({"page", "screen"})
"""The types of events that somebody saw something."""

_OF_EMAILS = {
    "emailsent": TouchKind.SENT,
    "emaildelivered": TouchKind.SENT,
    "emailopened": TouchKind.OPEN,
    "emailclicked": TouchKind.CLICK,
    "emaillinkclicked": TouchKind.CLICK,
}
_PARAMETERS = ("utm_source", "utm_medium", "utm_campaign")
_CLICK_ID_NAMES = frozenset(CLICK_IDS)
_NOTHING: Mapping[str, object] = {}


def touch_of(
    type_: str,
    name: str,
    properties: Mapping[str, object],
    context: Mapping[str, object],
    *,
    message_id: str,
    occurred_at: datetime,
) -> Touch | None:
    """The touchpoint that an event is, if it is one.

    - An e-mail event of Segment's spec, as capitals, spaces and underscores may be: sent, opened, clicked.
    - A page or screen with campaign parameters (`context.campaign`, utm_* of its address or among the properties) or a click
      id: somebody followed a link that was marked.
    - A track with these that tells of no page (`context.page`): a server's or an app's, an order's too. A browser puts the
      landing's address and campaign on every call until the next page is loaded, and the page's own call has told them.
    - A page or screen whose referrer is another site: a visit. Where somebody comes back from paying or signing in, that site
      has brought nobody.

    Nothing else is: a page view without any of these may begin a visit or go on with one, which only its session tells.

    Args:
        type_: track, page, screen or another type.
        name: A track's event.
        properties: The event's.
        context: The event's.
        message_id: The event's.
        occurred_at: When it happened, in UTC.

    Source: Segment, "Spec: Common fields" (context.campaign, context.page) and "Email events spec".
    """
    if type_ not in TOUCHING_TYPES:
        return None
    key = f"message:{message_id}"
    email = _OF_EMAILS.get(name.replace(" ", "").replace("_", "").lower()) if type_ == "track" else None
    if email is not None:
        source, campaign = _of_email(properties, context)
        return Touch(key, occurred_at, Channel.EMAIL, source, "email", campaign, email)
    if type_ == "track" and _object(context.get("page")):
        return None
    stated, click_id = _marks(properties, context)
    is_marked = click_id is not None or stated != Origin()
    referrer = _external_referrer(properties, context) if is_marked or type_ in VIEWS else None
    if not is_marked and referrer is None:
        return None
    origin = resolve_origin(stated, click_id, referrer)
    kind = TouchKind.CLICK if is_marked else TouchKind.VISIT
    return Touch(key, occurred_at, classify(origin), origin.source, origin.medium, origin.campaign, kind)


def _of_email(properties: Mapping[str, object], context: Mapping[str, object]) -> tuple[str | None, str | None]:
    """An e-mail's source and campaign."""
    campaign = _object(context.get("campaign"))
    named = (properties.get("campaign_name"), campaign.get("name"), properties.get("campaign_id"))
    return _name(campaign.get("source")), next((name for value in named if (name := _name(value)) is not None), None)


def _marks(properties: Mapping[str, object], context: Mapping[str, object]) -> tuple[Origin, str | None]:
    """What the first place with campaign parameters states, and the most telling click id's name of all places.

    All three come from one place: a newsletter's source beside an advertisement's medium would be nobody's campaign.
    """
    campaign = _object(context.get("campaign"))
    stated = Origin(_name(campaign.get("source")), _name(campaign.get("medium")), _name(campaign.get("name")))
    clicks: set[str] = set()
    for parameters in _parameters(properties, context):
        if stated == Origin():
            stated = Origin(*(_name(parameters.get(name)) for name in _PARAMETERS))
        clicks |= {name for name in _CLICK_ID_NAMES & parameters.keys() if _name(parameters[name]) is not None}
    return stated, next((name for name in CLICK_IDS if name in clicks), None)


def _parameters(properties: Mapping[str, object], context: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Parameters by their names in lower case, from the places where clients leave them."""
    page = _object(context.get("page"))
    for address in (page.get("url"), page.get("search"), properties.get("url"), properties.get("search")):
        if isinstance(address, str) and "?" in address:
            query = address.partition("?")[2].partition("#")[0]
            yield {name.lower(): value for name, value in reversed(parse_qsl(query, errors="replace"))}
    if any(isinstance(name, str) and (name.startswith("utm_") or name.lower() in _CLICK_ID_NAMES) for name in properties):
        yield {name.lower(): value for name, value in properties.items()}


def _external_referrer(properties: Mapping[str, object], context: Mapping[str, object]) -> str | None:
    """The host of the referrer, where it is another site than the page's own and has brought somebody."""
    page = _object(context.get("page"))
    referrer = _host(page.get("referrer")) or _host(properties.get("referrer"))
    if referrer is None or is_on_the_way(referrer):
        return None
    own = _host(page.get("url")) or _host(properties.get("url"))
    is_same_site = own is not None and registered_domain(own) == registered_domain(referrer)
    return None if is_same_site else referrer


def _host(address: object) -> str | None:
    """The host of an address, in lower case and without `www.`; None where it has none."""
    if not isinstance(address, str) or "//" not in address:
        return None
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return None
    return _name((host or "").rstrip(".").removeprefix("www."))


def _name(value: object) -> str | None:
    """Text that can be kept, at most MAX_NAME characters of it; None for what is no text, number or nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return storable(str(value).strip())[:MAX_NAME].rstrip() or None


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else _NOTHING
