from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.period import Period

if TYPE_CHECKING:
    from ..models.acquisition_document import AcquisitionDocument
    from ..models.cohort_document_row import CohortDocumentRow
    from ..models.pooled_retention import PooledRetention
    from ..models.wait_document import WaitDocument


T = TypeVar("T", bound="CohortDocument")


@_attrs_define
class CohortDocument:
    """How well the customers of each period are kept: the triangle, ready for a heat map.

    Example:
        {'as_of': '1998-07-01T00:00:00Z', 'by': 'month', 'cohorts': [{'cells': [{'active': 89, 'age': 1, 'margin':
            {'reason': 'margin_unknown'}, 'orders': 103, 'period': '1997-02-01', 'retention': {'estimate': 0.114, 'high':
            0.1378, 'low': 0.0931}, 'revenue': {'amount': '3771.5000'}}], 'cohort': '1997-01-01', 'customers': 781}],
            'currency': 'USD', 'level': 0.95, 'method': "equal-tailed interval by Jeffreys' prior; several cohorts together
            are taken as one group of customers who are alike", 'next_purchase': {'bought': 1169, 'curve': [{'at_risk':
            2050, 'days': 30, 'events': 5, 'hazard': {'estimate': 0.139, 'high': 0.155, 'low': 0.125}, 'waiting':
            {'estimate': 0.87, 'high': 0.883, 'low': 0.856}}], 'customers': 2357, 'median_days': {'low': 482, 'reason':
            'not_reached'}, 'method': "Kaplan–Meier with Greenwood's variance, its interval symmetric on the scale of
            log(−log S); Nelson–Aalen, its interval symmetric in logarithms", 'purchase': 2}, 'retention': [{'active': 231,
            'age': 1, 'customers': 2357, 'retention': {'estimate': 0.098, 'high': 0.1105, 'low': 0.0866}}], 'running':
            '1998-07-01'}

    Attributes:
        as_of (datetime.datetime):
        by (Period): A stretch of the calendar that cohorts are made by.
        currency (str):
        level (float):
        channel (None | str):
        acquisition (AcquisitionDocument | None): How customers are told to be the channel's.
        running (datetime.date): First day of the period that is not over: it is counted, but not judged.
        cohorts (list[CohortDocumentRow]): The latest ones, in their order.
        retention (list[PooledRetention]): Of all cohorts together, those not listed too.
        next_purchase (WaitDocument): How many days customers wait for a purchase since the one before it; who still
            waits counts for as long as they did.
        method (str): Of the intervals of retention.
    """

    as_of: datetime.datetime
    by: Period
    currency: str
    level: float
    channel: None | str
    acquisition: AcquisitionDocument | None
    running: datetime.date
    cohorts: list[CohortDocumentRow]
    retention: list[PooledRetention]
    next_purchase: WaitDocument
    method: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.acquisition_document import AcquisitionDocument

        as_of = self.as_of.isoformat()

        by = self.by.value

        currency = self.currency

        level = self.level

        channel: None | str
        channel = self.channel

        acquisition: dict[str, Any] | None
        if isinstance(self.acquisition, AcquisitionDocument):
            acquisition = self.acquisition.to_dict()
        else:
            acquisition = self.acquisition

        running = self.running.isoformat()

        cohorts = []
        for cohorts_item_data in self.cohorts:
            cohorts_item = cohorts_item_data.to_dict()
            cohorts.append(cohorts_item)

        retention = []
        for retention_item_data in self.retention:
            retention_item = retention_item_data.to_dict()
            retention.append(retention_item)

        next_purchase = self.next_purchase.to_dict()

        method = self.method

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "as_of": as_of,
                "by": by,
                "currency": currency,
                "level": level,
                "channel": channel,
                "acquisition": acquisition,
                "running": running,
                "cohorts": cohorts,
                "retention": retention,
                "next_purchase": next_purchase,
                "method": method,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acquisition_document import AcquisitionDocument
        from ..models.cohort_document_row import CohortDocumentRow
        from ..models.pooled_retention import PooledRetention
        from ..models.wait_document import WaitDocument

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        by = Period(d.pop("by"))

        currency = d.pop("currency")

        level = d.pop("level")

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_acquisition(data: object) -> AcquisitionDocument | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                acquisition_type_0 = AcquisitionDocument.from_dict(data)

                return acquisition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AcquisitionDocument | None, data)

        acquisition = _parse_acquisition(d.pop("acquisition"))

        running = datetime.date.fromisoformat(d.pop("running"))

        cohorts = []
        _cohorts = d.pop("cohorts")
        for cohorts_item_data in _cohorts:
            cohorts_item = CohortDocumentRow.from_dict(cohorts_item_data)

            cohorts.append(cohorts_item)

        retention = []
        _retention = d.pop("retention")
        for retention_item_data in _retention:
            retention_item = PooledRetention.from_dict(retention_item_data)

            retention.append(retention_item)

        next_purchase = WaitDocument.from_dict(d.pop("next_purchase"))

        method = d.pop("method")

        cohort_document = cls(
            as_of=as_of,
            by=by,
            currency=currency,
            level=level,
            channel=channel,
            acquisition=acquisition,
            running=running,
            cohorts=cohorts,
            retention=retention,
            next_purchase=next_purchase,
            method=method,
        )

        cohort_document.additional_properties = d
        return cohort_document

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
