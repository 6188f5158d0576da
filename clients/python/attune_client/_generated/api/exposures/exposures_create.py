from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.exposure_answer import ExposureAnswer
from ...models.exposure_batch import ExposureBatch
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: ExposureBatch,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/exposures",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExposureAnswer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = ExposureAnswer.from_dict(response.json())

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
) -> Response[ExposureAnswer | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ExposureBatch,
) -> Response[ExposureAnswer | ProblemDocument]:
    """Record exposures.

     Record exposures of SDKs that evaluate themselves, of e-mail systems, of the past: up to 10,000.

    Each row is judged by itself: the assignment is computed anew, and a row that says another variation
    is rejected, as one of
    a unit that was held out or that the coverage leaves out. The first exposure of a unit to a
    variation stands.

    Args:
        body (ExposureBatch): Exposures that happened elsewhere: in SDKs that evaluate themselves,
            in e-mail systems, in the past. Example: {'exposures': [{'experiment': 'spring-offer',
            'exposed_at': '2026-03-05T08:00:00Z', 'unit': 'c-17', 'variation': 'offer'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExposureAnswer | ProblemDocument]
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
    body: ExposureBatch,
) -> ExposureAnswer | ProblemDocument | None:
    """Record exposures.

     Record exposures of SDKs that evaluate themselves, of e-mail systems, of the past: up to 10,000.

    Each row is judged by itself: the assignment is computed anew, and a row that says another variation
    is rejected, as one of
    a unit that was held out or that the coverage leaves out. The first exposure of a unit to a
    variation stands.

    Args:
        body (ExposureBatch): Exposures that happened elsewhere: in SDKs that evaluate themselves,
            in e-mail systems, in the past. Example: {'exposures': [{'experiment': 'spring-offer',
            'exposed_at': '2026-03-05T08:00:00Z', 'unit': 'c-17', 'variation': 'offer'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExposureAnswer | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ExposureBatch,
) -> Response[ExposureAnswer | ProblemDocument]:
    """Record exposures.

     Record exposures of SDKs that evaluate themselves, of e-mail systems, of the past: up to 10,000.

    Each row is judged by itself: the assignment is computed anew, and a row that says another variation
    is rejected, as one of
    a unit that was held out or that the coverage leaves out. The first exposure of a unit to a
    variation stands.

    Args:
        body (ExposureBatch): Exposures that happened elsewhere: in SDKs that evaluate themselves,
            in e-mail systems, in the past. Example: {'exposures': [{'experiment': 'spring-offer',
            'exposed_at': '2026-03-05T08:00:00Z', 'unit': 'c-17', 'variation': 'offer'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExposureAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ExposureBatch,
) -> ExposureAnswer | ProblemDocument | None:
    """Record exposures.

     Record exposures of SDKs that evaluate themselves, of e-mail systems, of the past: up to 10,000.

    Each row is judged by itself: the assignment is computed anew, and a row that says another variation
    is rejected, as one of
    a unit that was held out or that the coverage leaves out. The first exposure of a unit to a
    variation stands.

    Args:
        body (ExposureBatch): Exposures that happened elsewhere: in SDKs that evaluate themselves,
            in e-mail systems, in the past. Example: {'exposures': [{'experiment': 'spring-offer',
            'exposed_at': '2026-03-05T08:00:00Z', 'unit': 'c-17', 'variation': 'offer'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExposureAnswer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
