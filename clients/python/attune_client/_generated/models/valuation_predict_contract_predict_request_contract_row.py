from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ValuationPredictContractPredictRequestContractRow")


@_attrs_define
class ValuationPredictContractPredictRequestContractRow:
    """A customer who has a contract.

    Attributes:
        age (int): Renewals made so far.
        monetary_value (float | Unset): What a renewal brings; without it there is no `clv`.
    """

    age: int
    monetary_value: float | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        age = self.age

        monetary_value = self.monetary_value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "age": age,
            }
        )
        if monetary_value is not UNSET:
            field_dict["monetary_value"] = monetary_value

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        age = d.pop("age")

        monetary_value = d.pop("monetary_value", UNSET)

        valuation_predict_contract_predict_request_contract_row = cls(
            age=age,
            monetary_value=monetary_value,
        )

        return valuation_predict_contract_predict_request_contract_row
