from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_document import ProblemDocument
from ...models.prospect_page import ProspectPage
from ...models.prospect_request import ProspectRequest
from ...types import Response


def _get_kwargs(
    *,
    body: ProspectRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/valuation/prospects",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDocument | ProspectPage | None:
    if response.status_code == 200:
        response_200 = ProspectPage.from_dict(response.json())

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
) -> Response[ProblemDocument | ProspectPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ProspectRequest,
) -> Response[ProblemDocument | ProspectPage]:
    """Value leads.

     Expected value of leads: probability of conversion × value of a new customer of their channel and
    segment − cost.

    By the published run, whose model of the customers of each channel and segment is pooled toward that
    of all, and of both
    toward the segment's: docs/models.md.
    Segments are values of a trait, which profiles show: for leads that name one a key needs
    `behaviour:read` too.

    Args:
        body (ProspectRequest): Leads to be valued by the published run. Example: {'leads':
            [{'acquisition_cost': 1.5, 'channel': 'email', 'conversions': 31, 'leads': 400,
            'reference': 'fair-2026', 'segment': 'gold'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDocument | ProspectPage]
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
    body: ProspectRequest,
) -> ProblemDocument | ProspectPage | None:
    """Value leads.

     Expected value of leads: probability of conversion × value of a new customer of their channel and
    segment − cost.

    By the published run, whose model of the customers of each channel and segment is pooled toward that
    of all, and of both
    toward the segment's: docs/models.md.
    Segments are values of a trait, which profiles show: for leads that name one a key needs
    `behaviour:read` too.

    Args:
        body (ProspectRequest): Leads to be valued by the published run. Example: {'leads':
            [{'acquisition_cost': 1.5, 'channel': 'email', 'conversions': 31, 'leads': 400,
            'reference': 'fair-2026', 'segment': 'gold'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDocument | ProspectPage
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ProspectRequest,
) -> Response[ProblemDocument | ProspectPage]:
    """Value leads.

     Expected value of leads: probability of conversion × value of a new customer of their channel and
    segment − cost.

    By the published run, whose model of the customers of each channel and segment is pooled toward that
    of all, and of both
    toward the segment's: docs/models.md.
    Segments are values of a trait, which profiles show: for leads that name one a key needs
    `behaviour:read` too.

    Args:
        body (ProspectRequest): Leads to be valued by the published run. Example: {'leads':
            [{'acquisition_cost': 1.5, 'channel': 'email', 'conversions': 31, 'leads': 400,
            'reference': 'fair-2026', 'segment': 'gold'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDocument | ProspectPage]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ProspectRequest,
) -> ProblemDocument | ProspectPage | None:
    """Value leads.

     Expected value of leads: probability of conversion × value of a new customer of their channel and
    segment − cost.

    By the published run, whose model of the customers of each channel and segment is pooled toward that
    of all, and of both
    toward the segment's: docs/models.md.
    Segments are values of a trait, which profiles show: for leads that name one a key needs
    `behaviour:read` too.

    Args:
        body (ProspectRequest): Leads to be valued by the published run. Example: {'leads':
            [{'acquisition_cost': 1.5, 'channel': 'email', 'conversions': 31, 'leads': 400,
            'reference': 'fair-2026', 'segment': 'gold'}]}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDocument | ProspectPage
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
