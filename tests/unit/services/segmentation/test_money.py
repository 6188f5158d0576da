import pytest

from services.segmentation.domain.money import require_own_currency
from services.segmentation.domain.rejection import RejectionError


@pytest.mark.parametrize("stated", [None, "USD"])
def test_the_own_currency_need_not_be_stated(stated: str | None) -> None:
    require_own_currency(stated, "USD")


def test_a_currency_without_a_rate_is_refused() -> None:
    with pytest.raises(RejectionError) as refusal:
        require_own_currency("EUR", "USD")
    assert refusal.value.code == "currency_without_rate"
