from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.estimate_with_interval import EstimateWithInterval


T = TypeVar("T", bound="ProspectAnswer")


@_attrs_define
class ProspectAnswer:
    """What a lead is worth.

    Attributes:
        reference (None | str):
        channel (None | str): Whose customers the value of a new one is of, together with `segment`; null: of all
            channels. Where the run does not know customers of both, it is of the segment's; where it does not know these,
            of the channel's.
        segment (None | str): Whose customers the value of a new one is of; null: of all segments.
        probability (EstimateWithInterval): An estimate with its interval at the run's level.
        new_customer_value (EstimateWithInterval): An estimate with its interval at the run's level.
        acquisition_cost (float):
        expected_value (EstimateWithInterval): An estimate with its interval at the run's level.
    """

    reference: None | str
    channel: None | str
    segment: None | str
    probability: EstimateWithInterval
    new_customer_value: EstimateWithInterval
    acquisition_cost: float
    expected_value: EstimateWithInterval
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reference: None | str
        reference = self.reference

        channel: None | str
        channel = self.channel

        segment: None | str
        segment = self.segment

        probability = self.probability.to_dict()

        new_customer_value = self.new_customer_value.to_dict()

        acquisition_cost = self.acquisition_cost

        expected_value = self.expected_value.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reference": reference,
                "channel": channel,
                "segment": segment,
                "probability": probability,
                "new_customer_value": new_customer_value,
                "acquisition_cost": acquisition_cost,
                "expected_value": expected_value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.estimate_with_interval import EstimateWithInterval

        d = dict(src_dict)

        def _parse_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reference = _parse_reference(d.pop("reference"))

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_segment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        segment = _parse_segment(d.pop("segment"))

        probability = EstimateWithInterval.from_dict(d.pop("probability"))

        new_customer_value = EstimateWithInterval.from_dict(d.pop("new_customer_value"))

        acquisition_cost = d.pop("acquisition_cost")

        expected_value = EstimateWithInterval.from_dict(d.pop("expected_value"))

        prospect_answer = cls(
            reference=reference,
            channel=channel,
            segment=segment,
            probability=probability,
            new_customer_value=new_customer_value,
            acquisition_cost=acquisition_cost,
            expected_value=expected_value,
        )

        prospect_answer.additional_properties = d
        return prospect_answer

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
