from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.incremental_return_document_margin_basis_type_0 import (
    IncrementalReturnDocumentMarginBasisType0,
)

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
        level (float): Of the intervals of `revenue` and of what follows from it.
        revenue (None | ReturnEstimate): That would not have come without it.
        margin (None | ReturnEstimate): Of that revenue: measured, or by the share that margin has of all orders' net.
        margin_basis (IncrementalReturnDocumentMarginBasisType0 | None): `assumed_share`: not measured, but revenue
            times `margin_share`, as if what was tested sold at the average margin.
        margin_share (float | None): Of all orders' net, where margin was not measured.
        margin_until (datetime.datetime | None): Margin's own end, whose spend its ratios are of.
        margin_level (float | None): Of the intervals of `margin` and of what follows from it.
        spend (str): Of those days.
        roas (None | ReturnEstimate): Incremental revenue per unit of spend.
        roci_gross (None | ReturnEstimate): Incremental margin per unit of spend.
        roci_net (None | ReturnEstimate): (incremental margin − spend) / spend.
        credited (IncrementalReturnDocumentCredited): By model, what the channel is credited with in the same window.
        ratio (IncrementalReturnDocumentRatio): By model, incremental to credited revenue.
        code (Literal['not_whole_channel'] | None): `not_whole_channel`: not every customer was assigned to the whole
            channel or to none of it, so that there are no ratios to the channel's spend or credit.
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
    margin_basis: IncrementalReturnDocumentMarginBasisType0 | None
    margin_share: float | None
    margin_until: datetime.datetime | None
    margin_level: float | None
    spend: str
    roas: None | ReturnEstimate
    roci_gross: None | ReturnEstimate
    roci_net: None | ReturnEstimate
    credited: IncrementalReturnDocumentCredited
    ratio: IncrementalReturnDocumentRatio
    code: Literal["not_whole_channel"] | None
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

        margin_basis: None | str
        if isinstance(self.margin_basis, IncrementalReturnDocumentMarginBasisType0):
            margin_basis = self.margin_basis.value
        else:
            margin_basis = self.margin_basis

        margin_share: float | None
        margin_share = self.margin_share

        margin_until: None | str
        if isinstance(self.margin_until, datetime.datetime):
            margin_until = self.margin_until.isoformat()
        else:
            margin_until = self.margin_until

        margin_level: float | None
        margin_level = self.margin_level

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

        code: Literal["not_whole_channel"] | None
        code = self.code

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
                "margin_basis": margin_basis,
                "margin_share": margin_share,
                "margin_until": margin_until,
                "margin_level": margin_level,
                "spend": spend,
                "roas": roas,
                "roci_gross": roci_gross,
                "roci_net": roci_net,
                "credited": credited,
                "ratio": ratio,
                "code": code,
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

        def _parse_margin_basis(
            data: object,
        ) -> IncrementalReturnDocumentMarginBasisType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_basis_type_0 = IncrementalReturnDocumentMarginBasisType0(data)

                return margin_basis_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IncrementalReturnDocumentMarginBasisType0 | None, data)

        margin_basis = _parse_margin_basis(d.pop("margin_basis"))

        def _parse_margin_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        margin_share = _parse_margin_share(d.pop("margin_share"))

        def _parse_margin_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_until_type_0 = datetime.datetime.fromisoformat(data)

                return margin_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        margin_until = _parse_margin_until(d.pop("margin_until"))

        def _parse_margin_level(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        margin_level = _parse_margin_level(d.pop("margin_level"))

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

        def _parse_code(data: object) -> Literal["not_whole_channel"] | None:
            if data is None:
                return data
            code_type_0 = cast(Literal["not_whole_channel"], data)
            if code_type_0 != "not_whole_channel":
                raise ValueError(
                    f"code_type_0 must match const 'not_whole_channel', got '{code_type_0}'"
                )
            return code_type_0
            return cast(Literal["not_whole_channel"] | None, data)

        code = _parse_code(d.pop("code"))

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
            margin_basis=margin_basis,
            margin_share=margin_share,
            margin_until=margin_until,
            margin_level=margin_level,
            spend=spend,
            roas=roas,
            roci_gross=roci_gross,
            roci_net=roci_net,
            credited=credited,
            ratio=ratio,
            code=code,
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
