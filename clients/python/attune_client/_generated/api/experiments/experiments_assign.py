from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.assignment_table import AssignmentTable
from ...models.problem_document import ProblemDocument
from ...models.units_request import UnitsRequest
from ...types import Response


def _get_kwargs(
    experiment: str,
    *,
    body: UnitsRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/experiments/{experiment}/assignments".format(
            experiment=quote(str(experiment), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AssignmentTable | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = AssignmentTable.from_dict(response.json())

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
) -> Response[AssignmentTable | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    experiment: str,
    *,
    client: AuthenticatedClient,
    body: UnitsRequest,
) -> Response[AssignmentTable | ProblemDocument]:
    """Tell what units get.

     The variation of each unit, whatever the experiment's state; nobody is exposed by it.

    Args:
        experiment (str):
        body (UnitsRequest): Units to be assigned. Example: {'units': ['c-17', 'c-18']}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AssignmentTable | ProblemDocument]
    """

    kwargs = _get_kwargs(
        experiment=experiment,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    experiment: str,
    *,
    client: AuthenticatedClient,
    body: UnitsRequest,
) -> AssignmentTable | ProblemDocument | None:
    """Tell what units get.

     The variation of each unit, whatever the experiment's state; nobody is exposed by it.

    Args:
        experiment (str):
        body (UnitsRequest): Units to be assigned. Example: {'units': ['c-17', 'c-18']}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AssignmentTable | ProblemDocument
    """

    return sync_detailed(
        experiment=experiment,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    experiment: str,
    *,
    client: AuthenticatedClient,
    body: UnitsRequest,
) -> Response[AssignmentTable | ProblemDocument]:
    """Tell what units get.

     The variation of each unit, whatever the experiment's state; nobody is exposed by it.

    Args:
        experiment (str):
        body (UnitsRequest): Units to be assigned. Example: {'units': ['c-17', 'c-18']}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AssignmentTable | ProblemDocument]
    """

    kwargs = _get_kwargs(
        experiment=experiment,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    experiment: str,
    *,
    client: AuthenticatedClient,
    body: UnitsRequest,
) -> AssignmentTable | ProblemDocument | None:
    """Tell what units get.

     The variation of each unit, whatever the experiment's state; nobody is exposed by it.

    Args:
        experiment (str):
        body (UnitsRequest): Units to be assigned. Example: {'units': ['c-17', 'c-18']}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AssignmentTable | ProblemDocument
    """

    return (
        await asyncio_detailed(
            experiment=experiment,
            client=client,
            body=body,
        )
    ).parsed
