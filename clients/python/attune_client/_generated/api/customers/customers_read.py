import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.customer_profile import CustomerProfile
from ...models.problem_document import ProblemDocument
from ...types import UNSET, Response, Unset


def _get_kwargs(
    customer_id: str,
    *,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

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
        "url": "/v1/customers/{customer_id}".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CustomerProfile | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = CustomerProfile.from_dict(response.json())

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
) -> Response[CustomerProfile | ProblemDocument]:
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
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[CustomerProfile | ProblemDocument]:
    """Read a customer's profile.

     All that is known of a customer: by the company's own id (percent-encoded, one segment), else by
    ours.

    `as_of` bounds what the customer did, was shown and said; identities, traits and value are the
    latest known.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerProfile | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        as_of=as_of,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    customer_id: str,
    *,
    client: AuthenticatedClient,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> CustomerProfile | ProblemDocument | None:
    """Read a customer's profile.

     All that is known of a customer: by the company's own id (percent-encoded, one segment), else by
    ours.

    `as_of` bounds what the customer did, was shown and said; identities, traits and value are the
    latest known.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerProfile | ProblemDocument
    """

    return sync_detailed(
        customer_id=customer_id,
        client=client,
        as_of=as_of,
    ).parsed


async def asyncio_detailed(
    customer_id: str,
    *,
    client: AuthenticatedClient,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[CustomerProfile | ProblemDocument]:
    """Read a customer's profile.

     All that is known of a customer: by the company's own id (percent-encoded, one segment), else by
    ours.

    `as_of` bounds what the customer did, was shown and said; identities, traits and value are the
    latest known.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerProfile | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        as_of=as_of,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    customer_id: str,
    *,
    client: AuthenticatedClient,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> CustomerProfile | ProblemDocument | None:
    """Read a customer's profile.

     All that is known of a customer: by the company's own id (percent-encoded, one segment), else by
    ours.

    `as_of` bounds what the customer did, was shown and said; identities, traits and value are the
    latest known.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerProfile | ProblemDocument
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            client=client,
            as_of=as_of,
        )
    ).parsed
