from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.holdout_document import HoldoutDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    holdout: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/holdouts/{holdout}".format(
            holdout=quote(str(holdout), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> HoldoutDocument | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = HoldoutDocument.from_dict(response.json())

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
) -> Response[HoldoutDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    holdout: str,
    *,
    client: AuthenticatedClient,
) -> Response[HoldoutDocument | ProblemDocument]:
    """Read a holdout.

     A holdout, by its key or its id.

    Args:
        holdout (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HoldoutDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        holdout=holdout,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    holdout: str,
    *,
    client: AuthenticatedClient,
) -> HoldoutDocument | ProblemDocument | None:
    """Read a holdout.

     A holdout, by its key or its id.

    Args:
        holdout (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HoldoutDocument | ProblemDocument
    """

    return sync_detailed(
        holdout=holdout,
        client=client,
    ).parsed


async def asyncio_detailed(
    holdout: str,
    *,
    client: AuthenticatedClient,
) -> Response[HoldoutDocument | ProblemDocument]:
    """Read a holdout.

     A holdout, by its key or its id.

    Args:
        holdout (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HoldoutDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        holdout=holdout,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    holdout: str,
    *,
    client: AuthenticatedClient,
) -> HoldoutDocument | ProblemDocument | None:
    """Read a holdout.

     A holdout, by its key or its id.

    Args:
        holdout (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HoldoutDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            holdout=holdout,
            client=client,
        )
    ).parsed
