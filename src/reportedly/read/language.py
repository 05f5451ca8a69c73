"""Which language a text is in."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W\d_]+")
# Below this many letters the classifier guesses; such a text counts as undetermined.
_MIN_LETTERS = 40


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the text's main language (py3langid), or None where it is too short to tell."""
    words = _LETTERS.findall(text[:4000])
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    import py3langid

    return str(py3langid.classify(" ".join(words))[0])
