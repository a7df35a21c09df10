"""The model of names is the pinned one, with nothing in it that we do not use."""

from __future__ import annotations

from warehouse.model import load_model


def test_model_marks_names_and_does_nothing_else() -> None:
    nlp = load_model()
    assert nlp.pipe_names == ["ner"]
    assert (nlp.meta["lang"], nlp.meta["version"]) == ("en", "3.8.0")
    names = [name.text for name in nlp("The minister met Vladimir Petrov and Maria Lopez in Geneva.").ents]
    assert names == ["Vladimir Petrov", "Maria Lopez", "Geneva"]


def test_model_is_loaded_once() -> None:
    assert load_model() is load_model()
