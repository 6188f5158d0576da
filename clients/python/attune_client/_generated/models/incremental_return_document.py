from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.incremental_return_document_credited import (
        IncrementalReturnDocumentCredited,
    )
    from ..models.incremental_return_document_ratio import (
        IncrementalReturnDocumentRatio,
    )
    from ..models.return_estimate import ReturnEstimate


T = TypeVar("T", bound="IncrementalReturnDocument")


@_attrs_define
class IncrementalReturnDocument:
    """What an experiment or holdout proved that communication brought, in its own window: between `from` and `until`.

    Attributes:
        key (str):
        experiment_id (None | UUID):
        holdout_id (None | UUID):
        campaign (None | str): The one campaign that was tested; null for all of the channel.
        treatments (list[str]): Added up, with their intervals' ends.
        from_ (datetime.datetime):
        until (datetime.datetime):
        level (float): Of the intervals of `revenue`, `margin` and what follows from them.
        revenue (None | ReturnEstimate): That would not have come without it.
        margin (None | ReturnEstimate): Of that revenue: measured, or by the share that margin has of all orders' net.
        spend (str): Of those days.
        roas (None | ReturnEstimate): Incremental revenue per unit of spend.
        roci_gross (None | ReturnEstimate): Incremental margin per unit of spend.
        roci_net (None | ReturnEstimate): (incremental margin − spend) / spend.
        credited (IncrementalReturnDocumentCredited): By model, what the channel is credited with in the same window.
        ratio (IncrementalReturnDocumentRatio): By model, incremental to credited revenue.
    """

    key: str
    experiment_id: None | UUID
    holdout_id: None | UUID
    campaign: None | str
    treatments: list[str]
    from_: datetime.datetime
    until: datetime.datetime
    level: float
    revenue: None | ReturnEstimate
    margin: None | ReturnEstimate
    spend: str
    roas: None | ReturnEstimate
    roci_gross: None | ReturnEstimate
    roci_net: None | ReturnEstimate
    credited: IncrementalReturnDocumentCredited
    ratio: IncrementalReturnDocumentRatio
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.return_estimate import ReturnEstimate

        key = self.key

        experiment_id: None | str
        if isinstance(self.experiment_id, UUID):
            experiment_id = str(self.experiment_id)
        else:
            experiment_id = self.experiment_id

        holdout_id: None | str
        if isinstance(self.holdout_id, UUID):
            holdout_id = str(self.holdout_id)
        else:
            holdout_id = self.holdout_id

        campaign: None | str
        campaign = self.campaign

        treatments = self.treatments

        from_ = self.from_.isoformat()

        until = self.until.isoformat()

        level = self.level

        revenue: dict[str, Any] | None
        if isinstance(self.revenue, ReturnEstimate):
            revenue = self.revenue.to_dict()
        else:
            revenue = self.revenue

        margin: dict[str, Any] | None
        if isinstance(self.margin, ReturnEstimate):
            margin = self.margin.to_dict()
        else:
            margin = self.margin

        spend = self.spend

        roas: dict[str, Any] | None
        if isinstance(self.roas, ReturnEstimate):
            roas = self.roas.to_dict()
        else:
            roas = self.roas

        roci_gross: dict[str, Any] | None
        if isinstance(self.roci_gross, ReturnEstimate):
            roci_gross = self.roci_gross.to_dict()
        else:
            roci_gross = self.roci_gross

        roci_net: dict[str, Any] | None
        if isinstance(self.roci_net, ReturnEstimate):
            roci_net = self.roci_net.to_dict()
        else:
            roci_net = self.roci_net

        credited = self.credited.to_dict()

        ratio = self.ratio.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "experiment_id": experiment_id,
                "holdout_id": holdout_id,
                "campaign": campaign,
                "treatments": treatments,
                "from": from_,
                "until": until,
                "level": level,
                "revenue": revenue,
                "margin": margin,
                "spend": spend,
                "roas": roas,
                "roci_gross": roci_gross,
                "roci_net": roci_net,
                "credited": credited,
                "ratio": ratio,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.incremental_return_document_credited import (
            IncrementalReturnDocumentCredited,
        )
        from ..models.incremental_return_document_ratio import (
            IncrementalReturnDocumentRatio,
        )
        from ..models.return_estimate import ReturnEstimate

        d = dict(src_dict)
        key = d.pop("key")

        def _parse_experiment_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                experiment_id_type_0 = UUID(data)

                return experiment_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        experiment_id = _parse_experiment_id(d.pop("experiment_id"))

        def _parse_holdout_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                holdout_id_type_0 = UUID(data)

                return holdout_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        holdout_id = _parse_holdout_id(d.pop("holdout_id"))

        def _parse_campaign(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        campaign = _parse_campaign(d.pop("campaign"))

        treatments = cast(list[str], d.pop("treatments"))

        from_ = datetime.datetime.fromisoformat(d.pop("from"))

        until = datetime.datetime.fromisoformat(d.pop("until"))

        level = d.pop("level")

        def _parse_revenue(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                revenue_type_0 = ReturnEstimate.from_dict(data)

                return revenue_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        revenue = _parse_revenue(d.pop("revenue"))

        def _parse_margin(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                margin_type_0 = ReturnEstimate.from_dict(data)

                return margin_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        margin = _parse_margin(d.pop("margin"))

        spend = d.pop("spend")

        def _parse_roas(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roas_type_0 = ReturnEstimate.from_dict(data)

                return roas_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        roas = _parse_roas(d.pop("roas"))

        def _parse_roci_gross(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roci_gross_type_0 = ReturnEstimate.from_dict(data)

                return roci_gross_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        roci_gross = _parse_roci_gross(d.pop("roci_gross"))

        def _parse_roci_net(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roci_net_type_0 = ReturnEstimate.from_dict(data)

                return roci_net_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        roci_net = _parse_roci_net(d.pop("roci_net"))

        credited = IncrementalReturnDocumentCredited.from_dict(d.pop("credited"))

        ratio = IncrementalReturnDocumentRatio.from_dict(d.pop("ratio"))

        incremental_return_document = cls(
            key=key,
            experiment_id=experiment_id,
            holdout_id=holdout_id,
            campaign=campaign,
            treatments=treatments,
            from_=from_,
            until=until,
            level=level,
            revenue=revenue,
            margin=margin,
            spend=spend,
            roas=roas,
            roci_gross=roci_gross,
            roci_net=roci_net,
            credited=credited,
            ratio=ratio,
        )

        incremental_return_document.additional_properties = d
        return incremental_return_document

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
