from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.import_kind import ImportKind
from ...models.job_document import JobDocument
from ...models.problem_document import ProblemDocument
from ...types import File, Response


def _get_kwargs(
    kind: ImportKind,
    *,
    body: File,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/imports/{kind}".format(
            kind=quote(str(kind), safe=""),
        ),
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "text/csv"

    _kwargs["headers"] = headers
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

    if response.status_code == 408:
        response_408 = ProblemDocument.from_dict(response.json())

        return response_408

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
) -> Response[JobDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: ImportKind,
    *,
    client: AuthenticatedClient,
    body: File,
) -> Response[JobDocument | ProblemDocument]:
    """Import a file.

     Import a file; what its columns are depends on its kind.

    - customers: `customer_id,…traits`
    - events: `customer_id,occurred_at,name[,message_id],…properties`: what the collector would have
    made of them. Names are
      those of tracks, but for `page` and `screen`
    - orders: `customer_id,occurred_at,amount[,order_id,currency,margin,discount]`
    - touchpoints: `customer_id,occurred_at,channel[,campaign,kind,cost,touchpoint_id]`; kind is one of
    `click`, `visit`,
      `impression`, `open`, `sent` and `other`, which it is unless stated; cost is in the workspace's
    currency
    - feedback: `customer_id,occurred_at[,score,rank,brands,wallet_share,category,survey,source,comment,
    feedback_id]` with a
      score from 0 to 10, or a rank among so many brands, or a share of wallet (`0.35` or `35%`)
    - referrals:
    `customer_id,referred_id,occurred_at[,converted,new_customer,would_have_come_anyway,reward,order_id,
      referral_id]`, `customer_id` being who referred; the referred have come unless `converted` is
    false
    - spend: `channel,day,amount[,campaign,currency,spend_id]`; what is given back is negative

    A channel is whatever the company calls it; the channels of events have the names of Google
    Analytics' default channel
    groups, in small letters and underscores (`paid_search`).

    The file is staged durably, then a job reads it; its result counts accepted, duplicate and rejected
    rows. A file sent again
    adds nothing; a changed row of the same `order_id`, `touchpoint_id`, `feedback_id`, `referral_id` or
    `spend_id` is an
    update, an event of a `message_id` that is known a duplicate; equal rows without an id all count.

    Args:
        kind (ImportKind): What a file holds.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        kind=kind,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: ImportKind,
    *,
    client: AuthenticatedClient,
    body: File,
) -> JobDocument | ProblemDocument | None:
    """Import a file.

     Import a file; what its columns are depends on its kind.

    - customers: `customer_id,…traits`
    - events: `customer_id,occurred_at,name[,message_id],…properties`: what the collector would have
    made of them. Names are
      those of tracks, but for `page` and `screen`
    - orders: `customer_id,occurred_at,amount[,order_id,currency,margin,discount]`
    - touchpoints: `customer_id,occurred_at,channel[,campaign,kind,cost,touchpoint_id]`; kind is one of
    `click`, `visit`,
      `impression`, `open`, `sent` and `other`, which it is unless stated; cost is in the workspace's
    currency
    - feedback: `customer_id,occurred_at[,score,rank,brands,wallet_share,category,survey,source,comment,
    feedback_id]` with a
      score from 0 to 10, or a rank among so many brands, or a share of wallet (`0.35` or `35%`)
    - referrals:
    `customer_id,referred_id,occurred_at[,converted,new_customer,would_have_come_anyway,reward,order_id,
      referral_id]`, `customer_id` being who referred; the referred have come unless `converted` is
    false
    - spend: `channel,day,amount[,campaign,currency,spend_id]`; what is given back is negative

    A channel is whatever the company calls it; the channels of events have the names of Google
    Analytics' default channel
    groups, in small letters and underscores (`paid_search`).

    The file is staged durably, then a job reads it; its result counts accepted, duplicate and rejected
    rows. A file sent again
    adds nothing; a changed row of the same `order_id`, `touchpoint_id`, `feedback_id`, `referral_id` or
    `spend_id` is an
    update, an event of a `message_id` that is known a duplicate; equal rows without an id all count.

    Args:
        kind (ImportKind): What a file holds.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return sync_detailed(
        kind=kind,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    kind: ImportKind,
    *,
    client: AuthenticatedClient,
    body: File,
) -> Response[JobDocument | ProblemDocument]:
    """Import a file.

     Import a file; what its columns are depends on its kind.

    - customers: `customer_id,…traits`
    - events: `customer_id,occurred_at,name[,message_id],…properties`: what the collector would have
    made of them. Names are
      those of tracks, but for `page` and `screen`
    - orders: `customer_id,occurred_at,amount[,order_id,currency,margin,discount]`
    - touchpoints: `customer_id,occurred_at,channel[,campaign,kind,cost,touchpoint_id]`; kind is one of
    `click`, `visit`,
      `impression`, `open`, `sent` and `other`, which it is unless stated; cost is in the workspace's
    currency
    - feedback: `customer_id,occurred_at[,score,rank,brands,wallet_share,category,survey,source,comment,
    feedback_id]` with a
      score from 0 to 10, or a rank among so many brands, or a share of wallet (`0.35` or `35%`)
    - referrals:
    `customer_id,referred_id,occurred_at[,converted,new_customer,would_have_come_anyway,reward,order_id,
      referral_id]`, `customer_id` being who referred; the referred have come unless `converted` is
    false
    - spend: `channel,day,amount[,campaign,currency,spend_id]`; what is given back is negative

    A channel is whatever the company calls it; the channels of events have the names of Google
    Analytics' default channel
    groups, in small letters and underscores (`paid_search`).

    The file is staged durably, then a job reads it; its result counts accepted, duplicate and rejected
    rows. A file sent again
    adds nothing; a changed row of the same `order_id`, `touchpoint_id`, `feedback_id`, `referral_id` or
    `spend_id` is an
    update, an event of a `message_id` that is known a duplicate; equal rows without an id all count.

    Args:
        kind (ImportKind): What a file holds.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        kind=kind,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: ImportKind,
    *,
    client: AuthenticatedClient,
    body: File,
) -> JobDocument | ProblemDocument | None:
    """Import a file.

     Import a file; what its columns are depends on its kind.

    - customers: `customer_id,…traits`
    - events: `customer_id,occurred_at,name[,message_id],…properties`: what the collector would have
    made of them. Names are
      those of tracks, but for `page` and `screen`
    - orders: `customer_id,occurred_at,amount[,order_id,currency,margin,discount]`
    - touchpoints: `customer_id,occurred_at,channel[,campaign,kind,cost,touchpoint_id]`; kind is one of
    `click`, `visit`,
      `impression`, `open`, `sent` and `other`, which it is unless stated; cost is in the workspace's
    currency
    - feedback: `customer_id,occurred_at[,score,rank,brands,wallet_share,category,survey,source,comment,
    feedback_id]` with a
      score from 0 to 10, or a rank among so many brands, or a share of wallet (`0.35` or `35%`)
    - referrals:
    `customer_id,referred_id,occurred_at[,converted,new_customer,would_have_come_anyway,reward,order_id,
      referral_id]`, `customer_id` being who referred; the referred have come unless `converted` is
    false
    - spend: `channel,day,amount[,campaign,currency,spend_id]`; what is given back is negative

    A channel is whatever the company calls it; the channels of events have the names of Google
    Analytics' default channel
    groups, in small letters and underscores (`paid_search`).

    The file is staged durably, then a job reads it; its result counts accepted, duplicate and rejected
    rows. A file sent again
    adds nothing; a changed row of the same `order_id`, `touchpoint_id`, `feedback_id`, `referral_id` or
    `spend_id` is an
    update, an event of a `message_id` that is known a duplicate; equal rows without an id all count.

    Args:
        kind (ImportKind): What a file holds.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            kind=kind,
            client=client,
            body=body,
        )
    ).parsed
