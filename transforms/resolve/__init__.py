"""Resolution: which rows of different articles speak of the same story, the same person, the same event.

Pure functions from reported tables to identities; the order of the rows never matters, and identities of an earlier
run are kept where their group lives on. Stories and persons take increments: of what was read before, stories need a
sketch of each article, and persons look again only at who has to do with the news. Events read all that was reported.
"""

from transforms.resolve.events import resolve_events
from transforms.resolve.people import resolve_people
from transforms.resolve.sketches import sketch_articles
from transforms.resolve.stories import add_stories

__all__ = ["add_stories", "resolve_events", "resolve_people", "sketch_articles"]
