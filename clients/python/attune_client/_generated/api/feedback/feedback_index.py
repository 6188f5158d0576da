import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.feedback_page import FeedbackPage
from ...models.problem_document import ProblemDocument
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 100,
    cursor: None | str | Unset = UNSET,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    json_as_of: None | str | Unset
    if isinstance(as_of, Unset):
        json_as_of = UNSET
    elif isinstance(as_of, datetime.datetime):
        json_as_of = as_of.isoformat()
    else:
        json_as_of = as_of
    params["as_of"] = json_as_of

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/feedback",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FeedbackPage | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = FeedbackPage.from_dict(response.json())

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
) -> Response[FeedbackPage | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 100,
    cursor: None | str | Unset = UNSET,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[FeedbackPage | ProblemDocument]:
    """List answers to surveys.

     Answers that were given before `as_of`, the latest first, whichever way they came.

    Args:
        limit (int | Unset): How many items at the most. Default: 100.
        cursor (None | str | Unset): `next_cursor` of the page before.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FeedbackPage | ProblemDocument]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        as_of=as_of,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 100,
    cursor: None | str | Unset = UNSET,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> FeedbackPage | ProblemDocument | None:
    """List answers to surveys.

     Answers that were given before `as_of`, the latest first, whichever way they came.

    Args:
        limit (int | Unset): How many items at the most. Default: 100.
        cursor (None | str | Unset): `next_cursor` of the page before.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FeedbackPage | ProblemDocument
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        as_of=as_of,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 100,
    cursor: None | str | Unset = UNSET,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[FeedbackPage | ProblemDocument]:
    """List answers to surveys.

     Answers that were given before `as_of`, the latest first, whichever way they came.

    Args:
        limit (int | Unset): How many items at the most. Default: 100.
        cursor (None | str | Unset): `next_cursor` of the page before.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FeedbackPage | ProblemDocument]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        as_of=as_of,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 100,
    cursor: None | str | Unset = UNSET,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> FeedbackPage | ProblemDocument | None:
    """List answers to surveys.

     Answers that were given before `as_of`, the latest first, whichever way they came.

    Args:
        limit (int | Unset): How many items at the most. Default: 100.
        cursor (None | str | Unset): `next_cursor` of the page before.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FeedbackPage | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            as_of=as_of,
        )
    ).parsed
