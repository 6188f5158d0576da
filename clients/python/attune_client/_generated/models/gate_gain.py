from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="GateGain")


@_attrs_define
class GateGain:
    """How much better than a naive forecast the best candidate is.

    Attributes:
        naive (str):
        log_score (float | None): Mean difference, in nats per customer.
        log_score_error (float | None): Its standard error over customers, compared in pairs.
        root_mean_square_error (float | None): The model's over the naive forecast's, less 1.
    """

    naive: str
    log_score: float | None
    log_score_error: float | None
    root_mean_square_error: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        naive = self.naive

        log_score: float | None
        log_score = self.log_score

        log_score_error: float | None
        log_score_error = self.log_score_error

        root_mean_square_error: float | None
        root_mean_square_error = self.root_mean_square_error

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "naive": naive,
                "log_score": log_score,
                "log_score_error": log_score_error,
                "root_mean_square_error": root_mean_square_error,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        naive = d.pop("naive")

        def _parse_log_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        log_score = _parse_log_score(d.pop("log_score"))

        def _parse_log_score_error(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        log_score_error = _parse_log_score_error(d.pop("log_score_error"))

        def _parse_root_mean_square_error(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        root_mean_square_error = _parse_root_mean_square_error(
            d.pop("root_mean_square_error")
        )

        gate_gain = cls(
            naive=naive,
            log_score=log_score,
            log_score_error=log_score_error,
            root_mean_square_error=root_mean_square_error,
        )

        gate_gain.additional_properties = d
        return gate_gain

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
