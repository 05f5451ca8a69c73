"""Who says what: source, cue and content of every attribution (the model of PARC and PolNeAR).

Direct speech (quotes with a cue), indirect speech (a clause under a verb of saying), mixed speech, "according to",
nouns that carry a clause ("a report that …", "fears of …"), and sentences that go on with what the one before it
attributes (coding rule 3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.carried import find_carried
from reportedly.annotate.headed import find_headed
from reportedly.annotate.sayings import see_attributions
from reportedly.annotate.speaking import find_source, is_tacked_on, speaker_behind_comma
from reportedly.core.layers import Attribution, Document, Sentence, Token
from reportedly.core.span import Quote, Span
from reportedly.core.tables import read_table
from reportedly.ontology.estimating import find_counted, find_estimates

_CLAUSE_DEPS = ("ccomp", "xcomp", "parataxis", "advcl", "acl")
_ACCORDING = re.compile(r"\b(?:according\s+to|in\s+the\s+words\s+of|as\s+per|citing|quoting)\b", re.I)
_NOUN_CUES = {
    "statement": "statement",
    "report": "document",
    "claim": "statement",
    "allegation": "statement",
    "assertion": "statement",
    "denial": "statement",
    "announcement": "statement",
    "warning": "statement",
    "accusation": "statement",
    "suggestion": "statement",
    "belief": "statement",
    "fear": "statement",
    "concern": "statement",
    "hope": "statement",
    "news": "media",
    "rumour": "anonymous",
    "rumor": "anonymous",
    "speculation": "anonymous",
    "estimate": "statement",
}
_SPEECH_NOUNS = ("conference", "speech", "address", "briefing")
_IMAGES = {"image", "imagery", "photo", "photograph", "picture", "footage", "video", "satellite", "map", "radar"}
_DOCUMENTS = {"report", "document", "letter", "memo", "study", "assessment", "survey", "record", "data", "file", "leak"}
_ANONYMOUS = {
    "official",
    "source",
    "officer",
    "diplomat",
    "aide",
    "adviser",
    "witness",
    "resident",
    "analyst",
    "expert",
    "observer",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: `kind` say, see or feel, and the basis of what it introduces."""

    kind: str
    basis: str


_COUNTS = Cue("say", "statement")


@cache
def load_cues() -> dict[str, Cue]:
    """Cue lemmas as shipped."""
    return {lemma: Cue(kind, basis) for lemma, kind, basis in read_table("reportedly.annotate", "cues.tsv", 3)}


def find_attributions(document: Document) -> tuple[Attribution, ...]:
    """Attributions of the document in text order; contents may nest, cues never repeat."""
    found: list[Attribution] = []
    for sentence in document.sentences:
        for i in range(sentence.first, sentence.last):
            token = document.tokens[i]
            item = _verbal(document, token, sentence) or _nominal(document, token)
            if item is not None:
                found.append(item)
        found.extend(_according(document, sentence))
        found.extend(_by_estimates(document, sentence))
    found.extend(find_headed(document, found))
    found.extend(find_carried(document, found))
    return tuple(sorted(found, key=lambda a: a.content[0].start if a.content else a.cue[0].start))


def find_spoken(document: Document) -> tuple[Attribution, ...]:
    """Attributions as the act reader sees them; those of the rules where it did not read."""
    if not document.sayings:
        return document.attributions
    return tuple(see_attributions(document, lambda source, cue: _basis_seen(document, source, cue)))


# ------------------------------------------------------------------ verbs


def _verbal(document: Document, token: Token, sentence: Sentence) -> Attribution | None:
    counted = find_counted(document, token)
    cue = _COUNTS if counted else load_cues().get(token.lemma)
    if cue is None or token.pos not in ("VERB", "AUX") or token.dep in ("amod", "compound"):
        return None
    behind = speaker_behind_comma(document, token) if cue.kind == "say" else None
    if behind is not None:
        told = Span(document.tokens[sentence.first].start, document.tokens[behind[1] - 1].end)
        return Attribution(
            source=(_np_quote(document, behind[0]),), cue=(_word(document, token),), content=(document.quote(told),),
            head=behind[0], cue_head=token.i, basis=_basis(document, behind[0], token, cue), rule=f"cue:{token.lemma}",
        )  # fmt: skip
    source = find_source(document, token)
    content = [document.quote(_trim(document, counted))] if counted else _content_of(document, token, sentence, cue)
    if not content or (source is None and token.tag != "VBG"):
        return None
    if source is not None and cue.kind == "see" and not _may_observe(document, source, content):
        return None
    if source is None:
        return None
    basis = _basis(document, source, token, cue)
    return Attribution(
        source=(_np_quote(document, source),),
        cue=(_word(document, token),),
        content=tuple(content),
        head=source,
        cue_head=token.i,
        basis=basis,
        rule=f"cue:{token.lemma}",
    )


