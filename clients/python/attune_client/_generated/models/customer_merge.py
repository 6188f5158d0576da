from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.identity import Identity


T = TypeVar("T", bound="CustomerMerge")


@_attrs_define
class CustomerMerge:
    """A merge of two customers: an alias, or a visitor who signed in.

    Example:
        {'absorbed_id': '0198c5a0-7c1e-7000-8000-000000000002', 'id': '0198c5a0-7c1e-7000-8000-000000000009',
            'identities': [{'kind': 'anonymous', 'value': 'visitor-1'}], 'merged_at': '2026-11-01T12:00:00Z', 'survivor_id':
            '0198c5a0-7c1e-7000-8000-000000000001'}

    Attributes:
        id (UUID):
        survivor_id (UUID): Our id of the customer that went on.
        absorbed_id (UUID): Our id of the customer that ended; an undo brings it back.
        identities (list[Identity]): The identifiers that it moved, less those that the undo of an earlier merge took
            back; none once erased.
        merged_at (datetime.datetime):
        undone_at (datetime.datetime | None): Null while the merge stands.
    """

    id: UUID
    survivor_id: UUID
    absorbed_id: UUID
    identities: list[Identity]
    merged_at: datetime.datetime
    undone_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        survivor_id = str(self.survivor_id)

        absorbed_id = str(self.absorbed_id)

        identities = []
        for identities_item_data in self.identities:
            identities_item = identities_item_data.to_dict()
            identities.append(identities_item)

        merged_at = self.merged_at.isoformat()

        undone_at: None | str
        if isinstance(self.undone_at, datetime.datetime):
            undone_at = self.undone_at.isoformat()
        else:
            undone_at = self.undone_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "survivor_id": survivor_id,
                "absorbed_id": absorbed_id,
                "identities": identities,
                "merged_at": merged_at,
                "undone_at": undone_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.identity import Identity

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        survivor_id = UUID(d.pop("survivor_id"))

        absorbed_id = UUID(d.pop("absorbed_id"))

        identities = []
        _identities = d.pop("identities")
        for identities_item_data in _identities:
            identities_item = Identity.from_dict(identities_item_data)

            identities.append(identities_item)

        merged_at = datetime.datetime.fromisoformat(d.pop("merged_at"))

        def _parse_undone_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                undone_at_type_0 = datetime.datetime.fromisoformat(data)

                return undone_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        undone_at = _parse_undone_at(d.pop("undone_at"))

        customer_merge = cls(
            id=id,
            survivor_id=survivor_id,
            absorbed_id=absorbed_id,
            identities=identities,
            merged_at=merged_at,
            undone_at=undone_at,
        )

        customer_merge.additional_properties = d
        return customer_merge

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
