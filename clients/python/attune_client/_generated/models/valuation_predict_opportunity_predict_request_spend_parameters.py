from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ValuationPredictOpportunityPredictRequestSpendParameters")


@_attrs_define
class ValuationPredictOpportunityPredictRequestSpendParameters:
    """Gamma-Gamma's parameters; with an elasticity, those of the model in which spend goes with frequency.

    Example:
        {'p': 6.25, 'q': 3.74, 'v': 15.44}

    Attributes:
        p (float):
        q (float):
        v (float):
        elasticity (float | None | Unset): As `dependence` of the fit gives it, with its p, q and v.
    """

    p: float
    q: float
    v: float
    elasticity: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        p = self.p

        q = self.q

        v = self.v

        elasticity: float | None | Unset
        if isinstance(self.elasticity, Unset):
            elasticity = UNSET
        else:
            elasticity = self.elasticity

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "p": p,
                "q": q,
                "v": v,
            }
        )
        if elasticity is not UNSET:
            field_dict["elasticity"] = elasticity

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        p = d.pop("p")

        q = d.pop("q")

        v = d.pop("v")

        def _parse_elasticity(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        elasticity = _parse_elasticity(d.pop("elasticity", UNSET))

        valuation_predict_opportunity_predict_request_spend_parameters = cls(
            p=p,
            q=q,
            v=v,
            elasticity=elasticity,
        )

        return valuation_predict_opportunity_predict_request_spend_parameters
