"""The learned model of who is in a delegation, as ``python -m tests.training.roles`` stores it."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from transforms.tag.roles import RoleModel


@cache
def load_roles() -> RoleModel:
    """The weights that come with the package; read once a process."""
    return RoleModel.from_json(json.loads(resources.files("warehouse").joinpath("roles.json").read_text("utf-8")))
