"""Referrals within events: who brought whom.

As with touchpoints, nothing here raises: an event whose properties name nobody is no referral, and is kept all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from services.segmentation.domain.money import read_optional_money
from services.segmentation.domain.orders import order_key_of
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.wellformed import is_storable, read_identifier


class ReferralKind(StrEnum):
    """What a statement says of a referral."""

    SENT = "sent"
    CONVERTED = "converted"


@dataclass(frozen=True, slots=True)
class Referral:
    """One statement about a referral.

    Attributes:
        key: Identifies it within its workspace: `message:<id>` of its event, or the key of an imported row.
        referred_at: When it is said of, in UTC.
        kind: Whether somebody was invited only, or came.
        other_id: The company's id of the one of both who is not the event's own subject; None where only the order tells.
        by_referred: Whether the event's subject is the one who was referred.
        order_key: Of the order that the referred placed; None where none is named.
        is_new: Whether the referred was no customer before; None where it is not stated.
        would_have_come: Whether the referred would have come anyway, by their own word; None where they were not asked.
        reward: What the referral cost, in the workspace's currency; None where unknown.
    """

    key: str
    referred_at: datetime
    kind: ReferralKind
    other_id: str | None
    by_referred: bool
    order_key: str | None
    is_new: bool | None
    would_have_come: bool | None
    reward: Decimal | None


_KINDS = {
    "referralshared": ReferralKind.SENT,
    "referralsent": ReferralKind.SENT,
    "invitesent": ReferralKind.SENT,
    "signedup": ReferralKind.SENT,  # of the referred: whether they become a customer, their orders tell
    "referralconverted": ReferralKind.CONVERTED,
    "referralcompleted": ReferralKind.CONVERTED,
}
_OWN = "signedup"
_REFERRER = ("referrer_id", "referrer_user_id", "referred_by_user_id", "advocate_id")
_REFERRED = (
    "referred_id",
    "referred_user_id",
    "referee_id",
    "friend_id",
    "friend_user_id",
    "friend_customer_id",
    "invitee_id",
    "invitee_user_id",
)
_IS_NEW = ("new_customer", "friend_new_customer")
_WOULD_HAVE_COME = ("would_have_come_anyway", "would_have_joined_anyway", "would_have_bought_anyway")
_REWARD = ("reward", "reward_amount")


def referral_kind_of(name: str) -> ReferralKind | None:
    """What a track event of that name says of a referral; None for every other event.

    Capitals, spaces and underscores do not matter.
    """
    return _KINDS.get(_folded(name))


def referral_of(
    name: str, properties: Mapping[str, object], *, user_id: str | None, message_id: str, occurred_at: datetime
) -> Referral | None:
    """The referral that a track event tells of; None where it tells of none.

    Who says it is the one who refers, and names whom (or the order that came of it), unless the event names a referrer: then
    it is of the one who was referred. An invitation that names nobody is kept, as something that was done. Nobody refers
    oneself.

    Args:
        name: The track's event.
        properties: The event's.
        user_id: The company's id of the event's subject; None while anonymous.
        message_id: The event's.
        occurred_at: When it happened, in UTC.

    Source: Segment, "Spec: B2B SaaS" (Invite Sent, Signed Up), and its source Friendbuy (Referral Shared, Referral Converted).
    """
    kind = referral_kind_of(name)
    if kind is None or properties.get("flagged_self_referral") is True:
        return None
    referrer = _first_id(properties, _REFERRER)
    if referrer is None and _folded(name) == _OWN:
        return None
    other_id = referrer or _first_id(properties, _REFERRED)
    if other_id is not None and other_id == user_id:
        return None
    order_id = _identifier(properties.get("order_id"))
    return Referral(
        key=f"message:{message_id}",
        referred_at=occurred_at,
        kind=kind,
        other_id=other_id,
        by_referred=referrer is not None,
        order_key=None if order_id is None or referrer is not None else order_key_of(order_id, ""),
        is_new=_first_flag(properties, _IS_NEW),
        would_have_come=_first_flag(properties, _WOULD_HAVE_COME),
        reward=_first_money(properties),
    )


def _first_id(properties: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    return next((found for each in names if (found := _identifier(properties.get(each))) is not None), None)


def _identifier(value: object) -> str | None:
    try:
        found = read_identifier(value, "")
    except RejectionError:
        return None
    return found if found is not None and is_storable(found) else None


def _first_flag(properties: Mapping[str, object], names: tuple[str, ...]) -> bool | None:
    return next((found for each in names if isinstance(found := properties.get(each), bool)), None)


def _first_money(properties: Mapping[str, object]) -> Decimal | None:
    for each in _REWARD:
        try:
            found = read_optional_money(properties.get(each), code=RejectCode.REFERRAL_REWARD_INVALID, field=each)
        except RejectionError:
            continue
        if found is not None:
            return found
    return None


def _folded(name: str) -> str:
    return name.replace(" ", "").replace("_", "").lower()
