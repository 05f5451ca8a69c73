"""Words that the next page says once: what was kept, or why it was not. Only we can put them there, not an address."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict

_MOST = 500


class Messages:
    """Messages by a key that stands in the address of the page that shows them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, str] = OrderedDict()

    def keep(self, words: str) -> str:
        """The key under which the words wait."""
        key = secrets.token_urlsafe(9)
        with self._lock:
            self._kept[key] = words
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return key

    def take(self, key: str) -> str:
        """The words, once; '' for a key that nobody gave."""
        with self._lock:
            return self._kept.pop(key, "") if key else ""
