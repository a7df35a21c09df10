"""Case 29: what is secret in a URL is found in no message, log, representation or request to somebody else."""

from __future__ import annotations

import logging
import pickle
import traceback
from dataclasses import replace

import pytest

from tests.abuse.servers import QUICK, Server, answer, redirect, serving
from warehouse.web import Fetcher, FetchError

SECRET = "hunter2hunter2hunter2"
POLICY = replace(QUICK, allowed_private_hosts=("127.0.0.1",), n_retries=1)


def failures(server: Server) -> dict[str, str]:
    """A URL with a secret for each way to fail."""
    echo = f"HTTP/1.1 2oo {SECRET}\r\nX: {SECRET}\r\n\r\n".encode()
    server.answers |= {
        f"/status?token={SECRET}": answer(SECRET.encode(), "500 " + SECRET, ETag=SECRET, Set_Cookie=SECRET),
        f"/nonsense?token={SECRET}": echo,
        f"/cut?token={SECRET}": answer(b"page", length=50),
        f"/gzip?token={SECRET}": answer(SECRET.encode(), Content_Encoding="gzip"),
        f"/encoding?token={SECRET}": answer(b"page", Content_Encoding="unknown"),
        f"/later?token={SECRET}": answer(b"", "429 Wait", Retry_After="99999"),
        f"/silence?token={SECRET}": lambda _: server.wait(),
        f"/circle?token={SECRET}": redirect(f"/circle?token={SECRET}"),
        f"/file?token={SECRET}": redirect(f"file:///etc/passwd?token={SECRET}"),
        f"/away?token={SECRET}": redirect(f"http://10.0.0.1/?token={SECRET}"),
        f"/user?token={SECRET}": redirect(f"http://me:{SECRET}@127.0.0.1/"),
        f"/broken?token={SECRET}": redirect(f"http://[?token={SECRET}"),
    }
    urls = {path.split("?")[0]: server.url(path) for path in server.answers}
    return urls | {
        "password": f"http://me:{SECRET}@127.0.0.1:{server.port}/",
        "scheme": f"ftp://me:{SECRET}@127.0.0.1/?api_key={SECRET}",
        "refused": f"http://127.1.1.1:9/?token={SECRET}",
        "no port": f"http://127.0.0.1:99999/?token={SECRET}",
        "name": f"http://nowhere.invalid/?token={SECRET}",
    }


def test_no_message_and_no_log_holds_a_secret(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Fetcher(replace(POLICY, deadline_seconds=1.0)) as fetcher:
        for name, url in failures(server).items():
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(url, etag='"1"')
            error = caught.value
            told = [str(error), repr(error), error.detail, str(error.args), *traceback.format_exception_only(error)]
            told += [
                str(link) for link in (error.__cause__, error.__context__) if link and not error.__suppress_context__
            ]
            assert SECRET not in " ".join(told), name
            # who keeps the error keeps no frame with a URL, a body or a decoder in it
            assert "_exchange" not in [frame.name for frame in traceback.extract_tb(error.__traceback__)], name
            again = pickle.loads(pickle.dumps(error))
            assert (again.reason, again.detail, again.status) == (error.reason, error.detail, error.status)
    assert SECRET not in caplog.text


def test_no_answer_shows_a_secret(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    first, second = f"/a?token={SECRET}", f"/b?api_key={SECRET}"
    server.answers |= {first: redirect(second), second: answer(SECRET.encode())}
    with Fetcher(POLICY) as fetcher:
        fetched = fetcher.fetch(server.url(first))
    assert (fetched.url, fetched.final_url) == (server.url(first), server.url(second))
    assert SECRET not in f"{fetched!r} {fetched} {caplog.text}"


def test_nobody_else_is_told_where_we_come_from(server: Server) -> None:
    """No Referer, no cookie, no credentials: what one host said or was sent goes to no other."""
    with serving() as other:
        server.answers["/a?token=" + SECRET] = redirect(other.url("/"))
        server.answers["/a?token=" + SECRET] += b""
        server.answers["/set"] = answer(
            b"", "302 Found", Location=other.url("/"), Set_Cookie=f"session={SECRET}; Domain=127.0.0.1"
        )
        other.answers["/"] = answer(b"page", Set_Cookie=f"session={SECRET}")
        with Fetcher(POLICY) as fetcher:
            for path in (f"/a?token={SECRET}", "/set", "/set"):
                assert fetcher.fetch(server.url(path)).body == b"page"
        assert len(other.requests) == 3
        for request in other.requests:
            assert SECRET.encode() not in request
            assert not {b"referer", b"cookie", b"authorization", b"origin"} & {
                line.split(b":")[0].lower() for line in request.split(b"\r\n")
            }


def test_the_environment_lends_no_credentials_and_no_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / ".netrc").write_text(f"machine 127.0.0.1 login me password {SECRET}\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with serving() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url("/"))
            monkeypatch.setenv(name.lower(), proxy.url("/"))
        server.answers["/"] = answer(b"page")
        with Fetcher(POLICY) as fetcher:
            assert fetcher.fetch(server.url("/")).body == b"page"
        assert proxy.requests == []
    assert b"uthorization" not in server.requests[0]
