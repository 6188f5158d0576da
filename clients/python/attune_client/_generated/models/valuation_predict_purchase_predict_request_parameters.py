from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ValuationPredictPurchasePredictRequestParameters")


@_attrs_define
class ValuationPredictPurchasePredictRequestParameters:
    """bg_nbd and mbg_nbd {r, alpha, a, b}; pareto_nbd {r, alpha, s, beta}; nbd {r, alpha}; fixed_dropout {r, alpha, p}, or
    {r, alpha, mu} where customers leave at any time; fixed_rate {lambda}, and with dropout {lambda, a, b}, {lambda, p},
    {lambda, s, beta} or {lambda, mu}; after `mbg_nbd/` they are those of customers who may leave at their first
    purchase, too.

    """

    additional_properties: dict[str, float] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        valuation_predict_purchase_predict_request_parameters = cls()

        valuation_predict_purchase_predict_request_parameters.additional_properties = d
        return valuation_predict_purchase_predict_request_parameters

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> float:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: float) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
