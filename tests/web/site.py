"""A news site of our own on loopback: a real HTTP/1.1 server whose pages, feeds and faults a test changes as it runs."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)


@dataclass
class Reply:
    """What a path answers. ``seconds_a_byte`` drips the body; ``cut`` sends so many bytes of it and hangs up."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    has_etag: bool = True
    seconds_a_byte: float = 0.0
    cut: int | None = None
    then: Reply | None = None  # what is answered from the second time on

    @property
    def etag(self) -> str | None:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"' if self.has_etag and self.status == 200 else None


@dataclass
class Story:
    """An article of the site."""

    slug: str
    title: str
    paragraphs: list[str]
    published_at: datetime = NOW
    updated_at: datetime | None = None

    @property
    def path(self) -> str:
        return f"/2026/03/{self.slug}.html"


class Site:
    """Replies by path, and the requests that came. ``url`` has no slash at its end."""

    def __init__(self, host: str, port: int) -> None:
        self.url = f"http://{host}:{port}"
        self.replies: dict[str, Reply] = {}
        self.requests: list[tuple[str, int]] = []  # path and status
        self.stories: dict[str, Story] = {}
        self._lock = threading.Lock()
        self.put("/robots.txt", f"User-agent: *\nDisallow: /private/\nSitemap: {self.url}/sitemap.xml\n", "text/plain")

    def put(self, path: str, body: str | bytes, content_type: str = "text/html; charset=utf-8") -> Reply:
        reply = Reply(body.encode() if isinstance(body, str) else body, content_type)
        self.replies[path] = reply
        return reply

    def redirect(self, path: str, to: str, status: int = 301) -> None:
        self.replies[path] = Reply(status=status, headers={"Location": to})

    def fail(self, path: str, status: int, **headers: str) -> None:
        self.replies[path] = Reply(
            b"<h1>No</h1>", status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )

    def write(self, *stories: Story) -> None:
        """Publish stories, or new versions of them."""
        for story in stories:
            self.stories[story.slug] = story
            self.put(story.path, page(story, self.url))

    def list_all(self) -> None:
        """Name all stories in the RSS feed, the Atom feed, the sitemaps and the sections, ten a page."""
        stories = list(self.stories.values())
        self.put("/rss.xml", rss(stories, self.url), "application/rss+xml")
        self.put("/atom.xml", atom(stories, self.url), "application/atom+xml")
        self.put(
            "/sitemap.xml", sitemap_index([f"{self.url}/news.xml", f"{self.url}/archive.xml.gz"]), "application/xml"
        )
        self.put("/news.xml", sitemap(stories[:2], self.url), "application/xml")
        self.put("/archive.xml.gz", gzip.compress(sitemap(stories[2:], self.url).encode(), mtime=0), "application/gzip")
        for number in range(0, len(stories), 10):
            links = "".join(
                f'<li><a href="{each.path}">{each.title}</a></li>' for each in stories[number : number + 10]
            )
            more = (
                f'<a rel="next" href="/section?page={number // 10 + 2}">Older</a>' if number + 10 < len(stories) else ""
            )
            path = f"/section?page={number // 10 + 1}" if number else "/section"
            self.put(path, f"<html><body><ul>{links}</ul>{more}</body></html>")

    def reply_to(self, path: str) -> Reply:
        """A page answers whatever its parameters; only a section knows its own."""
        if path not in self.replies:
            path = path.partition("?")[0]
        reply = self.replies.get(path, Reply(b"<h1>Not found</h1>", status=404))
        if reply.then:
            self.replies[path] = reply.then
        return reply

    def took(self) -> Counter[str]:
        """How often each path was asked since this was last called; robots.txt aside."""
        with self._lock:
            asked = Counter(path for path, _ in self.requests if path != "/robots.txt")
            self.requests.clear()
        return asked

    def statuses(self) -> list[tuple[str, int]]:
        """Paths and statuses since ``took`` was last called, sorted; robots.txt aside."""
        with self._lock:
            return sorted(each for each in self.requests if each[0] != "/robots.txt")

    def note(self, path: str, status: int) -> None:
        with self._lock:
            self.requests.append((path, status))


def page(story: Story, site: str) -> str:
    times = f'<meta property="article:published_time" content="{story.published_at.isoformat()}">'
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{story.title} - The Quay Herald</title>'
        f'<link rel="canonical" href="{site}{story.path}"><meta property="og:site_name" content="The Quay Herald">{times}'
        f"</head><body><nav><a href='/'>Home</a> <a href='/section'>World</a></nav><article><h1>{story.title}</h1>{text}"
        "</article><footer>Contact us</footer></body></html>"
    )


def rss(stories: Iterable[Story], site: str) -> str:
    items = "".join(
        f"<item><title>{each.title}</title><link>{site}{each.path}?utm_source=rss</link>"
        f"<pubDate>{format_datetime(each.published_at)}</pubDate></item>"
        for each in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Quay Herald</title><link>{site}/</link>{items}</channel></rss>'


def atom(stories: Iterable[Story], site: str) -> str:
    entries = "".join(
        f'<entry><title>{each.title}</title><id>{site}{each.path}</id><link href="{site}{each.path}"/>'
        f"<published>{each.published_at.isoformat()}</published>"
        f"<updated>{(each.updated_at or each.published_at).isoformat()}</updated></entry>"
        for each in stories
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay Herald</title>'
        f"<id>{site}/</id><updated>{NOW.isoformat()}</updated>{entries}</feed>"
    )


def sitemap(stories: Iterable[Story], site: str) -> str:
    urls = "".join(
        f"<url><loc>{site}{each.path}</loc><lastmod>{(each.updated_at or each.published_at).isoformat()}</lastmod></url>"
        for each in stories
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def sitemap_index(urls: Iterable[str]) -> str:
    children = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}</sitemapindex>'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        reply = self.site.reply_to(self.path)
        known = self.headers.get("If-None-Match")
        status = 304 if known is not None and known == reply.etag else reply.status
        self.site.note(self.path, status)
        self.send_response(status)
        if reply.etag:
            self.send_header("ETag", reply.etag)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if status == 304:
            self.end_headers()
            return
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        if reply.cut is not None:
            self.wfile.write(reply.body[: reply.cut])
            self.close_connection = True
        elif reply.seconds_a_byte:
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                time.sleep(reply.seconds_a_byte)
        else:
            self.wfile.write(reply.body)

    def log_message(self, format: str, *arguments: object) -> None:
        """The test says what it saw."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Who hangs up on a broken body does what it should."""


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site that answers as long as this lasts."""
    server = _Server((host, 0), _Handler)
    site = Site(host, server.server_address[1])
    server.RequestHandlerClass = type("Handler", (_Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
