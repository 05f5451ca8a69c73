"""Who and what stands around a trigger: subjects, objects and prepositional phrases, through control and passives."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.core.layers import Document, Token
from reportedly.ontology.estimating import ESTIMATES

_MEASURES = frozenset("minute hour day week month round series wave set string number dozen couple session spate".split())
LIGHT_VERBS = frozenset(
    "hold conduct carry launch stage make issue begin start open give impose mount declare call announce stop "
    "end resume take have agree sign break continue perform wage undertake plan order complete face suffer "
    "suspend halt lift ease violate observe respect extend reach keep implement deliver slap levy lead attend "
    "join chair host prolong renew lodge submit hand grant go".split()
)
_NOMINAL_SUBJECTS = ("poss", "nmod")
_SUBJECT_CONTROL = frozenset({"promise", "vow", "use", "take", "have"})
_CARRYING_NOUNS = frozenset("effort mission bid attempt process campaign drive round series".split())
_STATE_VERBS = frozenset("remain go be stay put place keep come take hold declare call".split())
_GATHERINGS = frozenset("meeting summit session talk conference gathering briefing".split())
_INTRANSITIVE = frozenset("go come depart arrive vanish disappear".split())
_WHERE_THEY_ARE = frozenset("gone back home away out".split())
_COMPLEMENT = frozenset("acomp advmod prt attr".split())
_MAX_CLIMB = 4


@dataclass(slots=True)
class Arguments:
    """Head tokens in each slot; `passive` tells that the objects were the grammatical subject."""

    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    prepositions: dict[str, list[int]] = field(default_factory=dict)
    modifiers: dict[str, list[int]] = field(default_factory=dict)
    complements: list[int] = field(default_factory=list)
    particles: set[str] = field(default_factory=set)
    light_verb: int | None = None
    passive: bool = False

    def slot(self, name: str) -> list[int]:
        """Tokens in the slot `name`: a grammatical one, or a preposition."""
        named = {"subj": self.subjects, "obj": self.objects, "dative": self.datives, "x": self.complements}
        if name in named:
            return named[name]
        if name == "light":
            return [self.light_verb] if self.light_verb is not None else []
        if name in ("poss", "compound", "amod", "head", "under", "oprd"):
            return self.modifiers.get(name, [])
        return self.prepositions.get(name, [])


def find_arguments(document: Document, i: int) -> Arguments:
    """Arguments of the verb or noun at token `i`; coordination is expanded, relative pronouns are replaced."""
    token = document.tokens[i]
    found = _of_verb(document, token) if token.pos in ("VERB", "AUX") else _of_noun(document, token)
    head = document.tokens[token.head]
    if not found.subjects and token.text.lower() in _WHERE_THEY_ARE and head.lemma == "be" and token.dep in _COMPLEMENT:
        found.subjects = list(_of_verb(document, head).subjects)  # "five of the nine are gone", "his men were back"
    return found


def expand(document: Document, i: int) -> list[int]:
    """Token `i` and what is joined to it by 'and' or 'or'."""
    out = [i]
    for k in document.children[i]:
        joined = document.tokens[k].dep == "conj" and document.tokens[k].pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
        if joined or _goes_on_a_list(document, i, k):
            out.extend(expand(document, k))
    return out


def _goes_on_a_list(document: Document, i: int, k: int) -> bool:
    """True for the second of "Fiji, Malaysia and Timor-Leste", which parsers take for an apposition to the first."""
    tokens = document.tokens
    if tokens[k].dep != "appos" or tokens[i].pos != "PROPN" or tokens[k].pos != "PROPN":
        return False
    start = min([k, *(c for c in document.children[k] if c < k)])
    bare = tokens[i].i == start - 2 and tokens[start - 1].text == ","
    return bare and any(tokens[c].dep == "conj" and tokens[c].pos == "PROPN" for c in document.children[k])


def _add_preposition(document: Document, out: Arguments, k: int) -> None:
    token = document.tokens[k]
    for child in document.children[k]:
        kind = document.tokens[child].dep
        if kind in ("pobj", "pcomp"):
            out.prepositions.setdefault(token.lemma, []).extend(expand(document, child))
        elif kind == "prep":
            _add_preposition(document, out, child)


def _add_particle(document: Document, out: Arguments, k: int) -> None:
    """ "back", "out" and what hangs on it ("back to its bases")."""
    out.particles.add(document.tokens[k].text.lower())
    for c in document.children[k]:
        if document.tokens[c].dep == "prep":
            _add_preposition(document, out, c)


def _of_verb(document: Document, verb: Token) -> Arguments:
    out = Arguments()
    tokens = document.tokens
    for k in document.children[verb.i]:
        dep = tokens[k].dep
        if dep in ("nsubj", "csubj"):
            out.subjects.extend(expand(document, k))
        elif dep == "nsubjpass" and verb.lemma in _INTRANSITIVE:
            out.subjects.extend(expand(document, k))  # "the posts were gone": the parser takes it for a passive
        elif dep == "nsubjpass":
            out.objects.extend(expand(document, k))
            out.passive = True
        elif dep in ("dobj", "obj", "attr"):
            out.objects.extend(expand(document, k))
        elif dep in ("dative", "iobj"):
            inner = [c for c in document.children[k] if tokens[c].dep == "pobj"]
            out.datives.extend(x for c in (inner or [k]) for x in expand(document, c))
        elif dep == "agent":
            doers = [c for c in document.children[k] if tokens[c].dep == "pobj" and tokens[c].lemma not in ESTIMATES]
            out.subjects.extend(x for c in doers for x in expand(document, c))
        elif dep == "prep":
            _add_preposition(document, out, k)
            out.particles.add(tokens[k].lemma)
        elif dep in ("prt", "advmod"):
            _add_particle(document, out, k)
        elif dep in ("xcomp", "ccomp"):
            out.complements.append(k)
        elif dep in ("oprd", "acomp"):
            (out.objects if tokens[k].pos == "PROPN" else out.modifiers.setdefault("oprd", [])).append(k)
    _take_from_objects(document, out)
    _inherit(document, verb, out)
    out.subjects = [_antecedent(document, verb, k) for k in out.subjects]
    out.objects = [_antecedent(document, verb, k) for k in out.objects]
    return out


def _take_from_objects(document: Document, out: Arguments) -> None:
    """The parser often hangs "back", "home" and "to …", "from …" on the object or on what describes it; they are the
    verb's as well."""
    for k in out.objects:
        for c in document.subtree(k):
            token = document.tokens[c]
            if token.text.lower() in ("back", "home", "out", "away") and token.dep in ("advmod", "prt", "npadvmod"):
                _add_particle(document, out, c)
            elif token.dep == "prep" and token.lemma in ("to", "into") and token.lemma not in out.prepositions:
                _add_preposition(document, out, c)


