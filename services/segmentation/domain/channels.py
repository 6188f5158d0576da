"""Which channel brought somebody: Google Analytics' default channel groups, from source, medium and campaign."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from services.segmentation.domain.sources import SourceKind, source_kind


class Channel(StrEnum):
    """The default channel groups, in the order of the rules that lead to them."""

    DIRECT = "direct"
    CROSS_NETWORK = "cross_network"
    PAID_SHOPPING = "paid_shopping"
    PAID_SEARCH = "paid_search"
    PAID_SOCIAL = "paid_social"
    PAID_VIDEO = "paid_video"
    DISPLAY = "display"
    PAID_OTHER = "paid_other"
    ORGANIC_SHOPPING = "organic_shopping"
    ORGANIC_SOCIAL = "organic_social"
    ORGANIC_VIDEO = "organic_video"
    ORGANIC_SEARCH = "organic_search"
    REFERRAL = "referral"
    EMAIL = "email"
    AFFILIATES = "affiliates"
    AUDIO = "audio"
    SMS = "sms"
    MOBILE_PUSH = "mobile_push"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a visit came from, as it is known; None where it is not.

    Attributes:
        source: Who sent it: `google`, `newsletter`, a referrer's host.
        medium: By what means: `cpc`, `email`, `organic`, `referral`.
        campaign: In which campaign.
    """

    source: str | None = None
    medium: str | None = None
    campaign: str | None = None


# What the click ids of advertising systems prove: their source and a medium. Looked for in this order; names in lower case.
_AD_CLICKS = {
    **dict.fromkeys(("gclid", "gclsrc", "gbraid", "wbraid"), ("google", "cpc")),
    "dclid": ("dfa", "cpm"),  # Campaign Manager 360, as Google Analytics names it
    "msclkid": ("bing", "cpc"),
    "ttclid": ("tiktok", "paid"),
    "twclid": ("twitter", "paid"),
    "li_fat_id": ("linkedin", "paid"),
    "sccid": ("snapchat", "paid"),
    "epik": ("pinterest", "paid"),
    "rdt_cid": ("reddit", "paid"),
}
_FACEBOOK = "fbclid"
CLICK_IDS = (*_AD_CLICKS, _FACEBOOK)
"""The click ids that are looked for, by their parameters' names in lower case, the most telling first."""

_GOOGLE_CAMPAIGN = "(cpc)"
_NULLS = frozenset({"(none)", "(not set)"})  # as Google Analytics writes what it does not know
_UNPAID = frozenset({"organic", "(organic)"})


def resolve_origin(stated: Origin, click_id: str | None, referrer_host: str | None) -> Origin:
    """Where a visit came from, of all that is known of it.

    What campaign parameters state stands, with one exception: an advertising system's click id says more than no medium, or
    than `organic`. Facebook puts its id on every link that leaves it, so that it proves Facebook and no payment. The
    referrer speaks where neither source nor medium was stated otherwise. `(none)` and `(not set)` state nothing.

    Args:
        stated: What campaign parameters say.
        click_id: The name of the click id that was there, one of CLICK_IDS.
        referrer_host: Of another site, in lower case.

    Source: dbt-ga4, issue 314 (a gclid beside medium and campaign "organic"); Google's definition of the organic medium.
    """
    known = Origin(_unless_null(stated.source), _unless_null(stated.medium), _unless_null(stated.campaign))
    if click_id in _AD_CLICKS:
        source, medium = _AD_CLICKS[click_id]
        if _lower(known.medium) in {"", *_UNPAID}:
            return Origin(source, medium, _campaign_of_click(known.campaign, source))
        return replace(known, source=known.source or source)
    if click_id == _FACEBOOK and known.source is None:
        return replace(known, source="facebook", medium=known.medium or "referral")
    if known.source is None and known.medium is None and referrer_host is not None:
        is_search = source_kind(referrer_host) is SourceKind.SEARCH
        return replace(known, source=referrer_host, medium="organic" if is_search else "referral")
    return stated


def _unless_null(text: str | None) -> str | None:
    return None if _lower(text) in _NULLS else text


def _campaign_of_click(stated: str | None, source: str) -> str | None:
    if stated is not None and _lower(stated) not in _UNPAID:
        return stated
    return _GOOGLE_CAMPAIGN if source == "google" else None


