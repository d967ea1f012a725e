"""A term of the glossary: what it means, how it is said elsewhere, how it must not be spelt."""

from itertools import groupby
from typing import Annotated

from pydantic import Field

from generator.alphabet import alphabetical, initial
from generator.model.fields import Law, Phrase
from generator.model.kind import Table
from generator.model.record import Entry

# ``\w`` is ASCII to editors (ECMA-262), so the letters of Latin alphabets are named.
Stem = Annotated[str, Field(pattern="^[0-9A-Z_a-zÀ-ÖØ-öø-ɏ]{3}")]
"""How a word begins, so that its inflections are known: ``viikkokokou``. A phrase is the
beginnings of its words: ``systeemi toimintamalli``."""


class Term(Entry):
    """A term, alphabetical in its table; what is not Finnish or not right is verbatim."""

    definition: Phrase = Field(title="Määritelmä")
    stems: tuple[Stem, ...] = Field(
        default=(), title="Sanan alut", description="Joista sana tunnetaan tekstissä: viikkokokou"
    )
    wrong: tuple[Stem, ...] = Field(
        default=(), title="Väärien muotojen alut", description="Esimerkiksi systemeemi"
    )
    besides: tuple[Stem, ...] = Field(
        default=(),
        title="Rinnakkaisten nimien alut",
        description="Nimi saa vain selittää termiä: termi on samassa tekstissä",
    )
    everyday: tuple[str, ...] = Field(
        default=(),
        title="Arkisanat",
        description="Millä muilla sanoilla tätä haetaan: sukupuu, pomo. Niitä ei näytetä.",
    )
    law: tuple[Law, ...] = Field(default=(), title="Lain kohdat")
    sv: str = Field(title="Ruotsiksi")
    en: str = Field(title="Englanniksi")

    @property
    def letter(self) -> str:
        """The letter under which it stands."""
        return initial(self.title)

    @property
    def beginnings(self) -> tuple[Stem, ...]:
        """How a word begins by which it is looked for, right or wrong."""
        return (*self.stems, *self.wrong, *self.besides)


def by_letter(terms: tuple[Term, ...]) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Give the terms under their letters, in the alphabet's order whatever their language."""
    ordered = sorted(terms, key=lambda term: alphabetical(term.title))
    groups = groupby(ordered, key=lambda term: term.letter)
    return tuple((letter, tuple(found)) for letter, found in groups)


TABLE = Table(
    name="term",
    model=Term,
    folder="content",
    one={"fi": "Termi", "sv": "Term"},
    many={"fi": "Sanasto", "sv": "Ordlista"},
    intro={
        "fi": "Mitä pankin käsitteet tarkoittavat, ja mitä ne ovat ruotsiksi ja englanniksi.",
        "sv": "Vad bankens ord betyder och vad de heter på finska och engelska.",
    },
    order=14,
    address={"fi": "sanasto", "sv": "ordlista"},
    overview=by_letter,
    index="term",
    under="model",
    omits={"page:summary": "the definition says it"},
)
