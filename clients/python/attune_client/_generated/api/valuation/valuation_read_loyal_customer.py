import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.one_loyal_customer import OneLoyalCustomer
from ...models.problem_document import ProblemDocument
from ...types import UNSET, Response, Unset


def _get_kwargs(
    customer_id: str,
    *,
    as_of: datetime.datetime | None | Unset = UNSET,
    window_days: int | Unset = 365,
    margin_rate: float | None | Unset = UNSET,
    acquisition_cost: float | None | Unset = UNSET,
    type_one_share: float | None | Unset = UNSET,
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

    params["window_days"] = window_days

    json_margin_rate: float | None | Unset
    if isinstance(margin_rate, Unset):
        json_margin_rate = UNSET
    else:
        json_margin_rate = margin_rate
    params["margin_rate"] = json_margin_rate

    json_acquisition_cost: float | None | Unset
    if isinstance(acquisition_cost, Unset):
        json_acquisition_cost = UNSET
    else:
        json_acquisition_cost = acquisition_cost
    params["acquisition_cost"] = json_acquisition_cost

    json_type_one_share: float | None | Unset
    if isinstance(type_one_share, Unset):
        json_type_one_share = UNSET
    else:
        json_type_one_share = type_one_share
    params["type_one_share"] = json_type_one_share

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/valuation/loyalty/customers/{customer_id}".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OneLoyalCustomer | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = OneLoyalCustomer.from_dict(response.json())

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
) -> Response[OneLoyalCustomer | ProblemDocument]:
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
    window_days: int | Unset = 365,
    margin_rate: float | None | Unset = UNSET,
    acquisition_cost: float | None | Unset = UNSET,
    type_one_share: float | None | Unset = UNSET,
) -> Response[OneLoyalCustomer | ProblemDocument]:
    """Read a customer's contribution, commitment and championship.

     A customer's three C's: by the company's own id (percent-encoded, one segment), else by ours.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.
        window_days (int | Unset): Scores and referrals of so many days before `as_of` count.
            Default: 365.
        margin_rate (float | None | Unset): Margin per unit of revenue, for orders that state none
            and what is to come; else as measured.
        acquisition_cost (float | None | Unset): What a customer costs who comes by other ways
            than a referral; by default as measured.
        type_one_share (float | None | Unset): Of the referred who were not asked, the share who
            would not have come otherwise; by default as measured on those who were, else a half, with
            an interval from none to all.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OneLoyalCustomer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        as_of=as_of,
        window_days=window_days,
        margin_rate=margin_rate,
        acquisition_cost=acquisition_cost,
        type_one_share=type_one_share,
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
    window_days: int | Unset = 365,
    margin_rate: float | None | Unset = UNSET,
    acquisition_cost: float | None | Unset = UNSET,
    type_one_share: float | None | Unset = UNSET,
) -> OneLoyalCustomer | ProblemDocument | None:
    """Read a customer's contribution, commitment and championship.

     A customer's three C's: by the company's own id (percent-encoded, one segment), else by ours.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.
        window_days (int | Unset): Scores and referrals of so many days before `as_of` count.
            Default: 365.
        margin_rate (float | None | Unset): Margin per unit of revenue, for orders that state none
            and what is to come; else as measured.
        acquisition_cost (float | None | Unset): What a customer costs who comes by other ways
            than a referral; by default as measured.
        type_one_share (float | None | Unset): Of the referred who were not asked, the share who
            would not have come otherwise; by default as measured on those who were, else a half, with
            an interval from none to all.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OneLoyalCustomer | ProblemDocument
    """

    return sync_detailed(
        customer_id=customer_id,
        client=client,
        as_of=as_of,
        window_days=window_days,
        margin_rate=margin_rate,
        acquisition_cost=acquisition_cost,
        type_one_share=type_one_share,
    ).parsed


async def asyncio_detailed(
    customer_id: str,
    *,
    client: AuthenticatedClient,
    as_of: datetime.datetime | None | Unset = UNSET,
    window_days: int | Unset = 365,
    margin_rate: float | None | Unset = UNSET,
    acquisition_cost: float | None | Unset = UNSET,
    type_one_share: float | None | Unset = UNSET,
) -> Response[OneLoyalCustomer | ProblemDocument]:
    """Read a customer's contribution, commitment and championship.

     A customer's three C's: by the company's own id (percent-encoded, one segment), else by ours.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.
        window_days (int | Unset): Scores and referrals of so many days before `as_of` count.
            Default: 365.
        margin_rate (float | None | Unset): Margin per unit of revenue, for orders that state none
            and what is to come; else as measured.
        acquisition_cost (float | None | Unset): What a customer costs who comes by other ways
            than a referral; by default as measured.
        type_one_share (float | None | Unset): Of the referred who were not asked, the share who
            would not have come otherwise; by default as measured on those who were, else a half, with
            an interval from none to all.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OneLoyalCustomer | ProblemDocument]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        as_of=as_of,
        window_days=window_days,
        margin_rate=margin_rate,
        acquisition_cost=acquisition_cost,
        type_one_share=type_one_share,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    customer_id: str,
    *,
    client: AuthenticatedClient,
    as_of: datetime.datetime | None | Unset = UNSET,
    window_days: int | Unset = 365,
    margin_rate: float | None | Unset = UNSET,
    acquisition_cost: float | None | Unset = UNSET,
    type_one_share: float | None | Unset = UNSET,
) -> OneLoyalCustomer | ProblemDocument | None:
    """Read a customer's contribution, commitment and championship.

     A customer's three C's: by the company's own id (percent-encoded, one segment), else by ours.

    Args:
        customer_id (str):
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.
        window_days (int | Unset): Scores and referrals of so many days before `as_of` count.
            Default: 365.
        margin_rate (float | None | Unset): Margin per unit of revenue, for orders that state none
            and what is to come; else as measured.
        acquisition_cost (float | None | Unset): What a customer costs who comes by other ways
            than a referral; by default as measured.
        type_one_share (float | None | Unset): Of the referred who were not asked, the share who
            would not have come otherwise; by default as measured on those who were, else a half, with
            an interval from none to all.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OneLoyalCustomer | ProblemDocument
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            client=client,
            as_of=as_of,
            window_days=window_days,
            margin_rate=margin_rate,
            acquisition_cost=acquisition_cost,
            type_one_share=type_one_share,
        )
    ).parsed
