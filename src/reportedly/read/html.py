"""HTML pages: article text and metadata through trafilatura, date through htmldate."""

from __future__ import annotations

import logging

from reportedly.config import ReadOptions
from reportedly.core.raw import RawReport
from reportedly.errors import InputError


def read_html(html: str, path: str | None, options: ReadOptions) -> RawReport:
    """The article of a page, without navigation, scripts and adverts.

    The date is the page's own metadata only: neither today nor the file's time stands in for it.
    Raises InputError no_article when the page holds none.
    """
    import trafilatura
    from htmldate import find_date

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    if found is None or sum(c.isalpha() for c in found.text or "") < options.min_article_letters:
        raise InputError("no_article", "the page holds no article")
    page = found.as_dict()
    published = find_date(html, original_date=True, extensive_search=False)
    return RawReport(
        text=str(page["text"]),
        path=path,
        url=page.get("url"),
        publisher=page.get("sitename") or page.get("hostname"),
        title=page.get("title"),
        published=published,
    )
