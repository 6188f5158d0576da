"""Touchpoints within events, as Segment's clients send them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.segmentation.domain.touchpoints import MAX_NAME, Touch, TouchKind, touch_of

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOP = "https://www.shop.example/shoes"


def touch(
    type_: str = "page", name: str = "page", context: dict[str, Any] | None = None, /, **properties: object
) -> Touch | None:
    return touch_of(type_, name, properties, context or {}, message_id="m-1", occurred_at=AT)


def page(url: str | None = SHOP, referrer: str | None = None, **more: object) -> dict[str, Any]:
    return {"page": {key: value for key, value in {"url": url, "referrer": referrer, **more}.items() if value is not None}}


def said(found: Touch | None) -> tuple[str, str | None, str | None, str | None, str] | None:
    return None if found is None else (found.channel, found.source, found.medium, found.campaign, found.kind)


CAMPAIGN = {"name": "Spring", "source": "Google", "medium": "CPC", "term": "shoes", "content": "blue"}


def test_a_campaign_of_segments_clients() -> None:
    assert touch("page", "page", {"campaign": CAMPAIGN}) == Touch(
        "message:m-1", AT, "paid_search", "Google", "CPC", "Spring", TouchKind.CLICK, None
    )
    assert touch("page", "page", page(SHOP, "https://www.google.com/") | {"campaign": CAMPAIGN}) is not None


@pytest.mark.parametrize("kind", ["page", "screen", "track"])
def test_tagged_addresses(kind: str) -> None:
    query = "?utm_source=news%20letter&utm_medium=email&utm_campaign=Fr%C3%BChling+1&x=1#utm_source=no"
    expected = ("email", "news letter", "email", "Frühling 1", "click")
    if kind != "track":
        assert said(touch(kind, "Viewed", page(SHOP + query))) == expected
        assert said(touch(kind, "Viewed", page(SHOP, search=query))) == expected
    assert said(touch(kind, "Viewed", url=SHOP + query)) == expected
    assert said(touch(kind, "Viewed", search=query)) == expected
    assert said(touch(kind, "Viewed", utm_source="news letter", utm_medium="email", utm_campaign="Frühling 1")) == expected


def test_the_first_place_states_all_three() -> None:
    """Source, medium and campaign of two places would be a campaign that nobody runs."""
    address = page(SHOP + "?utm_source=google&utm_medium=cpc&utm_campaign=Winter")
    newsletter = address | {"campaign": {"source": "newsletter"}}
    assert said(touch("page", "page", newsletter)) == ("unassigned", "newsletter", None, None, "click")
    assert said(touch("page", "page", address | {"campaign": {"term": "shoes"}}))[1:4] == ("google", "cpc", "Winter")  # type: ignore[index]  # it is one
    assert said(touch("page", "page", page(SHOP + "?x=1"), url=SHOP + "?utm_source=a&utm_medium=affiliate")) == (
        *("affiliates", "a", "affiliate", None, "click"),
    )
    twice = page(SHOP + "?utm_source=first&utm_source=second&utm_medium=affiliate")
    assert said(touch("page", "page", twice)) == ("affiliates", "first", "affiliate", None, "click")


def test_a_landing_is_told_once_by_its_page() -> None:
    """A browser's client puts the landing's address and campaign on every call, until another page is loaded."""
    landing = page(SHOP + "?gclid=1&utm_source=google&utm_medium=cpc", "https://www.google.com/") | {"campaign": CAMPAIGN}
    calls = [touch("page", "page", landing), *(touch("track", "Scrolled", landing) for _ in range(8))]
    calls.append(touch("track", "Order Completed", landing, total=5, utm_source="google"))
    assert [call is not None for call in calls] == [True, *[False] * 9]
    of_a_server = {"campaign": CAMPAIGN, "page": {}}
    assert touch("track", "Scrolled", of_a_server) is not None
    assert touch("track", "Email Opened", landing) is not None


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("gclid", ("paid_search", "google", "cpc", "(cpc)", "click")),
        ("GCLID", ("paid_search", "google", "cpc", "(cpc)", "click")),
        ("gbraid", ("paid_search", "google", "cpc", "(cpc)", "click")),
        ("wbraid", ("paid_search", "google", "cpc", "(cpc)", "click")),
        ("dclid", ("display", "dfa", "cpm", None, "click")),
        ("msclkid", ("paid_search", "bing", "cpc", None, "click")),
        ("ttclid", ("paid_social", "tiktok", "paid", None, "click")),
        ("twclid", ("paid_social", "twitter", "paid", None, "click")),
        ("li_fat_id", ("paid_social", "linkedin", "paid", None, "click")),
        ("ScCid", ("paid_social", "snapchat", "paid", None, "click")),
        ("epik", ("paid_social", "pinterest", "paid", None, "click")),
        ("rdt_cid", ("paid_social", "reddit", "paid", None, "click")),
        ("fbclid", ("organic_social", "facebook", "referral", None, "click")),
    ],
)
def test_click_ids(parameter: str, expected: tuple[str | None, ...]) -> None:
    referrer = "https://elsewhere.example/"
    assert said(touch("page", "page", page(f"{SHOP}?{parameter}=CjwKCAiA", referrer))) == expected
    assert said(touch("track", "Viewed", None, **{parameter: "CjwKCAiA"})) == expected
    assert touch("page", "page", page(f"{SHOP}?{parameter}=")) is None


def test_of_several_click_ids_facebooks_says_least() -> None:
    found = touch("page", "page", page(f"{SHOP}?fbclid=1&gclid=2"))
    assert found is not None
    assert found.source == "google"


@pytest.mark.parametrize("kind", ["page", "screen"])
@pytest.mark.parametrize(
    ("referrer", "expected"),
    [
        ("https://www.google.com/", ("organic_search", "google.com", "organic", None, "visit")),
        ("android-app://com.google.android.googlequicksearchbox/", ("organic_search", "com.google.android.googlequicksearchbox",
                                                                     "organic", None, "visit")),
        ("https://l.facebook.com/l.php?u=x", ("organic_social", "l.facebook.com", "referral", None, "visit")),
        ("http://Blog.Example:8080/post?utm_source=not-ours", ("referral", "blog.example", "referral", None, "visit")),
    ],
)  # fmt: skip
def test_another_site_as_referrer_is_a_visit(kind: str, referrer: str, expected: tuple[str | None, ...]) -> None:
    assert said(touch(kind, kind, page(SHOP, referrer))) == expected
    assert said(touch(kind, kind, url=SHOP, referrer=referrer)) == expected
    assert said(touch(kind, kind, referrer=referrer)) == expected


@pytest.mark.parametrize(
    "context",
    [
        {},
        page(),
        page(SHOP, ""),
        page(SHOP, "https://www.shop.example/"),
        page(SHOP, "http://shop.example:8080/"),
        page(SHOP, "https://SHOP.example/"),
        page(SHOP, "https://checkout.shop.example/basket"),
        page("https://m.shop.example/", "https://shop.example/"),
        page("https://shop.example.com/", "https://blog.example.com/"),
        page("https://shop.example.co.uk/", "https://blog.example.co.uk/"),
        page("http://localhost:8080/", "http://localhost/"),
        page("http://10.0.0.1/", "http://10.0.0.1:8080/"),
        page(SHOP, "https://www.paypal.com/checkout"),
        page(SHOP, "https://accounts.google.com/"),
        page(SHOP, "no address"),
        page(SHOP, "https://"),
        page(SHOP + "?color=blue&utm_term=shoes"),
        {"campaign": {}},
        {"campaign": {"name": " ", "source": None, "term": "shoes"}},
    ],
)
def test_a_page_within_a_visit_is_no_touchpoint(context: dict[str, Any]) -> None:
    assert touch("page", "page", context) is None


@pytest.mark.parametrize(
    ("own", "referrer"),
    [
        ("https://shop.co.uk/", "https://blog.co.uk/"),
        ("https://shop.com/", "https://blog.com/"),
        ("https://mine.myshopify.com/", "https://theirs.myshopify.com/"),
        ("https://a.github.io/", "https://github.io/"),
        ("http://10.0.0.1/", "http://10.1.0.1/"),
        ("http://[::1]/", "http://[::2]/"),
    ],
)
def test_neighbours_under_a_common_domain_are_other_sites(own: str, referrer: str) -> None:
    assert touch("page", "page", page(own, referrer)) is not None


def test_a_track_says_no_more_of_the_referrer_than_its_page_did() -> None:
    assert touch("track", "Product Viewed", page(SHOP, "https://www.google.com/")) is None


@pytest.mark.parametrize("kind", ["identify", "group", "alias"])
def test_other_types_are_none(kind: str) -> None:
    assert touch(kind, kind, {"campaign": CAMPAIGN}) is None


def test_an_order_in_a_campaign_is_a_touch_at_its_moment() -> None:
    found = touch("track", "Order Completed", {"campaign": CAMPAIGN}, order_id="o-1", total=5)
    assert said(found) == ("paid_search", "Google", "CPC", "Spring", "click")
    assert touch("track", "Order Completed", page(SHOP, "https://www.paypal.com/"), order_id="o-1", total=5) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Email Sent", "sent"),
        ("Email Delivered", "sent"),
        ("Email Opened", "open"),
        ("Email Link Clicked", "click"),
        ("email_opened", "open"),
    ],
)
def test_emails(name: str, kind: str) -> None:
    found = touch("track", name, {"campaign": {"source": "mailchimp"}}, campaign_id="17", campaign_name="Spring")
    assert said(found) == ("email", "mailchimp", "email", "Spring", kind)
    assert said(touch("track", name, campaign_id=17)) == ("email", None, "email", "17", kind)
    assert said(touch("track", name)) == ("email", None, "email", None, kind)
    assert touch("page", name) is None
    # read in Google's mail, and an e-mail all the same
    assert said(touch("track", name, page(SHOP, "https://mail.google.com/")))[:1] == ("email",)  # type: ignore[index]  # it is one


@pytest.mark.parametrize("name", ["Email Bounced", "Email Marked as Spam", "Unsubscribed"])
def test_other_events_of_emails_are_none(name: str) -> None:
    assert touch("track", name) is None


def test_long_names_are_cut_and_what_cannot_be_kept_is_escaped() -> None:
    found = touch("page", "page", {"campaign": {"name": "n" * 300, "source": "s\0"}}, url=SHOP + "?utm_medium=a%00b%ED%A0%80")
    assert found is not None
    assert found.campaign == "n" * MAX_NAME
    assert "\0" not in f"{found.source}{found.medium}"
    f"{found.source}{found.medium}".encode()


@pytest.mark.parametrize("odd", [None, 1, 1.5, True, [], {}, "", "x", [{"a": 1}], "https://[", "//", "https://[::1", "?%zz=%"])
def test_no_type_of_anything_raises(odd: object) -> None:
    for context in (
        {"campaign": odd},
        {"campaign": dict.fromkeys(("name", "source", "medium"), odd)},
        {"page": odd},
        {"page": dict.fromkeys(("url", "search", "referrer"), odd)},
    ):
        found = touch("page", "page", context, url=odd, referrer=odd, search=odd, utm_source=odd, gclid=odd, campaign_name=odd)
        assert found is None or found.channel
        assert touch("track", "Email Opened", context, campaign_id=odd, campaign_name=odd) is not None


def test_numbers_are_names_too() -> None:
    assert said(touch("page", "page", {"campaign": {"name": 2026, "source": "x", "medium": "affiliate"}}))[3] == "2026"  # type: ignore[index]  # it is one
