from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.equity_figure import EquityFigure
    from ..models.figure import Figure


T = TypeVar("T", bound="EquityDocument")


@_attrs_define
class EquityDocument:
    """Customer equity at the window's end beside its beginning, by the published model, the same at both.

    Attributes:
        model_id (None | UUID):
        model (None | str):
        reason (None | str): `no_model`, `spend_not_fitted`, `counts_opportunities` (the run's histories are not of
            days), `foreign_currency`: no figures. `no_covariance`: no intervals.
        before (EquityFigure | None): Of all customers at the window's beginning.
        now (EquityFigure | None): Of all customers at its end.
        change (Figure | None): From the one to the other: the long-term ledger.
        of_new (EquityFigure | None): The part of `now` that belongs to who came in the window.
        of_existing (Figure | None): The change of those who were there before: what they bought is behind them.
        margin_share (Figure): An estimate with its interval; null where there is none, and then why.
        change_in_margin (Figure | None): `change` times `margin_share`.
    """

    model_id: None | UUID
    model: None | str
    reason: None | str
    before: EquityFigure | None
    now: EquityFigure | None
    change: Figure | None
    of_new: EquityFigure | None
    of_existing: Figure | None
    margin_share: Figure
    change_in_margin: Figure | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.equity_figure import EquityFigure
        from ..models.figure import Figure

        model_id: None | str
        if isinstance(self.model_id, UUID):
            model_id = str(self.model_id)
        else:
            model_id = self.model_id

        model: None | str
        model = self.model

        reason: None | str
        reason = self.reason

        before: dict[str, Any] | None
        if isinstance(self.before, EquityFigure):
            before = self.before.to_dict()
        else:
            before = self.before

        now: dict[str, Any] | None
        if isinstance(self.now, EquityFigure):
            now = self.now.to_dict()
        else:
            now = self.now

        change: dict[str, Any] | None
        if isinstance(self.change, Figure):
            change = self.change.to_dict()
        else:
            change = self.change

        of_new: dict[str, Any] | None
        if isinstance(self.of_new, EquityFigure):
            of_new = self.of_new.to_dict()
        else:
            of_new = self.of_new

        of_existing: dict[str, Any] | None
        if isinstance(self.of_existing, Figure):
            of_existing = self.of_existing.to_dict()
        else:
            of_existing = self.of_existing

        margin_share = self.margin_share.to_dict()

        change_in_margin: dict[str, Any] | None
        if isinstance(self.change_in_margin, Figure):
            change_in_margin = self.change_in_margin.to_dict()
        else:
            change_in_margin = self.change_in_margin

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model_id": model_id,
                "model": model,
                "reason": reason,
                "before": before,
                "now": now,
                "change": change,
                "of_new": of_new,
                "of_existing": of_existing,
                "margin_share": margin_share,
                "change_in_margin": change_in_margin,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.equity_figure import EquityFigure
        from ..models.figure import Figure

        d = dict(src_dict)

        def _parse_model_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                model_id_type_0 = UUID(data)

                return model_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        model_id = _parse_model_id(d.pop("model_id"))

        def _parse_model(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        model = _parse_model(d.pop("model"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_before(data: object) -> EquityFigure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                before_type_0 = EquityFigure.from_dict(data)

                return before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquityFigure | None, data)

        before = _parse_before(d.pop("before"))

        def _parse_now(data: object) -> EquityFigure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                now_type_0 = EquityFigure.from_dict(data)

                return now_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquityFigure | None, data)

        now = _parse_now(d.pop("now"))

        def _parse_change(data: object) -> Figure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                change_type_0 = Figure.from_dict(data)

                return change_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Figure | None, data)

        change = _parse_change(d.pop("change"))

        def _parse_of_new(data: object) -> EquityFigure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_new_type_0 = EquityFigure.from_dict(data)

                return of_new_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquityFigure | None, data)

        of_new = _parse_of_new(d.pop("of_new"))

        def _parse_of_existing(data: object) -> Figure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_existing_type_0 = Figure.from_dict(data)

                return of_existing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Figure | None, data)

        of_existing = _parse_of_existing(d.pop("of_existing"))

        margin_share = Figure.from_dict(d.pop("margin_share"))

        def _parse_change_in_margin(data: object) -> Figure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                change_in_margin_type_0 = Figure.from_dict(data)

                return change_in_margin_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Figure | None, data)

        change_in_margin = _parse_change_in_margin(d.pop("change_in_margin"))

        equity_document = cls(
            model_id=model_id,
            model=model,
            reason=reason,
            before=before,
            now=now,
            change=change,
            of_new=of_new,
            of_existing=of_existing,
            margin_share=margin_share,
            change_in_margin=change_in_margin,
        )

        equity_document.additional_properties = d
        return equity_document

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
