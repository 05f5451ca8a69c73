"""Encoders that the act reader is trained on: the small one that ships, and larger ones that teach it.

A teacher reads the pieces of the small encoder's vocabulary, so that its answers stand for the same words: their ids are
changed to its own on the way in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from reportedly.annotate.pieces import Pieces
from reportedly.errors import ResourceError

# The signs of one vocabulary that have another name in an encoder of another make.
_OTHER_NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>", "[MASK]": "<mask>"}


class Renamed(nn.Module):
    """An encoder that takes the ids of another vocabulary. `names`: [ids of that vocabulary] -> id of its own."""

    def __init__(self, encoder: nn.Module, names: Tensor) -> None:
        super().__init__()
        self.encoder = encoder
        self.register_buffer("names", names, persistent=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> object:
        """input_ids, attention_mask: [batch, pieces] -> what the encoder gives."""
        return self.encoder(input_ids=self.names[input_ids], attention_mask=attention_mask)


def read_vocabulary(folder: Path) -> dict[str, int]:
    """The pieces of an encoder and their ids, from its `tokenizer.json`."""
    found: dict[str, int] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return found


def load_encoder(folder: Path, vocabulary: Mapping[str, int]) -> tuple[nn.Module, int]:
    """The encoder in a folder, made to read ids of `vocabulary`, and how wide its vectors are.

    Raises ResourceError when its own vocabulary lacks a piece of the other.
    """
    encoder = AutoModel.from_pretrained(folder)
    size = int(encoder.config.hidden_size)
    own = read_vocabulary(folder)
    if own == vocabulary:
        return encoder, size
    names = torch.zeros(max(vocabulary.values()) + 1, dtype=torch.long)
    signs = _OTHER_NAMES if "<s>" in own else {}
    for piece, number in vocabulary.items():
        known = own.get(signs.get(piece, piece))
        if known is None:
            raise ResourceError(f"the encoder in {folder} has no piece {piece!r}; a teacher needs the vocabulary of its pupil")
        names[number] = known
    return Renamed(encoder, names), size


def small_vocabulary(folder: Path) -> Pieces:
    """The vocabulary in a folder, ready to cut words."""
    return Pieces(read_vocabulary(folder))


def keep_some(model: nn.Module, before: Mapping[str, Tensor], share: float) -> None:
    """Move a model's weights back by `share` of the way to those it started from, where both have them in one shape.

    The mean of two ends of one training is often better than either on text of another kind (Wortsman et al., 2022).
    """
    state = model.state_dict()
    for name, old in before.items():
        new = state.get(name)
        if new is not None and new.shape == old.shape and new.is_floating_point():
            state[name] = (1 - share) * new + share * old
    model.load_state_dict(state)