def _antecedent(document: Document, verb: Token, k: int) -> int:
    """For a relative pronoun the noun it stands for, else the token itself."""
    if document.tokens[k].tag in ("WDT", "WP") and verb.dep == "relcl":
        return verb.head
    return k


def _inherit(document: Document, verb: Token, out: Arguments) -> None:
    """Fill in the subject that the grammar leaves out: of conjuncts, infinitives, participles."""
    if verb.dep == "acl" and verb.head != verb.i:
        _inherit_from_noun(document, verb, out)
        return
    if verb.dep == "relcl" and verb.tag == "VBN" and not out.subjects and not out.objects:
        out.objects, out.passive = [verb.head], True
    if out.subjects or verb.head == verb.i or (out.passive and verb.dep != "conj"):
        return
    if out.passive and document.tokens[verb.head].pos == "AUX":
        return  # "the siege is over and all boats have been withdrawn": what is so does nothing
    if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"):
        head = _governing_word(document, verb)
        if head.pos in ("VERB", "AUX"):
            _inherit_from_verb(document, verb, head, out)
        elif head.pos in ("NOUN", "PROPN"):
            out.subjects = _subject_of_noun(document, head.i)


def _inherit_from_noun(document: Document, verb: Token, out: Arguments) -> None:
    """A participle or infinitive that describes a noun: "troops leaving", "the camps struck", "its plan to leave"."""
    if verb.tag == "VBN" and not out.objects:
        if _takes_subject(verb):
            out.subjects = out.subjects or expand(document, verb.head)
        else:
            out.objects, out.passive = expand(document, verb.head), True
    elif not out.subjects:
        out.subjects = _subject_of_noun(document, verb.head) if verb.tag == "VB" else [verb.head]


def _governing_word(document: Document, verb: Token) -> Token:
    """The word above a clause, over the preposition or the adjective that carries it ("by leaving", "unlikely to go")."""
    head = document.tokens[verb.head]
    if verb.dep == "pcomp":
        while head.dep in ("prep", "agent", "pcomp") and head.head != head.i:
            head = document.tokens[head.head]
    if head.pos == "ADJ" and head.head != head.i:
        head = document.tokens[head.head]
    return head