def _content_of(document: Document, verb: Token, sentence: Sentence, cue: Cue) -> list[Quote]:
    tokens, kids = document.tokens, document.children
    clauses = [
        k
        for k in kids[verb.i]
        if tokens[k].dep == "ccomp" or (tokens[k].dep == "parataxis" and tokens[k].lemma not in load_cues())
    ]
    if (
        verb.dep == "parataxis"
        or (verb.dep == "ccomp" and verb.head > verb.i)
        or (verb.dep == "ROOT" and not clauses)
        or (not clauses and is_tacked_on(document, verb))
    ):
        outer = _around(document, verb, sentence)
        if outer:
            return outer
    if cue.kind != "see" or clauses:
        clauses = clauses or [k for k in kids[verb.i] if tokens[k].dep == "xcomp"]
    if clauses:
        return [document.quote(_clause_span(document, verb, clauses))]
    quoted = _quoted_in(document, sentence)
    if quoted and cue.kind == "say":
        return quoted
    objects = [k for k in kids[verb.i] if tokens[k].dep in ("dobj", "attr", "oprd") and tokens[k].pos not in ("PRON",)]
    if objects and verb.lemma not in ("tell", "call"):
        return [document.quote(_trim(document, document.subtree(objects[0])))]
    return []


def _around(document: Document, verb: Token, sentence: Sentence) -> list[Quote]:
    """Content of a cue that stands behind or inside it ("…, NATO said", "The troops, he said, left")."""
    tokens = document.tokens
    own = set(_cue_clause(document, verb))
    if verb.dep in ("parataxis", "ccomp") and tokens[verb.head].sentence == verb.sentence:
        rest = [k for k in range(sentence.first, sentence.last) if k not in own]
    elif verb.dep in ("ROOT", "conj"):
        first = min(own)
        before = list(range(sentence.first, first))
        if not any(tokens[k].pos in ("VERB", "AUX") for k in before) and not _quoted_in(document, sentence):
            return []
        if tokens[first - 1].text not in (",", '"', "”", "'") if first > sentence.first else True:
            return []
        rest = before
    else:
        return []
    return _runs(document, rest)


def _cue_clause(document: Document, verb: Token) -> list[int]:
    """Tokens of the cue's own clause: the verb, its subject, its adverbials; not its content."""
    tokens = document.tokens
    out = [verb.i]
    for k in document.children[verb.i]:
        if tokens[k].dep in (
            "nsubj",
            "nsubjpass",
            "aux",
            "auxpass",
            "neg",
            "prep",
            "npadvmod",
            "advmod",
            "dative",
            "agent",
            "dobj",
            "prt",
        ):
            out.extend(document.subtree(k))
    return out


def _runs(document: Document, indices: list[int]) -> list[Quote]:
    """The stretches of neighbouring tokens among `indices`, those without a word left out."""
    out: list[Quote] = []
    run: list[int] = []
    for k in [*indices, -10]:
        if run and k != run[-1] + 1:
            words = [i for i in run if document.tokens[i].pos not in ("PUNCT", "SPACE")]
            if words:
                out.append(document.quote(document.span_of(words)))
            run = []
        run.append(k)
    return out


def _clause_span(document: Document, verb: Token, clauses: list[int]) -> Span:
    indices = [i for k in clauses for i in document.subtree(k)]
    own = set(_cue_clause(document, verb))
    indices = [i for i in indices if i not in own]
    for k in document.children[verb.i]:
        if document.tokens[k].dep == "mark":
            indices.append(k)
    indices.extend(_joined_clauses(document, verb, clauses))
    return _trim(document, indices)


def _joined_clauses(document: Document, verb: Token, clauses: list[int]) -> list[int]:
    """Clauses joined to the cue by 'and' that open with 'that': they carry on the content."""
    out: list[int] = []
    for k in document.children[verb.i]:
        token = document.tokens[k]
        if token.dep == "conj" and k > max(clauses) and any(document.tokens[c].dep == "mark" for c in document.children[k]):
            out.extend(document.subtree(k))
    return out


def _trim(document: Document, indices: list[int]) -> Span:
    words = [i for i in indices if document.tokens[i].pos not in ("PUNCT", "SPACE")]
    return document.span_of(words or indices)


def _quoted_in(document: Document, sentence: Sentence) -> list[Quote]:
    """What stands between double quotation marks in the sentence, when it is more than three words."""
    text = document.report.text[sentence.start : sentence.end]
    out = []
    for match in re.finditer(r"[\"“]([^\"“”]{12,})[\"”]?", text):
        if len(match[1].split()) > 3:
            start = sentence.start + match.start(1)
            out.append(document.quote(Span(start, start + len(match[1].rstrip(" ,")))))
    return out


def _may_observe(document: Document, source: int, content: list[Quote]) -> bool:
    token = document.tokens[source]
    return (
        token.lemma in _IMAGES | _DOCUMENTS
        or token.pos == "PRON"
        or token.text[:1].isupper()
        or token.ent_type != ""
        or token.lemma in _ANONYMOUS
    )


