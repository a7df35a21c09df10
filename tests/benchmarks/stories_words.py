"""Invented words, names and sentences: varied enough that two texts share a phrase only where one was copied."""

from __future__ import annotations

import random

_ONSETS = "b c d f g h k l m n p r s t v w br ch cl dr fl gr kl pl pr sh sk st th tr".split()
_VOWELS = "a e i o u ai ea ie oa ou é ö".split()
_CODAS = "n r s t l m nd rk st ck ng x".split()
_LINKS = (
    "of the|to a|with its|after the|for an|under the|over a|against the|in the|from a|by the|and its|before the|despite"
    " a|on the|without any|between the|toward a|behind the|through a"
).split("|")
_SAID = "said|told reporters|wrote|insisted|added|warned|conceded|recalled|announced|argued".split("|")
_N_WORDS = 12_000


class Vocabulary:
    """Words whose frequency falls with their rank, as in any language, and what is made of them."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)
        words = {_invent(draw) for _ in range(_N_WORDS)}
        self._words = draw.sample(sorted(words), len(words))
        self._weights = [1 / (rank + 20) for rank in range(len(self._words))]
        self._pool: list[str] = []

    def word(self, draw: random.Random) -> str:
        """A common word more often than a rare one."""
        if not self._pool:
            self._pool = draw.choices(self._words, self._weights, k=20_000)
        return self._pool[int(draw.random() * len(self._pool))]

    def name(self, draw: random.Random) -> str:
        """Two capitalised words."""
        return f"{self._rare(draw)} {self._rare(draw)}"

    def place(self, draw: random.Random) -> str:
        """One capitalised word."""
        return self._rare(draw)

    def clause(self, draw: random.Random, n_links: int) -> str:
        """Words with links between them, about four a link."""
        parts = [self.word(draw), self.word(draw)]
        for _ in range(n_links):
            parts += [_LINKS[int(draw.random() * len(_LINKS))], self.word(draw), self.word(draw)]
        return " ".join(parts)

    def quote(self, draw: random.Random, speaker: str) -> str:
        """A quotation of 15 to 35 words with who said it."""
        verb = _SAID[int(draw.random() * len(_SAID))]
        return f"“{self.clause(draw, draw.randint(3, 7)).capitalize()},” {speaker} {verb}."

    def sentence(self, draw: random.Random, names: list[str]) -> str:
        """15 to 35 words on ``names``, often with a number."""
        name = names[int(draw.random() * len(names))]
        number = f" {draw.randint(2, 9_999):,}" if draw.random() < 0.4 else ""
        start = self.clause(draw, draw.randint(1, 3)).capitalize()
        other = names[int(draw.random() * len(names))]
        return f"{start} {name} {self.clause(draw, draw.randint(1, 2))}{number} {self.word(draw)} {other}."

    def paragraph(self, draw: random.Random, names: list[str]) -> str:
        """One to three sentences, some of them quotations."""
        made = []
        for _ in range(draw.randint(1, 3)):
            if draw.random() < 0.25:
                made.append(self.quote(draw, names[int(draw.random() * len(names))].split()[-1]))
            else:
                made.append(self.sentence(draw, names))
        return " ".join(made)

    def _rare(self, draw: random.Random) -> str:
        return self._words[int(draw.random() * len(self._words))].capitalize()


def _invent(draw: random.Random) -> str:
    syllables = [draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(draw.choice((1, 2, 2, 3)))]
    return "".join(syllables) + draw.choice(_CODAS)
