from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.attribution_compute_compute_request import (
    AttributionComputeComputeRequest,
)
from ...models.compute_answer import ComputeAnswer
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: AttributionComputeComputeRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/attribution/compute",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ComputeAnswer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = ComputeAnswer.from_dict(response.json())

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
) -> Response[ComputeAnswer | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: AttributionComputeComputeRequest,
) -> Response[ComputeAnswer | ProblemDocument]:
    """Share the conversions of paths out over their channels.

     Credit by channel and model: stateless, exact, up to 64 MiB and 1,000,000 paths.

    Markov: states are windows of the last `markov_order` touches (a shorter path is one state), steps
    from a state to itself
    are dropped, and credit is the removal effect's share of the total; value is counted by the last
    state's mean value.
    Nothing is simulated: the same body gives the same answer.

    Args:
        body (AttributionComputeComputeRequest): Paths to conversion, and the models to share them
            out by. Example: {'models': ['first_touch', 'last_touch', 'linear', 'markov'], 'paths':
            [{'conversions': 2, 'nulls': 1, 'path': ['google_ads'], 'value': 90.0}, {'conversions': 1,
            'path': ['mailing'], 'value': 30.0}, {'conversions': 1, 'path': ['google_ads', 'mailing'],
            'value': 50.0}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComputeAnswer | ProblemDocument]
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
    body: AttributionComputeComputeRequest,
) -> ComputeAnswer | ProblemDocument | None:
    """Share the conversions of paths out over their channels.

     Credit by channel and model: stateless, exact, up to 64 MiB and 1,000,000 paths.

    Markov: states are windows of the last `markov_order` touches (a shorter path is one state), steps
    from a state to itself
    are dropped, and credit is the removal effect's share of the total; value is counted by the last
    state's mean value.
    Nothing is simulated: the same body gives the same answer.

    Args:
        body (AttributionComputeComputeRequest): Paths to conversion, and the models to share them
            out by. Example: {'models': ['first_touch', 'last_touch', 'linear', 'markov'], 'paths':
            [{'conversions': 2, 'nulls': 1, 'path': ['google_ads'], 'value': 90.0}, {'conversions': 1,
            'path': ['mailing'], 'value': 30.0}, {'conversions': 1, 'path': ['google_ads', 'mailing'],
            'value': 50.0}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComputeAnswer | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: AttributionComputeComputeRequest,
) -> Response[ComputeAnswer | ProblemDocument]:
    """Share the conversions of paths out over their channels.

     Credit by channel and model: stateless, exact, up to 64 MiB and 1,000,000 paths.

    Markov: states are windows of the last `markov_order` touches (a shorter path is one state), steps
    from a state to itself
    are dropped, and credit is the removal effect's share of the total; value is counted by the last
    state's mean value.
    Nothing is simulated: the same body gives the same answer.

    Args:
        body (AttributionComputeComputeRequest): Paths to conversion, and the models to share them
            out by. Example: {'models': ['first_touch', 'last_touch', 'linear', 'markov'], 'paths':
            [{'conversions': 2, 'nulls': 1, 'path': ['google_ads'], 'value': 90.0}, {'conversions': 1,
            'path': ['mailing'], 'value': 30.0}, {'conversions': 1, 'path': ['google_ads', 'mailing'],
            'value': 50.0}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComputeAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: AttributionComputeComputeRequest,
) -> ComputeAnswer | ProblemDocument | None:
    """Share the conversions of paths out over their channels.

     Credit by channel and model: stateless, exact, up to 64 MiB and 1,000,000 paths.

    Markov: states are windows of the last `markov_order` touches (a shorter path is one state), steps
    from a state to itself
    are dropped, and credit is the removal effect's share of the total; value is counted by the last
    state's mean value.
    Nothing is simulated: the same body gives the same answer.

    Args:
        body (AttributionComputeComputeRequest): Paths to conversion, and the models to share them
            out by. Example: {'models': ['first_touch', 'last_touch', 'linear', 'markov'], 'paths':
            [{'conversions': 2, 'nulls': 1, 'path': ['google_ads'], 'value': 90.0}, {'conversions': 1,
            'path': ['mailing'], 'value': 30.0}, {'conversions': 1, 'path': ['google_ads', 'mailing'],
            'value': 50.0}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComputeAnswer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
