"""Which words name an act, how far it went and who takes part, as the act reader sees it.

The reader is a small encoder (`weights/acts`, trained by `reportedly.train.acts`). It only reads: what becomes of its
readings is decided in `coding/`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from reportedly.annotate.act_labels import MODES, POLARITIES, ROLES, ROOTS, STAGES
from reportedly.annotate.pieces import Pieces
from reportedly.annotate.windows import Window, end_signs, make_windows
from reportedly.core.layers import ActReading, Document, RoleReading, SayingReading
from reportedly.errors import ResourceError

_FLOOR = 0.04  # words whose chance to name an act is less are not kept
_ROLE_FLOOR = 0.2
_CUE = 0.5
_MODES_OF = {root: [k for k, m in enumerate(MODES) if m.split("/")[0] == root] for root in ROOTS[1:]}


@dataclass(frozen=True, slots=True)
class _Reader:
    session: Any
    pieces: Pieces
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WordReadings:
    """For each token: how surely what it tells happened (-1 certainly not, 1 certainly), its vector, its chances of types."""

    facts: Any
    hidden: Any
    roots: Any


@cache
def load_act_reader() -> _Reader:
    """The shipped model. Raises ResourceError where a file is missing or is not the one its manifest names."""
    import onnxruntime

    folder = resources.files("reportedly.weights").joinpath("acts")
    try:
        manifest = json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))
        weights = folder.joinpath("model.onnx").read_bytes()
        pieces = folder.joinpath("tokenizer.json").read_bytes()
    except (OSError, ValueError) as error:
        raise ResourceError("weights/acts is missing or damaged: install reportedly again") from error
    if [hashlib.sha256(data).hexdigest() for data in (weights, pieces)] != [manifest["sha256"], manifest["tokenizer_sha256"]]:
        raise ResourceError("the files of weights/acts are not those that its manifest names: install reportedly again")
    vocabulary = Pieces(json.loads(pieces)["model"]["vocab"])
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = int(os.environ.get("REPORTEDLY_THREADS", "0"))  # set by a worker beside others
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    return _Reader(session, vocabulary, end_signs(vocabulary))


def read_acts(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents with their layers `acts` and `sayings`, in order.

    Windows are read one by one: int8 activations are scaled by all that is read at once, so that in a batch a report's
    rows would hang on what was read beside it.
    """
    reader = load_act_reader()
    for document in documents:
        acts: list[ActReading] = []
        sayings: list[SayingReading] = []
        for window in make_windows(document, reader.pieces):
            scores = _run(reader, window)
            acts.extend(_acts_of(window, scores))
            sayings.extend(_sayings_of(window, scores[6], scores[7]))
        yield replace(document, acts=tuple(acts), sayings=tuple(sayings))


def read_words(documents: Iterable[Document]) -> Iterator[WordReadings]:
    """What the reader makes of every word, for measuring and for training beside it; in order."""
    reader = load_act_reader()
    for document in documents:
        facts, hidden, roots = [], [], []
        for window in make_windows(document, reader.pieces):
            scores = _run(reader, window)
            fresh = slice(window.fresh - window.first, len(window.starts))
            facts.append(np.tanh(scores[8][fresh, 0]))
            hidden.append(scores[9][fresh])
            roots.append(_softmax(scores[0][fresh]))
        yield WordReadings(np.concatenate(facts), np.concatenate(hidden), np.concatenate(roots))


def _run(reader: _Reader, window: Window) -> list[Any]:
    """Scores of a window: root, mode, stage, polarity, background, roles, cue, parts, fact, hidden; see `train/acts.py`."""
    pieces = np.array([[reader.ends[0], *window.pieces, reader.ends[1]]], dtype=np.int64)
    inputs = {"pieces": pieces, "starts": np.array([window.starts], dtype=np.int64)}
    return [layer[0] for layer in reader.session.run(None, inputs)]


def _acts_of(window: Window, scores: list[Any]) -> Iterator[ActReading]:
    root, mode, stage, polarity, background, roles = scores[:6]
    chances = _softmax(root)
    for k in range(window.fresh - window.first, len(window.starts)):
        if 1 - chances[k, 0] >= _FLOOR:
            yield _reading(
                window.first, k, chances[k], (mode[k], stage[k], polarity[k], background[k], roles[k, : len(window.starts)])
            )


def _sayings_of(window: Window, cue: Any, parts: Any) -> Iterator[SayingReading]:
    chances = _softmax(cue)[:, 1]
    for k in range(window.fresh - window.first, len(window.starts)):
        if chances[k] >= _CUE:
            words = [tuple(window.first + int(w) for w in np.nonzero(parts[k, : len(window.starts), p] > 0)[0]) for p in range(3)]
            yield SayingReading(window.first + k, round(float(chances[k]), 3), words[0], words[1], words[2])


def _reading(first: int, k: int, roots: Any, scores: tuple[Any, ...]) -> ActReading:
    mode, stage, polarity, background, roles = scores
    stages, polarities = _softmax(stage), _softmax(polarity)
    root = int(roots[1:].argmax()) + 1
    own = _MODES_OF[ROOTS[root]]
    best = own[int(mode[own].argmax())]
    chances = 1 / (1 + np.exp(-roles))
    fillers = [
        RoleReading(ROLES[role], first + int(word), round(float(chances[word, role]), 3))
        for word, role in zip(*np.nonzero(chances >= _ROLE_FLOOR), strict=True)
    ]
    return ActReading(
        first + k, round(float(1 - roots[0]), 3), ROOTS[root], MODES[best].partition("/")[2] or None,
        {ROOTS[r]: round(float(roots[r]), 3) for r in range(1, len(ROOTS)) if roots[r] >= _FLOOR},
        {STAGES[s]: round(float(stages[s]), 3) for s in range(len(STAGES))},
        {POLARITIES[p]: round(float(polarities[p]), 3) for p in range(len(POLARITIES))},
        round(float(_softmax(background)[1]), 3), tuple(fillers),
    )  # fmt: skip


def _softmax(scores: Any) -> Any:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
