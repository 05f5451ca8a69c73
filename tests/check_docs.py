"""Docs against code: commands and options that the docs name exist, links lead somewhere, pages name no lost file."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]


def find_problems() -> list[str]:
    """What the docs say that is not so."""
    problems: list[str] = []
    helps: dict[str, str] = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            if not (page.parent / target).exists():
                problems.append(f"{page.relative_to(ROOT)}: link to {target}, which is not there")
        for path in re.findall(r"`((?:src|docs|tests|examples|requirements|corpus)/[\w./-]+\.\w+)`", text):
            if not (ROOT / path).exists():
                problems.append(f"{page.relative_to(ROOT)}: names {path}, which is not there")
        for verb, rest in re.findall(r"^(?:    |\$ )\$? ?reportedly ([a-z]+)([^\n]*)", text, re.M):
            helps.setdefault(verb, help_of(verb))
            if not helps[verb]:
                problems.append(f"{page.relative_to(ROOT)}: reportedly has no verb {verb}")
            for option in re.findall(r"(?<=\s)(--[a-z-]+)", rest):
                if helps[verb] and option not in helps[verb]:
                    problems.append(f"{page.relative_to(ROOT)}: reportedly {verb} has no {option}")
    return problems


def help_of(verb: str) -> str:
    """The help text of a verb, or '' where there is none."""
    done = subprocess.run(
        [sys.executable, "-m", "reportedly", verb, "--help"],
        capture_output=True,
        text=True,
        env={"COLUMNS": "200", "TERM": "dumb"},
    )
    return done.stdout if done.returncode == 0 else ""


if __name__ == "__main__":
    found = find_problems()
    sys.stdout.write("".join(f"{p}\n" for p in found) + f"docs: {len(PAGES)} pages, {len(found)} problems\n")
    raise SystemExit(bool(found))
