from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.holdout_creation import HoldoutCreation
from ...models.holdout_document import HoldoutDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: HoldoutCreation,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/holdouts",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> HoldoutDocument | ProblemDocument | None:
    if response.status_code == 201:
        response_201 = HoldoutDocument.from_dict(response.json())

        return response_201

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
) -> Response[HoldoutDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: HoldoutCreation,
) -> Response[HoldoutDocument | ProblemDocument]:
    """Start a holdout.

     Start the universal holdout: from the next evaluation on, its units get no flag's rule and no
    experiment.

    Args:
        body (HoldoutCreation): A holdout to be started. There is one at a time. Example: {'key':
            '2026', 'seed': '2026', 'share': 0.05, 'started_at': '2026-01-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HoldoutDocument | ProblemDocument]
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
    body: HoldoutCreation,
) -> HoldoutDocument | ProblemDocument | None:
    """Start a holdout.

     Start the universal holdout: from the next evaluation on, its units get no flag's rule and no
    experiment.

    Args:
        body (HoldoutCreation): A holdout to be started. There is one at a time. Example: {'key':
            '2026', 'seed': '2026', 'share': 0.05, 'started_at': '2026-01-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HoldoutDocument | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: HoldoutCreation,
) -> Response[HoldoutDocument | ProblemDocument]:
    """Start a holdout.

     Start the universal holdout: from the next evaluation on, its units get no flag's rule and no
    experiment.

    Args:
        body (HoldoutCreation): A holdout to be started. There is one at a time. Example: {'key':
            '2026', 'seed': '2026', 'share': 0.05, 'started_at': '2026-01-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HoldoutDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: HoldoutCreation,
) -> HoldoutDocument | ProblemDocument | None:
    """Start a holdout.

     Start the universal holdout: from the next evaluation on, its units get no flag's rule and no
    experiment.

    Args:
        body (HoldoutCreation): A holdout to be started. There is one at a time. Example: {'key':
            '2026', 'seed': '2026', 'share': 0.05, 'started_at': '2026-01-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HoldoutDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
