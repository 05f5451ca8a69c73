"""What weights were trained on, by whose rights, and how they did: the manifest beside them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

RIGHTS = {
    "own": "our own words, Apache-2.0",
    "crisis_reports": "copyrighted news; hellaskella33/ukraine-war-news-sentiment-analysis, michaelfaerber/ukraine-news-bias",
    "event_type": "snowood1/Zero-Shot-PLOVER, eventdata/ConfliBERT (GPL-3 repository): copyrighted news, no licence stated",
    "coreference": "ECB+ 1.0: annotation CC BY 3.0 (not used), copyrighted news",
    "attribution": "PolNeAR 1.0 (networkdynamics/PolNeAR): no licence stated, copyrighted news; labels of ours",
    "attribution, its own annotation": "PolNeAR 1.0 (networkdynamics/PolNeAR): no licence stated, copyrighted US news",
    "non_events": "slanglab/IndiaPoliceEvents: none stated, Times of India; its annotation is not used",
    "factuality, its own annotation": "UDS-IH2 (English Web Treebank text), MegaVeridicality, CommitmentBank (BNC text), crowd "
    "scores: njjiang/factuality_bert (MIT repository)",
    "entities": "stanfordnlp/en-worldwide-newswire: none stated, copyrighted news; its annotation is not used",
    "conflict_events": "xinyadu/grit_doc_event_entity (MIT repository): FBIS translations; its annotation is not used",
    "toponyms": "milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation (GPL-3 repository): LGL copyrighted news, GeoVirus CC BY",
}


def write_manifest(out: Path, figures: dict[str, float], rows: Sequence[dict[str, Any]], more: tuple[int, int]) -> None:
    """Hash, what it was trained on with its licence, and its figures on the development part. `more`: reports with
    attributions and sentences with a judged word beside the rows."""
    sets = Counter(str(row.get("dataset") or "own") for row in rows)
    sets["attribution, its own annotation"], sets["factuality, its own annotation"] = more
    manifest = {
        "name": "acts", "sha256": hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest(),
        "tokenizer_sha256": hashlib.sha256((out / "tokenizer.json").read_bytes()).hexdigest(),
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0), six layers, fine-tuned", "format": "ONNX, int8 weights",
        "trained_on": [{"set": name, "texts": count, "rights": RIGHTS[name]} for name, count in sorted(sets.items())],
        "labels": "ours (docs/corpus.md), training part only", "dev": figures, "command": "python -m reportedly.train.acts",
    }  # fmt: skip
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
