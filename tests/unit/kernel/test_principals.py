import base64
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from kernel.identifiers import new_id
from kernel.principals import (
    PRINCIPAL_HEADER,
    KeyKind,
    Principal,
    Scope,
    key_digest,
    make_key,
    read_principal,
    require_scope,
    sign_principal,
)
from kernel.problems import ForbiddenError, UnauthenticatedError
from kernel.settings import Settings
from tests.unit.kernel.toy import calling, problem_of, toy_service

SECRET = "s" * 64


def _segment(document: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


def _claims(**changes: object) -> dict[str, object]:
    inside = {"sub": "key:1", "wid": str(new_id()), "scp": ["admin"], "exp": datetime.now(UTC) + timedelta(seconds=30)}
    return {name: value for name, value in {**inside, **changes}.items() if value is not None}


@pytest.mark.parametrize(
    "principal",
    [
        Principal(new_id(), "key:1", frozenset({Scope.ADMIN})),
        Principal(new_id(), "job:2", frozenset({"behaviour:read", "flags"})),
        Principal(None, "unresolved", frozenset()),
    ],
)
def test_a_signed_principal_comes_back(principal: Principal) -> None:
    assert read_principal(sign_principal(principal, SECRET), SECRET) == principal


def _forgeries() -> dict[str, str]:
    good = jwt.encode(_claims(), SECRET, "HS256")
    greedy = _segment({"sub": "key:1", "exp": 9e9, "wid": None, "scp": ["admin"]})
    head, body, signature = good.split(".")
    return {
        "expired": jwt.encode(_claims(exp=datetime.now(UTC) - timedelta(seconds=1)), SECRET, "HS256"),
        "no expiry": jwt.encode(_claims(exp=None), SECRET, "HS256"),
        "no subject": jwt.encode(_claims(sub=None), SECRET, "HS256"),
        "no workspace claim": jwt.encode(_claims(wid=None), SECRET, "HS256"),
        "no scopes": jwt.encode(_claims(scp=None), SECRET, "HS256"),
        "a workspace that is no uuid": jwt.encode(_claims(wid="mine"), SECRET, "HS256"),
        "another secret": jwt.encode(_claims(), "t" * 64, "HS256"),
        "another algorithm": jwt.encode(_claims(), SECRET, "HS512"),
        "no algorithm": f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{body}.",
        "no algorithm, signed": f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{body}.{signature}",
        "no signature": f"{head}.{body}.",
        "other claims under the signature": f"{head}.{greedy}.{signature}",
        "empty": "",
        "no token": "attune_admin_x",
    }


@pytest.mark.parametrize("kind", sorted(_forgeries()))
def test_what_the_gateway_did_not_just_sign_is_nobody(kind: str) -> None:
    with pytest.raises(UnauthenticatedError):
        read_principal(_forgeries()[kind], SECRET)


@pytest.mark.parametrize("kind", sorted(_forgeries()))
async def test_a_service_refuses_it(kind: str, offline: Settings) -> None:
    async with calling(toy_service(offline), None) as client:
        response = await client.get("/v1/toys/a", headers={PRINCIPAL_HEADER: _forgeries()[kind]})
    problem_of(response, 401, "unauthenticated")


async def test_a_principal_is_fresh_for_a_minute_only(admin: Principal) -> None:
    claims = jwt.decode(sign_principal(admin, SECRET), SECRET, ["HS256"], options={"verify_sub": False})
    assert 55 < claims["exp"] - datetime.now(UTC).timestamp() <= 60


def test_admin_implies_every_scope_and_nothing_implies_admin() -> None:
    workspace = new_id()
    for scope in Scope:
        require_scope(Principal(workspace, "a", frozenset({Scope.ADMIN})), scope)
        others = Principal(workspace, "b", frozenset(set(Scope) - {Scope.ADMIN, scope}))
        with pytest.raises(ForbiddenError, match=scope.value):
            require_scope(others, scope)


@pytest.mark.parametrize("kind", KeyKind)
def test_a_key_shows_its_kind_and_hides_the_rest(kind: KeyKind) -> None:
    key = make_key(kind)
    assert key.text.startswith(key.prefix)
    assert key.prefix.startswith(f"attune_{kind}_")
    assert len(key.text) - len(key.prefix) >= 32
    assert key.digest == key_digest(key.text)
    assert make_key(kind).text != key.text


def test_a_key_of_broken_text_has_a_digest_and_matches_none() -> None:
    assert len(key_digest("attune_admin_\ud800\0")) == 32
