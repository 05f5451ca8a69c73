"""Which language a text is in."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W\d_]+")
# Below this many letters the classifier guesses; such a text counts as undetermined.
_MIN_LETTERS = 40
# Another language must be likelier than English by this much (natural logarithm), or the text counts as undetermined: one
# English sentence full of names reads as Pidgin, which leads by less than 12; one of French or Dutch leads by 80.
_MIN_LEAD = 15.0


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the text's main language (py3langid), or None where it is too short or too near English to tell."""
    words = _LETTERS.findall(text[:4000])
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    import py3langid

    ranked = py3langid.rank(" ".join(words))
    language, score = ranked[0]
    english = next(value for name, value in ranked if name == "en")
    return str(language) if language == "en" or score - english >= _MIN_LEAD else None
