"""The learned models of who is in a delegation and how sure a row is, as ``python -m tests.training`` stores them."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from transforms.tag.confidence import ConfidenceModel
from transforms.tag.roles import RoleModel


@cache
def load_confidence() -> ConfidenceModel:
    """How sure a person, an event or a delegation is; read once a process."""
    return ConfidenceModel(json.loads(resources.files("warehouse").joinpath("confidence.json").read_text("utf-8")))


@cache
def load_roles() -> RoleModel:
    """The weights that come with the package; read once a process."""
    return RoleModel.from_json(json.loads(resources.files("warehouse").joinpath("roles.json").read_text("utf-8")))
