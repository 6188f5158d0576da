import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.acquisition_rule import AcquisitionRule
from ...models.cohort_document import CohortDocument
from ...models.period import Period
from ...models.problem_document import ProblemDocument
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    by: Period | Unset = UNSET,
    channel: None | str | Unset = UNSET,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    purchase: int | Unset = 2,
    cohorts: int | Unset = 24,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_by: str | Unset = UNSET
    if not isinstance(by, Unset):
        json_by = by.value

    params["by"] = json_by

    json_channel: None | str | Unset
    if isinstance(channel, Unset):
        json_channel = UNSET
    else:
        json_channel = channel
    params["channel"] = json_channel

    json_acquisition: str | Unset = UNSET
    if not isinstance(acquisition, Unset):
        json_acquisition = acquisition.value

    params["acquisition"] = json_acquisition

    params["lookback_days"] = lookback_days

    json_margin_rate: float | None | str | Unset
    if isinstance(margin_rate, Unset):
        json_margin_rate = UNSET
    else:
        json_margin_rate = margin_rate
    params["margin_rate"] = json_margin_rate

    params["purchase"] = purchase

    params["cohorts"] = cohorts

    params["level"] = level

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
        "url": "/v1/valuation/cohorts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CohortDocument | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = CohortDocument.from_dict(response.json())

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
) -> Response[CohortDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    by: Period | Unset = UNSET,
    channel: None | str | Unset = UNSET,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    purchase: int | Unset = 2,
    cohorts: int | Unset = 24,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[CohortDocument | ProblemDocument]:
    """Read cohorts and their retention.

     Active customers, orders, revenue and margin of every cohort by age, with retention, and the wait
    for a next purchase.

    Money is null, with its reason, where an order is in another currency or states no margin.

    Args:
        by (Period | Unset): A stretch of the calendar that cohorts are made by.
        channel (None | str | Unset): Only customers whom this channel acquired.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        purchase (int | Unset): The purchase day that is waited for: 2 is the second. Default: 2.
        cohorts (int | Unset): How many of the latest are listed. Default: 24.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CohortDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        by=by,
        channel=channel,
        acquisition=acquisition,
        lookback_days=lookback_days,
        margin_rate=margin_rate,
        purchase=purchase,
        cohorts=cohorts,
        level=level,
        as_of=as_of,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    by: Period | Unset = UNSET,
    channel: None | str | Unset = UNSET,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    purchase: int | Unset = 2,
    cohorts: int | Unset = 24,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> CohortDocument | ProblemDocument | None:
    """Read cohorts and their retention.

     Active customers, orders, revenue and margin of every cohort by age, with retention, and the wait
    for a next purchase.

    Money is null, with its reason, where an order is in another currency or states no margin.

    Args:
        by (Period | Unset): A stretch of the calendar that cohorts are made by.
        channel (None | str | Unset): Only customers whom this channel acquired.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        purchase (int | Unset): The purchase day that is waited for: 2 is the second. Default: 2.
        cohorts (int | Unset): How many of the latest are listed. Default: 24.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CohortDocument | ProblemDocument
    """

    return sync_detailed(
        client=client,
        by=by,
        channel=channel,
        acquisition=acquisition,
        lookback_days=lookback_days,
        margin_rate=margin_rate,
        purchase=purchase,
        cohorts=cohorts,
        level=level,
        as_of=as_of,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    by: Period | Unset = UNSET,
    channel: None | str | Unset = UNSET,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    purchase: int | Unset = 2,
    cohorts: int | Unset = 24,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[CohortDocument | ProblemDocument]:
    """Read cohorts and their retention.

     Active customers, orders, revenue and margin of every cohort by age, with retention, and the wait
    for a next purchase.

    Money is null, with its reason, where an order is in another currency or states no margin.

    Args:
        by (Period | Unset): A stretch of the calendar that cohorts are made by.
        channel (None | str | Unset): Only customers whom this channel acquired.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        purchase (int | Unset): The purchase day that is waited for: 2 is the second. Default: 2.
        cohorts (int | Unset): How many of the latest are listed. Default: 24.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CohortDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        by=by,
        channel=channel,
        acquisition=acquisition,
        lookback_days=lookback_days,
        margin_rate=margin_rate,
        purchase=purchase,
        cohorts=cohorts,
        level=level,
        as_of=as_of,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    by: Period | Unset = UNSET,
    channel: None | str | Unset = UNSET,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    purchase: int | Unset = 2,
    cohorts: int | Unset = 24,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> CohortDocument | ProblemDocument | None:
    """Read cohorts and their retention.

     Active customers, orders, revenue and margin of every cohort by age, with retention, and the wait
    for a next purchase.

    Money is null, with its reason, where an order is in another currency or states no margin.

    Args:
        by (Period | Unset): A stretch of the calendar that cohorts are made by.
        channel (None | str | Unset): Only customers whom this channel acquired.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        purchase (int | Unset): The purchase day that is waited for: 2 is the second. Default: 2.
        cohorts (int | Unset): How many of the latest are listed. Default: 24.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CohortDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            by=by,
            channel=channel,
            acquisition=acquisition,
            lookback_days=lookback_days,
            margin_rate=margin_rate,
            purchase=purchase,
            cohorts=cohorts,
            level=level,
            as_of=as_of,
        )
    ).parsed
