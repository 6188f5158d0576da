"""Calls of a service as the gateway makes them."""

from collections.abc import Generator

import httpx
from fastapi import FastAPI

from kernel.principals import PRINCIPAL_HEADER, Principal, sign_principal
from kernel.settings import Settings


class _VouchedFor(httpx.Auth):
    """Signs the principal for each request anew, as the gateway does: a signature lives a minute, a test may wait longer."""

    def __init__(self, principal: Principal, settings: Settings) -> None:
        self._principal = principal
        self._secret = settings.principal_secret

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers[PRINCIPAL_HEADER] = sign_principal(self._principal, self._secret)
        yield request


def calls_of(application: FastAPI, principal: Principal, settings: Settings) -> httpx.AsyncClient:
    """A client of the service, in this process, in the name of the principal."""
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://service", auth=_VouchedFor(principal, settings))
