"""What the codes of rejects mean, and what a user can do about each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reason in words: what happened, and what to do."""

    meaning: str
    advice: str


_WAIT = "Nothing: later runs try again by themselves."
_RAW_KEPT = "its bytes are kept"
_UNKNOWN = Explanation(
    "A code that this version has no words for.", "Read the detail: it says what was seen, in the words of the code."
)
# A stage and a reason, where the same word means another thing there; else the reason alone.
_EXPLANATIONS: dict[str | tuple[str, str], Explanation] = {
    # Reading files and bytes.
    "unreadable": Explanation(
        "The file could not be opened or read.", "Repair the file or its rights; then --replay, or any run over it."
    ),
    "too_large": Explanation(
        "More text, or more blocks, than an article ever has.",
        "If it is an article after all, report it with its page.",
    ),
    ("ingest", "too_large"): Explanation(
        "More bytes than are read of one document; they were not kept.", "Cut or replace the file; then --replay."
    ),
    "empty_file": Explanation("The document holds no text at all.", "Save the page again with its text."),
    "binary": Explanation("The bytes are an image, a PDF, an archive or the like, not text.", "Name the HTML or text."),
    "bad_encoding": Explanation("No charset gives readable text.", "Save the page again as UTF-8."),
    # Reading pages.
    "not_an_article": Explanation(
        "The page is something else: a front page, a gallery, a live blog, an error page, a list of links.",
        "Nothing, if that is so; else wait for a better extractor and --replay.",
    ),
    "paywall_stub": Explanation(
        "The page shows the beginning of an article and asks for a subscription.",
        "Save the page as a subscriber sees it.",
    ),
    "empty_extract": Explanation(
        "No paragraph of prose was found on the page.", "Look at the page: it may need a browser to fill itself."
    ),
    "duplicate_version": Explanation(
        "Other bytes around the text that was there the last time.", "Nothing: the article is there already."
    ),
    "timeout": Explanation(
        "Reading or tagging took longer than one page may take.", "--replay tries again; on a busy machine that may do."
    ),
    "crashed": Explanation(
        "The page ended the process that read it, twice.", "--replay tries again; report the page if it does so still."
    ),
    "extract_failed": Explanation(
        "An error of the extractor, not of the page.", f"Report the detail; {_RAW_KEPT}, and --replay once it is fixed."
    ),
    "tag_failed": Explanation(
        "An error of the tagger: the article is there, with no delegations.",
        f"Report the detail; {_RAW_KEPT}, and --replay once it is fixed.",
    ),
    # Fetching.
    "refused_address": Explanation(
        "The host, its address or its port is not on the public internet.", "Allow the host by name if it is yours."
    ),
    "refused_scheme": Explanation("The URL is neither http nor https.", "Correct the URL."),
    "bad_url": Explanation("The URL cannot be read.", "Correct it where it is listed."),
    "robots_disallowed": Explanation(
        "The site's robots.txt does not allow it, or cannot be read.", "Ask the site, or leave the page out."
    ),
    "too_many_redirects": Explanation("The URL leads on and on.", "Open it in a browser and use where it ends."),
    ("fetch", "too_large"): Explanation("The answer is larger than is fetched.", "Nothing, or raise the limit."),
    ("fetch", "timeout"): Explanation("The whole exchange took too long.", _WAIT),
    ("fetch", "bad_encoding"): Explanation("The body is not what its Content-Encoding says.", _WAIT),
    "too_deep": Explanation("A sitemap of sitemaps of sitemaps, deeper than is followed.", "Name the inner sitemap."),
    "too_many_listings": Explanation("More feeds and sitemaps than one run follows.", "Name it in another run."),
    "http_error": Explanation("The server answered with an error.", f"See the status in the detail. {_WAIT}"),
    "connection_failed": Explanation("No such host, or the connection failed.", f"Check the URL. {_WAIT}"),
    "circuit_open": Explanation("The host failed so often that it is left alone for a while.", _WAIT),
    "rate_limited": Explanation("The host asked to be left alone for longer than a run waits.", _WAIT),
}


def explain(stage: str, reason: str) -> Explanation:
    """The words for a reason; general ones for a code that is not known here."""
    return _EXPLANATIONS.get((stage, reason)) or _EXPLANATIONS.get(reason) or _UNKNOWN
