"""Tokens, sentences and dependency parse. The only module that imports spaCy; its `Doc` never leaves here."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.annotate.paragraphs import Paragraph, find_paragraphs
from reportedly.core.layers import Document, Sentence, Token
from reportedly.core.report import Report
from reportedly.errors import ResourceError

_NOT_THERE = "the parser model {model} is not installed (option annotate.model)"
_SEMICOLONS = "semicolons"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_JOINING = frozenset({"WDT", "WP", "WP$", "WRB", "IN", "CC"})
_QUOTE_MARKS = str.maketrans("“”„‟‘’‚‛´`", "\"\"\"\"''''''")


@cache
def load_parser(model: str) -> Any:
    """The spaCy pipeline of the installed package `model`. Raises ResourceError when it is not installed."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parser = importlib.import_module(model).load()
    except ImportError as error:
        raise ResourceError(_NOT_THERE.format(model=model)) from error
    for _, component in parser.pipeline:
        network = getattr(component, "model", None)
        for layer in network.walk() if network is not None else ():
            layer.ops.use_blis = (
                False  # numpy's matrix products: the same numbers, and several times faster where BLIS is generic
            )
    from spacy.language import Language

    Language.component(_SEMICOLONS, func=_part_at_semicolons)
    parser.add_pipe(_SEMICOLONS, before="parser")
    return parser


def _part_at_semicolons(doc: Any) -> Any:
    """Let a sentence begin behind a semicolon that stands between two clauses with verbs of their own, outside quotation marks:
    "X announced a pullback; NATO sees none" are two, which the parser takes for what one of them says."""
    quoted = False
    for token in doc[:-1]:
        quoted ^= token.text == '"'
        if token.text == ";" and not quoted:
            before, after = doc[: token.i], doc[token.i + 1 :]
            if _has_verb(before) and _begins_clause(after):
                doc[token.i + 1].is_sent_start = True
    return doc


def _has_verb(tokens: Any) -> bool:
    return any(t.tag_ in _FINITE for t in tokens)


def _begins_clause(tokens: Any) -> bool:
    """True where a subject and a finite verb come before the next sign that parts: "NATO and the US still see …"."""
    if tokens[0].tag_ in _JOINING:
        return False
    for token in tokens:
        if token.text in (";", ".", ":", "(", '"'):
            return False
        if token.tag_ in _FINITE:
            return bool(token.i > tokens[0].i)
    return False


def parser_version(model: str) -> str:
    """`name version` of the parser model, for run rows; the model is not loaded. Raises ResourceError."""
    found = importlib.util.find_spec(model)
    folder = Path(found.origin).parent if found is not None and found.origin else None
    metas = sorted(folder.glob("meta.json")) + sorted(folder.glob("*/meta.json")) if folder else []
    if not metas:
        raise ResourceError(_NOT_THERE.format(model=model))
    meta = json.loads(metas[0].read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def parse_reports(reports: Iterable[Report], model: str, batch_paragraphs: int) -> Iterator[Document]:
    """Yield each report with its tokens and sentences; offsets are those of the stored text.

    Each paragraph is parsed on its own; line breaks inside one read as spaces, curly quotes as straight ones.
    """
    reports = list(reports)
    jobs: list[tuple[str, tuple[int, int]]] = []
    paragraphs = [find_paragraphs(report) for report in reports]
    for number, (report, found) in enumerate(zip(reports, paragraphs, strict=True)):
        jobs.extend((_for_parser(report.text, p), (number, k)) for k, p in enumerate(found))
    parsed: dict[int, list[tuple[Paragraph, Any]]] = {number: [] for number in range(len(reports))}
    pipe = load_parser(model).pipe(jobs, as_tuples=True, batch_size=batch_paragraphs)
    for doc, (number, k) in pipe:
        parsed[number].append((paragraphs[number][k], doc))
    for number, report in enumerate(reports):
        yield _to_document(report, parsed.pop(number))


def _for_parser(text: str, paragraph: Paragraph) -> str:
    piece = text[paragraph.start : paragraph.end].translate(_QUOTE_MARKS).replace("\n", " ")
    return re.sub(r"(?<=\w)''(?=\s|$)", '" ', piece) if "''" in piece else piece


def _to_document(report: Report, parsed: list[tuple[Paragraph, Any]]) -> Document:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (paragraph, doc) in enumerate(parsed):
        base = len(tokens)
        for span in _sentence_ranges(doc):
            index = len(sentences)
            first, last = base + span[0], base + span[1]
            tokens.extend(_token(t, base, paragraph.start, index) for t in doc[span[0] : span[1]])
            start, end = tokens[first].start, tokens[last - 1].end
            sentences.append(Sentence(index, first, last, start, end, number, paragraph.part))
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return replace(Document(report), tokens=tuple(tokens), sentences=tuple(sentences), children=tuple(map(tuple, children)))


def _sentence_ranges(doc: Any) -> list[tuple[int, int]]:
    """Token ranges of the sentences; white-space-only ones are joined to the one before."""
    out: list[tuple[int, int]] = []
    for sent in doc.sents:
        if out and not sent.text.strip():
            out[-1] = (out[-1][0], sent.end)
        else:
            out.append((sent.start, sent.end))
    return out


def _token(token: Any, base: int, offset: int, sentence: int) -> Token:
    return Token(
        i=base + token.i,
        text=token.text,
        lemma=token.lemma_.lower(),
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=base + token.head.i,
        start=offset + token.idx,
        end=offset + token.idx + len(token.text),
        sentence=sentence,
        ent_type=token.ent_type_,
        morph=str(token.morph),
    )
