import json
import pickle

import pytest
from pydantic import ValidationError

from kernel.settings import Settings

SECRET = "a secret of the whole installation" * 2
PASSWORD = "pass-in-url"


@pytest.fixture
def settings() -> Settings:
    made = Settings(database_url=f"postgresql://admin:{PASSWORD}@127.0.0.1/x", secret_key=SECRET)
    assert made.principal_secret  # computed, so that it could be shown
    return made


@pytest.mark.parametrize("show", [repr, str, "{!r:}".format, lambda each: str(each.__repr_args__()), lambda each: f"{[each]}"])
def test_no_secret_is_ever_shown(show: type, settings: Settings) -> None:
    shown = str(show(settings))
    for secret in (SECRET, PASSWORD, settings.principal_secret):
        assert secret not in shown


def test_no_key_is_serialised(settings: Settings) -> None:
    assert SECRET not in settings.model_dump_json()
    assert settings.principal_secret not in settings.model_dump_json()
    assert SECRET not in json.dumps(settings.model_dump(mode="json"))


def test_a_refused_secret_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(database_url=f"postgresql://admin:{PASSWORD}@127.0.0.1/x", secret_key="short-secret", pool_size=0)
    assert "short-secret" not in str(caught.value)
    assert PASSWORD not in str(caught.value)
    assert "secret_key" in str(caught.value)


def test_a_job_process_gets_the_same_settings(settings: Settings) -> None:
    again = pickle.loads(pickle.dumps(settings))  # noqa: S301 — our own bytes
    assert again.principal_secret == settings.principal_secret
    assert again.database_url == settings.database_url


def test_each_purpose_has_a_secret_of_its_own(settings: Settings) -> None:
    purposes = ("principal", "idempotency", "role:attune_gateway", "role:attune_valuation")
    assert len({settings.derived_secret(purpose) for purpose in purposes}) == len(purposes)
    assert settings.derived_secret("principal") == settings.principal_secret


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_DATABASE_URL", "postgresql://127.0.0.1/x")
    monkeypatch.setenv("ATTUNE_SECRET_KEY", SECRET)
    monkeypatch.setenv("ATTUNE_POOL_SIZE", "3")
    settings = Settings()
    assert (settings.database_url, settings.pool_size) == ("postgresql://127.0.0.1/x", 3)
