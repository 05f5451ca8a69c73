"""Narrows int8 weights to seven bits, so that every processor reads the same: `python -m reportedly.train.narrow MODEL.onnx`.

Processors without instructions for int8 products (VNNI) add two products of 8 bits by 8 in 16 bits, which overflow where weights
use their whole range; seven bits never do. Weights trained since are narrow when made (`reduce_range`); this is for older ones.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

_WIDE, _NARROW = 127, 63


def narrow(model: onnx.ModelProto) -> int:
    """Bring signed int8 weights that use more than seven bits down to them, with their scales; how many tensors were changed."""
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    changed = 0
    for name, tensor in tensors.items():
        weights = numpy_helper.to_array(tensor)
        scale = tensors.get(name.removesuffix("_quantized") + "_scale")
        if weights.dtype != np.int8 or scale is None or not weights.size or abs(weights.astype(np.int16)).max() <= _NARROW + 1:
            continue
        narrowed = np.rint(weights.astype(np.float32) * _NARROW / _WIDE).astype(np.int8)
        scales = (numpy_helper.to_array(scale) * _WIDE / _NARROW).astype(np.float32)
        tensor.CopyFrom(numpy_helper.from_array(narrowed, name))
        scale.CopyFrom(numpy_helper.from_array(scales, scale.name))
        changed += 1
    return changed


def main(arguments: list[str]) -> None:
    """Narrow the model in place."""
    path = Path(arguments[0])
    model = onnx.load(str(path))
    changed = narrow(model)
    onnx.save(model, str(path))
    sys.stdout.write(f"{path}: {changed} tensors narrowed to seven bits\n")


if __name__ == "__main__":
    main(sys.argv[1:])
