from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="OfrepEvaluateEvaluationRequestEvaluationContext")


@_attrs_define
class OfrepEvaluateEvaluationRequestEvaluationContext:
    """Who and what a flag is evaluated for: any attributes beside the targetingKey.

    Example:
        {'country': 'CA', 'targetingKey': 'c-17'}

    Attributes:
        targeting_key (None | str | Unset): Names the unit, and fills the attribute `id`; needed where a rule divides
            units.
    """

    targeting_key: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        targeting_key: None | str | Unset
        if isinstance(self.targeting_key, Unset):
            targeting_key = UNSET
        else:
            targeting_key = self.targeting_key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if targeting_key is not UNSET:
            field_dict["targetingKey"] = targeting_key

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_targeting_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        targeting_key = _parse_targeting_key(d.pop("targetingKey", UNSET))

        ofrep_evaluate_evaluation_request_evaluation_context = cls(
            targeting_key=targeting_key,
        )

        ofrep_evaluate_evaluation_request_evaluation_context.additional_properties = d
        return ofrep_evaluate_evaluation_request_evaluation_context

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
