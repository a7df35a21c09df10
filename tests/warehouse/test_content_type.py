"""The header Content-Type, as strangers send it."""

import pytest

from warehouse.content_type import content_type_of


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Text/HTML; charset=UTF-8", {"content_type": "text/html", "charset": "utf-8"}),
        ("text/html", {"content_type": "text/html"}),
        ("text/html; charset*;charset*0=idna", {"content_type": "text/html"}),
        ("\n text/xml ;\n charset=utf-8", {"content_type": "text/xml", "charset": "utf-8"}),
        ("nonsense", {"content_type": "text/plain"}),
    ],
)
def test_what_is_read_of_it(value: str, read: dict[str, str]) -> None:
    assert content_type_of(value) == read