def _inherit_from_verb(document: Document, verb: Token, head: Token, out: Arguments) -> None:
    above = _of_verb(document, head)
    controlled = above.objects or above.datives
    if verb.dep == "xcomp" and controlled and head.lemma not in _SUBJECT_CONTROL:
        out.subjects = list(controlled)
    elif not (verb.dep == "conj" and above.passive and verb.tag == "VBN"):
        out.subjects = list(above.subjects) or (list(above.objects) if above.passive else [])
    elif not out.objects:
        out.objects, out.passive = list(above.objects), True


def _takes_subject(verb: Token) -> bool:
    """Participles whose noun does the act: "troops amassed along the border" (they amassed)."""
    return verb.lemma in ("amass", "mass", "gather", "assemble", "concentrate")


def _subject_of_noun(document: Document, i: int) -> list[int]:
    """Whose plan, order or demand it is: the possessor, else the subject of the verb that carries the noun."""
    noun = _of_noun(document, document.tokens[i])
    return noun.subjects


def _of_noun(document: Document, noun: Token) -> Arguments:
    out = Arguments()
    tokens = document.tokens
    for k in document.children[noun.i]:
        token = tokens[k]
        if token.dep in _NOMINAL_SUBJECTS:
            out.modifiers.setdefault("poss", []).extend(expand(document, k))
            out.subjects.extend(expand(document, k))
        elif token.dep in ("compound", "amod"):
            out.modifiers.setdefault(token.dep, []).append(k)
            if token.ent_type in ("NORP", "GPE", "ORG", "PERSON") and token.text[:1].isupper():
                out.subjects.append(k)
        elif token.dep == "prep":
            _add_preposition(document, out, k)
        elif token.dep in ("acl", "relcl"):
            out.complements.append(k)
            if token.dep == "acl" and token.tag == "VBN":
                for c in document.children[k]:
                    if tokens[c].dep == "agent":
                        out.subjects.extend(x for p in document.children[c] for x in expand(document, p))
    out.subjects.extend(out.prepositions.get("by", []))
    _from_light_verb(document, noun, out)
    head = tokens[noun.head]
    if noun.dep == "pobj":
        out.modifiers["under"] = [head.i]
        _from_state(document, head, out)
        if head.lemma == "of" and head.dep == "prep":
            out.modifiers["head"] = [head.head]
    return out


def _from_state(document: Document, preposition: Token, out: Arguments) -> None:
    """Who is "on strike", "on alert", "under siege": the subject of the verb, or what it puts into that state; and who is, or is
    not, "behind the explosion"."""
    verb = document.tokens[preposition.head]
    if preposition.lemma == "behind" and verb.lemma == "be" and all(document.tokens[k].ent_type == "DATE" for k in out.subjects):
        out.subjects = list(_of_verb(document, verb).subjects) or out.subjects  # "behind Friday's explosion"
    if preposition.lemma not in ("on", "under", "in", "into") or verb.lemma not in _STATE_VERBS or out.light_verb is not None:
        return
    found = _of_verb(document, verb)
    out.light_verb = verb.i
    out.subjects = out.subjects or list(found.objects if found.passive else found.subjects)


def _from_light_verb(document: Document, noun: Token, out: Arguments) -> None:
    """Take the subject of a verb that only carries the noun: "Russia launched an attack"."""
    tokens = document.tokens
    if noun.dep == "nsubj" and tokens[noun.head].lemma in ("include", "involve", "cover"):
        out.light_verb, out.objects = noun.head, _of_verb(document, tokens[noun.head]).objects
        return
    current = noun
    for _ in range(_MAX_CLIMB):
        above = tokens[current.head]
        if current.dep == "compound" and above.lemma in _CARRYING_NOUNS:
            current = above
            continue
        if current.dep not in ("dobj", "conj", "nsubjpass", "pobj", "prep"):
            return
        if above.pos in ("VERB", "AUX"):
            if above.lemma in LIGHT_VERBS and current.dep in ("dobj", "nsubjpass"):
                verb = _of_verb(document, above)
                out.light_verb = above.i
                carriers = [s for s in verb.subjects if s != noun.i]
                only_named = set(out.subjects) <= set(out.modifiers.get("compound", ()))
                if not out.subjects or (carriers and only_named and noun.lemma in _GATHERINGS):
                    out.subjects = carriers  # "Putin chairs a Security Council meeting"
                for name, found in verb.prepositions.items():
                    out.prepositions.setdefault(name, []).extend(f for f in found if f not in out.prepositions.get(name, []))
            return
        measured = current.lemma == "of" and above.lemma in _MEASURES  # "held two hours of talks", "a series of raids"
        if above.pos not in ("NOUN", "PROPN", "ADP") or (current.dep == "prep" and not measured):
            return
        if current.dep == "pobj" and above.lemma != "of":
            return
        current = above
