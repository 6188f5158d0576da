from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.evaluation_success_reason import EvaluationSuccessReason

if TYPE_CHECKING:
    from ..models.evaluation_success_metadata import EvaluationSuccessMetadata


T = TypeVar("T", bound="EvaluationSuccess")


@_attrs_define
class EvaluationSuccess:
    """A flag's value for a context.

    Example:
        {'key': 'checkout-button', 'metadata': {'bucket': 0.2696, 'experiment': 'button', 'variation': 'green',
            'version': 3}, 'reason': 'SPLIT', 'value': '#0a0', 'variant': 'green'}

    Attributes:
        key (str):
        value (Any): Of the flag's kind.
        reason (EvaluationSuccessReason):
        variant (str):
        metadata (EvaluationSuccessMetadata): Scalars: `version`; `experiment`, `variation` and `bucket` where an
            experiment decided; `holdout` where the unit is held out.
    """

    key: str
    value: Any
    reason: EvaluationSuccessReason
    variant: str
    metadata: EvaluationSuccessMetadata
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        value = self.value

        reason = self.reason.value

        variant = self.variant

        metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "value": value,
                "reason": reason,
                "variant": variant,
                "metadata": metadata,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.evaluation_success_metadata import EvaluationSuccessMetadata

        d = dict(src_dict)
        key = d.pop("key")

        value = d.pop("value")

        reason = EvaluationSuccessReason(d.pop("reason"))

        variant = d.pop("variant")

        metadata = EvaluationSuccessMetadata.from_dict(d.pop("metadata"))

        evaluation_success = cls(
            key=key,
            value=value,
            reason=reason,
            variant=variant,
            metadata=metadata,
        )

        evaluation_success.additional_properties = d
        return evaluation_success

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
