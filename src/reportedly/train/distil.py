"""Teaches the small act reader what a larger one tells: of the labelled text, and of news that nobody labelled.

    python -m reportedly.train.distil --corpus corpus --data DATA --encoder SMALL --start src/reportedly/weights/acts/model.onnx \
        --teacher LARGE --taught TEACHER/acts.pt --out OUT

SMALL and LARGE are folders as `train.acts` takes them; TEACHER is what `train.acts --vocabulary SMALL` wrote. The pupil learns
the teacher's chances, and where text is labelled the labels beside them. Only training parts are read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from reportedly.annotate.parse import parse_reports
from reportedly.annotate.pieces import Pieces
from reportedly.annotate.windows import end_signs, make_windows
from reportedly.config import Config, load_config
from reportedly.core.report import Report
from reportedly.evaluate.labels import read_rows
from reportedly.train.acts import (
    ActReader,
    batches,
    export,
    find_loss,
    load_rows,
    load_sayings,
    make_batch,
    make_optimizer,
    measure,
    start_from,
    take_step,
)  # fmt: skip
from reportedly.train.acts_examples import Example, make_examples, make_sayings
from reportedly.train.encoders import load_encoder, read_vocabulary, small_vocabulary
from reportedly.train.manifest import write_manifest
from reportedly.train.thaw import read_weights

_SEED = 11
_LEAST = 0.04  # chance of an act from which what the teacher says of it is learned
_MOST_ROWS = 24  # acts of a window that are learned
_LONGEST = 6000  # characters of an unlabelled text
# What is read without labels: file of the data folder, and how many of its texts at most.
_UNLABELLED = (
    ("entities/train.jsonl", 700), ("attribution/train.jsonl", 160), ("conflict_events/train.jsonl", 250),
    ("event_type/train.jsonl", 1600), ("toponyms/train.jsonl", 150), ("coreference/train.jsonl", 150),
)  # fmt: skip


@dataclass(slots=True)
class Lesson:
    """A window and what the teacher makes of it, all as chances in half precision.

    `root`, `cue`: [words, values]; `rows`: words that may name an act, and for each `fields` (mode, stage, polarity, background:
    [rows, values]) and `roles` [rows, words, roles]; `sayings`: words that may be cues, with `parts` [cues, words, parts].
    """

    example: Example
    root: Tensor
    cue: Tensor
    rows: Tensor
    fields: tuple[Tensor, ...]
    roles: Tensor
    sayings: Tensor
    parts: Tensor


def load_unlabelled(data: Path, config: Config, vocabulary: Pieces, seen: set[str]) -> Iterator[Example]:
    """Windows of texts without labels of ours, drawn from training files; texts in `seen` (labelled ones) are left out."""
    rng = random.Random(_SEED)
    for name, most in _UNLABELLED:
        rows = [r for r in read_rows(data / name) if (r.get("context") or r["text"]) not in seen]
        rows = rng.sample(rows, min(most, len(rows)))
        reports = [Report(str(r.get("id") or r["doc"]), str(r.get("context") or r["text"])[:_LONGEST]) for r in rows]
        for report, document in zip(
            reports, parse_reports(reports, config.annotate.model, config.annotate.batch_paragraphs), strict=True
        ):
            for window in make_windows(document, vocabulary):
                yield Example(report.id, window, None)


def ask(teacher: ActReader, examples: list[Example], ends: tuple[int, int]) -> list[Lesson]:
    """The teacher's lessons, in order of the windows' lengths."""
    teacher.eval()
    ordered = sorted(examples, key=lambda e: len(e.window.pieces))
    lessons: list[Lesson] = []
    for k in range(0, len(ordered), 16):
        chosen = ordered[k : k + 16]
        batch = make_batch(chosen, ends, 0)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = teacher(batch.pieces, batch.mask, batch.starts)
        lessons.extend(_lesson(example, tuple(o[n].float() for o in out)) for n, example in enumerate(chosen))
    return lessons


def _lesson(example: Example, out: tuple[Tensor, ...]) -> Lesson:
    root, mode, stage, polarity, background, roles, cue, parts, _, _ = out
    window = example.window
    words = len(window.starts)
    first = window.fresh - window.first
    root, cue = root[:words].softmax(-1), cue[:words].softmax(-1)
    rows = _likeliest(1 - root[:, 0], first, _LEAST)
    sayings = _likeliest(cue[:, 1], first, 0.1)
    fields = tuple(x[rows].softmax(-1).half() for x in (mode, stage, polarity, background))
    return Lesson(
        example, root.half(), cue.half(), rows, fields, roles[rows, :words].sigmoid().half(), sayings,
        parts[sayings, :words].sigmoid().half(),
    )  # fmt: skip


def _likeliest(chances: Tensor, first: int, least: float) -> Tensor:
    found = torch.nonzero(chances > least).flatten()
    found = found[found >= first]
    best: Tensor = found[chances[found].argsort(descending=True)][:_MOST_ROWS].sort().values
    return best


def teach_loss(out: tuple[Tensor, ...], lessons: Sequence[Lesson]) -> Tensor:
    """How far the pupil's answers are from the teacher's."""
    root, mode, stage, polarity, background, roles, cue, parts, _, _ = out
    total, rows, heads = torch.zeros(()), 0, 0
    said = torch.zeros(())
    words = 0
    fields, pairs, cues = torch.zeros(()), torch.zeros(()), torch.zeros(())
    for n, lesson in enumerate(lessons):
        window = lesson.example.window
        fresh = slice(window.fresh - window.first, len(window.starts))
        total = total - (lesson.root[fresh].float() * root[n, fresh].log_softmax(-1)).sum()
        said = said - (lesson.cue[fresh].float() * cue[n, fresh].log_softmax(-1)).sum()
        words += len(window.starts) - fresh.start
        length = len(window.starts)
        if len(lesson.rows):
            chance = (1 - lesson.root[lesson.rows, 0].float()).unsqueeze(-1)
            for mine, theirs, weight in zip(
                (mode, stage, polarity, background), lesson.fields, (0.5, 0.5, 0.5, 0.3), strict=True
            ):
                fields = fields - weight * (chance * theirs.float() * mine[n, lesson.rows].log_softmax(-1)).sum()
            told = functional.binary_cross_entropy_with_logits(
                roles[n, lesson.rows, :length], lesson.roles.float(), reduction="none"
            )
            pairs = pairs + (chance.unsqueeze(-1) * told).sum()
            rows += len(lesson.rows)
        if len(lesson.sayings):
            cues = cues + functional.binary_cross_entropy_with_logits(
                parts[n, lesson.sayings, :length], lesson.parts.float(), reduction="sum"
            )
            heads += len(lesson.sayings)
    loss = (8 * total + 4 * said) / max(1, words)
    return loss + (fields + 0.4 * pairs) / max(1, rows) + 0.05 * cues / max(1, heads)


def learn(
    model: ActReader, lessons: list[Lesson], held: list[Example], ends: tuple[int, int], options: argparse.Namespace
) -> None:
    """Learn from the lessons, telling the figures of the held out windows after each epoch."""
    rng = random.Random(_SEED)
    of = {id(lesson.example): lesson for lesson in lessons}
    examples = [lesson.example for lesson in lessons]
    rates = make_optimizer(model, options.rate, 5, options.epochs * (len(examples) // options.batch + 1))
    for epoch in range(options.epochs):
        model.train()
        began, total = time.monotonic(), 0.0
        for chosen in batches(examples, options.batch, rng):
            batch = make_batch(chosen, ends, options.unknown, hide=options.hide)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
                out = model(batch.pieces, batch.mask, batch.starts)
            out = tuple(o.float() for o in out)
            loss = options.share * teach_loss(out, [of[id(e)] for e in chosen]) + (1 - options.share) * find_loss(out, batch)
            total += take_step(model, loss, rates)
        options.out.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), options.out / "acts.pt")
        line: dict[str, Any] = {"epoch": epoch + 1, "loss": round(total, 1), "seconds": round(time.monotonic() - began)}
        sys.stdout.write(json.dumps(line | measure(model, held, ends)) + "\n")
        sys.stdout.flush()


def _read_start(path: Path) -> dict[str, Tensor]:
    """Weights as `train.acts` saved them, or thawed from a shipped model."""
    weights: dict[str, Tensor] = torch.load(path, weights_only=True) if path.suffix == ".pt" else read_weights(path)
    return weights


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask the teacher, teach the pupil, tell figures of both, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m reportedly.train.distil")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="model.onnx or acts.pt that the pupil goes on from")
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--taught", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--share", type=float, default=0.6, help="weight of the teacher's chances; the labels have the rest")
    parser.add_argument("--hide", type=float, default=0.03, help="share of the pieces that the pupil does not see")
    parser.add_argument("--sayings", type=int, default=110)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=False)
    options = parser.parse_args(arguments)
    torch.manual_seed(_SEED)
    config, vocabulary = load_config(), small_vocabulary(options.encoder)
    ends = end_signs(vocabulary)
    options.unknown = vocabulary.id_of("[MASK]")
    train_rows, dev_rows = load_rows(options.corpus, options.data)
    held = list(make_examples(dev_rows, config, vocabulary))
    examples = list(make_examples(train_rows, config, vocabulary))
    said = load_sayings(options.data / "attribution" / "train.jsonl")
    examples += make_sayings(random.Random(_SEED).sample(said, options.sayings), config, vocabulary)
    examples += load_unlabelled(options.data, config, vocabulary, {r["text"] for r in [*train_rows, *dev_rows]})
    names = read_vocabulary(options.encoder)
    teacher = ActReader(*load_encoder(options.teacher, names))
    teacher.load_state_dict(torch.load(options.taught, weights_only=True))
    sys.stdout.write(f"{len(examples)} windows to learn from, {len(held)} held out\n")
    sys.stdout.write(json.dumps({"teacher": measure(teacher, held, ends)}) + "\n")
    sys.stdout.flush()
    began = time.monotonic()
    lessons = ask(teacher, examples, ends)
    sys.stdout.write(f"asked in {time.monotonic() - began:.0f} s\n")
    model = ActReader(*load_encoder(options.encoder, names))
    if options.start:
        start_from(model, _read_start(options.start))
    sys.stdout.write(json.dumps({"start": measure(model, held, ends)}) + "\n")
    sys.stdout.flush()
    learn(model, lessons, held, ends, options)
    figures = measure(model, held, ends)
    export(model, options.out, options.encoder / "tokenizer.json")
    write_manifest(options.out, figures, train_rows, (options.sayings, 0))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
