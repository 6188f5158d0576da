from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_document import JobDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/events/rebuild",
    }

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
) -> Response[JobDocument | ProblemDocument]:
    """Rebuild orders, touchpoints, traits and feedback from events.

     Make again, from the stored events, what is projected from them. A job; nothing is missing
    meanwhile.

    Orders become what events and imported files told of them; what no event tells any more is dropped.
    Touchpoints, answers
    and referrals become what events are; those of files stay. Traits that were lost or are older than
    an event's are told
    again; none is dropped. Customers and their identities stay as they are.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs()

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
) -> JobDocument | ProblemDocument | None:
    """Rebuild orders, touchpoints, traits and feedback from events.

     Make again, from the stored events, what is projected from them. A job; nothing is missing
    meanwhile.

    Orders become what events and imported files told of them; what no event tells any more is dropped.
    Touchpoints, answers
    and referrals become what events are; those of files stay. Traits that were lost or are older than
    an event's are told
    again; none is dropped. Customers and their identities stay as they are.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return sync_detailed(
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
) -> Response[JobDocument | ProblemDocument]:
    """Rebuild orders, touchpoints, traits and feedback from events.

     Make again, from the stored events, what is projected from them. A job; nothing is missing
    meanwhile.

    Orders become what events and imported files told of them; what no event tells any more is dropped.
    Touchpoints, answers
    and referrals become what events are; those of files stay. Traits that were lost or are older than
    an event's are told
    again; none is dropped. Customers and their identities stay as they are.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs()

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
) -> JobDocument | ProblemDocument | None:
    """Rebuild orders, touchpoints, traits and feedback from events.

     Make again, from the stored events, what is projected from them. A job; nothing is missing
    meanwhile.

    Orders become what events and imported files told of them; what no event tells any more is dropped.
    Touchpoints, answers
    and referrals become what events are; those of files stay. Traits that were lost or are older than
    an event's are told
    again; none is dropped. Customers and their identities stay as they are.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
        )
    ).parsed
