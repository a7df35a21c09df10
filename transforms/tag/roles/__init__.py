"""The learned reader of roles: whom a sentence puts at the head of a delegation, into it, or neither, and for whom.

Frames are right where they fire and miss what is worded otherwise. Here each mention of a person is described by
features (what the frames say of it, the words around it, its place in a list, what went before) and a log-linear model
decides from left to right, so that the decision on one name of a list speaks for the next.
"""

from transforms.tag.roles.model import RoleModel
from transforms.tag.roles.reader import ReaderOf, RoleReader

__all__ = ["ReaderOf", "RoleModel", "RoleReader"]
