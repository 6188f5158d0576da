from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.predict_answer import PredictAnswer
from ...models.problem_document import ProblemDocument
from ...models.valuation_predict_contract_predict_request import (
    ValuationPredictContractPredictRequest,
)
from ...models.valuation_predict_opportunity_predict_request import (
    ValuationPredictOpportunityPredictRequest,
)
from ...models.valuation_predict_purchase_predict_request import (
    ValuationPredictPurchasePredictRequest,
)
from ...types import Response


def _get_kwargs(
    *,
    body: ValuationPredictContractPredictRequest
    | ValuationPredictOpportunityPredictRequest
    | ValuationPredictPurchasePredictRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/valuation/predict",
    }

    if isinstance(body, ValuationPredictPurchasePredictRequest) or isinstance(
        body, ValuationPredictOpportunityPredictRequest
    ):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PredictAnswer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = PredictAnswer.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = ProblemDocument.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = ProblemDocument.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ProblemDocument.from_dict(response.json())

        return response_403

    if response.status_code == 408:
        response_408 = ProblemDocument.from_dict(response.json())

        return response_408

    if response.status_code == 413:
        response_413 = ProblemDocument.from_dict(response.json())

        return response_413

    if response.status_code == 422:
        response_422 = ProblemDocument.from_dict(response.json())

        return response_422

    if response.status_code == 503:
        response_503 = ProblemDocument.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PredictAnswer | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ValuationPredictContractPredictRequest
    | ValuationPredictOpportunityPredictRequest
    | ValuationPredictPurchasePredictRequest,
) -> Response[PredictAnswer | ProblemDocument]:
    """Predict purchases and value of rows.

     Expected purchases and P(alive) of the body's customers, with `spend` also their value; stateless.

    With `counts_up_to`, `counts` hold the probability of each number of purchases within the horizon,
    by every model.
    With the parameters' `covariance`, `intervals` hold what it leaves open and `predictive` the
    outcome's own noise too.
    clv = expected_spend × ∫₀^horizon e^(−δt) dE[Y(t)] with δ = ln(1 + annual_discount_rate) per year of
    365.25 days.

    Args:
        body (ValuationPredictContractPredictRequest | ValuationPredictOpportunityPredictRequest |
            ValuationPredictPurchasePredictRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PredictAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: ValuationPredictContractPredictRequest
    | ValuationPredictOpportunityPredictRequest
    | ValuationPredictPurchasePredictRequest,
) -> PredictAnswer | ProblemDocument | None:
    """Predict purchases and value of rows.

     Expected purchases and P(alive) of the body's customers, with `spend` also their value; stateless.

    With `counts_up_to`, `counts` hold the probability of each number of purchases within the horizon,
    by every model.
    With the parameters' `covariance`, `intervals` hold what it leaves open and `predictive` the
    outcome's own noise too.
    clv = expected_spend × ∫₀^horizon e^(−δt) dE[Y(t)] with δ = ln(1 + annual_discount_rate) per year of
    365.25 days.

    Args:
        body (ValuationPredictContractPredictRequest | ValuationPredictOpportunityPredictRequest |
            ValuationPredictPurchasePredictRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PredictAnswer | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ValuationPredictContractPredictRequest
    | ValuationPredictOpportunityPredictRequest
    | ValuationPredictPurchasePredictRequest,
) -> Response[PredictAnswer | ProblemDocument]:
    """Predict purchases and value of rows.

     Expected purchases and P(alive) of the body's customers, with `spend` also their value; stateless.

    With `counts_up_to`, `counts` hold the probability of each number of purchases within the horizon,
    by every model.
    With the parameters' `covariance`, `intervals` hold what it leaves open and `predictive` the
    outcome's own noise too.
    clv = expected_spend × ∫₀^horizon e^(−δt) dE[Y(t)] with δ = ln(1 + annual_discount_rate) per year of
    365.25 days.

    Args:
        body (ValuationPredictContractPredictRequest | ValuationPredictOpportunityPredictRequest |
            ValuationPredictPurchasePredictRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PredictAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ValuationPredictContractPredictRequest
    | ValuationPredictOpportunityPredictRequest
    | ValuationPredictPurchasePredictRequest,
) -> PredictAnswer | ProblemDocument | None:
    """Predict purchases and value of rows.

     Expected purchases and P(alive) of the body's customers, with `spend` also their value; stateless.

    With `counts_up_to`, `counts` hold the probability of each number of purchases within the horizon,
    by every model.
    With the parameters' `covariance`, `intervals` hold what it leaves open and `predictive` the
    outcome's own noise too.
    clv = expected_spend × ∫₀^horizon e^(−δt) dE[Y(t)] with δ = ln(1 + annual_discount_rate) per year of
    365.25 days.

    Args:
        body (ValuationPredictContractPredictRequest | ValuationPredictOpportunityPredictRequest |
            ValuationPredictPurchasePredictRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PredictAnswer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
