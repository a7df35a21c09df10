"""Resolution: which rows of different articles speak of the same story, the same person, the same event.

Three pure functions from reported tables to identities. Each reads everything that was reported and gives every row an
identity; the order of the rows never matters, and identities of an earlier run are kept where their group lives on.
"""

from transforms.resolve.events import resolve_events
from transforms.resolve.people import resolve_people
from transforms.resolve.stories import resolve_stories

__all__ = ["resolve_events", "resolve_people", "resolve_stories"]
