"""Library -> figures of how hard each text is to read, by the rules of plain language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL
from generator.bank.plainness import measured
from generator.document import msg
from generator.document.plainness import RULES as LIMITS
from generator.interface import said, tenths
from generator.outputs.coverage import table_text

if TYPE_CHECKING:
    from generator.bank.library import Library
    from generator.bank.plainness import Standing
    from generator.document.plainness import Measured

TITLES = {
    "plain": msg("Plain texts"),
    "child": msg("Texts written for a child"),
    "other": msg("Other texts"),
}
FIGURES = (
    msg("Words"),
    msg("Sentences"),
    msg("Words in a sentence on average"),
    msg("Words in the longest sentence"),
)
RULES = {
    "long_sentence": msg("Sentences that are too long"),
    "many_clauses": msg("Sentences of several clauses"),
    "passive": msg("Sentences in the passive"),
    "hard_form": msg("Hard forms"),
    "negatives": msg("Sentences that deny twice"),
    "long_word": msg("Long words that the text does not explain"),
    "abbreviation": msg("Abbreviations"),
    "unexplained": msg("Terms of the glossary that the text does not explain"),
}


def readability_text(library: Library) -> str:
    """Write the figures as text: a table of plain texts, of texts for a child, of the others.

    A text stands by its id, and in another language than Finnish with that. Counted is each
    place that passes a limit of plain language, also where it may.
    """
    found = list(measured(library))
    names = [said(name, ORIGINAL) for name in (*FIGURES, *RULES.values())]
    tables = []
    for standing, title in TITLES.items():
        lines = [
            (_name(edition.record.id, edition.language), *_cells(figures, edition.language, of))
            for edition, of, figures in found
            if of == standing
        ]
        if lines:
            tables.append(table_text(said(title, ORIGINAL), names, lines))
    return "\n".join(tables)


def _name(record_id: str, language: str) -> str:
    return record_id if language == ORIGINAL else f"{record_id} ({language})"


def _cells(figures: Measured, language: str, of: Standing) -> tuple[str, ...]:
    """Give the cells of a text; what is not looked for in it has a dash."""
    finnish = language == ORIGINAL
    judged = {rule for rule, limit in LIMITS.items() if finnish or limit.elsewhere >= 0}
    if of != "plain":
        judged -= {"unexplained"}
    return (
        str(figures.words),
        str(figures.sentences),
        tenths(figures.words / max(1, figures.sentences), ORIGINAL),
        str(figures.longest),
        *(str(figures.found(rule)) if rule in judged else "-" for rule in RULES),
    )
