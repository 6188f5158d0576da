from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_analysis_request import ExperimentAnalysisRequest
from ...models.job_document import JobDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    experiment: str,
    *,
    body: ExperimentAnalysisRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/experiments/{experiment}/analyses".format(
            experiment=quote(str(experiment), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

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
) -> Response[JobDocument | ProblemDocument]:
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
    body: ExperimentAnalysisRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Analyse an experiment.

     Compare every treatment's users with the control's, by what they bought from their first exposure
    on.

    A job: it fails with `no_exposures`, `too_few_users`, or `margin_unknown` where there is nothing to
    compare.

    Args:
        experiment (str):
        body (ExperimentAnalysisRequest): An analysis of an experiment to be made. Example:
            {'alpha': 0.05, 'conversion_days': 28, 'until': '2026-05-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
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
    body: ExperimentAnalysisRequest,
) -> JobDocument | ProblemDocument | None:
    """Analyse an experiment.

     Compare every treatment's users with the control's, by what they bought from their first exposure
    on.

    A job: it fails with `no_exposures`, `too_few_users`, or `margin_unknown` where there is nothing to
    compare.

    Args:
        experiment (str):
        body (ExperimentAnalysisRequest): An analysis of an experiment to be made. Example:
            {'alpha': 0.05, 'conversion_days': 28, 'until': '2026-05-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
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
    body: ExperimentAnalysisRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Analyse an experiment.

     Compare every treatment's users with the control's, by what they bought from their first exposure
    on.

    A job: it fails with `no_exposures`, `too_few_users`, or `margin_unknown` where there is nothing to
    compare.

    Args:
        experiment (str):
        body (ExperimentAnalysisRequest): An analysis of an experiment to be made. Example:
            {'alpha': 0.05, 'conversion_days': 28, 'until': '2026-05-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
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
    body: ExperimentAnalysisRequest,
) -> JobDocument | ProblemDocument | None:
    """Analyse an experiment.

     Compare every treatment's users with the control's, by what they bought from their first exposure
    on.

    A job: it fails with `no_exposures`, `too_few_users`, or `margin_unknown` where there is nothing to
    compare.

    Args:
        experiment (str):
        body (ExperimentAnalysisRequest): An analysis of an experiment to be made. Example:
            {'alpha': 0.05, 'conversion_days': 28, 'until': '2026-05-01T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            experiment=experiment,
            client=client,
            body=body,
        )
    ).parsed
