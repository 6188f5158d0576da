"""Who may read the metrics of a process."""

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from pydantic import ValidationError

from kernel.principals import PRINCIPAL_HEADER, Principal, sign_principal
from kernel.scraping import Scrapers
from kernel.settings import Settings
from tests.unit.kernel.toy import problem_of, toy_service

TOKEN = "a token for those who scrape"
HERE = ["127.0.0.1", "127.8.9.1", "::1"]
ELSEWHERE = ["203.0.113.7", "10.0.0.1", "2001:db8::1", "not an address", None]


@pytest.mark.parametrize("token", ["", TOKEN])
@pytest.mark.parametrize("peer", HERE)
def test_peers_on_this_machine_read_whatever_is_set(peer: str, token: str) -> None:
    scrapers = Scrapers(token)
    assert scrapers.admit(peer, None, is_forwarded=False)
    assert scrapers.admit(peer, "Bearer attune_admin_x", is_forwarded=False)
    assert not scrapers.admit(peer, None, is_forwarded=True)  # a proxy on this machine, for somebody elsewhere


@pytest.mark.parametrize("peer", ELSEWHERE)
def test_others_have_the_token(peer: str | None) -> None:
    scrapers = Scrapers(TOKEN)
    for said in (f"Bearer {TOKEN}", f"bearer  {TOKEN} "):
        assert scrapers.admit(peer, said, is_forwarded=False)
        assert scrapers.admit(peer, said, is_forwarded=True)
    wrong = (TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", "Bearer Łódź", "Bearer ", "Bearer", "", None)
    for nothing in wrong:
        assert not scrapers.admit(peer, nothing, is_forwarded=False)


@pytest.mark.parametrize("said", [None, "", "Bearer", "Bearer ", "Bearer x"])
def test_without_a_token_nobody_elsewhere_reads(said: str | None) -> None:
    assert not Scrapers("").admit("203.0.113.7", said, is_forwarded=False)


def test_a_token_that_can_be_guessed_is_an_error_at_the_start_and_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_METRICS_TOKEN", "fifteen letters")
    with pytest.raises(ValidationError) as caught:
        Settings(database_url="postgresql://x", secret_key="5" * 64)
    assert "metrics_token" in str(caught.value)
    assert "fifteen letters" not in str(caught.value)
    for sound in ("", "sixteen letters.", TOKEN):
        monkeypatch.setenv("ATTUNE_METRICS_TOKEN", sound)
        settings = Settings(database_url="postgresql://x", secret_key="5" * 64)
        assert settings.metrics_token.get_secret_value() == sound
        assert not sound or sound not in repr(settings)


@pytest.fixture
def service(offline: Settings, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    monkeypatch.setenv("ATTUNE_METRICS_TOKEN", TOKEN)
    return toy_service(Settings(database_url=offline.database_url, secret_key=offline.secret_key))


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer x"}, {"forwarded": "for=127.0.0.1"}])
async def test_a_service_tells_strangers_nothing_but_that_it_lives(
    service: FastAPI, admin: Principal, headers: dict[str, str]
) -> None:
    headers = {**headers, "x-request-id": "request-7"}
    vouched = {PRINCIPAL_HEADER: sign_principal(admin, service.state.settings.principal_secret)}
    transport = ASGITransport(service, client=("203.0.113.7", 1))
    async with AsyncClient(transport=transport, base_url="http://toy", headers=headers) as stranger:
        assert (await stranger.get("/livez")).status_code == 200
        refused = await stranger.get("/metrics")
        assert "ATTUNE_METRICS_TOKEN" in problem_of(refused, 401, "unauthenticated")["detail"]
        assert refused.headers["www-authenticate"] == "Bearer"
        assert (await stranger.get("/metrics", headers=vouched)).status_code == 401  # the gateway asks for none
        scraped = await stranger.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert "attune_http_requests_total" in scraped.text
