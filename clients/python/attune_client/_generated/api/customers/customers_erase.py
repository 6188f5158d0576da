from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_document import JobDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    customer_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/v1/customers/{customer_id}".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
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

    if response.status_code == 404:
        response_404 = ProblemDocument.from_dict(response.json())

        return response_404

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
    customer_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[JobDocument | ProblemDocument]:
    """Erase a customer.

     Forget a customer, and all who are merged into it when the job runs: its result counts what it took
    away.

    Identifiers become tombstones; traits, comments and all that events say are dropped, what other
    customers' events say of
    referrals with the customer too, and so are refused messages that name one of the identifiers as a
    whole value. Named by the
    company's id, it is the customer that the id belongs to when the job runs. Orders and touchpoints
    keep their money, times,
    channels and campaigns, and their numbers and message ids; answers keep their scores, ranks and
    shares, referrals their
    times and rewards, events their times and names: they lead to nobody any more, so that totals stay
    true, unless a company
    puts people's names into them. A message that comes again is a duplicate and brings nothing back; a
    new one of the same user
    is a new customer's. Files whose import is running and answers kept for an `Idempotency-Key` are not
    searched. Asked again
    by our id, it takes what is left to take.

    Args:
        customer_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    customer_id: str,
    *,
    client: AuthenticatedClient,
) -> JobDocument | ProblemDocument | None:
    """Erase a customer.

     Forget a customer, and all who are merged into it when the job runs: its result counts what it took
    away.

    Identifiers become tombstones; traits, comments and all that events say are dropped, what other
    customers' events say of
    referrals with the customer too, and so are refused messages that name one of the identifiers as a
    whole value. Named by the
    company's id, it is the customer that the id belongs to when the job runs. Orders and touchpoints
    keep their money, times,
    channels and campaigns, and their numbers and message ids; answers keep their scores, ranks and
    shares, referrals their
    times and rewards, events their times and names: they lead to nobody any more, so that totals stay
    true, unless a company
    puts people's names into them. A message that comes again is a duplicate and brings nothing back; a
    new one of the same user
    is a new customer's. Files whose import is running and answers kept for an `Idempotency-Key` are not
    searched. Asked again
    by our id, it takes what is left to take.

    Args:
        customer_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return sync_detailed(
        customer_id=customer_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    customer_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[JobDocument | ProblemDocument]:
    """Erase a customer.

     Forget a customer, and all who are merged into it when the job runs: its result counts what it took
    away.

    Identifiers become tombstones; traits, comments and all that events say are dropped, what other
    customers' events say of
    referrals with the customer too, and so are refused messages that name one of the identifiers as a
    whole value. Named by the
    company's id, it is the customer that the id belongs to when the job runs. Orders and touchpoints
    keep their money, times,
    channels and campaigns, and their numbers and message ids; answers keep their scores, ranks and
    shares, referrals their
    times and rewards, events their times and names: they lead to nobody any more, so that totals stay
    true, unless a company
    puts people's names into them. A message that comes again is a duplicate and brings nothing back; a
    new one of the same user
    is a new customer's. Files whose import is running and answers kept for an `Idempotency-Key` are not
    searched. Asked again
    by our id, it takes what is left to take.

    Args:
        customer_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    customer_id: str,
    *,
    client: AuthenticatedClient,
) -> JobDocument | ProblemDocument | None:
    """Erase a customer.

     Forget a customer, and all who are merged into it when the job runs: its result counts what it took
    away.

    Identifiers become tombstones; traits, comments and all that events say are dropped, what other
    customers' events say of
    referrals with the customer too, and so are refused messages that name one of the identifiers as a
    whole value. Named by the
    company's id, it is the customer that the id belongs to when the job runs. Orders and touchpoints
    keep their money, times,
    channels and campaigns, and their numbers and message ids; answers keep their scores, ranks and
    shares, referrals their
    times and rewards, events their times and names: they lead to nobody any more, so that totals stay
    true, unless a company
    puts people's names into them. A message that comes again is a duplicate and brings nothing back; a
    new one of the same user
    is a new customer's. Files whose import is running and answers kept for an `Idempotency-Key` are not
    searched. Asked again
    by our id, it takes what is left to take.

    Args:
        customer_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            client=client,
        )
    ).parsed
