"""The URL that names an article, whichever of its twins was fetched.

Names of tracking parameters are those of the lists that browsers and blockers keep (Firefox's query stripping,
AdGuard's TrackParamFilter, ClearURLs), as far as no site is known to tell its articles apart by them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from transforms.urls.hosts import domain_of
from transforms.urls.normal import UrlError, normal_url
from transforms.urls.secrets import is_doubtful, is_secret

_TRACKING_PREFIXES = tuple(
    "utm_ mtm_ pk_ matomo_ hsa_ oly_ vero_ mc_ mkt_ itm_ at_ ns_ wt. __hs _hs guce_ soc_ fb_ ga_ stm_".split()
)
_TRACKING = frozenset(
    """
    fbclid gclid gclsrc dclid msclkid yclid ysclid twclid ttclid wbraid gbraid igshid igsh mibextid sfnsn spm
    _openstat _ga _gl _ke _branch_match_id hsctatracking guccounter campaign campaign_id cmp cmpid utm
    ref_src ref_url srcref referrer referer twitter_impression __twitter_impression share sharetype share_type sr_share
    mbid ncid ocid icid ico ito maca xtor xts smid smtyp s_cid ftag trk tpcc taid algo nr_email_referer fromrss
    """.split()
)
_DOUBTFUL = frozenset({"ref", "source", "src", "from", "via", "medium", "feed", "cid", "mod", "origin", "channel", "r"})
_REFERRER = re.compile(  # what a doubtful parameter says where it only tracks
    r"(google|facebook|twitter|linkedin|whatsapp|telegram|instagram|reddit|yahoo|bing|msn|apple|flipboard|fb|tw|x)"
    r"|.*(rss|feed|newsletter|e-?mail|shar(e|ing)|social|push|copy|homepage|widget|related|reco|googlenews|app).*"
    r"|home|front|top|search|amp|mobile|m|referral|organic|cpc|more|latest|trending|mostread",
    re.IGNORECASE,
)
_TWIN_FORMATS = frozenset({("outputtype", "amp"), ("output", "amp"), ("view", "amp"), ("view", "mobile")})
_TWIN_PARAMETERS = frozenset({"amp", "_amp", "mobile"})
_TWIN_LABEL = re.compile(r"ww[w0-9][0-9]?|m|mobile|amp|touch|wap")
_INDEX = re.compile(r"/(index|default)\.(html?|php[345]?|aspx?|jsp|cgi)$", re.IGNORECASE)
_SCRIPT = re.compile(r"\.(php[345]?|aspx?|jsp|cgi|do|pl)$", re.IGNORECASE)
_TWIN_END = re.compile(r"(/amp|/amp\.html?|/print|(?<=[^/])\.amp(\.html?)?)$", re.IGNORECASE)
_AMP_BEGIN = re.compile(r"^/amp(?=/[^/])", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/(?:[acvirw]/|wp/)?|(?:www\.)?google\.[a-z.]+/amp/)(s/)?(.+)"
)
_SESSION = re.compile(r";(jsessionid|phpsessid|sessionid|sid)=[^/;]*", re.IGNORECASE)
_DIGEST_CHARS = 12  # too few to look random again
_HIGH_ESCAPES = re.compile(r"(?:%[89A-F][0-9A-F])+")
_UNWRITTEN = re.compile(r"[^\x21-\x7e]|[\"<>`\\^{|}]")


def page_uri(url: str, canonical: str | None = None) -> str:
    """The name of the article found at ``url``, which its page says is ``canonical``. The same for its own result.

    Gone are fragment, userinfo, secrets (a hash stands for what may be one), tracking parameters, ``www.``, the marks
    of mobile and AMP twins, index files, trailing slashes, and the scheme that would tell http from https; the
    parameters are in alphabetical order.
    So the name tells articles apart, and need not be an address that a server knows.

    A canonical link is believed where it stays on the registrable domain and names neither the front page, nor a
    section above the page, nor a script without the parameters that the page was made by. Raises ``UrlError`` for
    ``url`` alone: of a bad canonical link nothing is believed.
    """
    name = _name(_leave_cache(normal_url(url)))
    claimed = _claim(canonical, url) if canonical else None
    return claimed if claimed and _is_credible(claimed, name) else name


def _claim(canonical: str, url: str) -> str | None:
    try:
        return _name(_leave_cache(normal_url(canonical, url)))
    except UrlError:
        return None


def _is_credible(claimed: str, name: str) -> bool:
    if domain_of(claimed) != domain_of(name):
        return False
    theirs, ours = urlsplit(claimed), urlsplit(name)
    if theirs.path == "/":
        return ours.path == "/" and bool(theirs.query)
    if theirs.path == ours.path:  # what tells a script's articles apart is in the query
        return bool(theirs.query or not ours.query or not _SCRIPT.search(ours.path))
    return bool(theirs.query) or not ours.path.startswith(f"{theirs.path}/")


def _leave_cache(url: str) -> str:
    """The article's own URL, of one in Google's cache of AMP pages."""
    found = _AMP_CACHE.fullmatch(url)
    if found is None:
        return url
    try:
        return normal_url(f"http{'s' if found[1] else ''}://{found[2]}")
    except UrlError:  # it leads to no article, and keeps its own name
        return url


def _name(url: str) -> str:
    parts = urlsplit(url)
    host = _name_host(parts.hostname or "")
    authority = f"[{host}]" if ":" in host else host
    scheme = "https"
    if parts.port:  # one port serves one scheme
        authority, scheme = f"{authority}:{parts.port}", parts.scheme
    query = _name_query(parts.query)
    return f"{scheme}://{authority}{_name_path(parts.path)}{'?' if query else ''}{query}"


def _name_host(host: str) -> str:
    """The host without the labels of twins (``en.m.wikipedia.org``), down to its registrable domain."""
    domain = domain_of(f"https://{host}/")
    if host == domain:
        return host
    labels = [label for label in host.removesuffix(f".{domain}").split(".") if not _TWIN_LABEL.fullmatch(label)]
    return ".".join([*labels, domain])


def _name_path(path: str) -> str:
    path = _compose(_SESSION.sub("", re.sub("//+", "/", path)))
    while (shorter := _shorten(path)) != path:
        path = shorter
    return path or "/"


def _shorten(path: str) -> str:
    return _AMP_BEGIN.sub("", _TWIN_END.sub("", _INDEX.sub("", path).rstrip("/")))


def _name_query(query: str) -> str:
    kept = []
    for parameter in query.split("&"):
        name, _, value = _compose(parameter).partition("=")
        if parameter and not _is_noise(unquote(name).lower(), unquote(value)):
            if is_doubtful(unquote(name), value):  # it may be what tells articles apart
                value = hashlib.sha256(value.encode()).hexdigest()[:_DIGEST_CHARS]
            kept.append(f"{name}={value}" if value else name)
    return "&".join(sorted(kept))


def _is_noise(name: str, value: str) -> bool:
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES) or is_secret(name, value):
        return True
    if name in _TWIN_PARAMETERS or (name, value.lower()) in _TWIN_FORMATS:
        return True
    return name in _DOUBTFUL and bool(_REFERRER.fullmatch(value))


def _compose(text: str) -> str:
    """With letters and their marks composed (NFC), escaped again: typed on a Mac, an é is two characters."""
    decoded = _HIGH_ESCAPES.sub(lambda match: _decode(match[0]), text)
    return _UNWRITTEN.sub(lambda match: quote(match[0]), unicodedata.normalize("NFC", decoded))


def _decode(escapes: str) -> str:
    try:
        return unquote_to_bytes(escapes).decode()
    except UnicodeDecodeError:
        return escapes
