"""What a line of a page is by its own words."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """``TEXT`` is whatever no wording claims."""

    TEXT = "text"
    ITEM = "item"
    LINKS = "links"  # items of a menu or a list of headlines
    ENTRY = "entry"  # of a list of comments or teasers
    HEADING = "heading"  # marked up as one
    DATE = "date"
    BYLINE = "byline"
    SECTION = "section"
    TOOLS = "tools"
    CAPTION = "caption"
    CREDIT = "credit"
    PROMOTION = "promotion"
    SERVICE = "service"  # the site to its reader: accounts, newsletters, cookies
    KEY_POINTS = "key_points"
    NOTICE = "notice"
    TAIL = "tail"
    COMMENTS = "comments"
