"""Read a page or a text dump: the article's paragraphs, and what the page says of it."""

from transforms.extract.reader import read_article

__all__ = ["read_article"]
