from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.gate_reason_code import GateReasonCode

T = TypeVar("T", bound="GateReason")


@_attrs_define
class GateReason:
    """Why a model does not pass.

    Attributes:
        code (GateReasonCode):
        naive (None | str): The forecast that it does not beat.
        model_figure (float | None): The model's own, or the number that there is.
        naive_figure (float | None): The naive forecast's, or the number that is wanted.
    """

    code: GateReasonCode
    naive: None | str
    model_figure: float | None
    naive_figure: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code.value

        naive: None | str
        naive = self.naive

        model_figure: float | None
        model_figure = self.model_figure

        naive_figure: float | None
        naive_figure = self.naive_figure

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "naive": naive,
                "model_figure": model_figure,
                "naive_figure": naive_figure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = GateReasonCode(d.pop("code"))

        def _parse_naive(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        naive = _parse_naive(d.pop("naive"))

        def _parse_model_figure(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        model_figure = _parse_model_figure(d.pop("model_figure"))

        def _parse_naive_figure(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        naive_figure = _parse_naive_figure(d.pop("naive_figure"))

        gate_reason = cls(
            code=code,
            naive=naive,
            model_figure=model_figure,
            naive_figure=naive_figure,
        )

        gate_reason.additional_properties = d
        return gate_reason

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
