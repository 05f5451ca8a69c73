"""What is done to an exported reader before it is shipped: `python -m reportedly.train.finish MODEL.onnx`, in place.

- int8 weights are narrowed to seven bits. Processors without instructions for int8 products (VNNI) add two products of 8 bits in
  16 bits, which overflow where weights use their whole range; seven bits never do, so all processors multiply alike.
- The attention of each layer becomes one node. The reader is given one window at a time, so that nothing is masked.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

_WIDE, _NARROW = 127, 63
_HEAD = 32  # width of one attention head
_LAYER = re.compile(r"^(.*/layer\.\d+/attention)/self/query/Add_output_0$")
_DOMAIN = "com.microsoft"


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


def fuse_attention(model: onnx.ModelProto) -> int:
    """Put one node in the place of each layer's attention, and drop the mask; how many layers were changed."""
    graph = model.graph
    made_by = {name: node for node in graph.node for name in node.output}
    width = {t.name: t.dims[0] for t in graph.initializer if t.dims}
    nodes = []
    for node in graph.node:
        layer = _LAYER.match(node.output[0]) if node.output else None
        if layer is None:
            continue
        inside = f"{layer[1]}/self"
        old = made_by[f"{inside}/Reshape_4_output_0"]
        heads = next(width[name] for name in node.input if name in width) // _HEAD
        inputs = [f"{inside}/{part}/Add_output_0" for part in ("query", "key", "value")]
        name = f"{layer[1]}/fused"
        nodes.append(
            (old, helper.make_node("MultiHeadAttention", inputs, list(old.output), name, domain=_DOMAIN, num_heads=heads))
        )
    for old, new in nodes:
        place = next(k for k, node in enumerate(graph.node) if node is old or node == old)
        graph.node.remove(old)
        graph.node.insert(place, new)
    if nodes:
        model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
        _prune(graph)
    return len(nodes)


def _prune(graph: onnx.GraphProto) -> None:
    """Drop nodes, tensors and inputs that nothing asks for."""
    while True:
        asked = {name for node in graph.node for name in node.input} | {o.name for o in graph.output}
        dead = [node for node in graph.node if not asked & set(node.output)]
        if not dead:
            break
        for node in dead:
            graph.node.remove(node)
    for rows in (graph.initializer, graph.input):
        for row in [row for row in rows if row.name not in asked]:
            rows.remove(row)


def main(arguments: list[str]) -> None:
    """Finish the model in place."""
    path = Path(arguments[0])
    model = onnx.load(str(path))
    told = f"{path}: {narrow(model)} tensors narrowed, the attention of {fuse_attention(model)} layers fused\n"
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    sys.stdout.write(told)


if __name__ == "__main__":
    main(sys.argv[1:])
