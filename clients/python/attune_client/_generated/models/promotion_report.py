from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.promotion_cause import PromotionCause

T = TypeVar("T", bound="PromotionReport")


@_attrs_define
class PromotionReport:
    """A promotion: it passed the gate, its request said `always`, or it was asked for later.

    Attributes:
        promoted_at (datetime.datetime):
        previous_model_id (None | UUID):
        cause (PromotionCause): Why a run was promoted: it passed the gate, its request said `always`, or somebody asked
            for it later.
    """

    promoted_at: datetime.datetime
    previous_model_id: None | UUID
    cause: PromotionCause
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        promoted_at = self.promoted_at.isoformat()

        previous_model_id: None | str
        if isinstance(self.previous_model_id, UUID):
            previous_model_id = str(self.previous_model_id)
        else:
            previous_model_id = self.previous_model_id

        cause = self.cause.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "promoted_at": promoted_at,
                "previous_model_id": previous_model_id,
                "cause": cause,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        promoted_at = datetime.datetime.fromisoformat(d.pop("promoted_at"))

        def _parse_previous_model_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                previous_model_id_type_0 = UUID(data)

                return previous_model_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        previous_model_id = _parse_previous_model_id(d.pop("previous_model_id"))

        cause = PromotionCause(d.pop("cause"))

        promotion_report = cls(
            promoted_at=promoted_at,
            previous_model_id=previous_model_id,
            cause=cause,
        )

        promotion_report.additional_properties = d
        return promotion_report

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
