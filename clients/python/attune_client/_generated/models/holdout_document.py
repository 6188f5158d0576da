from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.holdout_document_state import HoldoutDocumentState

T = TypeVar("T", bound="HoldoutDocument")


@_attrs_define
class HoldoutDocument:
    """A holdout: units that no flag's rule, no experiment and no communication reaches while it runs.

    Example:
        {'created_at': '2026-01-01T00:00:00Z', 'id': '0198c5a0-7c1e-7000-8000-000000000030', 'key': '2026', 'seed':
            '2026', 'share': 0.05, 'started_at': '2026-01-01T00:00:00Z', 'state': 'running'}

    Attributes:
        id (UUID):
        key (str):
        seed (str):
        share (float):
        state (HoldoutDocumentState):
        started_at (datetime.datetime):
        stopped_at (datetime.datetime | None):
        created_at (datetime.datetime):
    """

    id: UUID
    key: str
    seed: str
    share: float
    state: HoldoutDocumentState
    started_at: datetime.datetime
    stopped_at: datetime.datetime | None
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        key = self.key

        seed = self.seed

        share = self.share

        state = self.state.value

        started_at = self.started_at.isoformat()

        stopped_at: None | str
        if isinstance(self.stopped_at, datetime.datetime):
            stopped_at = self.stopped_at.isoformat()
        else:
            stopped_at = self.stopped_at

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "key": key,
                "seed": seed,
                "share": share,
                "state": state,
                "started_at": started_at,
                "stopped_at": stopped_at,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        key = d.pop("key")

        seed = d.pop("seed")

        share = d.pop("share")

        state = HoldoutDocumentState(d.pop("state"))

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        def _parse_stopped_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                stopped_at_type_0 = datetime.datetime.fromisoformat(data)

                return stopped_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        stopped_at = _parse_stopped_at(d.pop("stopped_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        holdout_document = cls(
            id=id,
            key=key,
            seed=seed,
            share=share,
            state=state,
            started_at=started_at,
            stopped_at=stopped_at,
            created_at=created_at,
        )

        holdout_document.additional_properties = d
        return holdout_document

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
