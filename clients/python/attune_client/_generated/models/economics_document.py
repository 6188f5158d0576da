from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.breakdown import Breakdown

if TYPE_CHECKING:
    from ..models.acquisition_document import AcquisitionDocument
    from ..models.brand_value_document import BrandValueDocument
    from ..models.economics_document_methods import EconomicsDocumentMethods
    from ..models.economics_document_row import EconomicsDocumentRow
    from ..models.equity_document import EquityDocument


T = TypeVar("T", bound="EconomicsDocument")


@_attrs_define
class EconomicsDocument:
    """The economics of the latest periods that are over.

    Example:
        {'as_of': '1998-07-01T00:00:00Z', 'brand_value': {'buying_rate': {'estimate': 240.0, 'high': 268.0, 'low':
            215.0}, 'margin': {'estimate': 0.3, 'high': 0.3, 'low': 0.3}, 'market': 23570, 'own_rate': {'estimate': 72.0,
            'high': 77.0, 'low': 67.0}, 'penetration': {'estimate': 0.04, 'high': 0.0426, 'low': 0.0375}, 'share_answers':
            412, 'share_of_purchases': {'estimate': 0.3, 'high': 0.32, 'low': 0.28}, 'value': {'estimate': 0.864, 'high':
            0.94, 'low': 0.79}}, 'by': 'month', 'currency': 'USD', 'equity': {'before': {'customers': 1537, 'estimate':
            81200.0, 'high': 91700.0, 'low': 71900.0, 'without_value': 0}, 'change': {'estimate': 11200.0, 'high': 13500.0,
            'low': 8900.0}, 'change_in_margin': {'estimate': 3360.0, 'high': 4050.0, 'low': 2670.0}, 'margin_share':
            {'estimate': 0.3, 'high': 0.3, 'low': 0.3}, 'model': 'bg_nbd', 'model_id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'now': {'customers': 2357, 'estimate': 92400.0, 'high': 103700.0, 'low':
            82300.0, 'without_value': 0}, 'of_existing': {'estimate': -10200.0, 'high': -8300.0, 'low': -12100.0}, 'of_new':
            {'customers': 820, 'estimate': 21400.0, 'high': 25300.0, 'low': 18100.0, 'without_value': 0}}, 'level': 0.95,
            'methods': {'cac': 'exact interval of the Poisson expectation of new customers (Garwood)'}, 'rows': [{'cac':
            {'estimate': 10.0, 'high': 10.73, 'low': 9.34}, 'long_term': {'customers': 820, 'estimate': 21400.0, 'high':
            25300.0, 'low': 18100.0, 'without_value': 0}, 'new_customers': 820, 'orders': 1031, 'payback_periods':
            {'estimate': 3, 'high': 4, 'low': 2}, 'period': '1997-02-01', 'repeat_rate': {'estimate': 0.31, 'high': 0.34,
            'low': 0.28}, 'retention': {'estimate': 0.11, 'high': 0.13, 'low': 0.09, 'of': 781, 'stayed': 86, 'target': 0.1,
            'verdict': 'open'}, 'revenue': {'amount': '34120.5000'}, 'short_term': {'margin': {'amount': '10236.1500'},
            'net': {'amount': '2036.1500'}, 'spend': {'amount': '8200.0000'}}}], 'since': '1997-07-01', 'total': {'cac':
            {'estimate': 10.0, 'high': 10.73, 'low': 9.34}, 'long_term': {'customers': 820, 'estimate': 21400.0, 'high':
            25300.0, 'low': 18100.0, 'without_value': 0}, 'new_customers': 820, 'orders': 1031, 'payback_periods':
            {'estimate': 3, 'high': 4, 'low': 2}, 'repeat_rate': {'estimate': 0.31, 'high': 0.34, 'low': 0.28}, 'retention':
            {'estimate': 0.11, 'high': 0.13, 'low': 0.09, 'of': 781, 'stayed': 86, 'target': 0.1, 'verdict': 'open'},
            'revenue': {'amount': '34120.5000'}, 'short_term': {'margin': {'amount': '10236.1500'}, 'net': {'amount':
            '2036.1500'}, 'spend': {'amount': '8200.0000'}}}, 'until': '1998-07-01'}

    Attributes:
        as_of (datetime.datetime):
        by (Breakdown): What the window is broken down by.
        since (datetime.date): First day of the window.
        until (datetime.date): The first day after it: of the period that is not over.
        currency (str):
        level (float):
        acquisition (AcquisitionDocument | None): How customers are told to be a channel's; null of all else.
        trait (None | str): Whose values the segments are; null of all else.
        rows (list[EconomicsDocumentRow]): By period in their order; by channel or segment in the order of names, last
            the customers of none that is known.
        total (EconomicsDocumentRow): A period's, a channel's, a segment's, or the whole window's.
        equity (EquityDocument): Customer equity at the window's end beside its beginning, by the published model, the
            same at both.
        brand_value (BrandValueDocument | None): Null where nobody bought in the window.
        methods (EconomicsDocumentMethods): Of the intervals, by figure.
    """

    as_of: datetime.datetime
    by: Breakdown
    since: datetime.date
    until: datetime.date
    currency: str
    level: float
    acquisition: AcquisitionDocument | None
    trait: None | str
    rows: list[EconomicsDocumentRow]
    total: EconomicsDocumentRow
    equity: EquityDocument
    brand_value: BrandValueDocument | None
    methods: EconomicsDocumentMethods
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.acquisition_document import AcquisitionDocument
        from ..models.brand_value_document import BrandValueDocument

        as_of = self.as_of.isoformat()

        by = self.by.value

        since = self.since.isoformat()

        until = self.until.isoformat()

        currency = self.currency

        level = self.level

        acquisition: dict[str, Any] | None
        if isinstance(self.acquisition, AcquisitionDocument):
            acquisition = self.acquisition.to_dict()
        else:
            acquisition = self.acquisition

        trait: None | str
        trait = self.trait

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        total = self.total.to_dict()

        equity = self.equity.to_dict()

        brand_value: dict[str, Any] | None
        if isinstance(self.brand_value, BrandValueDocument):
            brand_value = self.brand_value.to_dict()
        else:
            brand_value = self.brand_value

        methods = self.methods.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "as_of": as_of,
                "by": by,
                "since": since,
                "until": until,
                "currency": currency,
                "level": level,
                "acquisition": acquisition,
                "trait": trait,
                "rows": rows,
                "total": total,
                "equity": equity,
                "brand_value": brand_value,
                "methods": methods,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acquisition_document import AcquisitionDocument
        from ..models.brand_value_document import BrandValueDocument
        from ..models.economics_document_methods import EconomicsDocumentMethods
        from ..models.economics_document_row import EconomicsDocumentRow
        from ..models.equity_document import EquityDocument

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        by = Breakdown(d.pop("by"))

        since = datetime.date.fromisoformat(d.pop("since"))

        until = datetime.date.fromisoformat(d.pop("until"))

        currency = d.pop("currency")

        level = d.pop("level")

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

        def _parse_trait(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        trait = _parse_trait(d.pop("trait"))

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = EconomicsDocumentRow.from_dict(rows_item_data)

            rows.append(rows_item)

        total = EconomicsDocumentRow.from_dict(d.pop("total"))

        equity = EquityDocument.from_dict(d.pop("equity"))

        def _parse_brand_value(data: object) -> BrandValueDocument | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                brand_value_type_0 = BrandValueDocument.from_dict(data)

                return brand_value_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BrandValueDocument | None, data)

        brand_value = _parse_brand_value(d.pop("brand_value"))

        methods = EconomicsDocumentMethods.from_dict(d.pop("methods"))

        economics_document = cls(
            as_of=as_of,
            by=by,
            since=since,
            until=until,
            currency=currency,
            level=level,
            acquisition=acquisition,
            trait=trait,
            rows=rows,
            total=total,
            equity=equity,
            brand_value=brand_value,
            methods=methods,
        )

        economics_document.additional_properties = d
        return economics_document

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
