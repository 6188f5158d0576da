"""One truth: what agrees, what does not, what cannot be compared."""

from decimal import Decimal

import pytest

from services.planning.domain.truth import ReportSums, Truth


def report(value: str = "10", now: str = "10", unattributed: str = "4", **credited: str) -> ReportSums:
    shares = {model: Decimal(each) for model, each in credited.items()}
    return ReportSums(Decimal(value), Decimal(now), same_conversions=True, unattributed=Decimal(unattributed), credited=shares)


def truth(sums: ReportSums | None, orders: str = "10", profiles: str = "10") -> Truth:
    return Truth(Decimal(orders), Decimal(profiles), sums)


def test_all_of_it_agrees() -> None:
    found = truth(report(linear="6", markov="6.0000"))
    assert (found.profiles_agree, found.credit_agrees, found.report_agrees, found.reconciled) == (True, True, True, True)


def test_without_a_report_only_profiles_can_be_compared() -> None:
    found = truth(None)
    assert (found.credit_agrees, found.report_agrees, found.reconciled) == (None, None, True)
    assert not truth(None, profiles="9.9999").reconciled


@pytest.mark.parametrize(
    "sums",
    [
        report(linear="6", markov="5.9999"),
        report(linear="6", now="10.0001"),
        report(unattributed="3", linear="6"),
        report(unattributed="9"),  # no channel gets anything, and yet something is attributed
    ],
)
def test_a_cent_that_is_amiss(sums: ReportSums) -> None:
    assert not truth(sums).reconciled


def test_what_shares_nothing_out_is_not_compared() -> None:
    assert truth(report(linear="6", participation="12")).reconciled
    assert truth(report(unattributed="10", participation="0")).reconciled


def test_where_no_model_shares_out_there_is_nothing_to_compare() -> None:
    found = truth(report(participation="12"))
    assert (found.credit_agrees, found.reconciled) == (None, True)


def test_a_report_is_stale_where_its_orders_have_come_to_another_number_or_sum() -> None:
    assert not report().is_stale
    assert report(now="9").is_stale
    assert ReportSums(Decimal(1), Decimal(1), same_conversions=False, unattributed=Decimal(0), credited={}).is_stale
