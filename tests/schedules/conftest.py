"""The articles of tests/flows serve here as well."""

from tests.flows.conftest import articles

__all__ = ["articles"]
