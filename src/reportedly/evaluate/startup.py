"""Start-up and size: `python -m reportedly.evaluate.startup`.

Seconds of `reportedly --help` and of `reportedly code` on one short report, each in a new process, the quickest of some; and the
megabytes that an installation without extras brings, by the files that its distributions record.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

_REPORT = "Gabon's government said on Monday it would release 50 prisoners by March 31.\n"
_ROUNDS = 3
_MB = 1_000_000
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def measure_install(root: str = "reportedly") -> dict[str, float]:
    """Megabytes of each distribution that `root` needs without extras, itself included."""
    sizes: dict[str, float] = {}
    due = [root]
    while due:
        name = re.sub(r"[-_.]+", "-", due.pop()).lower()
        if name in sizes:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # a need of other platforms or versions
            continue
        files = found.files or []
        sizes[name] = sum(path.stat().st_size for f in files if (path := Path(str(f.locate()))).is_file()) / _MB
        for requirement in found.requires or []:
            told = _NAME.match(requirement)
            if told is not None and "extra ==" not in requirement:
                due.append(told[0])
    package = Path(__file__).parents[1]
    sizes[root] = sum(f.stat().st_size for f in package.rglob("*") if f.is_file() and "__pycache__" not in f.parts) / _MB
    return sizes


def time_command(arguments: list[str]) -> float:
    """Seconds of a command in a new process, the quickest of some."""
    seconds = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "reportedly", *arguments], check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    """Print both and, as the last line, one JSON object."""
    sizes = measure_install()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(_REPORT, encoding="utf-8")
        help_s, code_s = time_command(["--help"]), time_command(["code", str(report), "--published", "2019-03-04"])
    largest = sorted(sizes.items(), key=lambda row: -row[1])[:8]
    lines = [
        f"reportedly --help         {help_s:6.2f} s",
        f"reportedly code, cold     {code_s:6.2f} s",
        f"installed, without extras {sum(sizes.values()):6.0f} MB: " + ", ".join(f"{name} {size:.0f}" for name, size in largest),
    ]
    figures = {"help_s": round(help_s, 2), "code_s": round(code_s, 2), "install_mb": round(sum(sizes.values()))}
    sys.stdout.write("\n".join([*lines, json.dumps(figures)]) + "\n")


if __name__ == "__main__":
    main()
