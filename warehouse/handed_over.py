"""URLs that hold secrets: what may be recorded of them, and the real ones, which stay in the memory of this process.

Prefect records the parameters of flows, and tables record URLs. So a URL goes through ``redact`` before it becomes
either, and through ``reveal`` right before it is asked. ``${NAME}`` in a URL stands for a variable of the environment,
whose value is taken as it is to stand in a URL; it may be recorded as it is, and scheduled runs have no other way.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from urllib.parse import quote

from transforms.urls import UrlError, normal_url, without_secrets
from warehouse.errors import InputError

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_MIN_SECRET_CHARS = 4  # a shorter value would be found in innocent text

_real: dict[str, str] = {}  # by what was recorded
_expanded: dict[str, str] = {}  # values of variables, in all their spellings, by the value: ``${NAME}``


def is_url(target: str) -> bool:
    """Whether a target is meant as a URL, of whatever scheme."""
    return "://" in target


def redact(target: str) -> str:
    """What may be recorded of a target; ``reveal`` gives the real one in this process. A path stays as it is."""
    if not is_url(target):
        return target
    shown = without_secrets(target)
    if shown != target:
        if _real.get(shown, target) != target:
            raise InputError(f"{shown} is named twice with different secrets. Name them in two runs.")
        _real[shown] = target
    return shown


def reveal(shown: str) -> str:
    """The real URL of what ``redact`` gave, its variables read. Raises ``InputError`` for one that is not set."""
    return _VARIABLE.sub(_read_variable, _real.get(shown, shown))


def scrub(text: str) -> str:
    """Any text, such as a URL or an error's message, without what looks like a secret or was a variable's value."""
    for value, name in sorted(_expanded.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(value, name)
    return without_secrets(text)


def _read_variable(match: re.Match[str]) -> str:
    name = match[1]
    value = os.environ.get(name)
    if value is None:
        raise InputError(f"A URL names ${{{name}}}, which is not set. Set the environment variable {name}.")
    if len(value) >= _MIN_SECRET_CHARS:
        spellings = {value, quote(value), quote(value, safe="")}
        with suppress(UrlError):  # as it stands in a URL that was made normal
            spellings.add(normal_url(f"http://x/{value}").removeprefix("http://x/"))
        _expanded.update(dict.fromkeys(spellings, match[0]))
    return value
