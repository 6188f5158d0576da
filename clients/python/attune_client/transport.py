"""Retries: what failed on the way, or is not available for the moment, is sent again, once in effect."""

import random
import time
import uuid

import httpx

RETRIED_STATUSES = frozenset({429, 502, 503, 504})
_MUTATIONS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LONGEST_WAIT = 20.0


class RetryingTransport(httpx.BaseTransport):
    """Sends a request again when that may help.

    Every mutation carries an Idempotency-Key, the same in each try, so that it happens once. A body that is streamed cannot be
    sent again and is tried once.
    """

    def __init__(self, wrapped: httpx.BaseTransport, tries: int) -> None:
        self._wrapped = wrapped
        self._tries = tries

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response to the first try that was answered for good, else to the last."""
        if request.method in _MUTATIONS:
            request.headers.setdefault("Idempotency-Key", str(uuid.uuid4()))
        tries = self._tries if isinstance(request.stream, httpx.ByteStream) else 1
        for attempt in range(1, tries + 1):
            try:
                response = self._wrapped.handle_request(request)
            except httpx.TransportError:
                if attempt == tries:
                    raise
                wait = _backoff(attempt)
            else:
                if response.status_code not in RETRIED_STATUSES or attempt == tries:
                    return response
                wait = _stated_wait(response) or _backoff(attempt)
                response.close()
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """Close the connections."""
        self._wrapped.close()


def _backoff(attempt: int) -> float:
    return min(0.2 * 2.0**attempt, _LONGEST_WAIT) * random.uniform(0.5, 1.0)  # noqa: S311 — spreads retries, guards nothing


def _stated_wait(response: httpx.Response) -> float | None:
    stated = response.headers.get("retry-after", "")
    return min(float(stated), _LONGEST_WAIT) if stated.isdigit() else None
