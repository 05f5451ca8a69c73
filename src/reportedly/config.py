"""Options: `default.toml` holds every one of them; a user's file overrides single keys."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from reportedly.errors import ConfigError


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is read and what is refused; sizes in bytes or characters, shares from 0 to 1."""

    max_line_bytes: int
    max_file_bytes: int
    max_report_chars: int
    min_article_letters: int
    max_bad_share: float
    languages: tuple[str, ...]
    max_failed_share: float
    settle_seconds: float


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """Which parser runs, on how many paragraphs at once, whether the act reader does, and a user's own actors (CSV)."""

    model: str
    batch_paragraphs: int
    act_reader: bool
    actors: str


@dataclass(frozen=True, slots=True)
class CodingOptions:
    """From which chances on, 0 to 1, the act reader's word counts beside that of tables and rules (see default.toml)."""

    act_keep: float
    act_add: float
    act_sure: float
    act_off: float
    off_told: float
    act_off_told: float
    calm_acts: float
    calm_told: float
    calm_sure: float
    calm_public: float
    calm_keep: float
    calm_add: float
    type_sure: float
    type_doubt: float
    stage_loose: float
    stage_sure: float
    stage_surer: float
    stage_firm: float
    polarity_sure: float
    polarity_plain: float
    polarity_surer: float
    background_sure: float
    role_sure: float
    role_surer: float
    speaker_sure: float
    time_sure: float
    place_sure: float
    quantity_sure: float


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """Thresholds of the links; similarities from 0 to 1, spans of time in days."""

    same_text_similarity: float
    same_text_containment: float
    min_shared_shingles: int
    respun_words: float
    respun_triples: float
    recut_words: float
    recut_triples: float
    quoted_words: float
    respun_quoted: int
    respun_kept: float
    announcement_days: int
    evidence_days: int
    judge_at_once: int
    judge_grown: float


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is cut into pieces."""

    batch_reports: int
    skip_unlikely: bool
    engine: str
    ray_address: str
    workers: int
    publish_after: int
    publish_every: int


@dataclass(frozen=True, slots=True)
class Config:
    """All options of one run."""

    read: ReadOptions
    annotate: AnnotateOptions
    coding: CodingOptions
    link: LinkOptions
    run: RunOptions

    def to_dict(self) -> dict[str, Any]:
        """Nested plain values, as stored in a run row."""
        return asdict(self)


_SECTIONS = {"read": ReadOptions, "annotate": AnnotateOptions, "coding": CodingOptions, "link": LinkOptions, "run": RunOptions}


@cache
def _default_values() -> dict[str, dict[str, Any]]:
    text = resources.files("reportedly").joinpath("default.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def load_config(path: Path | None = None) -> Config:
    """Return the default options, overridden by the keys of the TOML file at `path`.

    Raises ConfigError when the file is no TOML, has an unknown section or key, or a value of another type.
    """
    values = {name: dict(section) for name, section in _default_values().items()}
    if path is not None:
        for name, section in _read_user_file(path).items():
            if name not in values or not isinstance(section, dict):
                raise ConfigError(f"{path}: unknown section [{name}]; known: {', '.join(sorted(values))}")
            for key, value in section.items():
                _check_key(path, name, key, value, values[name])
                values[name][key] = value
    return Config(**{name: _build(kind, values[name]) for name, kind in _SECTIONS.items()})


def _read_user_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error


def _check_key(path: Path, section: str, key: str, value: object, known: dict[str, Any]) -> None:
    if key not in known:
        raise ConfigError(f"{path}: unknown option {section}.{key}; known: {', '.join(sorted(known))}")
    wanted = (int, float) if isinstance(known[key], float) else type(known[key])
    if not isinstance(value, wanted):
        raise ConfigError(f"{path}: {section}.{key} must be like {known[key]!r}, not {value!r}")


def _build(kind: Any, values: dict[str, Any]) -> Any:
    plain = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return kind(**{f.name: plain[f.name] for f in fields(kind)})
