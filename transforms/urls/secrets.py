"""What of a URL may be shown."""

from __future__ import annotations

import re
from urllib.parse import unquote

REDACTED = "REDACTED"

_USERINFO = re.compile(r"(?<=//)[^/?#\\]*@")
_QUERY_MARK = re.compile(r"[?#]")
_PATH_PARAMETER = re.compile(r"(;)([^=/;?#]+)=([^/;?#]*)")
_PARAMETER = re.compile(r"([?&;#])([^=&;?#]+)=((?:[^&;#]|;(?![^=&;#]*=))*)")
_SECRET_NAME = re.compile(
    r"(access|api|auth|bearer|client|id|private|refresh|secret|session|user|x)?[_.-]?"
    r"(apikey|auth|authorization|credentials?|hmac|jwt|passwd|password|pwd|secret|sessid|signature|sig|token)",
    re.IGNORECASE,
)
_SECRET_NAMES = frozenset(
    {"api_key", "api-key", "access_key", "secret_key", "pass", "jsessionid", "phpsessid", "oauth"}
)
_SECRET_PREFIX = re.compile(r"x-(amz|goog|oss|ms)-", re.IGNORECASE)
_DOUBTFUL_NAMES = frozenset({"key", "code", "k", "sid", "session", "session_id", "sessionid"})
_RANDOM = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_.~+/=%-]{20,}")
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]+\.")


def without_secrets(url: str) -> str:
    """The URL without userinfo, and ``REDACTED`` for values that look like secrets. Takes any text, never fails."""
    shown = _USERINFO.sub("", url)
    begin = _QUERY_MARK.search(shown)
    place = begin.start() if begin else len(shown)
    return _PATH_PARAMETER.sub(_redact, shown[:place]) + _PARAMETER.sub(_redact, shown[place:])


def is_secret(name: str, value: str) -> bool:
    """Whether a parameter of this name holds a secret, or its value is a JSON Web Token."""
    folded = name.lower()
    is_named = folded in _SECRET_NAMES or _SECRET_NAME.fullmatch(folded) or _SECRET_PREFIX.match(folded)
    return bool(is_named or _JWT.match(value))


def is_doubtful(name: str, value: str) -> bool:
    """Whether a parameter may be a secret: its name could be a secret's or an article's, and its value looks random."""
    return name.lower() in _DOUBTFUL_NAMES and bool(_RANDOM.fullmatch(value))


def _redact(match: re.Match[str]) -> str:
    mark, name, value = match.groups()
    plain = unquote(name)
    return f"{mark}{name}={REDACTED}" if value and (is_secret(plain, value) or is_doubtful(plain, value)) else match[0]
