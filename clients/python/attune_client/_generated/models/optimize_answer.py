from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.optimize_answer_allocation import OptimizeAnswerAllocation


T = TypeVar("T", bound="OptimizeAnswer")


@_attrs_define
class OptimizeAnswer:
    """The division of the budget that brings the most.

    Example:
        {'allocation': {'email': 15.41481602, 'search': 53.75555193, 'social': 30.82963204}, 'gap': 0, 'marginal':
            0.46445893, 'response': 106.39739318, 'unspent': 0}

    Attributes:
        allocation (OptimizeAnswerAllocation): Spend by channel.
        response (float): What it brings in all.
        marginal (float | None): What the next unit of budget would bring, λ: 0 where no channel may take it, null where
            it has no bound (power, and hill below s = 1, at a spend of 0).
        unspent (float): What is left of the budget.
        gap (float): The proven bound on the response, less the response: 0, as the curves are concave.
    """

    allocation: OptimizeAnswerAllocation
    response: float
    marginal: float | None
    unspent: float
    gap: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        allocation = self.allocation.to_dict()

        response = self.response

        marginal: float | None
        marginal = self.marginal

        unspent = self.unspent

        gap = self.gap

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "allocation": allocation,
                "response": response,
                "marginal": marginal,
                "unspent": unspent,
                "gap": gap,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.optimize_answer_allocation import OptimizeAnswerAllocation

        d = dict(src_dict)
        allocation = OptimizeAnswerAllocation.from_dict(d.pop("allocation"))

        response = d.pop("response")

        def _parse_marginal(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        marginal = _parse_marginal(d.pop("marginal"))

        unspent = d.pop("unspent")

        gap = d.pop("gap")

        optimize_answer = cls(
            allocation=allocation,
            response=response,
            marginal=marginal,
            unspent=unspent,
            gap=gap,
        )

        optimize_answer.additional_properties = d
        return optimize_answer

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
