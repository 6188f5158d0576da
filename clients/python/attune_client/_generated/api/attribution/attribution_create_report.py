from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_document import JobDocument
from ...models.problem_document import ProblemDocument
from ...models.report_request import ReportRequest
from ...types import Response


def _get_kwargs(
    *,
    body: ReportRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/attribution/reports",
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
    body: ReportRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Report on what communication returned.

     Share the orders of a window out over the channels that led to them, beside what these cost, and
    publish the credit.

    A purchase claims the touches of its customer within the lookback before it. A job: it fails with
    `no_orders` where there
    are none.

    Args:
        body (ReportRequest): A report to be made from the workspace's touchpoints, orders and
            spend. Example: {'from': '1998-01-05', 'lookback_days': 30, 'margin_rate': 0.3, 'models':
            ['first_touch', 'last_touch', 'linear', 'markov'], 'until': '1998-06-28'}.

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
    body: ReportRequest,
) -> JobDocument | ProblemDocument | None:
    """Report on what communication returned.

     Share the orders of a window out over the channels that led to them, beside what these cost, and
    publish the credit.

    A purchase claims the touches of its customer within the lookback before it. A job: it fails with
    `no_orders` where there
    are none.

    Args:
        body (ReportRequest): A report to be made from the workspace's touchpoints, orders and
            spend. Example: {'from': '1998-01-05', 'lookback_days': 30, 'margin_rate': 0.3, 'models':
            ['first_touch', 'last_touch', 'linear', 'markov'], 'until': '1998-06-28'}.

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
    body: ReportRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Report on what communication returned.

     Share the orders of a window out over the channels that led to them, beside what these cost, and
    publish the credit.

    A purchase claims the touches of its customer within the lookback before it. A job: it fails with
    `no_orders` where there
    are none.

    Args:
        body (ReportRequest): A report to be made from the workspace's touchpoints, orders and
            spend. Example: {'from': '1998-01-05', 'lookback_days': 30, 'margin_rate': 0.3, 'models':
            ['first_touch', 'last_touch', 'linear', 'markov'], 'until': '1998-06-28'}.

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
    body: ReportRequest,
) -> JobDocument | ProblemDocument | None:
    """Report on what communication returned.

     Share the orders of a window out over the channels that led to them, beside what these cost, and
    publish the credit.

    A purchase claims the touches of its customer within the lookback before it. A job: it fails with
    `no_orders` where there
    are none.

    Args:
        body (ReportRequest): A report to be made from the workspace's touchpoints, orders and
            spend. Example: {'from': '1998-01-05', 'lookback_days': 30, 'margin_rate': 0.3, 'models':
            ['first_touch', 'last_touch', 'linear', 'markov'], 'until': '1998-06-28'}.

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
