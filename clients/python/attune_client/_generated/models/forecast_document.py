from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.backtest_document import BacktestDocument
    from ..models.forecast_document_intervals import ForecastDocumentIntervals
    from ..models.forecast_document_methods import ForecastDocumentMethods
    from ..models.forecast_request_document import ForecastRequestDocument
    from ..models.forecast_week import ForecastWeek
    from ..models.product_groups import ProductGroups


T = TypeVar("T", bound="ForecastDocument")


@_attrs_define
class ForecastDocument:
    """A forecast: an immutable record.

    Example:
        {'backtest': {'origins': ['1997-09-30', '1997-12-30', '1998-03-31'], 'scores': {'purchases': {'model': {'bias':
            -0.04, 'coverage': 0.87, 'mean_absolute_error': 9.1, 'root_mean_square_error': 11.8, 'spread': 1.3, 'weeks':
            39}, 'recent_mean': {'bias': -0.04, 'coverage': 0.87, 'mean_absolute_error': 9.1, 'root_mean_square_error':
            11.8, 'spread': 1.3, 'weeks': 39}}}, 'weeks': 13}, 'code_version': '0.1.0', 'created_at':
            '1998-07-01T00:00:00Z', 'digest': '9f2c…', 'id': '0198c5a0-7c1e-7000-8000-000000000009', 'intervals': {'method':
            'errors of the parameters (delta method), of the number of new customers and of chance, added up; widened by
            what the backtest shows beyond them; counts as negative binomial, revenue as gamma of that mean and variance'},
            'job_id': '0198c5a0-7c1e-7000-8000-000000000008', 'methods': {'purchases': {'method': 'model', 'widened_by':
            1.3}}, 'model_id': '0198c5a0-7c1e-7000-8000-000000000001', 'product_groups': {'groups': [{'beaten_by_naive':
            {'purchases': False, 'revenue': False}, 'category': 'Jazz', 'kind': 'category', 'scores': {'purchases':
            {'recent_mean': {'bias': -0.04, 'coverage': 0.87, 'mean_absolute_error': 9.1, 'root_mean_square_error': 11.8,
            'spread': 1.3, 'weeks': 39}, 'shares': {'bias': -0.04, 'coverage': 0.87, 'mean_absolute_error': 9.1,
            'root_mean_square_error': 11.8, 'spread': 1.3, 'weeks': 39}}}, 'share': {'purchases': 0.31, 'revenue': 0.34},
            'weeks': [{'cumulative': {'purchases': {'estimate': 18.0, 'high': 26.0, 'low': 11.0}, 'revenue': {'estimate':
            728.0, 'high': 1120.0, 'low': 410.0}}, 'purchases': {'estimate': 18.0, 'high': 26.0, 'low': 11.0}, 'revenue':
            {'estimate': 728.0, 'high': 1120.0, 'low': 410.0}, 'starts_on': '1998-07-01'}], 'widened_by': {'purchases': 1.1,
            'revenue': 1.0}}], 'methods': {'purchases': 'shares', 'revenue': 'shares'}}, 'request': {'groups': 10,
            'known_until': '1998-06-30', 'level': 0.9, 'weeks': 26}, 'weeks': [{'active_customers': {'estimate': 55.4,
            'high': 68.0, 'low': 43.0}, 'cumulative': {'new_customers': {'estimate': 0.0, 'high': 0.0, 'low': 0.0},
            'purchases': {'estimate': 58.1, 'high': 73.0, 'low': 44.0}, 'revenue': {'estimate': 2140.0, 'high': 2890.0,
            'low': 1490.0}}, 'new_customers': {'estimate': 0.0, 'high': 0.0, 'low': 0.0}, 'purchases': {'estimate': 58.1,
            'high': 73.0, 'low': 44.0}, 'revenue': {'estimate': 2140.0, 'high': 2890.0, 'low': 1490.0}, 'starts_on':
            '1998-07-01'}]}

    Attributes:
        id (UUID):
        job_id (None | UUID):
        model_id (UUID): The run whose parameters it stands on.
        request (ForecastRequestDocument): What was asked for, with every default made explicit.
        digest (str): SHA-256 of the reduced inputs and the request.
        code_version (str):
        created_at (datetime.datetime):
        weeks (list[ForecastWeek]):
        methods (ForecastDocumentMethods): By quantity.
        backtest (BacktestDocument): Every method at rolling origins, of which it knew nothing that came after.
        intervals (ForecastDocumentIntervals): Their method.
        product_groups (None | ProductGroups | Unset): Null where none were asked for.
    """

    id: UUID
    job_id: None | UUID
    model_id: UUID
    request: ForecastRequestDocument
    digest: str
    code_version: str
    created_at: datetime.datetime
    weeks: list[ForecastWeek]
    methods: ForecastDocumentMethods
    backtest: BacktestDocument
    intervals: ForecastDocumentIntervals
    product_groups: None | ProductGroups | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.product_groups import ProductGroups

        id = str(self.id)

        job_id: None | str
        if isinstance(self.job_id, UUID):
            job_id = str(self.job_id)
        else:
            job_id = self.job_id

        model_id = str(self.model_id)

        request = self.request.to_dict()

        digest = self.digest

        code_version = self.code_version

        created_at = self.created_at.isoformat()

        weeks = []
        for weeks_item_data in self.weeks:
            weeks_item = weeks_item_data.to_dict()
            weeks.append(weeks_item)

        methods = self.methods.to_dict()

        backtest = self.backtest.to_dict()

        intervals = self.intervals.to_dict()

        product_groups: dict[str, Any] | None | Unset
        if isinstance(self.product_groups, Unset):
            product_groups = UNSET
        elif isinstance(self.product_groups, ProductGroups):
            product_groups = self.product_groups.to_dict()
        else:
            product_groups = self.product_groups

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "job_id": job_id,
                "model_id": model_id,
                "request": request,
                "digest": digest,
                "code_version": code_version,
                "created_at": created_at,
                "weeks": weeks,
                "methods": methods,
                "backtest": backtest,
                "intervals": intervals,
            }
        )
        if product_groups is not UNSET:
            field_dict["product_groups"] = product_groups

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.backtest_document import BacktestDocument
        from ..models.forecast_document_intervals import ForecastDocumentIntervals
        from ..models.forecast_document_methods import ForecastDocumentMethods
        from ..models.forecast_request_document import ForecastRequestDocument
        from ..models.forecast_week import ForecastWeek
        from ..models.product_groups import ProductGroups

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_id_type_0 = UUID(data)

                return job_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        job_id = _parse_job_id(d.pop("job_id"))

        model_id = UUID(d.pop("model_id"))

        request = ForecastRequestDocument.from_dict(d.pop("request"))

        digest = d.pop("digest")

        code_version = d.pop("code_version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        weeks = []
        _weeks = d.pop("weeks")
        for weeks_item_data in _weeks:
            weeks_item = ForecastWeek.from_dict(weeks_item_data)

            weeks.append(weeks_item)

        methods = ForecastDocumentMethods.from_dict(d.pop("methods"))

        backtest = BacktestDocument.from_dict(d.pop("backtest"))

        intervals = ForecastDocumentIntervals.from_dict(d.pop("intervals"))

        def _parse_product_groups(data: object) -> None | ProductGroups | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                product_groups_type_0 = ProductGroups.from_dict(data)

                return product_groups_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProductGroups | Unset, data)

        product_groups = _parse_product_groups(d.pop("product_groups", UNSET))

        forecast_document = cls(
            id=id,
            job_id=job_id,
            model_id=model_id,
            request=request,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
            weeks=weeks,
            methods=methods,
            backtest=backtest,
            intervals=intervals,
            product_groups=product_groups,
        )

        forecast_document.additional_properties = d
        return forecast_document

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
