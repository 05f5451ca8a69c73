"""Trains the act reader: for each word, the act it names, how far it went, and the words that take part.

    python -m reportedly.train.acts --corpus corpus --data DATA --encoder FOLDER --out src/reportedly/weights/acts

FOLDER holds a BERT-like encoder (`config.json`, `model.safetensors`, `tokenizer.json`). Only the training part of the
labelled text is learned from; figures are told on the development part after each epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from reportedly.annotate.act_labels import MODES, PARTS, POLARITIES, ROLES, ROOTS, STAGES
from reportedly.annotate.windows import end_signs
from reportedly.config import load_config
from reportedly.errors import ResourceError
from reportedly.evaluate.corpus import load_own, load_real, part_of
from reportedly.evaluate.labels import read_rows
from reportedly.train.acts_examples import Example, make_examples, make_facts, make_sayings
from reportedly.train.encoders import keep_some, load_encoder, read_vocabulary, small_vocabulary
from reportedly.train.finish import fuse_attention
from reportedly.train.manifest import write_manifest

_ROOT_OF_MODE = [ROOTS.index(m.split("/")[0]) for m in MODES]
_FAR = 24  # distances between words are told apart up to this many
_ROLE_SIZE = 96
_SEED = 7


class ActReader(nn.Module):
    """Encoder with heads. Takes pieces and the place of each word's first piece; gives scores per word and pair of words."""

    def __init__(self, encoder: nn.Module, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.15)
        self.mix = nn.Sequential(nn.Linear(size, size), nn.GELU())
        self.root = nn.Linear(size, len(ROOTS))
        self.mode = nn.Linear(size, len(MODES))
        self.stage = nn.Linear(size, len(STAGES))
        self.polarity = nn.Linear(size, len(POLARITIES))
        self.background = nn.Linear(size, 2)
        self.cue = nn.Linear(size, 2)
        self.fact = nn.Linear(size, 1)
        self.roles = Pairs(size, len(ROLES))
        self.parts = Pairs(size, len(PARTS))

    def forward(self, pieces: Tensor, mask: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        """pieces, mask: [batch, pieces]; starts: [batch, words] -> root, mode, stage, polarity, background, roles, cue, parts,
        fact, hidden.

        All but roles and parts are [batch, words, values]; these are [batch, act or cue word, word, values].
        """
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, starts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        words = self.drop(words)
        mixed = self.drop(self.mix(words))
        told = (self.root(mixed), self.mode(mixed), self.stage(mixed), self.polarity(mixed), self.background(mixed))
        return (*told, self.roles(words), self.cue(mixed), self.parts(words), self.fact(mixed), mixed)


class Pairs(nn.Module):
    """Scores for pairs of words, by what they are and how far they stand apart."""

    def __init__(self, size: int, count: int) -> None:
        super().__init__()
        self.count = count
        self.left = nn.Linear(size, count * _ROLE_SIZE)
        self.right = nn.Linear(size, count * _ROLE_SIZE)
        self.alone = nn.Linear(size, count)
        self.distance = nn.Embedding(2 * _FAR + 1, count)

    def forward(self, words: Tensor) -> Tensor:
        """[batch, words, size] -> [batch, words, words, count]."""
        length = words.shape[1]
        left = self.left(words).reshape(-1, length, self.count, _ROLE_SIZE).permute(0, 2, 1, 3)
        right = self.right(words).reshape(-1, length, self.count, _ROLE_SIZE).permute(0, 2, 3, 1)
        pairs = torch.matmul(left, right).permute(0, 2, 3, 1) / _ROLE_SIZE**0.5
        place = torch.arange(length, device=words.device)
        apart = (place.unsqueeze(0) - place.unsqueeze(1)).clamp(-_FAR, _FAR) + _FAR
        return pairs + self.alone(words).unsqueeze(1) + self.distance(apart).unsqueeze(0)


@dataclass(slots=True)
class Batch:
    """Examples as tensors; `acts` has a row an act: example, word, root, mode, stage, polarity, background; `sayings` a row an
    attribution: example, word; `facts` a row a judged word, with its `judged` value. `act_words`, `cue_words`: the words that are
    labelled for acts, for cues."""

    pieces: Tensor
    mask: Tensor
    starts: Tensor
    act_words: Tensor
    cue_words: Tensor
    roots: Tensor
    cues: Tensor
    acts: Tensor
    roles: Tensor
    sayings: Tensor
    parts: Tensor
    facts: Tensor
    judged: Tensor


def make_batch(examples: Sequence[Example], ends: tuple[int, int], unknown: int, hide: float = 0.0) -> Batch:
    """Pad examples. `ends`: ids of the first and last sign; a share `hide` of the pieces is replaced by `unknown`."""
    longest = max(len(e.window.pieces) for e in examples) + 2
    words = max(len(e.window.starts) for e in examples)
    pieces = torch.zeros(len(examples), longest, dtype=torch.long)
    mask = torch.zeros(len(examples), longest, dtype=torch.long)
    starts = torch.zeros(len(examples), words, dtype=torch.long)
    act_words, cue_words = (torch.zeros(len(examples), words, dtype=torch.bool) for _ in range(2))
    roots, cues = (torch.zeros(len(examples), words, dtype=torch.long) for _ in range(2))
    acts: list[list[int]] = []
    sayings: list[list[int]] = []
    facts: list[list[int]] = []
    judged: list[float] = []
    fillers, parts = [], []
    for n, example in enumerate(examples):
        window = example.window
        row = torch.tensor([ends[0], *window.pieces, ends[1]])
        if hide:
            row = torch.where(torch.rand(len(row)) < hide, torch.full_like(row, unknown), row)
            row[0], row[-1] = ends
        pieces[n, : len(row)] = row
        mask[n, : len(row)] = 1
        starts[n, : len(window.starts)] = torch.tensor(window.starts)
        fresh = slice(window.fresh - window.first, len(window.starts))
        act_words[n, fresh] = example.acts is not None
        cue_words[n, fresh] = example.sayings is not None
        for word, value in example.facts:
            facts.append([n, word])
            judged.append(value)
        for saying in example.sayings or ():
            cues[n, saying.word] = 1
            sayings.append([n, saying.word])
            parts.append(saying.parts)
        for act in example.acts or ():
            root = _ROOT_OF_MODE[act.mode]
            roots[n, act.word] = root
            acts.append([n, act.word, root, act.mode, act.stage, act.polarity, act.background])
            fillers.append(act.roles)
    rows = (torch.tensor(acts, dtype=torch.long).reshape(-1, 7), torch.tensor(sayings, dtype=torch.long).reshape(-1, 2))
    return Batch(
        pieces, mask, starts, act_words, cue_words, roots, cues, rows[0], _pairs(fillers, words, len(ROLES)),
        rows[1], _pairs(parts, words, len(PARTS)), torch.tensor(facts, dtype=torch.long).reshape(-1, 2), torch.tensor(judged),
    )  # fmt: skip


def _pairs(rows: Sequence[Sequence[tuple[int, int]]], words: int, count: int) -> Tensor:
    out = torch.zeros(len(rows), words, count)
    for k, pairs in enumerate(rows):
        for kind, word in pairs:
            out[k, word, kind] = 1.0
    return out


def find_loss(out: tuple[Tensor, ...], batch: Batch) -> Tensor:
    """What is wrong with the answers: types and cues over all labelled words, the rest at the labelled acts and cues."""
    root, mode, stage, polarity, background, roles, cue, parts, fact, _ = out
    loss = torch.zeros(())
    if len(batch.facts):
        told = torch.tanh(fact[batch.facts[:, 0], batch.facts[:, 1], 0])
        loss = loss + 0.5 * functional.mse_loss(told, batch.judged)
    if batch.act_words.any():
        chosen = batch.act_words
        loss = loss + 8 * functional.cross_entropy(root[chosen], batch.roots[chosen], label_smoothing=0.02)
    if batch.cue_words.any():
        loss = loss + 4 * functional.cross_entropy(cue[batch.cue_words], batch.cues[batch.cue_words])
    if len(batch.sayings):
        loss = loss + 0.05 * _pair_loss(parts, batch.parts, batch.sayings, batch.starts)
    if not len(batch.acts):
        return loss
    n, word = batch.acts[:, 0], batch.acts[:, 1]
    for scores, column, weight in ((mode, 3, 0.5), (stage, 4, 0.5), (polarity, 5, 0.5), (background, 6, 0.3)):
        loss = loss + weight * functional.cross_entropy(scores[n, word], batch.acts[:, column], label_smoothing=0.02)
    return loss + 0.3 * _pair_loss(roles, batch.roles, batch.acts, batch.starts, 3.0)


def _pair_loss(scores: Tensor, wanted: Tensor, heads: Tensor, starts: Tensor, weight: float = 1.0) -> Tensor:
    n, word = heads[:, 0], heads[:, 1]
    there = (torch.arange(scores.shape[1]).unsqueeze(0) < (starts > 0).sum(1)[n].unsqueeze(1)).unsqueeze(-1)
    loss = functional.binary_cross_entropy_with_logits(scores[n, word], wanted, reduction="none", pos_weight=torch.tensor(weight))
    return (loss * there).sum() / len(heads)


def batches(examples: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Examples in batches of like lengths, in random order."""
    order = sorted(examples, key=lambda e: len(e.window.pieces) + rng.random() * 20)
    cut = [order[k : k + size] for k in range(0, len(order), size)]
    rng.shuffle(cut)
    yield from cut


def measure(model: ActReader, examples: list[Example], ends: tuple[int, int], threshold: float = 0.5) -> dict[str, float]:
    """F1 of words that name an act (with their root) and of cues, accuracy of the fields at labelled acts, F1 of pairs."""
    model.eval()
    acts, cues, pairs, fields, facts = (Counter[str]() for _ in range(5))
    with torch.no_grad():
        for k in range(0, len(examples), 32):
            batch = make_batch(examples[k : k + 32], ends, 0)
            root, mode, stage, polarity, background, roles, cue, parts, fact, _ = model(batch.pieces, batch.mask, batch.starts)
            facts["right"] += int(((fact[batch.facts[:, 0], batch.facts[:, 1], 0] > 0) == (batch.judged > 0)).sum())
            facts["all"] += len(batch.facts)
            told = (root.softmax(-1)[..., 0] < 1 - threshold) & batch.act_words
            gold = (batch.roots > 0) & batch.act_words
            acts["right"] += int((told & gold & (root[..., 1:].argmax(-1) + 1 == batch.roots)).sum())
            _count(acts, told, gold)
            _count(cues, (cue[..., 1] > cue[..., 0]) & batch.cue_words, (batch.cues > 0) & batch.cue_words)
            n, word = batch.acts[:, 0], batch.acts[:, 1]
            for name, scores, column in (
                ("mode", mode, 3), ("stage", stage, 4), ("polarity", polarity, 5), ("background", background, 6),
            ):  # fmt: skip
                fields[name] += int((scores[n, word].argmax(-1) == batch.acts[:, column]).sum())
            for r, role in enumerate(ROLES):
                _count(pairs, roles[n, word][..., r] > 0, batch.roles[..., r] > 0, role)
            n, word = batch.sayings[:, 0], batch.sayings[:, 1]
            for r, part in enumerate(PARTS):
                _count(pairs, parts[n, word][..., r] > 0, batch.parts[..., r] > 0, part)
    out = {"typed_f1": 2 * acts["right"] / max(1, acts["found"] + acts["wanted"]), "spotted_f1": _f1(acts),
           "precision": acts["hit"] / max(1, acts["found"]), "recall": acts["hit"] / max(1, acts["wanted"])}  # fmt: skip
    out |= {k: v / max(1, acts["wanted"]) for k, v in fields.items()}
    out |= {r: _f1(pairs, r) for r in (*ROLES, *PARTS)} | {"cues": _f1(cues)}
    out["facts"] = facts["right"] / max(1, facts["all"])
    return {k: round(v, 4) for k, v in out.items()}


def _count(counts: Counter[str], told: Tensor, gold: Tensor, name: str = "") -> None:
    counts[name + "hit"] += int((told & gold).sum())
    counts[name + "found"] += int(told.sum())
    counts[name + "wanted"] += int(gold.sum())


def _f1(counts: Counter[str], name: str = "") -> float:
    return 2 * counts[name + "hit"] / max(1, counts[name + "found"] + counts[name + "wanted"])


def make_optimizer(
    model: ActReader, rate: float, faster: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW with one cycle of rates over so many steps; the heads learn `faster` times as fast as the encoder."""
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    groups = [{"params": list(model.encoder.parameters()), "lr": rate}, {"params": heads, "lr": faster * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    return optimizer, torch.optim.lr_scheduler.OneCycleLR(optimizer, [rate, faster * rate], steps, pct_start=0.1)


def take_step(model: nn.Module, loss: Tensor, rates: tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]) -> float:
    """Learn from one batch's loss; the loss as a number."""
    optimizer, schedule = rates
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    schedule.step()
    return float(loss.detach())


def train(
    model: ActReader, sets: tuple[list[Example], list[Example]], ends: tuple[int, int], options: argparse.Namespace
) -> None:
    """Learn from the first set, telling the figures of the second after each epoch."""
    learned, held = sets
    rng = random.Random(_SEED)
    rates = make_optimizer(model, options.rate, 10, options.epochs * (len(learned) // options.batch + 1))
    for epoch in range(options.epochs):
        model.train()
        began, total = time.monotonic(), 0.0
        for chosen in batches(learned, options.batch, rng):
            batch = make_batch(chosen, ends, options.unknown, hide=options.hide)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
                out = model(batch.pieces, batch.mask, batch.starts)
            loss = find_loss(tuple(o.float() for o in out), batch)
            total += take_step(model, loss, rates)
        line = {"epoch": epoch + 1, "loss": round(total, 1), "seconds": round(time.monotonic() - began)}
        if epoch % options.every == options.every - 1 or epoch == options.epochs - 1:
            line |= measure(model, held, ends)
            options.out.mkdir(parents=True, exist_ok=True)
            torch.save(model.state_dict(), options.out / "acts.pt")  # to go on from where a run is cut off
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def load_rows(corpus: Path, data: Path | None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Labelled reports of the training part, and of the development part."""
    rows = [*load_own(corpus), *(load_real(corpus, data) if data else [])]
    return [r for r in rows if part_of(r["id"]) == "train"], [r for r in rows if part_of(r["id"]) == "dev"]


def load_sayings(path: Path) -> list[dict[str, Any]]:
    """Reports labelled with attributions."""
    return list(read_rows(path))


def start_from(model: ActReader, weights: dict[str, Tensor]) -> None:
    """Take over weights of a run with fewer heads or roles; what is new keeps its random start."""
    state = model.state_dict()
    for name, value in weights.items():
        if name in state:
            state[name][tuple(slice(0, n) for n in value.shape)] = value
    model.load_state_dict(state)


def choose_facts(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """That many judged sentences: all that are not of the web, the rest drawn from it."""
    rare = [r for r in rows if r["dataset"] != "UDS-IH2"][:count]
    web = [r for r in rows if r["dataset"] == "UDS-IH2"]
    return [*rare, *random.Random(_SEED).sample(web, min(len(web), count - len(rare)))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, tell figures, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m reportedly.train.acts")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, help="folder of the small encoder, where a larger one is made its teacher")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--hide", type=float, default=0.05, help="share of the pieces that are hidden while it learns")
    parser.add_argument("--every", type=int, default=2)
    parser.add_argument("--sayings", type=int, default=300, help="reports with labelled attributions to learn from")
    parser.add_argument("--facts", type=int, default=6000, help="sentences with a judged word to learn from")
    parser.add_argument("--start", type=Path, help="weights (acts.pt) to start from")
    parser.add_argument("--keep", type=float, default=0.0, help="share of the weights it started from in what is written")
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=False)
    options = parser.parse_args(arguments)
    torch.manual_seed(_SEED)
    vocabulary = small_vocabulary(options.vocabulary or options.encoder)
    ends = end_signs(vocabulary)
    options.unknown = vocabulary.id_of("[MASK]")
    config = load_config()
    train_rows, dev_rows = load_rows(options.corpus, options.data)
    sets = (list(make_examples(train_rows, config, vocabulary)), list(make_examples(dev_rows, config, vocabulary)))
    if options.data and options.sayings:
        said, held = (load_sayings(options.data / "attribution" / f"{part}.jsonl") for part in ("train", "dev"))
        sets[0].extend(make_sayings(random.Random(_SEED).sample(said, options.sayings), config, vocabulary))
        sets[1].extend(make_sayings(held, config, vocabulary))
    if options.data and options.facts:
        judged, held = (list(read_rows(options.data / "factuality" / f"{part}.jsonl")) for part in ("train", "dev"))
        sets[0].extend(make_facts(choose_facts(judged, options.facts), config, vocabulary))
        sets[1].extend(make_facts(held[::4], config, vocabulary))
    sys.stdout.write(f"{len(sets[0])} windows to learn from, {len(sets[1])} held out\n")
    model = ActReader(*load_encoder(options.encoder, read_vocabulary(options.vocabulary or options.encoder)))
    before = torch.load(options.start, weights_only=True) if options.start else {}
    start_from(model, before)
    train(model, sets, ends, options)
    keep_some(model, before, options.keep)
    if options.vocabulary:
        return 0  # a teacher is not shipped
    figures = measure(model, sets[1], ends)
    export(model, options.out, options.encoder / "tokenizer.json")
    write_manifest(options.out, figures, train_rows, (options.sayings, options.facts) if options.data else (0, 0))
    return 0


def export(model: ActReader, out: Path, tokenizer: Path) -> None:
    """Write the model as ONNX with int8 weights, and its tokenizer beside it."""
    model.eval()
    out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out / "acts.pt")  # to go on from; it is not shipped
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long), torch.ones(2, 5, dtype=torch.long))
    names = ["root", "mode", "stage", "polarity", "background", "roles", "cue", "parts", "fact", "hidden"]
    axes = {"pieces": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}, "starts": {0: "batch", 1: "words"}}
    full = out / "full.onnx"
    torch.onnx.export(model, example, str(full), input_names=list(axes), output_names=names, dynamic_axes=axes,
                      opset_version=17, dynamo=False)  # fmt: skip
    quantize_dynamic(str(full), str(out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                     extra_options={"MatMulConstBOnly": True})  # fmt: skip
    full.unlink()
    finished = onnx.load(str(out / "model.onnx"))
    if not fuse_attention(finished):
        raise ResourceError("the exported reader's attention has other names than finish.py knows, so it cannot be fused")
    onnx.save(finished, str(out / "model.onnx"))
    shutil.copyfile(tokenizer, out / "tokenizer.json")


if __name__ == "__main__":
    raise SystemExit(main())
