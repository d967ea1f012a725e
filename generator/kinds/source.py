"""A document that a material leans on; its title is verbatim and never translated."""

from pydantic import Field

from generator.model.kind import Table
from generator.model.record import Entry
from generator.model.settings import WebAddress


class Source(Entry):
    """A document: who published it, when, and where it can be read."""

    title: str = Field(title="Lähteen nimi sellaisena kuin se on julkaistu")
    publisher: str = Field(title="Julkaisija")
    year: str = Field(title="Vuosi tai vuodet")
    url: WebAddress = Field(default="", title="Osoite")

    @property
    def note(self) -> str:
        """Give who published it and when."""
        return f"{self.publisher}, {self.year}"

    @property
    def outside(self) -> str:
        """Give where it can be read."""
        return self.url


TABLE = Table(
    name="source",
    model=Source,
    folder="content",
    one={"fi": "Lähde", "sv": "Källa"},
    many={"fi": "Lähteet", "sv": "Källor"},
    intro={"fi": "", "sv": ""},
    order=99,
    omits={"page:summary": "it has no page, and is there for authors to choose by"},
)
