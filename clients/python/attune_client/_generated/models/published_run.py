from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.run_request import RunRequest


T = TypeVar("T", bound="PublishedRun")


@_attrs_define
class PublishedRun:
    """The run whose values are shown, and how its intervals were made.

    Attributes:
        id (UUID):
        model (str):
        published_at (datetime.datetime):
        request (RunRequest): What a run was asked for, with every default made explicit.
        method (str): Of the intervals.
    """

    id: UUID
    model: str
    published_at: datetime.datetime
    request: RunRequest
    method: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        model = self.model

        published_at = self.published_at.isoformat()

        request = self.request.to_dict()

        method = self.method

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "model": model,
                "published_at": published_at,
                "request": request,
                "method": method,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.run_request import RunRequest

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        model = d.pop("model")

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        request = RunRequest.from_dict(d.pop("request"))

        method = d.pop("method")

        published_run = cls(
            id=id,
            model=model,
            published_at=published_at,
            request=request,
            method=method,
        )

        published_run.additional_properties = d
        return published_run

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
