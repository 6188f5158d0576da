from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.attribution_optimize_optimize_request import (
    AttributionOptimizeOptimizeRequest,
)
from ...models.optimize_answer import OptimizeAnswer
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: AttributionOptimizeOptimizeRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/budgets/optimize",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OptimizeAnswer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = OptimizeAnswer.from_dict(response.json())

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
) -> Response[OptimizeAnswer | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: AttributionOptimizeOptimizeRequest,
) -> Response[OptimizeAnswer | ProblemDocument]:
    """Divide a budget over response curves.

     The division of a budget that brings the most, exactly: stateless, up to 10,000 curves.

    Every channel that is not at a bound brings the same for its next unit, which is `marginal`. The
    budget is a ceiling.

    Args:
        body (AttributionOptimizeOptimizeRequest): Response curves, and a budget to divide over
            them. Example: {'budget': 100, 'curves': [{'channel': 'search', 'kind':
            'michaelis_menten', 'parameters': {'a': 100, 'k': 50}}, {'channel': 'social', 'kind':
            'michaelis_menten', 'parameters': {'a': 60, 'k': 20}}, {'channel': 'email', 'kind':
            'michaelis_menten', 'max': 40, 'parameters': {'a': 30, 'k': 10}}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OptimizeAnswer | ProblemDocument]
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
    body: AttributionOptimizeOptimizeRequest,
) -> OptimizeAnswer | ProblemDocument | None:
    """Divide a budget over response curves.

     The division of a budget that brings the most, exactly: stateless, up to 10,000 curves.

    Every channel that is not at a bound brings the same for its next unit, which is `marginal`. The
    budget is a ceiling.

    Args:
        body (AttributionOptimizeOptimizeRequest): Response curves, and a budget to divide over
            them. Example: {'budget': 100, 'curves': [{'channel': 'search', 'kind':
            'michaelis_menten', 'parameters': {'a': 100, 'k': 50}}, {'channel': 'social', 'kind':
            'michaelis_menten', 'parameters': {'a': 60, 'k': 20}}, {'channel': 'email', 'kind':
            'michaelis_menten', 'max': 40, 'parameters': {'a': 30, 'k': 10}}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OptimizeAnswer | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: AttributionOptimizeOptimizeRequest,
) -> Response[OptimizeAnswer | ProblemDocument]:
    """Divide a budget over response curves.

     The division of a budget that brings the most, exactly: stateless, up to 10,000 curves.

    Every channel that is not at a bound brings the same for its next unit, which is `marginal`. The
    budget is a ceiling.

    Args:
        body (AttributionOptimizeOptimizeRequest): Response curves, and a budget to divide over
            them. Example: {'budget': 100, 'curves': [{'channel': 'search', 'kind':
            'michaelis_menten', 'parameters': {'a': 100, 'k': 50}}, {'channel': 'social', 'kind':
            'michaelis_menten', 'parameters': {'a': 60, 'k': 20}}, {'channel': 'email', 'kind':
            'michaelis_menten', 'max': 40, 'parameters': {'a': 30, 'k': 10}}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OptimizeAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: AttributionOptimizeOptimizeRequest,
) -> OptimizeAnswer | ProblemDocument | None:
    """Divide a budget over response curves.

     The division of a budget that brings the most, exactly: stateless, up to 10,000 curves.

    Every channel that is not at a bound brings the same for its next unit, which is `marginal`. The
    budget is a ceiling.

    Args:
        body (AttributionOptimizeOptimizeRequest): Response curves, and a budget to divide over
            them. Example: {'budget': 100, 'curves': [{'channel': 'search', 'kind':
            'michaelis_menten', 'parameters': {'a': 100, 'k': 50}}, {'channel': 'social', 'kind':
            'michaelis_menten', 'parameters': {'a': 60, 'k': 20}}, {'channel': 'email', 'kind':
            'michaelis_menten', 'max': 40, 'parameters': {'a': 30, 'k': 10}}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OptimizeAnswer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
