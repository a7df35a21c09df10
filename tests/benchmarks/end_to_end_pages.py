"""Pages as sites send them: five ways to build one, with menus, scripts, teasers, adverts, and metadata of two kinds.

How many elements, links, attributes and bytes of script there are is about as in saved news pages: 800 elements and 170
links a page, 50 kB of attributes, 100 kB of script.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from html import escape
from pathlib import Path

from tests.benchmarks.end_to_end_articles import NewsArticle, Outlet
from tests.benchmarks.end_to_end_words import NewsWords

_N_MENU, _N_TEASERS, _N_RULES = (60, 200), (15, 45), (200, 900)  # links, teasers, rules of style
_SCRIPT_BYTES = (10_000, 160_000)
_WIDTHS = (320, 480, 640, 960, 1280)  # pixels of the sizes of a picture
_NETWORKS = ("facebook", "x", "whatsapp", "linkedin", "email", "print")
_N_METADATA = 20  # tags that say nothing of the article
_COMMENTS = (0, 0, 0, 4, 12)


class Renderer:
    """Makes pages. What all pages of an outlet share is made once."""

    def __init__(self, seed: int = 13) -> None:
        self._words = NewsWords(seed)
        self._seed = seed
        self._frames: dict[int, tuple[str, str]] = {}

    def render(self, article: NewsArticle) -> bytes:
        """A page of 60 to 350 kB in UTF-8, the same for the same article."""
        draw = random.Random(f"{self._seed} {article.number}")
        head, frame = self._frame_of(article.outlet)
        body = _BODIES[article.outlet.number % len(_BODIES)](article, self._paragraphs(article, draw))
        teasers = self._teasers(draw, article.outlet)
        page = (
            f'<!DOCTYPE html>\n<html lang="en"><head>{self._metadata(article)}{head}</head>\n<body>{frame}'
            f"<div id='content'>{body}{teasers}{self._comments(draw)}</div>{_footer(article.outlet)}"
            f"{self._state(draw)}</body></html>\n"
        )
        return page.encode()

    def _frame_of(self, outlet: Outlet) -> tuple[str, str]:
        if outlet.number not in self._frames:
            draw = random.Random(f"{self._seed} frame {outlet.number}")
            n_rules, n_links = draw.randint(*_N_RULES), draw.randint(*_N_MENU)
            rules = "".join(
                f".{self._words.word(draw)}-{n}{{margin:{n % 24}px;color:#{n % 4096:03x}}}" for n in range(n_rules)
            )
            links = "".join(
                f'<li class="menu__item menu__item--level-{n % 3}" role="none"><a class="menu__link js-track" role="menuitem"'
                f' data-track="menu:{n}" href="/section-{n}/{self._words.word(draw)}">{self._words.word(draw).title()}</a></li>'
                for n in range(n_links)
            )
            options = "".join(
                f'<meta name="site:option-{n}" content="{draw.getrandbits(128):032x}">' for n in range(_N_METADATA)
            )
            menu = (
                f'<header class="site-header"><a href="/">{escape(outlet.name)}</a><nav><ul>{links}</ul></nav></header>'
            )
            self._frames[outlet.number] = f"{options}<style>{rules}</style>", menu
        return self._frames[outlet.number]

    def _metadata(self, article: NewsArticle) -> str:
        url, at = url_of(article), article.published_at.isoformat()
        title, outlet = escape(article.title), escape(article.outlet.name)
        parts = [f'<meta charset="utf-8"><title>{title} | {outlet}</title><link rel="canonical" href="{url}">']
        if article.outlet.number % 3:
            about = {
                "@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title, "url": url,
                "datePublished": at, "author": {"@type": "Person", "name": article.author},
                "publisher": {"@type": "Organization", "name": article.outlet.name},
            }  # fmt: skip
            parts.append(f'<script type="application/ld+json">{json.dumps(about)}</script>')
        else:
            parts.append(f'<meta property="article:published_time" content="{at}">')
            parts.append(f'<meta name="author" content="{escape(article.author)}">')
        parts.append(f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">')
        return "".join(parts)

    def _paragraphs(self, article: NewsArticle, draw: random.Random) -> list[str]:
        """The text with what sites put between its paragraphs."""
        parts = [f"<p>{escape(text)}</p>" for text in [*article.paragraphs, article.outlet.notice]]
        caption = f"<figcaption>{escape(self._words.phrase(draw))} (file photo)</figcaption>"
        parts.insert(1, f'<figure><img src="/media/{article.number}.jpg" alt="">{caption}</figure>')
        parts.insert(draw.randrange(2, len(parts)), '<div class="ad" data-slot="mid"><span>Advertisement</span></div>')
        more = f'<a href="/more">{escape(self._words.phrase(draw))}</a>'
        parts.insert(draw.randrange(2, len(parts)), f'<aside class="related"><h4>Read more</h4>{more}</aside>')
        return parts

    def _teasers(self, draw: random.Random, outlet: Outlet) -> str:
        items = []
        for n in range(draw.randint(*_N_TEASERS)):
            phrase, lead = escape(self._words.phrase(draw)), escape(self._words.sentence(draw, [outlet.name]))
            key = f"{draw.getrandbits(96):024x}"
            sizes = ", ".join(f"https://media.{outlet.host}/{key}/{width}.webp {width}w" for width in _WIDTHS)
            items.append(
                f'<li class="teaser teaser--{n % 4} js-track" data-id="{key}" data-position="{n}"><div class="teaser__inner">'
                f'<a class="teaser__media" href="/t/{n}" tabindex="-1" aria-hidden="true"><picture><source type="image/webp"'
                f' srcset="{sizes}"><img class="lazy" loading="lazy" src="/blank.gif" data-srcset="{sizes}" alt=""></picture>'
                f'</a><div class="teaser__text"><span class="label">{self._words.word(draw)}</span><h3><a class="teaser__link"'
                f' href="/t/{n}">{phrase}</a></h3><p>{lead}</p><time class="teaser__time">{n} hours ago</time></div></div></li>'
            )
        half = len(items) // 2
        return (
            f'<aside class="sidebar"><h2>Most read</h2><ul>{"".join(items[:half])}</ul></aside>'
            f'<section class="more"><h2>More from {escape(outlet.name)}</h2><ul>{"".join(items[half:])}</ul></section>'
        )

    def _comments(self, draw: random.Random) -> str:
        n = draw.choice(_COMMENTS)
        said = [f'<div class="comment"><b>reader{draw.randrange(999)}</b><p>{self._words.sentence(draw, ["he"])}</p></div>'
                for _ in range(n)]  # fmt: skip
        return f'<section id="comments"><h3>{n} comments</h3>{"".join(said)}</section>' if n else ""

    def _state(self, draw: random.Random) -> str:
        """What a site's own program reads: numbers that mean nothing."""
        values = [draw.getrandbits(64) for _ in range(draw.randint(*_SCRIPT_BYTES) // 22)]
        return f"<script>window.__STATE__={json.dumps({'ids': values})};</script>"


def write_pages(articles: Iterable[NewsArticle], folder: Path, renderer: Renderer) -> None:
    """One file a page."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (folder / f"{article.number:06}.html").write_bytes(renderer.render(article))


def url_of(article: NewsArticle) -> str:
    """Where the page was found."""
    return f"https://{article.outlet.host}/{article.published_at:%Y/%m}/story-{article.number}"


def _footer(outlet: Outlet) -> str:
    links = "".join(
        f'<a href="/{word}">{word.title()}</a>' for word in ("about", "contact", "privacy", "terms", "jobs")
    )
    return f"<footer><div>{links}</div><p>© {escape(outlet.name)}. All rights reserved.</p></footer>"


def _byline(article: NewsArticle) -> str:
    icon = f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{"M4 9.5c0-2.1 3.4-3.7 7.6-3.7z" * 8}"/></svg>'
    shares = "".join(f'<li><a class="share share--{name}" href="/share/{name}">{icon}</a></li>' for name in _NETWORKS)
    return (
        f'<span class="byline">By {escape(article.author)}</span> <time>{article.published_at:%d %B %Y %H:%M}</time>'
        f'<ul class="shares">{shares}</ul>'
    )


def _article_body(article: NewsArticle, parts: list[str]) -> str:
    return f"<main><article><h1>{escape(article.title)}</h1>{_byline(article)}{''.join(parts)}</article></main>"


def _story_body(article: NewsArticle, parts: list[str]) -> str:
    head = f'<div class="headline"><h1 class="entry-title">{escape(article.title)}</h1></div>{_byline(article)}'
    return (
        f'<div class="wrap">{head}<div class="story-body">{"".join(f"<div>{part}</div>" for part in parts)}</div></div>'
    )


def _section_body(article: NewsArticle, parts: list[str]) -> str:
    half = len(parts) // 2
    sections = "".join(f'<section class="text">{"".join(some)}</section>' for some in (parts[:half], parts[half:]))
    return f'<div itemprop="articleBody"><h1 itemprop="headline">{escape(article.title)}</h1>{_byline(article)}{sections}</div>'


def _table_body(article: NewsArticle, parts: list[str]) -> str:
    cell = f"<h1>{escape(article.title)}</h1>{_byline(article)}{''.join(parts)}"
    return f'<table width="960"><tr><td class="left">&nbsp;</td><td class="main">{cell}</td></tr></table>'


def _post_body(article: NewsArticle, parts: list[str]) -> str:
    head = f'<header><h1 class="post-title">{escape(article.title)}</h1>{_byline(article)}</header>'
    return f'<div class="post hentry"><article>{head}<div class="entry-content">{"".join(parts)}</div></article></div>'


_BODIES = (_article_body, _story_body, _section_body, _table_body, _post_body)
