from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.analysis_document_metric import AnalysisDocumentMetric

if TYPE_CHECKING:
    from ..models.analysed_arm import AnalysedArm
    from ..models.analysed_comparison import AnalysedComparison
    from ..models.analysed_window import AnalysedWindow
    from ..models.analysis_document_method import AnalysisDocumentMethod
    from ..models.multiple_users import MultipleUsers
    from ..models.sample_ratio_answer import SampleRatioAnswer


T = TypeVar("T", bound="AnalysisDocument")


@_attrs_define
class AnalysisDocument:
    """An analysis: an immutable record.

    Example:
        {'code_version': '0.1.0', 'comparisons': [{'control': 'none', 'difference': {'degrees_of_freedom': 5841.742,
            'estimate': 0.29, 'high': 0.53462, 'low': 0.04538, 'p_value': 0.02016, 'standard_error': 0.12478},
            'incremental': {'estimate': 1003.7, 'high': 1850.3, 'low': 157.1}, 'relative': {'estimate': 0.70732, 'high':
            1.7384, 'low': 0.0782, 'method': 'fieller'}, 'treatment': 'offer'}], 'control': 'none', 'created_at':
            '2026-05-01T06:00:00Z', 'digest': '9f2c…', 'id': '0198c5a0-7c1e-7000-8000-000000000040', 'job_id':
            '0198c5a0-7c1e-7000-8000-000000000041', 'level': 0.95, 'method': {'difference': "Welch's t on sufficient
            statistics", 'relative': 'Fieller'}, 'metric': 'revenue', 'multiple': {'share': 0.00044, 'users': 3}, 'request':
            {'alpha': 0.05, 'experiment_id': '0198c5a0-7c1e-7000-8000-000000000020', 'metric': 'revenue', 'since':
            '2026-03-01T00:00:00Z', 'until': '2026-05-01T00:00:00Z'}, 'srm': {'degrees_of_freedom': 1, 'p_value': 0.515,
            'passed': True, 'statistic': 0.425}, 'variations': [{'key': 'none', 'mean': 0.41, 'sum': 1396.87, 'sum_squares':
            52377.9767, 'users': 3407, 'weight': 0.5}, {'key': 'offer', 'mean': 0.7, 'sum': 2422.7, 'sum_squares':
            134698.29, 'users': 3461, 'weight': 0.5}], 'warnings': []}

    Attributes:
        id (UUID):
        job_id (None | UUID):
        request (AnalysedWindow): What was asked for, with every default made explicit.
        digest (str): SHA-256 of the reduced inputs and the request.
        code_version (str):
        created_at (datetime.datetime):
        metric (AnalysisDocumentMetric):
        level (float): Of all intervals.
        control (str): Of a holdout it is `held`, beside the treatment `open`.
        variations (list[AnalysedArm]):
        multiple (MultipleUsers): Users who met more than one variation, also as two who were merged; they are left out.
        srm (SampleRatioAnswer): Pearson's χ² test of the variations' sizes.
        comparisons (list[AnalysedComparison]):
        method (AnalysisDocumentMethod):
        warnings (list[str]): `sample_ratio_mismatch`, `multiple_exposures` (1 % of the users or more).
    """

    id: UUID
    job_id: None | UUID
    request: AnalysedWindow
    digest: str
    code_version: str
    created_at: datetime.datetime
    metric: AnalysisDocumentMetric
    level: float
    control: str
    variations: list[AnalysedArm]
    multiple: MultipleUsers
    srm: SampleRatioAnswer
    comparisons: list[AnalysedComparison]
    method: AnalysisDocumentMethod
    warnings: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        job_id: None | str
        if isinstance(self.job_id, UUID):
            job_id = str(self.job_id)
        else:
            job_id = self.job_id

        request = self.request.to_dict()

        digest = self.digest

        code_version = self.code_version

        created_at = self.created_at.isoformat()

        metric = self.metric.value

        level = self.level

        control = self.control

        variations = []
        for variations_item_data in self.variations:
            variations_item = variations_item_data.to_dict()
            variations.append(variations_item)

        multiple = self.multiple.to_dict()

        srm = self.srm.to_dict()

        comparisons = []
        for comparisons_item_data in self.comparisons:
            comparisons_item = comparisons_item_data.to_dict()
            comparisons.append(comparisons_item)

        method = self.method.to_dict()

        warnings = self.warnings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "job_id": job_id,
                "request": request,
                "digest": digest,
                "code_version": code_version,
                "created_at": created_at,
                "metric": metric,
                "level": level,
                "control": control,
                "variations": variations,
                "multiple": multiple,
                "srm": srm,
                "comparisons": comparisons,
                "method": method,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.analysed_arm import AnalysedArm
        from ..models.analysed_comparison import AnalysedComparison
        from ..models.analysed_window import AnalysedWindow
        from ..models.analysis_document_method import AnalysisDocumentMethod
        from ..models.multiple_users import MultipleUsers
        from ..models.sample_ratio_answer import SampleRatioAnswer

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

        request = AnalysedWindow.from_dict(d.pop("request"))

        digest = d.pop("digest")

        code_version = d.pop("code_version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        metric = AnalysisDocumentMetric(d.pop("metric"))

        level = d.pop("level")

        control = d.pop("control")

        variations = []
        _variations = d.pop("variations")
        for variations_item_data in _variations:
            variations_item = AnalysedArm.from_dict(variations_item_data)

            variations.append(variations_item)

        multiple = MultipleUsers.from_dict(d.pop("multiple"))

        srm = SampleRatioAnswer.from_dict(d.pop("srm"))

        comparisons = []
        _comparisons = d.pop("comparisons")
        for comparisons_item_data in _comparisons:
            comparisons_item = AnalysedComparison.from_dict(comparisons_item_data)

            comparisons.append(comparisons_item)

        method = AnalysisDocumentMethod.from_dict(d.pop("method"))

        warnings = cast(list[str], d.pop("warnings"))

        analysis_document = cls(
            id=id,
            job_id=job_id,
            request=request,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
            metric=metric,
            level=level,
            control=control,
            variations=variations,
            multiple=multiple,
            srm=srm,
            comparisons=comparisons,
            method=method,
            warnings=warnings,
        )

        analysis_document.additional_properties = d
        return analysis_document

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
