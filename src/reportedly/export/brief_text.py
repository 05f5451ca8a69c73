"""A brief as Markdown or as one HTML page. The same brief gives the same bytes; report text is shown as text, never as markup."""

from __future__ import annotations

from html import escape

from reportedly.core.brief import Brief, Line

_MOST_IDS = 3
_MOST_QUOTES = 12
SOURCES = "What the sentences stand on"
_NO_VERDICT = "Who claims what, on whose word. Nothing here is a verdict on what is true."
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 1.6rem; border-bottom: 1px solid; }
li { margin: .5rem 0; } .inferred { font-style: italic; } .inferred::before { content: "Worked out: "; font-weight: 600; }
.ids { font: .75rem ui-monospace, monospace; overflow-wrap: anywhere; opacity: .75; }
blockquote { margin: .2rem 0 .2rem 1rem; padding-left: .6rem; border-left: 3px solid; }
details { font-size: .9rem; }
.sources { font-size: .875rem; padding-left: 1rem; }
@media print { details { display: none; } body { margin: 0; } li { break-inside: avoid; } }
"""


def brief_title(brief: Brief) -> str:
    """The heading of a brief: its scope and days."""
    day = f", as known on {brief.as_of}" if brief.as_of else ""
    return f"Brief{day}" + (f", news since {brief.since}" if brief.since else "") + (f" ({brief.scope})" if brief.scope else "")


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown; each sentence ends with the ids of its claims."""
    out = [f"# {brief_title(brief)}", "", _NO_VERDICT, ""]
    for section in brief.sections:
        out += [f"## {section.title}", ""]
        out += [f"- {_sentence(brief, line)}{_ids(line)}" for line in section.lines] or ["- nothing"]
        out.append("")
    if brief.references:
        out += [f"## {SOURCES}", "", *(f"- `{r.claim}` {r.words}" for r in brief.references), ""]
    out += [*_foot(brief)]
    return "\n".join(out)


def render_html(brief: Brief) -> str:
    """The brief as one page without scripts: what is worked out looks different, quotes open under each sentence."""
    title = escape(brief_title(brief))
    out = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{title}</h1><p>{_NO_VERDICT}</p>",
    ]
    for section in brief.sections:
        out.append(f"<section><h2>{escape(section.title)}</h2><ul>")
        out += [_item(line) for line in section.lines] or ["<li>nothing</li>"]
        out.append("</ul></section>")
    if brief.references:
        told = "".join(
            f'<li id="{escape(r.claim)}"><span class="ids">{escape(r.claim)}</span> {escape(r.words)}</li>'
            for r in brief.references
        )
        out.append(f"<section><h2>{SOURCES}</h2><ul class=sources>{told}</ul></section>")
    out += [f"<p>{escape(text)}</p>" for text in _foot(brief) if text]
    return "\n".join([*out, "</main></body></html>"])


def _sentence(brief: Brief, line: Line) -> str:
    if brief.style == "icd203" and line.inferred:
        return f"Reported: {line.text} Worked out: {line.inferred}"
    return line.words


def _item(line: Line) -> str:
    worked = f' <span class="inferred">{escape(line.inferred)}</span>' if line.inferred else ""
    links = ", ".join(f'<a href="#{escape(i)}">{escape(i)}</a>' for i in cited_of(line))
    more = len(line.claims) - len(cited_of(line))
    ids = f' <span class="ids">[{links}{f" and {more} more" if more else ""}]</span>' if line.claims else ""
    quotes = "".join(f"<blockquote>{escape(q)}</blockquote>" for q in line.quotes[:_MOST_QUOTES])
    opened = f"<details><summary>{len(line.quotes)} quotes</summary>{quotes}</details>" if quotes else ""
    return f"<li>{escape(line.text)}{worked}{ids}{opened}</li>"


def _ids(line: Line) -> str:
    if not line.claims:
        return ""
    cited = cited_of(line)
    more = f" and {len(line.claims) - len(cited)} more" if len(line.claims) > len(cited) else ""
    return f" [{', '.join(cited)}{more}]"


def cited_of(line: Line) -> tuple[str, ...]:
    """The claims that a reader is pointed to; the first ones where none were chosen."""
    return line.cited or line.claims[:_MOST_IDS]


def _foot(brief: Brief) -> list[str]:
    out = []
    if brief.refused:
        out += [f"{brief.refused} sentences were held back: they told more than their sources hold.", ""]
    if brief.style == "icd203":
        told = "; ".join(brief.faults) if brief.faults else "nothing is missing"
        out += [f"Checked against the analytic standards of ICD 203: {told}.", ""]
    return out
