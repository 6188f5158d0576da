from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.customer_merge import CustomerMerge
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    customer_id: str,
    merge_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/customers/{customer_id}/merges/{merge_id}/undo".format(
            customer_id=quote(str(customer_id), safe=""),
            merge_id=quote(str(merge_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CustomerMerge | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = CustomerMerge.from_dict(response.json())

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

    if response.status_code == 404:
        response_404 = ProblemDocument.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = ProblemDocument.from_dict(response.json())

        return response_409

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
) -> Response[CustomerMerge | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    customer_id: str,
    merge_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerMerge | ProblemDocument]:
    """Undo a merge.

     Take a merge back, as if it had not been: the customer that it ended is there again, with what was
    its own.

    The identifiers that the merge moved go back wherever later merges have carried them since; later
    merges of the survivor
    stand for what is the survivor's own. No fact is touched: each counts for the customer of its
    identifier. A new `alias` of
    the same pair merges them again; a device whose sign-in was undone stays nobody's until an `alias`
    says otherwise.

    Args:
        customer_id (str):
        merge_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerMerge | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        merge_id=merge_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    customer_id: str,
    merge_id: UUID,
    *,
    client: AuthenticatedClient,
) -> CustomerMerge | ProblemDocument | None:
    """Undo a merge.

     Take a merge back, as if it had not been: the customer that it ended is there again, with what was
    its own.

    The identifiers that the merge moved go back wherever later merges have carried them since; later
    merges of the survivor
    stand for what is the survivor's own. No fact is touched: each counts for the customer of its
    identifier. A new `alias` of
    the same pair merges them again; a device whose sign-in was undone stays nobody's until an `alias`
    says otherwise.

    Args:
        customer_id (str):
        merge_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerMerge | ProblemDocument
    """

    return sync_detailed(
        customer_id=customer_id,
        merge_id=merge_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    customer_id: str,
    merge_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerMerge | ProblemDocument]:
    """Undo a merge.

     Take a merge back, as if it had not been: the customer that it ended is there again, with what was
    its own.

    The identifiers that the merge moved go back wherever later merges have carried them since; later
    merges of the survivor
    stand for what is the survivor's own. No fact is touched: each counts for the customer of its
    identifier. A new `alias` of
    the same pair merges them again; a device whose sign-in was undone stays nobody's until an `alias`
    says otherwise.

    Args:
        customer_id (str):
        merge_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerMerge | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        merge_id=merge_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    customer_id: str,
    merge_id: UUID,
    *,
    client: AuthenticatedClient,
) -> CustomerMerge | ProblemDocument | None:
    """Undo a merge.

     Take a merge back, as if it had not been: the customer that it ended is there again, with what was
    its own.

    The identifiers that the merge moved go back wherever later merges have carried them since; later
    merges of the survivor
    stand for what is the survivor's own. No fact is touched: each counts for the customer of its
    identifier. A new `alias` of
    the same pair merges them again; a device whose sign-in was undone stays nobody's until an `alias`
    says otherwise.

    Args:
        customer_id (str):
        merge_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerMerge | ProblemDocument
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            merge_id=merge_id,
            client=client,
        )
    ).parsed
