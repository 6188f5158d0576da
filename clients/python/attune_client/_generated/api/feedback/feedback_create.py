from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.kept_answers import KeptAnswers
from ...models.new_answers import NewAnswers
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: NewAnswers,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/feedback",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> KeptAnswers | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = KeptAnswers.from_dict(response.json())

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
) -> Response[KeptAnswers | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewAnswers,
) -> Response[KeptAnswers | ProblemDocument]:
    """Hand in answers to surveys.

     Keep what customers answered: how likely they are to recommend, and which share of their wallet the
    company has.

    All answers are kept, or none is: what is no answer is named with its reason (`feedback_empty`,
    `feedback_score_invalid`,
    `feedback_rank_invalid`, `feedback_share_invalid`, `feedback_text_invalid`). Without a `feedback_id`
    each counts; send an
    `Idempotency-Key` with what may be sent again. Events and imported files bring feedback too.

    Args:
        body (NewAnswers): Answers; all of them are kept, or none is. Example: {'answers':
            [{'customer_id': 'c-17', 'feedback_id': 'nps-2026-c-17', 'score': 9, 'source': 'email'},
            {'category': 'coffee', 'customer_id': 'c-18', 'other_ratings': [8, 6], 'own_rating': 8}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[KeptAnswers | ProblemDocument]
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
    body: NewAnswers,
) -> KeptAnswers | ProblemDocument | None:
    """Hand in answers to surveys.

     Keep what customers answered: how likely they are to recommend, and which share of their wallet the
    company has.

    All answers are kept, or none is: what is no answer is named with its reason (`feedback_empty`,
    `feedback_score_invalid`,
    `feedback_rank_invalid`, `feedback_share_invalid`, `feedback_text_invalid`). Without a `feedback_id`
    each counts; send an
    `Idempotency-Key` with what may be sent again. Events and imported files bring feedback too.

    Args:
        body (NewAnswers): Answers; all of them are kept, or none is. Example: {'answers':
            [{'customer_id': 'c-17', 'feedback_id': 'nps-2026-c-17', 'score': 9, 'source': 'email'},
            {'category': 'coffee', 'customer_id': 'c-18', 'other_ratings': [8, 6], 'own_rating': 8}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KeptAnswers | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewAnswers,
) -> Response[KeptAnswers | ProblemDocument]:
    """Hand in answers to surveys.

     Keep what customers answered: how likely they are to recommend, and which share of their wallet the
    company has.

    All answers are kept, or none is: what is no answer is named with its reason (`feedback_empty`,
    `feedback_score_invalid`,
    `feedback_rank_invalid`, `feedback_share_invalid`, `feedback_text_invalid`). Without a `feedback_id`
    each counts; send an
    `Idempotency-Key` with what may be sent again. Events and imported files bring feedback too.

    Args:
        body (NewAnswers): Answers; all of them are kept, or none is. Example: {'answers':
            [{'customer_id': 'c-17', 'feedback_id': 'nps-2026-c-17', 'score': 9, 'source': 'email'},
            {'category': 'coffee', 'customer_id': 'c-18', 'other_ratings': [8, 6], 'own_rating': 8}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[KeptAnswers | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: NewAnswers,
) -> KeptAnswers | ProblemDocument | None:
    """Hand in answers to surveys.

     Keep what customers answered: how likely they are to recommend, and which share of their wallet the
    company has.

    All answers are kept, or none is: what is no answer is named with its reason (`feedback_empty`,
    `feedback_score_invalid`,
    `feedback_rank_invalid`, `feedback_share_invalid`, `feedback_text_invalid`). Without a `feedback_id`
    each counts; send an
    `Idempotency-Key` with what may be sent again. Events and imported files bring feedback too.

    Args:
        body (NewAnswers): Answers; all of them are kept, or none is. Example: {'answers':
            [{'customer_id': 'c-17', 'feedback_id': 'nps-2026-c-17', 'score': 9, 'source': 'email'},
            {'category': 'coffee', 'customer_id': 'c-18', 'other_ratings': [8, 6], 'own_rating': 8}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KeptAnswers | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
