"""Weights of a shipped reader as tensors to go on learning from: int8 back to floats, under the names that training has."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from reportedly.errors import ResourceError

_LINEAR = re.compile(r"^onnx::MatMul_(\d+)_quantized$")
_NAMED = re.compile(r"^(.*\.weight)_quantized$")
_IN_LAYER = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense",
    "output.dense",
)  # fmt: skip
_HEADS = (
    "mix.0", "root", "mode", "stage", "polarity", "background", "roles.left", "roles.right", "roles.alone", "cue", "parts.left",
    "parts.right", "parts.alone", "fact",
)  # fmt: skip


def read_weights(path: Path) -> dict[str, Tensor]:
    """Tensors by name from an ONNX file that `train.acts` wrote. The products' weights bear numbers there: their order is that in
    which the reader uses them, so it tells which is whose.

    Raises ResourceError where they are not as many as the reader has.
    """
    tensors = {t.name: numpy_helper.to_array(t) for t in onnx.load(str(path)).graph.initializer}
    out = {name: value for name, value in tensors.items() if value.dtype == np.float32 and not name.endswith("_scale")}
    for name, value in tensors.items():
        if m := _NAMED.match(name):
            out[m[1]] = _floats(tensors, name, value)
    products = sorted((int(m[1]), name) for name in tensors if (m := _LINEAR.match(name)))
    layers = (len(products) - len(_HEADS)) // len(_IN_LAYER)
    names = [f"encoder.encoder.layer.{n}.{part}" for n in range(layers) for part in _IN_LAYER] + list(_HEADS)
    if len(names) != len(products):
        raise ResourceError(f"{path} has {len(products)} products, a reader of {layers} layers has {len(names)}")
    for (_, name), target in zip(products, names, strict=True):
        out[f"{target}.weight"] = _floats(tensors, name, tensors[name]).T  # [in, out] there, [out, in] here
    return {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in out.items()}


def _floats(tensors: dict[str, np.ndarray], name: str, value: np.ndarray) -> np.ndarray:
    stem = name.removesuffix("_quantized")
    zero = tensors[f"{stem}_zero_point"].astype(np.float32)
    floats: np.ndarray = (value.astype(np.float32) - zero) * tensors[f"{stem}_scale"].astype(np.float32)
    return floats
