from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_document import JobDocument
from ...models.model_request import ModelRequest
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    *,
    body: ModelRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/valuation/models",
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
) -> Response[JobDocument | ProblemDocument]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ModelRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Run a model on the workspace's orders.

     Choose a model on held-out purchases, fit it to the workspace's orders, value every customer and
    publish the values.

    What is chosen, what is not promoted, and why: docs/models.md. A job: it fails with `no_purchases`,
    `purchases_in_future`,
    `no_repeat_purchases`, `too_few_customers` or `mixed_currencies` where there is too little to learn
    from.

    Args:
        body (ModelRequest): A model run to be made from the workspace's orders. Example:
            {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'horizon': 52, 'model':
            'auto', 'observation_end': '1998-06-30', 'promote': 'if_better', 'segments': {'trait':
            'plan'}, 'time_unit': 'week'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
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
    body: ModelRequest,
) -> JobDocument | ProblemDocument | None:
    """Run a model on the workspace's orders.

     Choose a model on held-out purchases, fit it to the workspace's orders, value every customer and
    publish the values.

    What is chosen, what is not promoted, and why: docs/models.md. A job: it fails with `no_purchases`,
    `purchases_in_future`,
    `no_repeat_purchases`, `too_few_customers` or `mixed_currencies` where there is too little to learn
    from.

    Args:
        body (ModelRequest): A model run to be made from the workspace's orders. Example:
            {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'horizon': 52, 'model':
            'auto', 'observation_end': '1998-06-30', 'promote': 'if_better', 'segments': {'trait':
            'plan'}, 'time_unit': 'week'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ModelRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Run a model on the workspace's orders.

     Choose a model on held-out purchases, fit it to the workspace's orders, value every customer and
    publish the values.

    What is chosen, what is not promoted, and why: docs/models.md. A job: it fails with `no_purchases`,
    `purchases_in_future`,
    `no_repeat_purchases`, `too_few_customers` or `mixed_currencies` where there is too little to learn
    from.

    Args:
        body (ModelRequest): A model run to be made from the workspace's orders. Example:
            {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'horizon': 52, 'model':
            'auto', 'observation_end': '1998-06-30', 'promote': 'if_better', 'segments': {'trait':
            'plan'}, 'time_unit': 'week'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ModelRequest,
) -> JobDocument | ProblemDocument | None:
    """Run a model on the workspace's orders.

     Choose a model on held-out purchases, fit it to the workspace's orders, value every customer and
    publish the values.

    What is chosen, what is not promoted, and why: docs/models.md. A job: it fails with `no_purchases`,
    `purchases_in_future`,
    `no_repeat_purchases`, `too_few_customers` or `mixed_currencies` where there is too little to learn
    from.

    Args:
        body (ModelRequest): A model run to be made from the workspace's orders. Example:
            {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'horizon': 52, 'model':
            'auto', 'observation_end': '1998-06-30', 'promote': 'if_better', 'segments': {'trait':
            'plan'}, 'time_unit': 'week'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
