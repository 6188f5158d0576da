from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.evaluation_failure import EvaluationFailure
from ...models.evaluation_success import EvaluationSuccess
from ...models.ofrep_evaluate_evaluation_request import OfrepEvaluateEvaluationRequest
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    key: str,
    *,
    body: OfrepEvaluateEvaluationRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/ofrep/v1/evaluate/flags/{key}".format(
            key=quote(str(key), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> EvaluationFailure | EvaluationSuccess | ProblemDocument | None:
    if response.status_code == 200:
        response_200 = EvaluationSuccess.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = EvaluationFailure.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = ProblemDocument.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ProblemDocument.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = EvaluationFailure.from_dict(response.json())

        return response_404

    if response.status_code == 408:
        response_408 = ProblemDocument.from_dict(response.json())

        return response_408

    if response.status_code == 413:
        response_413 = ProblemDocument.from_dict(response.json())

        return response_413

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
) -> Response[EvaluationFailure | EvaluationSuccess | ProblemDocument]:
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
    body: OfrepEvaluateEvaluationRequest,
) -> Response[EvaluationFailure | EvaluationSuccess | ProblemDocument]:
    """Evaluate a flag.

     A flag's value for a context, as OpenFeature's SDKs ask for it.

    Where an experiment decides, the exposure is recorded with the answer. Units in the running
    universal holdout get the
    default of every flag that has rules, and meet no experiment.

    Args:
        key (str):
        body (OfrepEvaluateEvaluationRequest): A request for a flag's value. Example: {'context':
            {'country': 'CA', 'targetingKey': 'c-17'}}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EvaluationFailure | EvaluationSuccess | ProblemDocument]
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
    body: OfrepEvaluateEvaluationRequest,
) -> EvaluationFailure | EvaluationSuccess | ProblemDocument | None:
    """Evaluate a flag.

     A flag's value for a context, as OpenFeature's SDKs ask for it.

    Where an experiment decides, the exposure is recorded with the answer. Units in the running
    universal holdout get the
    default of every flag that has rules, and meet no experiment.

    Args:
        key (str):
        body (OfrepEvaluateEvaluationRequest): A request for a flag's value. Example: {'context':
            {'country': 'CA', 'targetingKey': 'c-17'}}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EvaluationFailure | EvaluationSuccess | ProblemDocument
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
    body: OfrepEvaluateEvaluationRequest,
) -> Response[EvaluationFailure | EvaluationSuccess | ProblemDocument]:
    """Evaluate a flag.

     A flag's value for a context, as OpenFeature's SDKs ask for it.

    Where an experiment decides, the exposure is recorded with the answer. Units in the running
    universal holdout get the
    default of every flag that has rules, and meet no experiment.

    Args:
        key (str):
        body (OfrepEvaluateEvaluationRequest): A request for a flag's value. Example: {'context':
            {'country': 'CA', 'targetingKey': 'c-17'}}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EvaluationFailure | EvaluationSuccess | ProblemDocument]
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
    body: OfrepEvaluateEvaluationRequest,
) -> EvaluationFailure | EvaluationSuccess | ProblemDocument | None:
    """Evaluate a flag.

     A flag's value for a context, as OpenFeature's SDKs ask for it.

    Where an experiment decides, the exposure is recorded with the answer. Units in the running
    universal holdout get the
    default of every flag that has rules, and meet no experiment.

    Args:
        key (str):
        body (OfrepEvaluateEvaluationRequest): A request for a flag's value. Example: {'context':
            {'country': 'CA', 'targetingKey': 'c-17'}}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EvaluationFailure | EvaluationSuccess | ProblemDocument
    """

    return (
        await asyncio_detailed(
            key=key,
            client=client,
            body=body,
        )
    ).parsed
