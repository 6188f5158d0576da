from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.evaluation_failure_errorcode import EvaluationFailureErrorcode

T = TypeVar("T", bound="EvaluationFailure")


@_attrs_define
class EvaluationFailure:
    """Why there is no value.

    Example:
        {'errorCode': 'TARGETING_KEY_MISSING', 'errorDetails': 'The rules need a targetingKey.', 'key': 'checkout-
            button'}

    Attributes:
        key (str):
        error_code (EvaluationFailureErrorcode):
        error_details (str):
    """

    key: str
    error_code: EvaluationFailureErrorcode
    error_details: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        error_code = self.error_code.value

        error_details = self.error_details

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "errorCode": error_code,
                "errorDetails": error_details,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        error_code = EvaluationFailureErrorcode(d.pop("errorCode"))

        error_details = d.pop("errorDetails")

        evaluation_failure = cls(
            key=key,
            error_code=error_code,
            error_details=error_details,
        )

        evaluation_failure.additional_properties = d
        return evaluation_failure

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
