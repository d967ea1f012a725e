"""A point of a source: what it asks for, and which records of the bank answer it."""

from itertools import groupby
from typing import Annotated

from pydantic import Field

from generator.model.fields import Line, Reference, Source
from generator.model.kind import Table
from generator.model.record import Entry


class Trace(Entry):
    """A point in our own words, where it is answered, and what must be said there.

    An expected value is the beginning of a word or of a phrase, or several, with ``|``
    between, of which one is enough: ``viisi|viiteen|5``.
    """

    title: Line = Field(title="Mitä lähde sanoo, omin sanoin")
    source: Source = Field(title="Lähde")
    records: tuple[Annotated[str, Reference()], ...] = Field(
        title="Missä se on pankissa", min_length=1
    )
    expects: tuple[str, ...] = Field(
        title="Mitä niiden tekstissä on oltava",
        description="Sanan alku tai vaihtoehdot: viisi|viiteen|5",
        min_length=1,
    )


def by_source(points: tuple[Trace, ...]) -> tuple[tuple[str, tuple[Trace, ...]], ...]:
    """Give the points under the ids of their sources."""
    groups = groupby(points, key=lambda point: point.source)
    return tuple((source, tuple(found)) for source, found in groups)


TABLE = Table(
    name="trace",
    model=Trace,
    folder="content",
    one={"fi": "Lähteen kohta", "sv": "Punkt i en källa"},
    many={"fi": "Lähteistä pankkiin", "sv": "Från källorna till banken"},
    intro={
        "fi": "Mitä viisi lähdettä pyytävät tai kertovat, ja mistä se löytyy pankista.",
        "sv": "Vad de fem källorna ber om eller berättar, och var det finns i banken.",
    },
    order=69,
    address={"fi": "lahteista-pankkiin", "sv": "fran-kallorna-till-banken"},
    overview=by_source,
    index="trace",
    internal=True,
    under="coordination",
    omits={"page:summary": "the point itself is a whole sentence"},
)
