from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.forecast_request import ForecastRequest
from ...models.job_document import JobDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: ForecastRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/valuation/forecasts",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JobDocument | ProblemDocument | None:
    if response.status_code == 202:
        response_202 = JobDocument.from_dict(response.json())

        return response_202

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

    if response.status_code == 409:
        response_409 = ProblemDocument.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = ProblemDocument.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = ProblemDocument.from_dict(response.json())

        return response_415

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
) -> Response[JobDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ForecastRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Forecast the weeks to come.

     Purchases, active customers, revenue and new customers, week by week, by the published model or what
    did better.

    Purchases and revenue by group of products too, where orders say of what they consist: groups add up
    to the whole. A job:
    every method is tried at rolling origins first. It fails with `no_purchases` where nobody has bought
    yet.

    Args:
        body (ForecastRequest): A forecast to be made by the published model. Example: {'groups':
            10, 'known_until': '1998-06-30', 'level': 0.9, 'weeks': 26}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
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
    body: ForecastRequest,
) -> JobDocument | ProblemDocument | None:
    """Forecast the weeks to come.

     Purchases, active customers, revenue and new customers, week by week, by the published model or what
    did better.

    Purchases and revenue by group of products too, where orders say of what they consist: groups add up
    to the whole. A job:
    every method is tried at rolling origins first. It fails with `no_purchases` where nobody has bought
    yet.

    Args:
        body (ForecastRequest): A forecast to be made by the published model. Example: {'groups':
            10, 'known_until': '1998-06-30', 'level': 0.9, 'weeks': 26}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ForecastRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Forecast the weeks to come.

     Purchases, active customers, revenue and new customers, week by week, by the published model or what
    did better.

    Purchases and revenue by group of products too, where orders say of what they consist: groups add up
    to the whole. A job:
    every method is tried at rolling origins first. It fails with `no_purchases` where nobody has bought
    yet.

    Args:
        body (ForecastRequest): A forecast to be made by the published model. Example: {'groups':
            10, 'known_until': '1998-06-30', 'level': 0.9, 'weeks': 26}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ForecastRequest,
) -> JobDocument | ProblemDocument | None:
    """Forecast the weeks to come.

     Purchases, active customers, revenue and new customers, week by week, by the published model or what
    did better.

    Purchases and revenue by group of products too, where orders say of what they consist: groups add up
    to the whole. A job:
    every method is tried at rolling origins first. It fails with `no_purchases` where nobody has bought
    yet.

    Args:
        body (ForecastRequest): A forecast to be made by the published model. Example: {'groups':
            10, 'known_until': '1998-06-30', 'level': 0.9, 'weeks': 26}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
