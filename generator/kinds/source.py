"""A document that a material leans on; its title is verbatim and never translated."""

from pydantic import Field

from generator.kinds.base import Entry, Kind


class Source(Entry):
    """A document: who published it, when, and where it can be read."""

    title: str = Field(title="Lähteen nimi sellaisena kuin se on julkaistu")
    publisher: str = Field(title="Julkaisija")
    year: str = Field(title="Vuosi tai vuodet")
    url: str = Field(default="", title="Osoite", pattern=r"^(https://\S+)?$")


KIND = Kind(
    name="source",
    model=Source,
    folder="content",
    one={"fi": "Lähde", "sv": "Källa"},
    many={"fi": "Lähteet", "sv": "Källor"},
    intro={"fi": "", "sv": ""},
    order=99,
    table=True,
)
