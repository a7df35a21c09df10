"""The learned reader of roles: whom a sentence puts at the head of a delegation, into it, or neither, and for whom.

Frames are right where they fire and miss what is worded otherwise. Here each mention of a person is described by
features (what the frames say of it, the words around it, what went before). Log-linear models decide whether a list of
names belongs to a delegation, who of them leads it and whose it is, and how sure that is.
"""

from transforms.tag.roles.model import RoleModel
from transforms.tag.roles.reader import ReaderOf, RoleReader

__all__ = ["ReaderOf", "RoleModel", "RoleReader"]