@dataclass(frozen=True, slots=True)
class _Traffic:
    """What the rules read, in lower case; empty where unknown."""

    source: str
    medium: str
    campaign: str
    kind: SourceKind | None

    @property
    def is_direct(self) -> bool:
        stated = self.source == "(direct)" and self.medium in {"(not set)", "(none)"}
        return stated or not (self.source or self.medium or self.campaign)

    @property
    def is_paid(self) -> bool:
        return _PAID.fullmatch(self.medium) is not None

    @property
    def is_shopping(self) -> bool:
        return self.kind is SourceKind.SHOPPING or _SHOPPING_CAMPAIGN.search(self.campaign) is not None


_PAID = re.compile(r".*cp.*|ppc|retargeting|paid.*", re.DOTALL)
_SHOPPING_CAMPAIGN = re.compile(r"(^|[^a-df-z])shop|shopping")  # "eshop" and "big-shop", not "workshop"
_DISPLAY = frozenset({"display", "banner", "expandable", "interstitial", "cpm"})
_SOCIAL = frozenset({"social", "social-network", "social-media", "sm", "social network", "social media"})
_REFERRAL = frozenset({"referral", "app", "link"})
_EMAIL = frozenset({"email", "e-mail", "e_mail", "e mail"})

_RULES: tuple[tuple[Channel, Callable[[_Traffic], bool]], ...] = (
    (Channel.DIRECT, lambda visit: visit.is_direct),
    (Channel.CROSS_NETWORK, lambda visit: "cross-network" in visit.campaign),
    (Channel.PAID_SHOPPING, lambda visit: visit.is_shopping and visit.is_paid),
    (Channel.PAID_SEARCH, lambda visit: visit.kind is SourceKind.SEARCH and visit.is_paid),
    (Channel.PAID_SOCIAL, lambda visit: visit.kind is SourceKind.SOCIAL and visit.is_paid),
    (Channel.PAID_VIDEO, lambda visit: visit.kind is SourceKind.VIDEO and visit.is_paid),
    (Channel.DISPLAY, lambda visit: visit.medium in _DISPLAY),
    (Channel.PAID_OTHER, lambda visit: visit.is_paid),
    (Channel.ORGANIC_SHOPPING, lambda visit: visit.is_shopping),
    (Channel.ORGANIC_SOCIAL, lambda visit: visit.kind is SourceKind.SOCIAL or visit.medium in _SOCIAL),
    (Channel.ORGANIC_VIDEO, lambda visit: visit.kind is SourceKind.VIDEO or "video" in visit.medium),
    (Channel.ORGANIC_SEARCH, lambda visit: visit.kind is SourceKind.SEARCH or visit.medium == "organic"),
    (Channel.REFERRAL, lambda visit: visit.medium in _REFERRAL),
    (Channel.EMAIL, lambda visit: visit.source in _EMAIL or visit.medium in _EMAIL),
    (Channel.AFFILIATES, lambda visit: visit.medium == "affiliate"),
    (Channel.AUDIO, lambda visit: visit.medium == "audio"),
    (Channel.SMS, lambda visit: "sms" in (visit.source, visit.medium)),
    (
        Channel.MOBILE_PUSH,
        lambda visit: (
            visit.medium.endswith("push")
            or "mobile" in visit.medium
            or "notification" in visit.medium
            or visit.source == "firebase"
        ),
    ),
)


def classify(origin: Origin) -> Channel:
    """The channel of an origin: the first of the rules that holds, whatever the capitals.

    An origin of which nothing at all is known is direct; one of which only a campaign is known is not.

    Source: Google Analytics 4, "Default channel group", the table for manually tagged traffic (support.google.com/analytics,
    answer 9756891); which sources are search engines, networks, videos and shops is `sources`' table.
    """
    source = _lower(origin.source)
    visit = _Traffic(source, _lower(origin.medium), _lower(origin.campaign), source_kind(source) if source else None)
    return next((channel for channel, holds in _RULES if holds(visit)), Channel.UNASSIGNED)


def _lower(text: str | None) -> str:
    return "" if text is None else text.strip().lower()
