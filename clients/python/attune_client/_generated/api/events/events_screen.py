from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.events_screen_screen_message import EventsScreenScreenMessage
from ...models.ingest_answer import IngestAnswer
from ...models.problem_document import ProblemDocument
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: EventsScreenScreenMessage,
    write_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    json_write_key: None | str | Unset
    if isinstance(write_key, Unset):
        json_write_key = UNSET
    else:
        json_write_key = write_key
    params["writeKey"] = json_write_key

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/screen",
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> IngestAnswer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = IngestAnswer.from_dict(response.json())

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
) -> Response[IngestAnswer | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: EventsScreenScreenMessage,
    write_key: None | str | Unset = UNSET,
) -> Response[IngestAnswer | ProblemDocument]:
    """Keep one screen event.

     Segment's HTTP API. Always 200 when the request could be read: events that are bad by themselves are
    kept as rejects and named in the answer. An event whose messageId was accepted before is a
    duplicate.

    Args:
        write_key (None | str | Unset): The key, where no header can be set.
        body (EventsScreenScreenMessage):  Example: {'userId': 'c-17', 'messageId': 'm-1',
            'timestamp': '2026-11-01T12:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[IngestAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
        write_key=write_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: EventsScreenScreenMessage,
    write_key: None | str | Unset = UNSET,
) -> IngestAnswer | ProblemDocument | None:
    """Keep one screen event.

     Segment's HTTP API. Always 200 when the request could be read: events that are bad by themselves are
    kept as rejects and named in the answer. An event whose messageId was accepted before is a
    duplicate.

    Args:
        write_key (None | str | Unset): The key, where no header can be set.
        body (EventsScreenScreenMessage):  Example: {'userId': 'c-17', 'messageId': 'm-1',
            'timestamp': '2026-11-01T12:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        IngestAnswer | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
        write_key=write_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: EventsScreenScreenMessage,
    write_key: None | str | Unset = UNSET,
) -> Response[IngestAnswer | ProblemDocument]:
    """Keep one screen event.

     Segment's HTTP API. Always 200 when the request could be read: events that are bad by themselves are
    kept as rejects and named in the answer. An event whose messageId was accepted before is a
    duplicate.

    Args:
        write_key (None | str | Unset): The key, where no header can be set.
        body (EventsScreenScreenMessage):  Example: {'userId': 'c-17', 'messageId': 'm-1',
            'timestamp': '2026-11-01T12:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[IngestAnswer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
        write_key=write_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: EventsScreenScreenMessage,
    write_key: None | str | Unset = UNSET,
) -> IngestAnswer | ProblemDocument | None:
    """Keep one screen event.

     Segment's HTTP API. Always 200 when the request could be read: events that are bad by themselves are
    kept as rejects and named in the answer. An event whose messageId was accepted before is a
    duplicate.

    Args:
        write_key (None | str | Unset): The key, where no header can be set.
        body (EventsScreenScreenMessage):  Example: {'userId': 'c-17', 'messageId': 'm-1',
            'timestamp': '2026-11-01T12:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        IngestAnswer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            write_key=write_key,
        )
    ).parsed
