from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_document import ExperimentDocument
from ...models.problem_document import ProblemDocument
from ...models.start_request import StartRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    experiment: str,
    *,
    body: None | StartRequest | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/experiments/{experiment}/start".format(
            experiment=quote(str(experiment), safe=""),
        ),
    }

    if isinstance(body, StartRequest):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExperimentDocument | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = ExperimentDocument.from_dict(response.json())

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
) -> Response[ExperimentDocument | ProblemDocument]:
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
    body: None | StartRequest | Unset = UNSET,
) -> Response[ExperimentDocument | ProblemDocument]:
    """Start an experiment.

     Start an experiment, once: the next evaluation of a flag that refers to it assigns.

    Args:
        experiment (str):
        body (None | StartRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExperimentDocument | ProblemDocument]
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
    body: None | StartRequest | Unset = UNSET,
) -> ExperimentDocument | ProblemDocument | None:
    """Start an experiment.

     Start an experiment, once: the next evaluation of a flag that refers to it assigns.

    Args:
        experiment (str):
        body (None | StartRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExperimentDocument | ProblemDocument
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
    body: None | StartRequest | Unset = UNSET,
) -> Response[ExperimentDocument | ProblemDocument]:
    """Start an experiment.

     Start an experiment, once: the next evaluation of a flag that refers to it assigns.

    Args:
        experiment (str):
        body (None | StartRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExperimentDocument | ProblemDocument]
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
    body: None | StartRequest | Unset = UNSET,
) -> ExperimentDocument | ProblemDocument | None:
    """Start an experiment.

     Start an experiment, once: the next evaluation of a flag that refers to it assigns.

    Args:
        experiment (str):
        body (None | StartRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExperimentDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            experiment=experiment,
            client=client,
            body=body,
        )
    ).parsed
