"""The learned models of who is in a delegation and how sure a row is, as ``python -m tests.training`` stores them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from transforms.tag.confidence import ConfidenceModel
from transforms.tag.roles import RoleModel
from transforms.tag.scenes import SceneModel


@cache
def load_confidence() -> ConfidenceModel:
    """How sure a person, an event or a delegation is; read once a process."""
    return ConfidenceModel(_stored("confidence.json"))


@cache
def load_roles() -> RoleModel:
    """The weights that come with the package; read once a process."""
    model = RoleModel.from_json(_stored("roles.json"))
    return replace(model, scenes=load_scenes())


@cache
def load_scenes() -> SceneModel:
    """The weights of where and when an article's event takes place; read once a process."""
    return SceneModel.from_json(_stored("scenes.json"))


def _stored(name: str) -> Any:
    return json.loads(resources.files("warehouse").joinpath(name).read_text("utf-8"))
