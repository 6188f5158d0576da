import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.acquisition_rule import AcquisitionRule
from ...models.breakdown import Breakdown
from ...models.economics_document import EconomicsDocument
from ...models.problem_document import ProblemDocument
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    by: Breakdown | Unset = UNSET,
    trait: None | str | Unset = UNSET,
    periods: int | Unset = 12,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    retention_target: float | None | Unset = UNSET,
    market: int | None | Unset = UNSET,
    share_of_purchases: float | None | Unset = UNSET,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_by: str | Unset = UNSET
    if not isinstance(by, Unset):
        json_by = by.value

    params["by"] = json_by

    json_trait: None | str | Unset
    if isinstance(trait, Unset):
        json_trait = UNSET
    else:
        json_trait = trait
    params["trait"] = json_trait

    params["periods"] = periods

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

    json_retention_target: float | None | Unset
    if isinstance(retention_target, Unset):
        json_retention_target = UNSET
    else:
        json_retention_target = retention_target
    params["retention_target"] = json_retention_target

    json_market: int | None | Unset
    if isinstance(market, Unset):
        json_market = UNSET
    else:
        json_market = market
    params["market"] = json_market

    json_share_of_purchases: float | None | Unset
    if isinstance(share_of_purchases, Unset):
        json_share_of_purchases = UNSET
    else:
        json_share_of_purchases = share_of_purchases
    params["share_of_purchases"] = json_share_of_purchases

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
        "url": "/v1/valuation/economics",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> EconomicsDocument | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = EconomicsDocument.from_dict(response.json())

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
) -> Response[EconomicsDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    by: Breakdown | Unset = UNSET,
    trait: None | str | Unset = UNSET,
    periods: int | Unset = 12,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    retention_target: float | None | Unset = UNSET,
    market: int | None | Unset = UNSET,
    share_of_purchases: float | None | Unset = UNSET,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[EconomicsDocument | ProblemDocument]:
    """Read what customers cost and return.

     New customers and their cost, retention, repeat rate and payback, with the return in two ledgers.

    Short-term is margin less spend within the window; long-term is the change of customer equity by the
    published model.
    A figure that is not known is null, with its reason. Segments are values of a trait, which profiles
    show: for these a key
    needs `behaviour:read` too.

    Args:
        by (Breakdown | Unset): What the window is broken down by.
        trait (None | str | Unset): By `segment`: the trait whose values, as they are now, are the
            segments; 50 at most.
        periods (int | Unset): How many, the latest that are over. Default: 12.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        retention_target (float | None | Unset): What retention is to be.
        market (int | None | Unset): Customers there are for the category; all who are known by
            default.
        share_of_purchases (float | None | Unset): The company's share of them; by default as
            customers have answered.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EconomicsDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        by=by,
        trait=trait,
        periods=periods,
        acquisition=acquisition,
        lookback_days=lookback_days,
        margin_rate=margin_rate,
        retention_target=retention_target,
        market=market,
        share_of_purchases=share_of_purchases,
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
    by: Breakdown | Unset = UNSET,
    trait: None | str | Unset = UNSET,
    periods: int | Unset = 12,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    retention_target: float | None | Unset = UNSET,
    market: int | None | Unset = UNSET,
    share_of_purchases: float | None | Unset = UNSET,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> EconomicsDocument | ProblemDocument | None:
    """Read what customers cost and return.

     New customers and their cost, retention, repeat rate and payback, with the return in two ledgers.

    Short-term is margin less spend within the window; long-term is the change of customer equity by the
    published model.
    A figure that is not known is null, with its reason. Segments are values of a trait, which profiles
    show: for these a key
    needs `behaviour:read` too.

    Args:
        by (Breakdown | Unset): What the window is broken down by.
        trait (None | str | Unset): By `segment`: the trait whose values, as they are now, are the
            segments; 50 at most.
        periods (int | Unset): How many, the latest that are over. Default: 12.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        retention_target (float | None | Unset): What retention is to be.
        market (int | None | Unset): Customers there are for the category; all who are known by
            default.
        share_of_purchases (float | None | Unset): The company's share of them; by default as
            customers have answered.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EconomicsDocument | ProblemDocument
    """

    return sync_detailed(
        client=client,
        by=by,
        trait=trait,
        periods=periods,
        acquisition=acquisition,
        lookback_days=lookback_days,
        margin_rate=margin_rate,
        retention_target=retention_target,
        market=market,
        share_of_purchases=share_of_purchases,
        level=level,
        as_of=as_of,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    by: Breakdown | Unset = UNSET,
    trait: None | str | Unset = UNSET,
    periods: int | Unset = 12,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    retention_target: float | None | Unset = UNSET,
    market: int | None | Unset = UNSET,
    share_of_purchases: float | None | Unset = UNSET,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> Response[EconomicsDocument | ProblemDocument]:
    """Read what customers cost and return.

     New customers and their cost, retention, repeat rate and payback, with the return in two ledgers.

    Short-term is margin less spend within the window; long-term is the change of customer equity by the
    published model.
    A figure that is not known is null, with its reason. Segments are values of a trait, which profiles
    show: for these a key
    needs `behaviour:read` too.

    Args:
        by (Breakdown | Unset): What the window is broken down by.
        trait (None | str | Unset): By `segment`: the trait whose values, as they are now, are the
            segments; 50 at most.
        periods (int | Unset): How many, the latest that are over. Default: 12.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        retention_target (float | None | Unset): What retention is to be.
        market (int | None | Unset): Customers there are for the category; all who are known by
            default.
        share_of_purchases (float | None | Unset): The company's share of them; by default as
            customers have answered.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EconomicsDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        by=by,
        trait=trait,
        periods=periods,
        acquisition=acquisition,
        lookback_days=lookback_days,
        margin_rate=margin_rate,
        retention_target=retention_target,
        market=market,
        share_of_purchases=share_of_purchases,
        level=level,
        as_of=as_of,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    by: Breakdown | Unset = UNSET,
    trait: None | str | Unset = UNSET,
    periods: int | Unset = 12,
    acquisition: AcquisitionRule | Unset = UNSET,
    lookback_days: int | Unset = 30,
    margin_rate: float | None | str | Unset = UNSET,
    retention_target: float | None | Unset = UNSET,
    market: int | None | Unset = UNSET,
    share_of_purchases: float | None | Unset = UNSET,
    level: float | Unset = 0.95,
    as_of: datetime.datetime | None | Unset = UNSET,
) -> EconomicsDocument | ProblemDocument | None:
    """Read what customers cost and return.

     New customers and their cost, retention, repeat rate and payback, with the return in two ledgers.

    Short-term is margin less spend within the window; long-term is the change of customer equity by the
    published model.
    A figure that is not known is null, with its reason. Segments are values of a trait, which profiles
    show: for these a key
    needs `behaviour:read` too.

    Args:
        by (Breakdown | Unset): What the window is broken down by.
        trait (None | str | Unset): By `segment`: the trait whose values, as they are now, are the
            segments; 50 at most.
        periods (int | Unset): How many, the latest that are over. Default: 12.
        acquisition (AcquisitionRule | Unset): Which touch before the first purchase gets the new
            customer.
        lookback_days (int | Unset): How long before the first purchase that touch may be, in
            days. Default: 30.
        margin_rate (float | None | str | Unset): Share of an order's net that is margin, where
            the order states none.
        retention_target (float | None | Unset): What retention is to be.
        market (int | None | Unset): Customers there are for the category; all who are known by
            default.
        share_of_purchases (float | None | Unset): The company's share of them; by default as
            customers have answered.
        level (float | Unset): Of all intervals. Default: 0.95.
        as_of (datetime.datetime | None | Unset): The moment to look from; the workspace's clock
            by default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EconomicsDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            by=by,
            trait=trait,
            periods=periods,
            acquisition=acquisition,
            lookback_days=lookback_days,
            margin_rate=margin_rate,
            retention_target=retention_target,
            market=market,
            share_of_purchases=share_of_purchases,
            level=level,
            as_of=as_of,
        )
    ).parsed
