"""What an article says of its own corrections: 'Correction: an earlier version misspelt the minister's name.'"""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.extract.text.lines import Line

_LABEL = re.compile(
    r"^\W{0,3}(?:(?:editor'?s |editorial )?(?:corrections?|clarifications?|corrigend(?:um|a)|erratum|errata)\b"
    r"|korrektur|berichtigung|richtigstellung|rectificati(?:f|on|e)|fe de errores|rectificaci[óo]n|correzione|rettifica"
    r"|errata corrige|corre[çc][ãa]o|retifica[çc][ãa]o|rättelse|rettelse|oikaisu|sprostowanie|oprava|исправление"
    r"|виправлення|düzeltme|訂正|更正|정정).{0,30}?[:：(—–]",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"^\W{0,3}(?:an? (?:earlier|previous) version of this|this) (?:article|story|report|piece|post|version)\b.{0,60}"
    r"\b(?:corrected|amended|clarified|misstated|incorrectly|mistakenly|misspell?ed|misspelt|wrongly|erroneously)\b"
    r"|^\W{0,3}an? (?:earlier|previous) version of this (?:article|story|report|piece|post)\b",
    re.IGNORECASE,
)
_MAX_WORDS = 120


def find_notes(lines: Iterable[Line]) -> str | None:
    """The lines that own up to a mistake, in the order of the page, each once and on a line of its own; else None."""
    notes = {
        line.folded: line.text
        for line in lines
        if line.n_words <= _MAX_WORDS and (_LABEL.search(line.text) or _OWN_WORDS.search(line.text))
    }
    return "\n".join(notes.values()) or None
