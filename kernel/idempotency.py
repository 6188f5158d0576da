"""`Idempotency-Key`: the same mutation sent twice happens once and answers the same, inside the unit of work.

The key's row is written in the transaction of the change. A second request with the key waits for the first to end: it then
finds the stored answer, or, where the first was undone, runs itself. Answers are stored encrypted: one may hold a new key.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from fastapi import Request, Response
from sqlalchemy import exc as sqlalchemy_errors
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from kernel.database import UnitOfWork
from kernel.problems import IdempotencyAnswerLostError, IdempotencyInFlightError, IdempotencyKeyReusedError, InvalidRequestError
from kernel.tables import idempotency_keys as keys

HEADER = "idempotency-key"
MAX_LENGTH = 255
_MUTATIONS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LOCK_NOT_AVAILABLE = "55P03"


class Replay(Exception):  # noqa: N818 — no error: it carries the stored answer out of the dependencies
    """The request was answered before: this is the answer."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        super().__init__()
        self.status, self.headers, self.body = status, headers, body

    def response(self) -> Response:
        """The stored answer, marked as one."""
        return Response(self.body, self.status, {**self.headers, "idempotency-replayed": "true"})


def _key_of(request: Request) -> str | None:
    if request.method not in _MUTATIONS:
        return None
    key = request.headers.get(HEADER)
    if key is None:
        return None
    key = key.strip().strip('"')
    if not 0 < len(key) <= MAX_LENGTH:
        raise InvalidRequestError(f"An Idempotency-Key has 1 to {MAX_LENGTH} characters.")
    return key


async def _fingerprint(request: Request, actor: str) -> bytes:
    """What must be the same for a stored answer to be given: who asks, for what, with which body.

    A route that streams its body leaves `request.state.body_digest` before it begins its unit of work.
    """
    digest = hashlib.sha256(f"{actor}\n{request.method} {request.url.path}?{request.url.query}\n".encode())
    streamed: bytes | None = getattr(request.state, "body_digest", None)
    digest.update(await request.body() if streamed is None else streamed)
    return digest.digest()


async def claim(request: Request, work: UnitOfWork) -> None:
    """Take the request's key for this transaction.

    Raises:
        Replay: The request was answered before.
        IdempotencyKeyReusedError: The key was used for another request, or by another caller.
        IdempotencyInFlightError: The first request with this key does not end.
        IdempotencyAnswerLostError: It was answered before the installation's secret was replaced.
    """
    key = _key_of(request)
    if key is None:
        return
    fingerprint = await _fingerprint(request, work.principal.actor)
    row = {"workspace_id": work.workspace_id, "key": key, "fingerprint": fingerprint}
    try:
        taken = await work.execute(insert(keys).values(row).on_conflict_do_nothing().returning(keys.c.key))
    except sqlalchemy_errors.DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            raise IdempotencyInFlightError("A request with this Idempotency-Key is still running.") from error
        raise
    if taken.one_or_none() is not None:
        request.state.idempotency_key = key
        return
    stored = await work.one_or_none(
        select(keys.c.fingerprint, keys.c.status, keys.c.headers, keys.c.body).where(keys.c.key == key)
    )
    if stored is None or stored.status is None:
        raise IdempotencyInFlightError("A request with this Idempotency-Key is still running.")
    if stored.fingerprint != fingerprint:
        raise IdempotencyKeyReusedError("This Idempotency-Key was sent before with another method, path, body or API key.")
    try:
        body = _cipher(request).decrypt(stored.body)
    except InvalidToken as error:
        raise IdempotencyAnswerLostError("Its answer was kept under a secret that has been replaced since.") from error
    raise Replay(stored.status, stored.headers, body)


def _cipher(request: Request) -> Fernet:
    secret = request.app.state.settings.derived_secret("idempotency")
    return Fernet(base64.urlsafe_b64encode(bytes.fromhex(secret)))


async def remember(request: Request, work: UnitOfWork, response: Response) -> None:
    """Keep the answer with the key, in the change's own transaction."""
    key = getattr(request.state, "idempotency_key", None)
    if key is None:
        return
    headers = {name: value for name, value in response.headers.items() if name in ("content-type", "location")}
    body = _cipher(request).encrypt(bytes(response.body))
    await work.execute(update(keys).where(keys.c.key == key).values(status=response.status_code, headers=headers, body=body))
