from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ValuationFitContractFitRequestCohortRow")


@_attrs_define
class ValuationFitContractFitRequestCohortRow:
    """A cohort of contracts.

    Attributes:
        survivors (list[int]): Customers at the beginning, after one renewal, after two and so on: whole, never more
            than before.
    """

    survivors: list[int]

    def to_dict(self) -> dict[str, Any]:
        survivors = self.survivors

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "survivors": survivors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        survivors = cast(list[int], d.pop("survivors"))

        valuation_fit_contract_fit_request_cohort_row = cls(
            survivors=survivors,
        )

        return valuation_fit_contract_fit_request_cohort_row
