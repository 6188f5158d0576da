from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.holdout_analysis_request import HoldoutAnalysisRequest
from ...models.job_document import JobDocument
from ...models.problem_document import ProblemDocument
from ...types import Response


def _get_kwargs(
    holdout: str,
    *,
    body: HoldoutAnalysisRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/holdouts/{holdout}/analyses".format(
            holdout=quote(str(holdout), safe=""),
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
    holdout: str,
    *,
    client: AuthenticatedClient,
    body: HoldoutAnalysisRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Analyse a holdout.

     Compare the customers who are open to marketing with those who are held out, by what they bought
    since its start.

    All customers with a company's own id take part. The incremental total is what all marketing
    together brought. A job: it
    fails with `no_customers`, `too_few_users`, or `margin_unknown` where there is nothing to compare.

    Args:
        holdout (str):
        body (HoldoutAnalysisRequest): An analysis of a holdout to be made. Example: {'alpha':
            0.05, 'metric': 'revenue', 'until': '2026-12-31T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        holdout=holdout,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    holdout: str,
    *,
    client: AuthenticatedClient,
    body: HoldoutAnalysisRequest,
) -> JobDocument | ProblemDocument | None:
    """Analyse a holdout.

     Compare the customers who are open to marketing with those who are held out, by what they bought
    since its start.

    All customers with a company's own id take part. The incremental total is what all marketing
    together brought. A job: it
    fails with `no_customers`, `too_few_users`, or `margin_unknown` where there is nothing to compare.

    Args:
        holdout (str):
        body (HoldoutAnalysisRequest): An analysis of a holdout to be made. Example: {'alpha':
            0.05, 'metric': 'revenue', 'until': '2026-12-31T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return sync_detailed(
        holdout=holdout,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    holdout: str,
    *,
    client: AuthenticatedClient,
    body: HoldoutAnalysisRequest,
) -> Response[JobDocument | ProblemDocument]:
    """Analyse a holdout.

     Compare the customers who are open to marketing with those who are held out, by what they bought
    since its start.

    All customers with a company's own id take part. The incremental total is what all marketing
    together brought. A job: it
    fails with `no_customers`, `too_few_users`, or `margin_unknown` where there is nothing to compare.

    Args:
        holdout (str):
        body (HoldoutAnalysisRequest): An analysis of a holdout to be made. Example: {'alpha':
            0.05, 'metric': 'revenue', 'until': '2026-12-31T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDocument | ProblemDocument]
    """

    kwargs = _get_kwargs(
        holdout=holdout,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    holdout: str,
    *,
    client: AuthenticatedClient,
    body: HoldoutAnalysisRequest,
) -> JobDocument | ProblemDocument | None:
    """Analyse a holdout.

     Compare the customers who are open to marketing with those who are held out, by what they bought
    since its start.

    All customers with a company's own id take part. The incremental total is what all marketing
    together brought. A job: it
    fails with `no_customers`, `too_few_users`, or `margin_unknown` where there is nothing to compare.

    Args:
        holdout (str):
        body (HoldoutAnalysisRequest): An analysis of a holdout to be made. Example: {'alpha':
            0.05, 'metric': 'revenue', 'until': '2026-12-31T00:00:00Z'}.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDocument | ProblemDocument
    """

    return (
        await asyncio_detailed(
            holdout=holdout,
            client=client,
            body=body,
        )
    ).parsed
