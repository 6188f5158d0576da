from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.fit_answer import FitAnswer
from ...models.problem_document import ProblemDocument
from ...models.valuation_fit_contract_fit_request import ValuationFitContractFitRequest
from ...models.valuation_fit_purchase_fit_request import ValuationFitPurchaseFitRequest
from ...models.valuation_fit_spend_fit_request import ValuationFitSpendFitRequest
from ...types import Response


def _get_kwargs(
    *,
    body: ValuationFitContractFitRequest
    | ValuationFitPurchaseFitRequest
    | ValuationFitSpendFitRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/valuation/fit",
    }

    if isinstance(body, ValuationFitPurchaseFitRequest) or isinstance(
        body, ValuationFitSpendFitRequest
    ):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FitAnswer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = FitAnswer.from_dict(response.json())

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
) -> Response[FitAnswer | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ValuationFitContractFitRequest
    | ValuationFitPurchaseFitRequest
    | ValuationFitSpendFitRequest,
) -> Response[FitAnswer | ProblemDocument]:
    """Fit a model to rows.

     Fit a model to the rows of the body by maximum likelihood: stateless, up to 64 MiB and 1,000,000
    rows.

    Where the maximum is not within the parameters' space, the limit model that the data call for is
    fitted and named instead.

    Args:
        body (ValuationFitContractFitRequest | ValuationFitPurchaseFitRequest |
            ValuationFitSpendFitRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FitAnswer | ProblemDocument]
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
    body: ValuationFitContractFitRequest
    | ValuationFitPurchaseFitRequest
    | ValuationFitSpendFitRequest,
) -> FitAnswer | ProblemDocument | None:
    """Fit a model to rows.

     Fit a model to the rows of the body by maximum likelihood: stateless, up to 64 MiB and 1,000,000
    rows.

    Where the maximum is not within the parameters' space, the limit model that the data call for is
    fitted and named instead.

    Args:
        body (ValuationFitContractFitRequest | ValuationFitPurchaseFitRequest |
            ValuationFitSpendFitRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FitAnswer | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ValuationFitContractFitRequest
    | ValuationFitPurchaseFitRequest
    | ValuationFitSpendFitRequest,
) -> Response[FitAnswer | ProblemDocument]:
    """Fit a model to rows.

     Fit a model to the rows of the body by maximum likelihood: stateless, up to 64 MiB and 1,000,000
    rows.

    Where the maximum is not within the parameters' space, the limit model that the data call for is
    fitted and named instead.

    Args:
        body (ValuationFitContractFitRequest | ValuationFitPurchaseFitRequest |
            ValuationFitSpendFitRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FitAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ValuationFitContractFitRequest
    | ValuationFitPurchaseFitRequest
    | ValuationFitSpendFitRequest,
) -> FitAnswer | ProblemDocument | None:
    """Fit a model to rows.

     Fit a model to the rows of the body by maximum likelihood: stateless, up to 64 MiB and 1,000,000
    rows.

    Where the maximum is not within the parameters' space, the limit model that the data call for is
    fitted and named instead.

    Args:
        body (ValuationFitContractFitRequest | ValuationFitPurchaseFitRequest |
            ValuationFitSpendFitRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FitAnswer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
