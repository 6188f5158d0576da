"""Money of record, exactly: from what clients write to a Decimal of four places."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

from services.segmentation.domain.rejection import RejectCode, RejectionError

MAX_MONEY = Decimal(10) ** 12
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""The arithmetic of money, whatever the caller's ambient context."""

_PLACES = Decimal("0.0001")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_MAX_DIGITS = 64
_CURRENCY = re.compile(r"[A-Za-z]{3}", re.ASCII)


def read_decimal(value: object, *, code: RejectCode, field: str) -> Decimal:
    """A number, or a text that is one, as the Decimal it shows: 0.1 is 0.1.

    No thousands separators, currency signs or digits of other scripts: "1,234" means different sums to different people.

    Raises:
        RejectionError: `code`: not such a number, or not finite.
    """
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, bool):
        raise RejectionError(code, f"{field} is not a number")
    elif isinstance(value, int):
        number = Decimal(value)
    elif isinstance(value, float):
        number = Decimal(repr(value))
    elif isinstance(value, str):
        text = value.strip()
        if len(text) > _MAX_DIGITS or not _NUMBER.fullmatch(text):
            raise RejectionError(code, f"{field} is not a plain number")
        number = Decimal(text)
    else:
        raise RejectionError(code, f"{field} is not a number")
    if not number.is_finite():
        raise RejectionError(code, f"{field} is not finite")
    return number


def round_money(number: Decimal) -> Decimal:
    """Four places, half to even: enough for every currency, and 0.1 + 0.2 of a browser is .3 again. Zero has no sign."""
    rounded = number.quantize(_PLACES, context=EXACT)
    return abs(rounded) if rounded.is_zero() else rounded


def read_money(value: object, *, code: RejectCode, field: str, signed: bool = False) -> Decimal:
    """A sum of money, rounded to four places; without `signed` it is not negative.

    Raises:
        RejectionError: `code`: not a number, not finite, negative, or beyond 10¹².
    """
    return bounded_money(read_decimal(value, code=code, field=field), code=code, field=field, signed=signed)


def bounded_money(number: Decimal, *, code: RejectCode, field: str, signed: bool = False) -> Decimal:
    """`number` as a sum of money, within its bounds.

    Raises:
        RejectionError: `code`: negative (without `signed`), or beyond 10¹².
    """
    if abs(number) > MAX_MONEY:
        raise RejectionError(code, f"{field} is beyond 10^12")
    if number < 0 and not signed:
        raise RejectionError(code, f"{field} is negative")
    return round_money(number)


def read_optional_money(value: object, *, code: RejectCode, field: str, signed: bool = False) -> Decimal | None:
    """As `read_money`, with None for what is absent or empty."""
    return None if is_absent(value) else read_money(value, code=code, field=field, signed=signed)


def read_currency(value: object) -> str | None:
    """A currency's three letters in capitals, None where it is absent or empty.

    Raises:
        RejectionError: `currency_invalid`.
    """
    if is_absent(value):
        return None
    if not isinstance(value, str) or not _CURRENCY.fullmatch(value.strip()):
        raise RejectionError(RejectCode.CURRENCY_INVALID, "currency is not a code of three letters")
    return value.strip().upper()


def is_absent(value: object) -> bool:
    """Whether nothing is stated: null or blank text."""
    return value is None or (isinstance(value, str) and not value.strip())


def require_own_currency(stated: str | None, own: str) -> None:
    """Refuse money in a currency for which there is no rate: it would be added to sums of another.

    Raises:
        RejectionError: `currency_without_rate`.
    """
    if stated not in (None, own):
        raise RejectionError(RejectCode.CURRENCY_WITHOUT_RATE, f"the money is in {stated}, the workspace in {own}")
