from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.forecast_document import ForecastDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    forecast_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/valuation/forecasts/{forecast_id}".format(
            forecast_id=quote(str(forecast_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ForecastDocument | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = ForecastDocument.from_dict(response.json())

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
) -> Response[ForecastDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    forecast_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[ForecastDocument | ProblemDocument]:
    """Read a forecast.

     A forecast's record.

    Args:
        forecast_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ForecastDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        forecast_id=forecast_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    forecast_id: str,
    *,
    client: AuthenticatedClient,
) -> ForecastDocument | ProblemDocument | None:
    """Read a forecast.

     A forecast's record.

    Args:
        forecast_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ForecastDocument | ProblemDocument
    """

    return sync_detailed(
        forecast_id=forecast_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    forecast_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[ForecastDocument | ProblemDocument]:
    """Read a forecast.

     A forecast's record.

    Args:
        forecast_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ForecastDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        forecast_id=forecast_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    forecast_id: str,
    *,
    client: AuthenticatedClient,
) -> ForecastDocument | ProblemDocument | None:
    """Read a forecast.

     A forecast's record.

    Args:
        forecast_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ForecastDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            forecast_id=forecast_id,
            client=client,
        )
    ).parsed
