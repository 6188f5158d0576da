from datetime import UTC, datetime
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from services.segmentation.domain.channels import CLICK_IDS, Channel, Origin, classify, resolve_origin
from services.segmentation.domain.touchpoints import MAX_NAME, touch_of

AT = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300)
WORDS = st.sampled_from(
    ["google", "facebook", "(direct)", "(none)", "cpc", "cpm", "organic", "email", "shop", "video", "push", "x"]
)
NAMES = st.none() | WORDS | TEXT
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
ADDRESS = st.builds(lambda head, query: f"{head}?{query}", st.sampled_from(["https://a.example/", "//", "", "https://["]), TEXT)
PAGE = st.dictionaries(st.sampled_from(["url", "search", "referrer", "title"]), ADDRESS | JSON)
CAMPAIGN = st.dictionaries(st.sampled_from(["name", "source", "medium", "term"]), JSON)
CONTEXT = st.fixed_dictionaries({}, optional={"page": PAGE | JSON, "campaign": CAMPAIGN | JSON})
PROPERTIES = st.dictionaries(
    st.sampled_from(["url", "referrer", "search", "utm_source", "gclid", "ScCid", "campaign_name"]), ADDRESS | JSON
)


@given(NAMES, NAMES, NAMES, st.none() | st.sampled_from(CLICK_IDS), st.none() | TEXT)
def test_every_origin_has_one_channel_whatever_its_capitals(
    source: str | None, medium: str | None, campaign: str | None, click_id: str | None, referrer: str | None
) -> None:
    origin = resolve_origin(Origin(source, medium, campaign), click_id, referrer)
    found = classify(origin)
    assert found in Channel
    if all(text is None or text.isascii() for text in (origin.source, origin.medium, origin.campaign)):
        swapped = [None if text is None else text.swapcase() for text in (origin.source, origin.medium, origin.campaign)]
        assert classify(Origin(*swapped)) is found


@given(st.sampled_from(["track", "page", "screen"]), st.sampled_from(["Viewed", "Email Opened"]), PROPERTIES, CONTEXT)
def test_no_event_is_lost_for_its_context(
    type_: str, name: str, properties: dict[str, object], context: dict[str, object]
) -> None:
    touch = touch_of(type_, name, properties, context, message_id="m", occurred_at=AT)
    if touch is not None:
        assert touch.channel in set(Channel)
        for text in (touch.source, touch.medium, touch.campaign):
            assert text is None or (0 < len(text) <= MAX_NAME and "\0" not in text and text.encode())


@given(*[st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40)] * 3)
def test_an_address_says_what_the_clients_campaign_would(source: str, medium: str, campaign: str) -> None:
    query = f"utm_campaign={quote(campaign)}&utm_medium={quote(medium)}&utm_source={quote(source)}"
    tagged = touch_of("page", "page", {"url": f"https://a.example/?{query}"}, {}, message_id="m", occurred_at=AT)
    context = {"campaign": {"name": campaign, "medium": medium, "source": source}}
    assert tagged == touch_of("page", "page", {}, context, message_id="m", occurred_at=AT)
