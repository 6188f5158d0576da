from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_creation import ExperimentCreation
from ...models.experiment_document import ExperimentDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: ExperimentCreation,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/experiments",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExperimentDocument | ProblemDocument | None:
    if response.status_code == 201:
        response_201 = ExperimentDocument.from_dict(response.json())

        return response_201

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
) -> Response[ExperimentDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ExperimentCreation,
) -> Response[ExperimentDocument | ProblemDocument]:
    """Make an experiment.

     Make an experiment: a draft, which assigns nobody before it is started.

    Args:
        body (ExperimentCreation): An experiment to be made: a draft. Nothing but its state
            changes afterwards. Example: {'campaign': 'spring-offer', 'channel': 'email', 'control':
            'none', 'control_without_channel': False, 'coverage': 1.0, 'hypothesis': 'Customers who
            get the offer spend more within the next weeks.', 'key': 'spring-offer', 'metric':
            'revenue', 'name': 'An offer by e-mail in spring', 'variations': [{'key': 'none',
            'weight': 0.5}, {'key': 'offer', 'weight': 0.5}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExperimentDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: ExperimentCreation,
) -> ExperimentDocument | ProblemDocument | None:
    """Make an experiment.

     Make an experiment: a draft, which assigns nobody before it is started.

    Args:
        body (ExperimentCreation): An experiment to be made: a draft. Nothing but its state
            changes afterwards. Example: {'campaign': 'spring-offer', 'channel': 'email', 'control':
            'none', 'control_without_channel': False, 'coverage': 1.0, 'hypothesis': 'Customers who
            get the offer spend more within the next weeks.', 'key': 'spring-offer', 'metric':
            'revenue', 'name': 'An offer by e-mail in spring', 'variations': [{'key': 'none',
            'weight': 0.5}, {'key': 'offer', 'weight': 0.5}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExperimentDocument | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ExperimentCreation,
) -> Response[ExperimentDocument | ProblemDocument]:
    """Make an experiment.

     Make an experiment: a draft, which assigns nobody before it is started.

    Args:
        body (ExperimentCreation): An experiment to be made: a draft. Nothing but its state
            changes afterwards. Example: {'campaign': 'spring-offer', 'channel': 'email', 'control':
            'none', 'control_without_channel': False, 'coverage': 1.0, 'hypothesis': 'Customers who
            get the offer spend more within the next weeks.', 'key': 'spring-offer', 'metric':
            'revenue', 'name': 'An offer by e-mail in spring', 'variations': [{'key': 'none',
            'weight': 0.5}, {'key': 'offer', 'weight': 0.5}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExperimentDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ExperimentCreation,
) -> ExperimentDocument | ProblemDocument | None:
    """Make an experiment.

     Make an experiment: a draft, which assigns nobody before it is started.

    Args:
        body (ExperimentCreation): An experiment to be made: a draft. Nothing but its state
            changes afterwards. Example: {'campaign': 'spring-offer', 'channel': 'email', 'control':
            'none', 'control_without_channel': False, 'coverage': 1.0, 'hypothesis': 'Customers who
            get the offer spend more within the next weeks.', 'key': 'spring-offer', 'metric':
            'revenue', 'name': 'An offer by e-mail in spring', 'variations': [{'key': 'none',
            'weight': 0.5}, {'key': 'offer', 'weight': 0.5}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExperimentDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
