from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AliveSurface")


@_attrs_define
class AliveSurface:
    """P(alive) by frequency and recency, of customers watched for one time.

    Attributes:
        t (float): The longest there is, in the run's unit.
        frequency (list[int]):
        recency (list[float]):
        probability (list[list[float | None]]): A row per frequency; null where nobody can be.
    """

    t: float
    frequency: list[int]
    recency: list[float]
    probability: list[list[float | None]]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        t = self.t

        frequency = self.frequency

        recency = self.recency

        probability = []
        for probability_item_data in self.probability:
            probability_item = []
            for probability_item_item_data in probability_item_data:
                probability_item_item: float | None
                probability_item_item = probability_item_item_data
                probability_item.append(probability_item_item)

            probability.append(probability_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "T": t,
                "frequency": frequency,
                "recency": recency,
                "probability": probability,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        t = d.pop("T")

        frequency = cast(list[int], d.pop("frequency"))

        recency = cast(list[float], d.pop("recency"))

        probability = []
        _probability = d.pop("probability")
        for probability_item_data in _probability:
            probability_item = []
            _probability_item = probability_item_data
            for probability_item_item_data in _probability_item:

                def _parse_probability_item_item(data: object) -> float | None:
                    if data is None:
                        return data
                    return cast(float | None, data)

                probability_item_item = _parse_probability_item_item(
                    probability_item_item_data
                )

                probability_item.append(probability_item_item)

            probability.append(probability_item)

        alive_surface = cls(
            t=t,
            frequency=frequency,
            recency=recency,
            probability=probability,
        )

        alive_surface.additional_properties = d
        return alive_surface

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
