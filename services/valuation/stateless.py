"""Bytes in, bytes out: what the process pool runs for the stateless endpoints.

A body of a million rows is never decoded where requests are served. Refusals come back as problems.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np
import orjson
from pydantic import TypeAdapter

from inference.arrays import FloatArray
from inference.errors import DomainError
from kernel.problems import RefusedInputError
from kernel.stateless import decode
from services.valuation.domain import (
    ContractCohorts,
    ContractPrediction,
    GammaGammaFit,
    PurchaseFit,
    PurchaseHistories,
    PurchasePrediction,
    SpendRecords,
    TimeUnit,
    ValuePrediction,
    contract_ages,
    fit_gamma_gamma,
    fit_purchases,
    fit_shifted_beta_geo,
    predict_contracts,
    predict_purchases,
    predict_value,
)
from services.valuation.domain.bootstrap import Fit, Records, bootstrap_fits
from services.valuation.domain.contracts import probabilities_of_renewals
from services.valuation.domain.customer_value import discount_rate_per_unit
from services.valuation.domain.errors import InvalidParametersError, TooManyReplicatesError
from services.valuation.domain.fit import name_fitted, named_errors
from services.valuation.domain.gamma_gamma import spend_parameter_names
from services.valuation.domain.models import STRUCTURES, PurchaseModel, check_covariance
from services.valuation.domain.opportunities import check_terms, opportunities_ahead
from services.valuation.domain.predictive import CountProbabilities, check_counted, probabilities_of_counts
from services.valuation.domain.purchases import check_reach
from services.valuation.domain.shifted_beta_geo import CONTRACT_MODELS, ContractModel
from services.valuation.schemas.stateless import (
    BootstrapRequest,
    ContractFitRequest,
    ContractPredictRequest,
    DependenceReport,
    FitRequest,
    OpportunityPredictRequest,
    PredictRequest,
    PurchaseFitRequest,
    PurchasePredictRequest,
    SpendFitRequest,
)

HistoriesRequest = PurchasePredictRequest | OpportunityPredictRequest
AnyPrediction = PurchasePrediction | ValuePrediction | ContractPrediction

_FIT: TypeAdapter[PurchaseFitRequest | SpendFitRequest | ContractFitRequest] = TypeAdapter(FitRequest)
_PREDICT: TypeAdapter[HistoriesRequest | ContractPredictRequest] = TypeAdapter(PredictRequest)
_MODELS = {*(structure.name for structure in STRUCTURES), *CONTRACT_MODELS, "gamma_gamma"}
_ROWS_AT_ONCE = 20_000
_MONEY = {"expected_spend", "clv"}


def fit(body: bytes) -> bytes:
    """The fit of the model that the body asks for, to its rows.

    Raises:
        MalformedBodyError: The body is no JSON.
        InvalidRequestError: It is not what this endpoint takes.
        TooManyRowsError: It has more than `MOST_ROWS` rows.
        RefusedInputError: The mathematics cannot use it.
    """
    request = decode(_FIT, body, _place)
    fitted: PurchaseFit | GammaGammaFit
    with _pointing():
        if isinstance(request, PurchaseFitRequest):
            histories = _histories(request.rows)
            fitted = fit_purchases(request.model, histories)
            drawn = _bootstrap(request.bootstrap, partial(fit_purchases, request.model), histories.grouped(), fitted)
        elif isinstance(request, SpendFitRequest):
            records = _spend_records(request.rows)
            fitted = fit_gamma_gamma(records)
            drawn = _bootstrap(request.bootstrap, fit_gamma_gamma, records, fitted)
        else:
            cohorts = ContractCohorts.of([row["survivors"] for row in request.rows])
            fitted = fit_shifted_beta_geo(cohorts)
            drawn = _bootstrap(request.bootstrap, fit_shifted_beta_geo, cohorts, fitted)
    answer = {
        "model": fitted.model,
        "parameters": fitted.parameters,
        "standard_errors": fitted.standard_errors,
        "covariance": None if fitted.covariance is None else fitted.covariance.tolist(),
        "log_likelihood": fitted.log_likelihood,
        "aic": fitted.aic,
        "bic": fitted.bic,
        "customers": fitted.customers,
        "excluded": fitted.excluded if isinstance(fitted, GammaGammaFit) else 0,
        "boundary": fitted.boundary,
        "limit_model": fitted.limit_model,
        "fitted_model": name_fitted(fitted.model, fitted.limit_model),
    }
    if drawn is not None:
        answer["bootstrap"] = drawn
    if isinstance(fitted, GammaGammaFit):
        answer["frequency_spend_correlation"] = fitted.frequency_spend_correlation
        found = None if fitted.dependence is None else asdict(fitted.dependence)
        answer["dependence"] = None if found is None else {name: found[name] for name in DependenceReport.model_fields}
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def _bootstrap(
    asked: BootstrapRequest | None, fit: Callable[[Records], Fit], records: Records, fitted: Fit
) -> dict[str, Any] | None:
    """What fits to samples drawn anew say, if that was asked for."""
    if asked is None:
        return None
    try:
        drawn = bootstrap_fits(fit, records, asked.replicates, np.random.default_rng(asked.seed))
    except TooManyReplicatesError as error:
        raise RefusedInputError(error, "/bootstrap/replicates") from None
    covariance = drawn.covariance(fitted)
    return {
        "replicates": asked.replicates,
        "seed": asked.seed,
        "missed": drawn.missed,
        "fitted_models": drawn.models(),
        "standard_errors": named_errors(fitted.parameters, covariance),
        "covariance": None if covariance is None else covariance.tolist(),
    }


def predict(body: bytes) -> bytes:
    """What the body's customers will buy and be worth.

    Raises:
        MalformedBodyError: The body is no JSON.
        InvalidRequestError: It is not what this endpoint takes.
        TooManyRowsError: It has more than `MOST_ROWS` rows.
        RefusedInputError: The mathematics cannot use it.
    """
    request = decode(_PREDICT, body, _place)
    size = len(request.rows)
    with _pointing(request.parameters):
        check_counted(size, request.counts_up_to or 0)
        prediction: AnyPrediction
        if isinstance(request, ContractPredictRequest):
            prediction, counts = _predict_contracts(request)
        else:
            prediction, counts = _predict_purchases(request)
        _refuse_no_numbers(prediction)
    blocks = [_encode(prediction, counts, slice(start, start + _ROWS_AT_ONCE)) for start in range(0, size, _ROWS_AT_ONCE)]
    return b'{"rows":[' + b",".join(blocks) + b"]}"


def _predict_purchases(request: HistoriesRequest) -> tuple[PurchasePrediction | ValuePrediction, CountProbabilities | None]:
    histories = _histories(request.rows)
    monetary_value = _column(request.rows, "monetary_value", 0.0)
    request.rows.clear()  # a million dictionaries make room for the answer
    if isinstance(request, PurchasePredictRequest):
        check_reach(request.horizon, TimeUnit(request.time_unit))
    else:
        opportunities_ahead(request.horizon)
        clouds = 0 if request.covariance is None else 2 * len(request.parameters)
        check_terms(histories, 1 + clouds + (request.counts_up_to is not None))
    prediction = _predict(request, histories, monetary_value)
    if request.counts_up_to is None:
        return prediction, None
    model = PurchaseModel.of(request.model, request.parameters)
    return prediction, probabilities_of_counts(model, histories, request.horizon, request.counts_up_to)


def _predict_contracts(request: ContractPredictRequest) -> tuple[ContractPrediction, CountProbabilities | None]:
    made = contract_ages(_column(request.rows, "age"))
    price = _column(request.rows, "monetary_value", np.nan)
    request.rows.clear()
    rate = request.annual_discount_rate
    # Without a rate there is nothing to discount, and the unit has no part in it.
    per_unit = discount_rate_per_unit(rate, TimeUnit(request.time_unit)) if request.time_unit is not None else 0.0
    prediction = predict_contracts(
        request.model,
        request.parameters,
        made,
        request.horizon,
        None if np.isnan(price).all() else price,
        float(np.exp(-per_unit * request.opportunity_length)),
        _given(request.covariance),
        request.level,
    )
    if request.counts_up_to is None:
        return prediction, None
    model = ContractModel.of(request.model, request.parameters)
    return prediction, probabilities_of_renewals(model, made, request.horizon, request.counts_up_to)


def _refuse_no_numbers(prediction: AnyPrediction) -> None:
    """Refuse parameters with which an answer is no number; only money has rows without one, and those are said to have none.

    Raises:
        InvalidParametersError: An estimate or an end of an interval is not finite.
    """
    missing = np.zeros(len(prediction.expected_purchases), dtype=np.bool_)
    estimates = {name: getattr(prediction, name) for name in ("expected_purchases", "probability_alive")}
    if isinstance(prediction, ContractPrediction):
        missing = np.isnan(prediction.clv)
        estimates["retention_rate"] = prediction.retention_rate
    elif isinstance(prediction, ValuePrediction):
        missing = np.isnan(prediction.expected_spend)
        estimates["expected_spend"] = prediction.expected_spend
    if not isinstance(prediction, PurchasePrediction):
        estimates["clv"] = prediction.clv
    ranges = [*prediction.intervals.items(), *prediction.predictive.items()]
    ends = [(f"the interval of {name}", name, each) for name, pair in ranges for each in pair]
    for told, name, column in [*((name, name, column) for name, column in estimates.items()), *ends]:
        lost = ~np.isfinite(column)
        if name in _MONEY:
            lost &= ~missing
        if lost.any():
            detail = f"with these parameters {told} of row {int(np.argmax(lost))} is beyond all numbers"
            raise InvalidParametersError(detail, field="parameters")


def _given(covariance: list[list[float]] | None) -> FloatArray | None:
    return None if covariance is None else np.array(covariance)


def _place(fault: Any) -> tuple[int | str, ...]:  # noqa: ANN401 — pydantic's dictionary
    """Where the body is at fault; pydantic begins it with the model when that decides what the body must be."""
    if fault["type"].startswith("union_tag"):
        return ("model",)
    place: tuple[int | str, ...] = fault["loc"]
    return place[1:] if place[:1] and place[0] in _MODELS else place


@contextmanager
def _pointing(parameters: dict[str, float] | None = None) -> Iterator[None]:
    """Say where in the body stands what the mathematics refuses."""
    try:
        yield
    except DomainError as error:
        raise RefusedInputError(error, _pointer(error, parameters or {})) from None


def _pointer(error: DomainError, parameters: dict[str, float]) -> str:
    if error.row is not None:
        return f"/rows/{error.row}" if error.field is None else f"/rows/{error.row}/{error.field}"
    if error.field is None:
        return "/rows"
    return f"/parameters/{error.field}" if error.field in parameters else f"/{error.field}"


def _column(rows: Sequence[Any], name: str, default: float | None = None) -> FloatArray:
    values = (row[name] for row in rows) if default is None else (row.get(name, default) for row in rows)
    return np.fromiter(values, dtype=np.float64, count=len(rows))


def _histories(rows: Sequence[Any]) -> PurchaseHistories:
    return PurchaseHistories.of(
        _column(rows, "frequency"), _column(rows, "recency"), _column(rows, "T"), _column(rows, "customers", 1.0)
    )


def _spend_records(rows: Sequence[Any]) -> SpendRecords:
    return SpendRecords.of(_column(rows, "frequency"), _column(rows, "monetary_value"), _column(rows, "customers", 1.0))


def _predict(
    request: HistoriesRequest, histories: PurchaseHistories, monetary_value: FloatArray
) -> PurchasePrediction | ValuePrediction:
    covariance = _given(request.covariance)
    if request.spend is None:
        return predict_purchases(
            request.model, request.parameters, histories, request.horizon, covariance=covariance, level=request.level
        )
    return predict_value(
        request.model,
        request.parameters,
        request.spend.model_dump(exclude_none=True),
        histories,
        monetary_value,
        request.horizon,
        # Without a rate there is nothing to discount, and the unit has no part in it.
        TimeUnit(request.time_unit or "day"),
        request.annual_discount_rate,
        covariance=covariance,
        spend_covariance=_spend_covariance(request),
        level=request.level,
        opportunity_length=request.opportunity_length if isinstance(request, OpportunityPredictRequest) else 1.0,
    )


def _spend_covariance(request: HistoriesRequest) -> FloatArray | None:
    if request.spend_covariance is None:
        return None
    try:
        names = spend_parameter_names({} if request.spend is None else request.spend.model_dump(exclude_none=True))
        return check_covariance(np.array(request.spend_covariance), names)
    except DomainError as error:
        raise RefusedInputError(error, "/spend_covariance") from None


def _encode(prediction: AnyPrediction, counts: CountProbabilities | None, part: slice) -> bytes:
    """Some rows as JSON, without the brackets around them; what has no number becomes null."""
    columns = {
        "expected_purchases": prediction.expected_purchases[part].tolist(),
        "probability_alive": prediction.probability_alive[part].tolist(),
    }
    if isinstance(prediction, ContractPrediction):
        columns["retention_rate"] = prediction.retention_rate[part].tolist()
        if not np.isnan(prediction.clv).all():
            columns["clv"] = prediction.clv[part].tolist()
    if isinstance(prediction, ValuePrediction):
        columns["expected_spend"] = prediction.expected_spend[part].tolist()
        columns["clv"] = prediction.clv[part].tolist()
    for name, ranges in (("intervals", prediction.intervals), ("predictive", prediction.predictive)):
        if ranges:
            ends = {quantity: np.stack([low[part], high[part]], axis=1) for quantity, (low, high) in ranges.items()}
            columns[name] = _per_row({quantity: each.tolist() for quantity, each in ends.items()})
    if counts is not None:
        columns["counts"] = _per_row({"probabilities": counts.exactly[part].tolist(), "more": counts.more[part].tolist()})
    rows = _per_row(columns)
    if isinstance(prediction, ValuePrediction):
        for position, row in enumerate(rows, part.start):
            if position in prediction.codes:
                row["code"] = prediction.codes[position]
    return orjson.dumps(rows)[1:-1]


def _per_row(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    names = tuple(columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)]
