"""The articles of tests/flows serve here as well."""

from tests.flows.conftest import articles, later_article

__all__ = ["articles", "later_article"]
