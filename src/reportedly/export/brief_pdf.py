"""A brief as PDF (fpdf2, with a font that holds Latin, Greek and Cyrillic letters). The same brief gives the same bytes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from reportedly.core.brief import Brief, Line
from reportedly.errors import UsageError
from reportedly.export.brief_text import SOURCES, brief_title, cited_of

if TYPE_CHECKING:
    from fpdf import FPDF

_FAMILY = "Source Sans Pro"
_SIZE, _LEADING = 10.5, 5.0  # points, millimetres
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # a PDF names the time it was made; ours is the same for the same brief


def render_pdf(brief: Brief) -> bytes:
    """The brief as a PDF document, A4, with its headings as bookmarks. Raises UsageError where the extra is not installed."""
    try:
        from font_source_sans_pro import font_directory
        from fpdf import FPDF
    except ImportError as error:
        raise UsageError("PDF needs an extra: pip install 'reportedly[pdf]'; .html and .md do not") from error

    pdf = FPDF(format="A4")
    pdf.set_creation_date(_EPOCH)
    for style, name in (("", "Regular"), ("B", "Bold"), ("I", "It")):
        pdf.add_font(_FAMILY, style, f"{font_directory}/SourceSansPro-{name}.ttf")
    title = brief_title(brief)
    pdf.set_title(title)
    pdf.set_auto_page_break(True, margin=18)
    pdf.add_page()
    _write(pdf, title, "B", 15)
    _write(pdf, "Who claims what, on whose word. Nothing here is a verdict on what is true.", "", _SIZE)
    for section in brief.sections:
        pdf.ln(3)
        pdf.start_section(section.title)
        _write(pdf, section.title, "B", 12.5)
        for line in section.lines:
            _write_line(pdf, line)
        if not section.lines:
            _write(pdf, "nothing", "", _SIZE)
    if brief.references:
        pdf.ln(3)
        pdf.start_section(SOURCES)
        _write(pdf, SOURCES, "B", 12.5)
        for reference in brief.references:
            _write(pdf, f"{reference.claim}: {reference.words}", "", 8.5)
            pdf.ln(0.6)
    if brief.style == "icd203":
        told = "; ".join(brief.faults) or "nothing is missing"
        _write(pdf, f"Checked against the analytic standards of ICD 203: {told}.", "", _SIZE)
    return bytes(pdf.output())


def _write_line(pdf: FPDF, line: Line) -> None:
    _write(pdf, f"• {line.text}", "", _SIZE)
    if line.inferred:
        _write(pdf, f"Worked out: {line.inferred}", "I", _SIZE)
    if line.claims:
        pdf.set_text_color(110)
        cited = cited_of(line)
        more = len(line.claims) - len(cited)
        _write(pdf, ", ".join(cited) + (f" and {more} more" if more else ""), "", 7.5)
        pdf.set_text_color(0)
    pdf.ln(1)


def _write(pdf: FPDF, text: str, style: str, size: float) -> None:
    pdf.set_font(_FAMILY, style, size)
    pdf.multi_cell(0, _LEADING * size / _SIZE, text, new_x="LMARGIN", new_y="NEXT", align="L")
