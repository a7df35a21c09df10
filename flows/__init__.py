"""Prefect flows: what runs when, in which order, with which retries; no row logic, no SQL.

Prefect reads its environment when it is imported, so the defaults that a run relies on are set here; whoever sets one
of them beforehand keeps their own value.
"""

import os

_DEFAULTS = {
    # The temporary server of a run without PREFECT_API_URL needs more than the usual 20 s on a busy machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "dragoman",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}
_JSON_LINES = {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json",
    "PREFECT_LOGGING_FORMATTERS_JSON_CLASS": "flows.logs.JsonLines",
    "PREFECT_LOGGING_COLORS": "false",
}
if os.environ.get("DRAGOMAN_LOG") == "json":
    _DEFAULTS |= _JSON_LINES

for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)