def _basis(document: Document, source: int, verb: Token, cue: Cue) -> str:
    token = document.tokens[source]
    words = {document.tokens[k].lemma for k in document.subtree(source)}
    if token.lemma in _IMAGES or words & {"satellite"}:
        return "imagery"
    if token.lemma in _DOCUMENTS:
        return "document"
    around = {document.tokens[k].lemma for k in document.subtree(verb.i)[:80]}
    if "anonymity" in around or "anonymously" in around or (token.lemma in _ANONYMOUS and token.ent_type == ""):
        return "anonymous"
    if token.ent_type == "ORG" and token.text in ("Reuters", "AFP", "AP", "CNN", "BBC", "Interfax", "Xinhua", "TASS"):
        return "media"
    if around & {"tweet", "twitter"}:
        return "post"
    if around & {"interview"}:
        return "interview"
    if around & set(_SPEECH_NOUNS):
        return "speech"
    return cue.basis if cue.basis != "imagery" else "observation"


def _basis_seen(document: Document, source: int, cue: int) -> str:
    token = document.tokens[cue]
    return _basis(document, source, token, load_cues().get(token.lemma, Cue("say", "statement")))


# ------------------------------------------------------------------ nouns and phrases


def _nominal(document: Document, token: Token) -> Attribution | None:
    """A noun that carries a clause or an act: "Moscow's claim that …", "reports that …", "fears of an invasion"."""
    basis = _NOUN_CUES.get(token.lemma)
    if basis is None or token.pos not in ("NOUN",):
        return None
    tokens, kids = document.tokens, document.children
    clauses = [k for k in kids[token.i] if tokens[k].dep in ("acl", "ccomp") and any(tokens[c].text == "that" for c in kids[k])]
    if not clauses:
        return None
    owner = next(
        (k for k in kids[token.i] if tokens[k].dep in ("poss", "compound", "amod") and tokens[k].text[:1].isupper()),
        None,
    )
    source = owner if owner is not None else token.i
    content = document.quote(_trim(document, [i for k in clauses for i in document.subtree(k)]))
    quote = _np_quote(document, source) if owner is not None else _word(document, token)
    return Attribution((quote,), (_word(document, token),), (content,), source, token.i, basis, f"noun:{token.lemma}")


def _according(document: Document, sentence: Sentence) -> list[Attribution]:
    """ "According to X": the content is the rest of the sentence."""
    out: list[Attribution] = []
    text = document.report.text
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        cue_tokens = [k for k in range(sentence.first, sentence.last) if match.start() <= document.tokens[k].start < match.end()]
        if not cue_tokens:
            continue
        last = cue_tokens[-1]
        objects = [k for k in document.children[last] if document.tokens[k].dep in ("pobj", "dobj")]
        if not objects and last + 1 < sentence.last:
            objects = [k for k in range(last + 1, sentence.last) if document.tokens[k].pos in ("NOUN", "PROPN", "PRON")][:1]
        if not objects:
            continue
        source = objects[0]
        own = set(cue_tokens) | set(document.subtree(source))
        rest = [k for k in range(sentence.first, sentence.last) if k not in own]
        content = _runs(document, rest)
        if content:
            cue = Quote(match.group(), match.start(), match.end())
            basis = (
                "media"
                if match.group().lower() in ("citing", "quoting")
                else _basis(document, source, document.tokens[last], Cue("say", "statement"))
            )
            out.append(
                Attribution((_np_quote(document, source),), (cue,), tuple(content), source, last, basis, "phrase:according to")
            )
    return out


def _by_estimates(document: Document, sentence: Sentence) -> list[Attribution]:
    """ "By US and NATO estimates": the content is the rest of the sentence."""
    out: list[Attribution] = []
    for source, noun in find_estimates(document, sentence):
        own = {document.tokens[noun].head, *document.subtree(noun)}
        content = _runs(document, [k for k in range(sentence.first, sentence.last) if k not in own])
        if content:
            quote, cue = _np_quote(document, source), _word(document, document.tokens[noun])
            out.append(Attribution((quote,), (cue,), tuple(content), source, noun, "statement", "phrase:by estimates"))
    return out


def _np_quote(document: Document, head: int) -> Quote:
    """The noun phrase at `head` without relative clauses, appositions after a comma, and trailing adverbials."""
    tokens = document.tokens
    skipped: set[int] = set()
    for k in document.children[head]:
        if tokens[k].dep in ("relcl", "acl", "appos", "punct", "advcl", "cc", "conj") and k > head:
            if tokens[k].dep in ("conj", "cc"):
                continue
            skipped.update(document.subtree(k))
    indices = [i for i in document.subtree(head) if i not in skipped]
    kept: list[int] = []
    for i in indices:
        if kept and i != kept[-1] + 1 and i > head:
            break
        kept.append(i)
    if head not in kept:
        kept = [head]
    return document.quote(_trim(document, kept))


def _word(document: Document, token: Token) -> Quote:
    return document.quote(Span(token.start, token.end))
