"""What the words around a trigger say of its act."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.core.claim import Polarity, Stage


@dataclass(slots=True)
class Reading:
    """What the words around a trigger say of its act.

    `future`: it lies ahead; announced if its own side says so, else expected. `orderer`: head tokens of who ordered,
    announced or promised it. `speakers`: head tokens of who asked for, denied, feared or alleged it, innermost first.
    `cues`: tokens of the words that decided. `doers`: subjects of the words that act on the act, for nouns without
    one. `bare`: the form of the word tells nothing of how far it went (an infinitive, "a withdrawal"). `pointed`: the act is
    only the object of another act's word; `topic`: it is only what is spoken about. `word`: lemma of the word that names the act.
    `asserted`: a full verb says so in so many words ("the prisoners are free").
    """

    word: str = ""
    stage: Stage = Stage.DONE
    polarity: Polarity = Polarity.AFFIRMED
    future: bool = False
    orderer: list[int] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    doers: list[int] = field(default_factory=list)
    pointed: int | None = None
    topic: bool = False
    bare: bool = False
    asserted: bool = False
    operators: list[str] = field(default_factory=list)

    def negate(self) -> None:
        """Turn affirmed into negated and back; doubt stays."""
        if self.polarity is Polarity.AFFIRMED:
            self.polarity = Polarity.NEGATED
        elif self.polarity is Polarity.NEGATED:
            self.polarity = Polarity.AFFIRMED
