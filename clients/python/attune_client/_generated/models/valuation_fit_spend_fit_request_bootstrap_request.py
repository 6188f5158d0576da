from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ValuationFitSpendFitRequestBootstrapRequest")


@_attrs_define
class ValuationFitSpendFitRequestBootstrapRequest:
    """Samples of as many customers to draw from the rows, with replacement, and to fit as well.

    Example:
        {'replicates': 200, 'seed': 0}

    Attributes:
        replicates (int): How many; times distinct rows, 2,000,000 at the most.
        seed (int | Unset): The same seed draws the same samples. Default: 0.
    """

    replicates: int
    seed: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        replicates = self.replicates

        seed = self.seed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "replicates": replicates,
            }
        )
        if seed is not UNSET:
            field_dict["seed"] = seed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        replicates = d.pop("replicates")

        seed = d.pop("seed", UNSET)

        valuation_fit_spend_fit_request_bootstrap_request = cls(
            replicates=replicates,
            seed=seed,
        )

        return valuation_fit_spend_fit_request_bootstrap_request
