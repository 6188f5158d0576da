from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.analyze_answer import AnalyzeAnswer
from ...models.analyze_request import AnalyzeRequest
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: AnalyzeRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/experiments/analyze",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AnalyzeAnswer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = AnalyzeAnswer.from_dict(response.json())

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
) -> Response[AnalyzeAnswer | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: AnalyzeRequest,
) -> Response[AnalyzeAnswer | ProblemDocument]:
    """Analyze an experiment's totals.

     Compare every treatment of the body with its control: stateless, up to 100 variations, and 413
    beyond.

    The difference by Welch's test, its relative lift by Fieller with the same critical multiplier, and
    the check of the
    sample ratio by Pearson's χ². A variation of weight 0 with fewer than two users is not compared.

    Args:
        body (AnalyzeRequest): Variations to compare with their control. Example: {'alpha': 0.05,
            'control': 'A', 'method': 'fixed', 'metric': 'mean', 'variations': [{'key': 'A', 'sum':
            1396.87, 'sum_squares': 52377.9767, 'users': 3407}, {'key': 'B', 'sum': 2422.7,
            'sum_squares': 134698.29, 'users': 3461}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalyzeAnswer | ProblemDocument]
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
    body: AnalyzeRequest,
) -> AnalyzeAnswer | ProblemDocument | None:
    """Analyze an experiment's totals.

     Compare every treatment of the body with its control: stateless, up to 100 variations, and 413
    beyond.

    The difference by Welch's test, its relative lift by Fieller with the same critical multiplier, and
    the check of the
    sample ratio by Pearson's χ². A variation of weight 0 with fewer than two users is not compared.

    Args:
        body (AnalyzeRequest): Variations to compare with their control. Example: {'alpha': 0.05,
            'control': 'A', 'method': 'fixed', 'metric': 'mean', 'variations': [{'key': 'A', 'sum':
            1396.87, 'sum_squares': 52377.9767, 'users': 3407}, {'key': 'B', 'sum': 2422.7,
            'sum_squares': 134698.29, 'users': 3461}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalyzeAnswer | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: AnalyzeRequest,
) -> Response[AnalyzeAnswer | ProblemDocument]:
    """Analyze an experiment's totals.

     Compare every treatment of the body with its control: stateless, up to 100 variations, and 413
    beyond.

    The difference by Welch's test, its relative lift by Fieller with the same critical multiplier, and
    the check of the
    sample ratio by Pearson's χ². A variation of weight 0 with fewer than two users is not compared.

    Args:
        body (AnalyzeRequest): Variations to compare with their control. Example: {'alpha': 0.05,
            'control': 'A', 'method': 'fixed', 'metric': 'mean', 'variations': [{'key': 'A', 'sum':
            1396.87, 'sum_squares': 52377.9767, 'users': 3407}, {'key': 'B', 'sum': 2422.7,
            'sum_squares': 134698.29, 'users': 3461}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalyzeAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: AnalyzeRequest,
) -> AnalyzeAnswer | ProblemDocument | None:
    """Analyze an experiment's totals.

     Compare every treatment of the body with its control: stateless, up to 100 variations, and 413
    beyond.

    The difference by Welch's test, its relative lift by Fieller with the same critical multiplier, and
    the check of the
    sample ratio by Pearson's χ². A variation of weight 0 with fewer than two users is not compared.

    Args:
        body (AnalyzeRequest): Variations to compare with their control. Example: {'alpha': 0.05,
            'control': 'A', 'method': 'fixed', 'metric': 'mean', 'variations': [{'key': 'A', 'sum':
            1396.87, 'sum_squares': 52377.9767, 'users': 3407}, {'key': 'B', 'sum': 2422.7,
            'sum_squares': 134698.29, 'users': 3461}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalyzeAnswer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
