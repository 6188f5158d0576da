"""Referrals within events and rows: who brought whom."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.segmentation.domain.feedback_rows import ReferralRow, read_referral_row
from services.segmentation.domain.imports import OrdinalCounter, RowReject, import_key
from services.segmentation.domain.referrals import Referral, ReferralKind, referral_of

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def referral(name: str, user_id: str | None = "u-1", /, **properties: object) -> Referral | None:
    return referral_of(name, properties, user_id=user_id, message_id="m-1", occurred_at=AT)


def told(kind: ReferralKind, other_id: str | None = None, *, by_referred: bool = False, **more: Any) -> Referral:  # noqa: ANN401 — as the fields are
    rest = {"order_key": None, "is_new": None, "would_have_come": None, "reward": None} | more
    return Referral("message:m-1", AT, kind, other_id, by_referred, **rest)


def test_what_referral_programs_send() -> None:
    converted: dict[str, object] = {
        "order_id": "o-9",
        "friend_email": "friend@example.com",
        "friend_new_customer": True,
        "reward_amount": "10.00",
        "flagged_self_referral": False,
    }
    assert referral("Referral Converted", **converted) == told(
        ReferralKind.CONVERTED, order_key="id:o-9", is_new=True, reward=Decimal("10.0000")
    )
    assert referral("Referral Shared", channel="email") == told(ReferralKind.SENT)
    assert referral("Invite Sent", invitee_email="friend@example.com") == told(ReferralKind.SENT)
    assert referral("invite_sent", invitee_id=7) == told(ReferralKind.SENT, "7")
    assert referral("Referral Converted", **converted | {"flagged_self_referral": True}) is None


def test_the_referred_may_say_who_brought_them() -> None:
    assert referral("Signed Up", referrer_id="u-2") == told(ReferralKind.SENT, "u-2", by_referred=True)
    assert referral("Referral Converted", advocate_id="u-2", order_id="o-1", would_have_come_anyway=True) == told(
        ReferralKind.CONVERTED, "u-2", by_referred=True, would_have_come=True
    )
    assert referral("Signed Up", type="organic") is None
    assert referral("Signed Up", referred_id="u-2") is None


def test_nobody_refers_oneself() -> None:
    assert referral("Referral Converted", referred_id="u-1") is None
    assert referral("Signed Up", referrer_id="u-1") is None
    assert referral("Referral Converted", None, referred_id="u-1") is not None


@pytest.mark.parametrize("value", [True, [1], {}, "", "x" * 300, "a\0b", "\ud800"])
def test_what_names_nobody_harms_nothing(value: object) -> None:
    assert referral("Referral Converted", referred_id=value) == told(ReferralKind.CONVERTED)
    assert referral("Referral Converted", reward="much", new_customer="yes") == told(ReferralKind.CONVERTED)


@pytest.mark.parametrize("name", ["Referred", "Order Completed", "Referral Reward Evaluated", "Invite Accepted"])
def test_other_events_tell_of_none(name: str) -> None:
    assert referral(name, referred_id="u-2") is None


ROW = {"customer_id": "c-1", "referred_id": "c-2", "occurred_at": "2026-03-01T12:00:00Z"}


def read(**cells: object) -> ReferralRow | RowReject:
    return read_referral_row(2, {**ROW, **cells}, ZoneInfo("UTC"))


def row(**cells: object) -> ReferralRow:
    found = read(**cells)
    assert isinstance(found, ReferralRow)
    return found


def test_a_row_in_full() -> None:
    found = row(converted="no", new_customer="TRUE", would_have_come_anyway=0, reward="5", order_id="o-1", referral_id=3)
    said = Referral("", AT, ReferralKind.SENT, "c-2", False, "id:o-1", True, False, Decimal("5.0000"))
    assert found == ReferralRow("c-1", "c-2", said, "3")
    assert row().referral.kind is ReferralKind.CONVERTED
    assert (row(referral_id=3).own_key, row().own_key) == ("import:id:3", None)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"referred_id": ""}, "referred_id_missing"),
        ({"referred_id": "c-1"}, "referral_of_self"),
        ({"customer_id": None}, "customer_id_missing"),
        ({"converted": "perhaps"}, "referral_flag_invalid"),
        ({"new_customer": 2}, "referral_flag_invalid"),
        ({"reward": "-1"}, "referral_reward_invalid"),
        ({"occurred_at": ""}, "occurred_at_missing"),
        ({"friend": "x"}, "column_unknown"),
    ],
)
def test_a_bad_row_says_why(cells: dict[str, Any], code: str) -> None:
    found = read(**cells)
    assert isinstance(found, RowReject)
    assert found.code == code


def test_whatever_is_said_is_the_rows_content() -> None:
    def key(**cells: object) -> str:
        return import_key(row(**cells), OrdinalCounter())

    changes: list[dict[str, object]] = [
        {"customer_id": "c-3"},
        {"referred_id": "c-3"},
        {"occurred_at": "2026-03-02"},
        {"converted": "false"},
        {"new_customer": "true"},
        {"would_have_come_anyway": "true"},
        {"reward": 5},
        {"order_id": "o-1"},
    ]
    keys = [key(), *(key(**cells) for cells in changes)]
    assert len(set(keys)) == len(keys)
    assert key(converted="true") == key()
