"""The language of an article: as its page says, unless its text clearly is in another."""

from __future__ import annotations

from functools import lru_cache

import py3langid.langid  # type: ignore[import-untyped]

from transforms.extract.text.wording import words_of

_MAX_CHARS = 2000
_MIN_CHARS = 200  # of a text that contradicts its page
_MIN_PROBABILITY = 0.95
# Languages that the identifier takes for each other: between these the page is believed.
_KIN = tuple(
    words_of(group)
    for group in (
        "no nb nn da sv fo",
        "hr bs sr sh sl mk bg",
        "cs sk",
        "es gl pt ca an oc ext",
        "it vec lij co",
        "fr wa oc",
        "id ms jv su",
        "nl af fy li",
        "de lb als nds gsw",
        "hi mr ne bho mai sa",
        "ru uk be",
        "fa ps ku ckb ur prs",
        "ar arz ary",
        "tr az tk crh",
        "kk ky tt ba uz",
        "zu xh ss nr",
        "st tn nso",
        "zh yue wuu ja",
        "en pcm sco",
        "fi et",
    )
)


def choose_language(told: str | None, text: str) -> str:
    """The ISO 639 code that the page gives, else the one of its text.

    A page that says 'en' of a German text is not believed: both halves of at least 200 characters must be in one other
    language that is not close to the one told.
    """
    if told is not None and not _is_known(told):
        return told
    detected, probability = detect_language(text)
    if told is None or told == detected:
        return detected
    sample = text[:_MAX_CHARS]
    if len(sample) < _MIN_CHARS or probability < _MIN_PROBABILITY or len(detected) > 2:
        return told
    if any(told in kin and detected in kin for kin in _KIN):
        return told
    middle = len(sample) // 2
    halves = {detect_language(half)[0] for half in (sample[:middle], sample[middle:])}
    return detected if halves == {detected} else told


def detect_language(text: str) -> tuple[str, float]:
    """The ISO 639 code of the language of a text, by its first 2,000 characters, and its probability."""
    code, probability = _identifier().classify(text[:_MAX_CHARS])
    return str(code), float(probability)


def _is_known(code: str) -> bool:
    return code in _identifier().nb_classes or any(code in kin for kin in _KIN)


@lru_cache(maxsize=1)
def _identifier() -> py3langid.langid.LanguageIdentifier:
    return py3langid.langid.LanguageIdentifier.from_model_file(py3langid.langid.MODEL_FILE, norm_probs=True)
