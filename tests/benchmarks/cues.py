"""By which words a sentence puts a person into a delegation: the frame that a miss or a false find falls under."""

from __future__ import annotations

from itertools import chain

from tests.benchmarks.agreement import words_of

# Frames by their trigger words; of several in a sentence the one nearest to the name counts, before it rather than behind.
_FRAMES = {
    "led by X, X leads": "led headed heads leads lead leading heading head leader chaired chairs chief spearheaded fronted helm",
    "includes X": "include includes included including comprises comprised comprising consists consisted consisting composed made",
    "accompanied or joined by X": "accompanied accompanies accompanying joined joins joining flanked assisted supported seconded",
    "represented by X, for X": "represented represents represent representing spoke negotiated negotiating",
    "members are X": "member members part among others rest remaining composition line-up roster list participants",
    "sent or named X": "sent sends send sending dispatched appointed named fielded picked assigned",
    "X travels, with X": "arrived arrives travelled travels traveled travelling flew landed visiting brought came took",
    "X sat, attended": "sat sits attended attends attend seats seat table delegates delegate took taking",
}
_CUES = {word: frame for frame, words in _FRAMES.items() for word in words.split()}
_BEHIND = 1.5  # a word behind the name counts as if it were so many times as far away
OTHER = "none of these words"


def cue_of(sentence: str, name: str) -> str:
    """The frame whose word stands nearest to a name in a sentence.

    >>> cue_of("The Malian team is led by Awa Keita.", "Awa Keita")
    'led by X, X leads'
    """
    words, wanted = words_of(sentence), set(words_of(name))
    places = [i for i, word in enumerate(words) if word in wanted]
    near = (
        (at - i if i < at else (i - at) * _BEHIND, _CUES[word])
        for i, word in enumerate(words)
        if word in _CUES
        for at in chain(places[:1], places[-1:])
    )
    return min(near, default=(0, OTHER))[1]
