"""Words and marks of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reportedly.core.claim import Claim, Place, Speaker
from reportedly.core.derived import Commitment
from reportedly.ontology.actors import load_actors
from reportedly.ontology.plover import load_plover
from reportedly.text import squeeze

# A sign beside each status, so that colour is never all that tells it.
STATUS_SIGNS = {
    "announced": "○", "unverified": "◔", "not_observed": "□", "partly": "◑", "confirmed": "●", "contradicted": "✕",
    "reversed": "↺", "expired": "△",
}  # fmt: skip
STATUS_WORDS = {
    "announced": "announced, nothing more known", "unverified": "only its own side says so",
    "not_observed": "others looked, saw no sign", "partly": "in part, or disputed", "confirmed": "confirmed by others",
    "contradicted": "contradicted by others", "reversed": "reversed after it was done", "expired": "past its day, unheard of",
}  # fmt: skip
SIDE_WORDS = {"own": "Its own side", "other": "Others", "independent": "Independent observers"}
BEARING_WORDS = {
    "supports": "say that it was done", "partly": "say that it was done in part, or begun",
    "not_observed": "looked and saw no sign", "contradicts": "say the opposite",
}  # fmt: skip
STAGE_WORDS = {"under_way": "under way"}
POLARITY_WORDS = {"affirmed": "", "negated": "told as not so", "uncertain": "told as not sure"}


def heard_words(side: str, bearing: str) -> str:
    """What a side makes known of a promise: "says that it was done", of several "say …"."""
    words = BEARING_WORDS[bearing]
    return words.replace("say ", "says ", 1) if side == "own" else words


def act_of(claim: Claim) -> str:
    """Type and mode of a claim's act."""
    return claim.event_type.lower() + (f" / {claim.mode.replace('-', ' ')}" if claim.mode else "")


@cache
def act_names() -> list[str]:
    """Every type and mode that an act can be asked for by."""
    types = load_plover().types
    return sorted(name for root, told in types.items() for name in (root, *(f"{root}/{mode}" for mode in told.modes)))


def chain_of(chain: Sequence[Speaker], publisher: str | None) -> str:
    """Who told it to whom: the first speaker, then outward to the outlet."""
    return " → ".join([*(s.name for s in chain), publisher or "the report"])


def place_of(place: Place) -> str:
    """A place with what it is to the act and how exact it is."""
    where = load_actors().country_name(place.country)
    inside = f", {where}" if where and where != place.name else ""
    return f"{place.name}{inside} ({place.precision if place.precision != 'none' else 'not found on a map'})"


def address(url: str | None) -> str:
    """An address of the web that may be a link, or ''."""
    return url if url and url.startswith(("http://", "https://")) else ""


def country(code: str | None) -> str:
    """English name of a state."""
    return load_actors().country_name(code)


def short(text: str, length: int = 180) -> str:
    """Words on one line, cut at a word."""
    text = squeeze(text)
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def stage(value: str) -> str:
    """A stage in words."""
    return STAGE_WORDS.get(str(value), str(value))


def promised(c: Commitment) -> str:
    """What was promised, in plain words."""
    return load_plover().words_of(c.event_type, c.mode)


def who(c: Commitment) -> str:
    """The actor of a promise."""
    return load_actors().country_name(c.actor.country) or c.actor.name


FILTERS = {
    "act": act_of,
    "address": address, "chain": chain_of, "place": place_of, "country": country, "short": short, "stage": stage, "who": who,
    "promised": promised,
    "status_sign": lambda s: STATUS_SIGNS[s], "status_words": lambda s: STATUS_WORDS[s], "side_words": lambda s: SIDE_WORDS[s],
    "heard_words": heard_words, "polarity": lambda p: POLARITY_WORDS.get(p, p),
}  # fmt: skip
