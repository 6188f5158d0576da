from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ofrep_evaluate_evaluation_request_evaluation_context import (
        OfrepEvaluateEvaluationRequestEvaluationContext,
    )


T = TypeVar("T", bound="OfrepEvaluateEvaluationRequest")


@_attrs_define
class OfrepEvaluateEvaluationRequest:
    """A request for a flag's value.

    Example:
        {'context': {'country': 'CA', 'targetingKey': 'c-17'}}

    Attributes:
        context (None | OfrepEvaluateEvaluationRequestEvaluationContext | Unset):
    """

    context: None | OfrepEvaluateEvaluationRequestEvaluationContext | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.ofrep_evaluate_evaluation_request_evaluation_context import (
            OfrepEvaluateEvaluationRequestEvaluationContext,
        )

        context: dict[str, Any] | None | Unset
        if isinstance(self.context, Unset):
            context = UNSET
        elif isinstance(self.context, OfrepEvaluateEvaluationRequestEvaluationContext):
            context = self.context.to_dict()
        else:
            context = self.context

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if context is not UNSET:
            field_dict["context"] = context

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ofrep_evaluate_evaluation_request_evaluation_context import (
            OfrepEvaluateEvaluationRequestEvaluationContext,
        )

        d = dict(src_dict)

        def _parse_context(
            data: object,
        ) -> None | OfrepEvaluateEvaluationRequestEvaluationContext | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                context_evaluation_context = (
                    OfrepEvaluateEvaluationRequestEvaluationContext.from_dict(data)
                )

                return context_evaluation_context
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | OfrepEvaluateEvaluationRequestEvaluationContext | Unset, data
            )

        context = _parse_context(d.pop("context", UNSET))

        ofrep_evaluate_evaluation_request = cls(
            context=context,
        )

        ofrep_evaluate_evaluation_request.additional_properties = d
        return ofrep_evaluate_evaluation_request

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
