from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.flag_document_kind import FlagDocumentKind

if TYPE_CHECKING:
    from ..models.flag_document_rules_item import FlagDocumentRulesItem


T = TypeVar("T", bound="FlagDocument")


@_attrs_define
class FlagDocument:
    """A flag.

    Example:
        {'created_at': '2026-11-01T12:00:00Z', 'default': '#00a', 'description': 'The colour of the button', 'enabled':
            True, 'id': '0198c5a0-7c1e-7000-8000-000000000010', 'key': 'checkout-button', 'kind': 'string', 'rules':
            [{'condition': {'customer.purchases': {'$gte': 3}}, 'key': 'gold', 'kind': 'force', 'value': '#c90'},
            {'coverage': 1.0, 'kind': 'split', 'seed': 'checkout-button', 'variations': [{'key': 'green', 'value': '#0a0',
            'weight': 0.5}, {'key': 'blue', 'value': '#00a', 'weight': 0.5}]}], 'updated_at': '2026-11-02T09:30:00Z',
            'version': 3}

    Attributes:
        id (UUID):
        key (str):
        kind (FlagDocumentKind):
        default (Any):
        description (str):
        enabled (bool):
        rules (list[FlagDocumentRulesItem]): As they were given.
        version (int): 1 when it is made; one more with every change.
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        archived_at (datetime.datetime | None): Since when it is evaluated no more.
    """

    id: UUID
    key: str
    kind: FlagDocumentKind
    default: Any
    description: str
    enabled: bool
    rules: list[FlagDocumentRulesItem]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    archived_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        key = self.key

        kind = self.kind.value

        default = self.default

        description = self.description

        enabled = self.enabled

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        archived_at: None | str
        if isinstance(self.archived_at, datetime.datetime):
            archived_at = self.archived_at.isoformat()
        else:
            archived_at = self.archived_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "key": key,
                "kind": kind,
                "default": default,
                "description": description,
                "enabled": enabled,
                "rules": rules,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
                "archived_at": archived_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.flag_document_rules_item import FlagDocumentRulesItem

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        key = d.pop("key")

        kind = FlagDocumentKind(d.pop("kind"))

        default = d.pop("default")

        description = d.pop("description")

        enabled = d.pop("enabled")

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = FlagDocumentRulesItem.from_dict(rules_item_data)

            rules.append(rules_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_archived_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                archived_at_type_0 = datetime.datetime.fromisoformat(data)

                return archived_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        archived_at = _parse_archived_at(d.pop("archived_at"))

        flag_document = cls(
            id=id,
            key=key,
            kind=kind,
            default=default,
            description=description,
            enabled=enabled,
            rules=rules,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
            archived_at=archived_at,
        )

        flag_document.additional_properties = d
        return flag_document

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
