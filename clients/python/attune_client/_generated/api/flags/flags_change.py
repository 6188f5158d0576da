from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.flag_change import FlagChange
from ...models.flag_document import FlagDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    key: str,
    *,
    body: FlagChange,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/v1/flags/{key}".format(
            key=quote(str(key), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FlagDocument | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = FlagDocument.from_dict(response.json())

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

    if response.status_code == 408:
        response_408 = ProblemDocument.from_dict(response.json())

        return response_408

    if response.status_code == 409:
        response_409 = ProblemDocument.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = ProblemDocument.from_dict(response.json())

        return response_413

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
) -> Response[FlagDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    key: str,
    *,
    client: AuthenticatedClient,
    body: FlagChange,
) -> Response[FlagDocument | ProblemDocument]:
    """Change a flag.

     Change a flag: the next evaluation sees it. Changes of one flag wait for each other, and the last
    one stands.

    Args:
        key (str):
        body (FlagChange): What is to be changed of a flag; what is not named stays as it is.
            Example: {'default': '#00a', 'enabled': True, 'rules': [{'coverage': 1.0, 'kind': 'split',
            'seed': 'checkout-button', 'variations': [{'key': 'green', 'value': '#0a0', 'weight':
            0.5}, {'key': 'blue', 'value': '#00a', 'weight': 0.5}]}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FlagDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        key=key,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    key: str,
    *,
    client: AuthenticatedClient,
    body: FlagChange,
) -> FlagDocument | ProblemDocument | None:
    """Change a flag.

     Change a flag: the next evaluation sees it. Changes of one flag wait for each other, and the last
    one stands.

    Args:
        key (str):
        body (FlagChange): What is to be changed of a flag; what is not named stays as it is.
            Example: {'default': '#00a', 'enabled': True, 'rules': [{'coverage': 1.0, 'kind': 'split',
            'seed': 'checkout-button', 'variations': [{'key': 'green', 'value': '#0a0', 'weight':
            0.5}, {'key': 'blue', 'value': '#00a', 'weight': 0.5}]}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FlagDocument | ProblemDocument
    """

    return sync_detailed(
        key=key,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    key: str,
    *,
    client: AuthenticatedClient,
    body: FlagChange,
) -> Response[FlagDocument | ProblemDocument]:
    """Change a flag.

     Change a flag: the next evaluation sees it. Changes of one flag wait for each other, and the last
    one stands.

    Args:
        key (str):
        body (FlagChange): What is to be changed of a flag; what is not named stays as it is.
            Example: {'default': '#00a', 'enabled': True, 'rules': [{'coverage': 1.0, 'kind': 'split',
            'seed': 'checkout-button', 'variations': [{'key': 'green', 'value': '#0a0', 'weight':
            0.5}, {'key': 'blue', 'value': '#00a', 'weight': 0.5}]}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FlagDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        key=key,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    key: str,
    *,
    client: AuthenticatedClient,
    body: FlagChange,
) -> FlagDocument | ProblemDocument | None:
    """Change a flag.

     Change a flag: the next evaluation sees it. Changes of one flag wait for each other, and the last
    one stands.

    Args:
        key (str):
        body (FlagChange): What is to be changed of a flag; what is not named stays as it is.
            Example: {'default': '#00a', 'enabled': True, 'rules': [{'coverage': 1.0, 'kind': 'split',
            'seed': 'checkout-button', 'variations': [{'key': 'green', 'value': '#0a0', 'weight':
            0.5}, {'key': 'blue', 'value': '#00a', 'weight': 0.5}]}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FlagDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            key=key,
            client=client,
            body=body,
        )
    ).parsed
