"""The gateway's pages for programs and people who run it: health, metrics, the OpenAPI document and its reader."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib.resources import files

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kernel.edge import request_id
from kernel.problems import MethodNotAllowedError, NotFoundError, ServiceUnavailableError, problem_document, problem_response
from kernel.telemetry import logger, metrics_page

READY_WITHIN = 3.0  # seconds for each part

Check = Callable[[], Awaitable[object]]
Page = Callable[[Request], Awaitable[Response]]

_ASSETS = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon-32x32.png": "image/png",
}
_START = b"""window.ui = SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#reader",
  deepLinking: true,
  filter: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
});
"""
_READER = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Attune: the contract</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="reader"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
# The reader's styles are set by its script; nothing of it comes from anywhere else, and it may talk to us only.
_STRICT = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Pages:
    """An upstream of fixed pages."""

    def __init__(self, checks: Mapping[str, Check], document: Callable[[], bytes]) -> None:
        """Pages that know what must be up.

        Args:
            checks: Part → what raises when it is down.
            document: The OpenAPI document; called once, in a thread.
        """
        self._checks = checks
        self._make_document = document
        self._document: asyncio.Task[bytes] | None = None
        self._pages: Mapping[str, Page] = {
            "/livez": self._livez,
            "/readyz": self._readyz,
            "/metrics": self._metrics,
            "/openapi.json": self._openapi,
            "/docs": self._reader,
            "/docs/start.js": self._start,
            **{f"/docs/{name}": self._asset for name in _ASSETS},
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        request = Request(scope)
        page = self._pages.get(scope["raw_path"].decode("latin-1"))
        if page is None:
            response = problem_response(NotFoundError("There is nothing at this path."), request_id(scope))
        elif request.method != "GET":
            refusal = MethodNotAllowedError(f"{request.method} is not one of the methods here: GET.", headers={"Allow": "GET"})
            response = problem_response(refusal, request_id(scope))
        else:
            response = await page(request)
        await response(scope, receive, send)

    async def ready(self) -> None:
        """Pages need nothing."""

    async def _livez(self, _: Request) -> Response:
        return _json({"status": "ok"})

    async def _readyz(self, request: Request) -> Response:
        verdicts = await asyncio.gather(*(_verdict(name, check) for name, check in self._checks.items()))
        down = {name: why for name, why in zip(self._checks, verdicts, strict=True) if why is not None}
        if not down:
            return _json({"status": "ready", "parts": dict.fromkeys(self._checks, "ready")})
        refusal = ServiceUnavailableError(f"Down: {', '.join(down)}.")
        problem = problem_document(refusal, request_id(request.scope)).model_dump(exclude_none=True)
        return Response(
            orjson.dumps({**problem, "down": down}), 503, {**refusal.headers, "Content-Type": "application/problem+json"}
        )

    async def _metrics(self, _: Request) -> Response:
        page, media_type = metrics_page()
        return Response(page, media_type=media_type)

    async def _openapi(self, request: Request) -> Response:
        if self._document is None or (self._document.done() and self._document.exception() is not None):
            self._document = asyncio.create_task(asyncio.to_thread(self._make_document))
        return _cached(request, await asyncio.shield(self._document), "application/json", "no-cache")

    async def _reader(self, request: Request) -> Response:
        return _cached(request, _READER, "text/html; charset=utf-8", "no-cache", _STRICT)

    async def _start(self, request: Request) -> Response:
        return _cached(request, _START, "text/javascript; charset=utf-8", "no-cache", _STRICT)

    async def _asset(self, request: Request) -> Response:
        name = request.scope["raw_path"].decode("ascii").rpartition("/")[2]
        return _cached(request, _read_asset(name), _ASSETS[name], "public, max-age=86400", _STRICT)


async def _verdict(name: str, check: Check) -> str | None:
    """Why a part is down, or None."""
    try:
        async with asyncio.timeout(READY_WITHIN):
            await check()
    except ServiceUnavailableError as error:
        return error.detail
    except TimeoutError:
        return f"It does not answer within {READY_WITHIN:g} s."
    except Exception:
        logger.exception("readiness_check_failed", part=name)
        return "Its check failed."
    return None


def _json(document: object) -> Response:
    return Response(orjson.dumps(document), media_type="application/json")


def _cached(request: Request, body: bytes, media_type: str, policy: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that a caller who already has it need not read again."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    caching = {"ETag": tag, "Cache-Control": policy, **(headers or {})}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=caching)
    return Response(body, headers=caching, media_type=media_type)


@cache
def _read_asset(name: str) -> bytes:
    return files("fastapi_swagger").joinpath("resources", name).read_bytes()
