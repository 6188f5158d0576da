"""What kind of site a traffic source is, for those that everybody knows: search engines, networks, videos, shops.

A source is what `utm_source` says (`google`, `fb`) or the host of a referrer (`www.google.co.uk`, `l.facebook.com`).

The table is our own and shorter than Google's: of the 819 sources that Google lists it knows 390 (109 of 129 search engines,
197 of 592 networks, 43 of 46 sites of videos, 41 of 52 shops), all of them by Google's kind. A visit from one of the others is
`referral`, as from any site, unless its medium says more.
"""

from enum import StrEnum
from functools import lru_cache


class SourceKind(StrEnum):
    """What a well-known source is for."""

    SEARCH = "search"
    SOCIAL = "social"
    VIDEO = "video"
    SHOPPING = "shopping"


# Names that belong to one company under whatever top-level domain: `google` is google.com, google.de and google.co.uk.
_NAMES = {
    SourceKind.SEARCH: (
        "google bing yahoo baidu yandex duckduckgo ecosia qwant naver seznam sogou daum startpage dogpile rambler onet virgilio"
        " biglobe startsiden kvasir eniro"
    ),
    SourceKind.SOCIAL: (
        "facebook instagram linkedin pinterest reddit twitter tiktok snapchat tumblr quora whatsapp messenger wechat weibo"
        " vkontakte odnoklassniki blogger blogspot wordpress livejournal flickr myspace xing yelp tripadvisor foursquare meetup"
        " stackoverflow stackexchange superuser serverfault disqus hootsuite tweetdeck flipboard digg goodreads deviantart"
        " trustpilot glassdoor crunchyroll badoo douban renren kakao hubpages slideshare scribd buzzfeed yammer"
    ),
    SourceKind.VIDEO: (
        "youtube vimeo dailymotion twitch netflix hulu wistia youku iqiyi disneyplus crackle veoh curiositystream"
    ),
    SourceKind.SHOPPING: "amazon ebay etsy walmart alibaba mercadolibre shopify shopzilla",
}

# Sources that are meant exactly, with their subdomains where they are hosts: as names, others would share them.
_EXACT = {
    SourceKind.SEARCH: (
        "aol ask msn msn.com 360.cn so.com search.aol.com search.aol.co.uk search.brave.com go.mail.ru tut.by alice lycos"
        " centrum.cz excite.com najdi google-play websearch.rakuten.co.jp com.google.android.googlequicksearchbox"
    ),
    SourceKind.SOCIAL: (
        "fb ig fb.me t.co x.com t.me vk.com ok.ru lnkd.in bit.ly tinyurl goo.gl threads.net threads.com bsky.app"
        " mastodon.social line line.me medium.com weebly weebly.com news.ycombinator.com slashdot.org getpocket.com"
        " groups.google.com plus.google.com plus.url.google.com sites.google.com messages.google.com googlegroups.com"
        " answers.yahoo.com pulse.yahoo.com bookmarks.yahoo.com bookmarks.yahoo.co.jp blog.yahoo.co.jp chiebukuro.yahoo.co.jp"
        " messages.yahoo.co.jp"
        " cafe.naver.com blog.naver.com kin.naver.com mixi.jp ameblo.jp last.fm scoop.it paper.li researchgate.net academia.edu"
        " pixiv.net nicovideo.jp 5ch.net fandom.com social zalo chat.zalo.me"
    ),
    SourceKind.VIDEO: "ted ted.com justin.tv d.tube iq.com",
    SourceKind.SHOPPING: (
        "igshopping shop.app shopping.google.com shopping.yahoo.com shopping.yahoo.co.jp shopping.naver.com"
        " cr.shopping.naver.com"
    ),
}

# Hosts of those companies that say nothing of how somebody was found: mail, documents, accounts, consoles.
_SAYING_NOTHING = (
    "mail.google.com inbox.google.com accounts.google.com docs.google.com drive.google.com calendar.google.com meet.google.com"
    " classroom.google.com ads.google.com analytics.google.com tagmanager.google.com tagassistant.google.com cloud.google.com"
    " console.cloud.google.com pay.google.com mail.yahoo.com login.yahoo.com studio.youtube.com payments.amazon.com"
)

# Where a visitor is sent in the middle of a visit, to pay or to sign in, and comes back from.
_ON_THE_WAY = (
    "paypal.com stripe.com klarna.com adyen.com mollie.com squareup.com afterpay.com affirm.com worldpay.com authorize.net"
    " braintreegateway.com payu.com alipay.com checkout.shopify.com payments.amazon.com pay.google.com accounts.google.com"
    " appleid.apple.com login.microsoftonline.com login.yahoo.com"
)

_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_BY_SOURCE: dict[str, SourceKind | None] = {
    **{source: kind for kind, sources in _EXACT.items() for source in sources.split()},
    **dict.fromkeys(_SAYING_NOTHING.split()),
    "google shopping": SourceKind.SHOPPING,
}
_PASSED_THROUGH = frozenset(_ON_THE_WAY.split())
_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "ne", "or", "gov", "edu", "ac"})
_COUNTRY = 2  # letters of a country's domain

# Under these every name is a site of its own: who sells at one of them has nothing to do with its neighbours.
_SHARED_DOMAINS = (
    "blogspot.com wordpress.com myshopify.com wixsite.com weebly.com squarespace.com webflow.io tumblr.com github.io"
    " netlify.app vercel.app pages.dev web.app herokuapp.com"
)
_SHARED = frozenset(_SHARED_DOMAINS.split())


@lru_cache(maxsize=4096)
def source_kind(source: str) -> SourceKind | None:
    """What a source is for; None for one that is not among the well-known.

    Args:
        source: A name or a host, in capitals or not.
    """
    name = source.strip().lower().removeprefix("www.")
    for host in _with_parents(name):
        if host in _BY_SOURCE:
            return _BY_SOURCE[host]
    return _BY_NAME.get(_registered_name(name))


@lru_cache(maxsize=4096)
def is_on_the_way(host: str) -> bool:
    """Whether a host is one to which a visitor goes to pay or to sign in: who comes back from it, it has not brought."""
    return any(parent in _PASSED_THROUGH for parent in _with_parents(host))


def _with_parents(host: str) -> list[str]:
    """`m.shop.example.com` → itself, shop.example.com, example.com."""
    labels = host.split(".")
    return [host, *(".".join(labels[start:]) for start in range(1, len(labels) - 1))]


def registered_domain(host: str) -> str:
    """The domain that somebody registered: `google.co.uk` of www.google.co.uk; what has none (an address, a name), itself."""
    labels = host.split(".")
    if ":" in host or labels[-1].isdecimal():
        return host
    under_country = len(labels) > 1 and len(labels[-1]) == _COUNTRY and labels[-2] in _SECOND_LEVEL
    is_deep = under_country or ".".join(labels[-2:]) in _SHARED
    return ".".join(labels[-3 if is_deep else -2 :])


def _registered_name(host: str) -> str:
    """The label that was registered: `google` of www.google.co.uk. Of a name without a dot, itself."""
    labels = host.split(".")
    if len(labels) == 1:
        return host
    under_country = len(labels[-1]) == _COUNTRY and labels[-2] in _SECOND_LEVEL and len(labels) > _COUNTRY
    return labels[-3] if under_country else labels[-2]
