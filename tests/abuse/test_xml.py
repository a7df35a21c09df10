"""Feeds and sitemaps that are attacks (case 24), and those packed as bombs (case 22).

All are read in one process that may open no file and no socket once it is ready, and says how long each took.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import Any

import pytest

_SECONDS = 12  # of a processor that others use too, for three readings
_READ = """
import json, resource, sys, time
from pathlib import Path
from transforms.discover.errors import DiscoveryError
from transforms.discover.feeds import read_feed
from transforms.discover.kinds import kind_of
from transforms.discover.sitemaps import read_sitemap

def tell(read, data):
    try:
        return repr(read(data))[:200]
    except DiscoveryError as error:
        return f"refused: {error}"

reads = (
    lambda data: read_feed(data, "http://a.example/"),
    lambda data: read_sitemap(data, "http://a.example/"),
    lambda data: kind_of(data, None, "http://a.example/"),
)
warm = "<rss><channel><item><link>http://a.example/</link></item></channel></rss>"
for read in reads:
    tell(read, warm.encode())
    tell(read, warm.encode("utf-16"))
status = open("/proc/self/status")

def peak_mib():
    status.seek(0)
    return int(status.read().split("VmHWM:")[1].split()[0]) // 1024

attacks = {path.name: path.read_bytes() for path in Path(sys.argv[1]).iterdir()}
opened = []
watched = ("open", "socket.connect", "socket.getaddrinfo")
sys.addaudithook(lambda event, args: opened.append(event) if event in watched else None)
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))  # libxml2 asks no hook
before = peak_mib()
found = {}
for name, data in attacks.items():
    start = time.process_time()
    told = [tell(read, data) for read in reads]
    found[name] = {"told": told, "seconds": time.process_time() - start}
found["grown_mib"] = peak_mib() - before
found["opened"] = opened
print(json.dumps(found))
"""
_LOL = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">%s]><rss><channel><title>&l9;</title></channel></rss>'
    % b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
)
_QUADRATIC = b'<!DOCTYPE rss [<!ENTITY a "%s">]><rss>%s</rss>' % (b"a" * 50_000, b"&a;" * 50_000)
_XXE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
_REMOTE = b'<!DOCTYPE rss [<!ENTITY %% x SYSTEM "http://127.0.0.1:9/x"> %%x;]><rss/>'
_XINCLUDE = b'<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title><xi:include href="/etc/passwd" parse="text"/></title></channel></rss>'
_DTD = b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><title>a&nbsp;b</title></channel></rss>'


ATTACKS: dict[str, tuple[bytes, str | None]] = {  # and how the refusal to read it as a feed ends, if there is one
    "billion-laughs": (_LOL, "a DTD of its own"),
    "billion-laughs-utf16": (_LOL.decode().encode("utf-16"), "a DTD of its own"),
    "quadratic-entities": (b"<!-- x -->\n<?x y?>" * 9 + _QUADRATIC, "a DTD of its own"),
    "xxe": (_XXE, "a DTD of its own"),
    "parameter-entity": (_REMOTE, "a DTD of its own"),
    "external-dtd": (_DTD, None),
    "xinclude": (_XINCLUDE, None),
    "a-million-deep": (b"<rss>" + b"<a>" * 1_000_000 + b"</a>" * 1_000_000, "nested more than 100 deep"),
    "a-million-items": (b"<rss>" + b"<item/>" * 1_000_000, "more than"),
    "a-million-elements": (b"<rss>" + b"<a/>" * 1_200_000, "more than"),
    "ampersands": (b"<rss><channel>" + b"&" * 3_000_000, None),
    "open-cdata": (b"<rss>" + b"<![CDATA[" * 300_000, None),
    "open-comments": (b"<!--" * 300_000 + b"<rss/>", ""),
    "many-comments": (b"<!-- -->" * 300_000 + b"<!DOCTYPE", ""),
    "attributes": (b"<rss " + b" ".join(b'a%d="x"' % i for i in range(100_000)) + b"/>", None),
    "gzip-bomb": (gzip.compress(bytes(80_000_000), 1), "more than 52428800 bytes"),
    "sitemap-bomb": (gzip.compress(b"<urlset>" + b"<url><loc>http://x/</loc></url>" * 2_000_000, 1), "more than"),
    "deep-json": (b"{" * 1_000_000, ""),
}  # fmt: skip


@pytest.fixture(name="found", scope="module")
def read_attacks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("attacks")
    for name, (data, _) in ATTACKS.items():
        (folder / name).write_bytes(data)
    answer = subprocess.run([sys.executable, "-c", _READ, str(folder)], capture_output=True, text=True, timeout=300)
    assert answer.returncode == 0, answer.stderr[-500:]
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_attacks_open_nothing_and_take_no_memory(found: dict[str, Any]) -> None:
    assert not found["opened"]
    assert found["grown_mib"] < 150
    assert "root:" not in str(found)


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_ends_soon(found: dict[str, Any], name: str) -> None:
    refusal = ATTACKS[name][1]
    assert found[name]["seconds"] < _SECONDS
    if refusal is not None:
        assert found[name]["told"][0].startswith("refused: ")
        assert refusal in found[name]["told"][0]
