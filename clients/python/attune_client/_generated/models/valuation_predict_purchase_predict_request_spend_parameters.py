from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ValuationPredictPurchasePredictRequestSpendParameters")


@_attrs_define
class ValuationPredictPurchasePredictRequestSpendParameters:
    """Gamma-Gamma's parameters.

    Example:
        {'p': 6.25, 'q': 3.74, 'v': 15.44}

    Attributes:
        p (float):
        q (float):
        v (float):
    """

    p: float
    q: float
    v: float

    def to_dict(self) -> dict[str, Any]:
        p = self.p

        q = self.q

        v = self.v

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "p": p,
                "q": q,
                "v": v,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        p = d.pop("p")

        q = d.pop("q")

        v = d.pop("v")

        valuation_predict_purchase_predict_request_spend_parameters = cls(
            p=p,
            q=q,
            v=v,
        )

        return valuation_predict_purchase_predict_request_spend_parameters
