"""Which version of a package a comparison was made with."""

from __future__ import annotations

from importlib import metadata


def version_of(distribution: str | None) -> str | None:
    """The installed version, or none where it is not installed; without a distribution the code of this repository."""
    if distribution is None:
        return "this tree"
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
