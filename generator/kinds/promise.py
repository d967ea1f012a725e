"""A promise: what whoever meets the bank's texts may count on, said once for each reader."""

from datetime import date
from typing import Literal

from pydantic import Field

from generator.document import Message, msg
from generator.document.richtext import BulletList, ListItem, RichText
from generator.model.fields import Audience, Day, Item, Items, Law, Line, Model, Prose, Role
from generator.model.kind import Review, Table
from generator.model.record import PLAIN_EXCEPTIONS, REVIEWED, WRITTEN, Entry, PlainExceptions

Voice = Literal["professional", "family", "plain", "child"]
VOICES: tuple[tuple[Voice, Message], ...] = (
    ("professional", msg("For a professional")),
    ("family", msg("For the family")),
    ("plain", msg("In plain language")),
    ("child", msg("For a child")),
)


class Confirmed(Model):
    """Which jurist has confirmed the words, and when."""

    by: Line = Field(title="Kuka vahvisti, tehtävänimikkeellä")
    on: Day = Field(title="Vahvistamispäivä")
    words: str = Field(default="", title=REVIEWED, description=WRITTEN)


class Promise(Entry):
    """What is told to whom, in the words for each reader; each tells its exceptions as well.

    It is a draft until a jurist has confirmed it.
    """

    to: tuple[Audience, ...] = Field(title="Kenelle luvataan", min_length=1)
    owner: Role = Field(title="Kuka vastaa lupauksesta")
    law: tuple[Law, ...] = Field(default=(), title="Lain kohdat")
    professional: Prose = Field(title="Ammattilaiselle")
    exceptions: Items[Item] = Field(default=(), title="Poikkeukset")
    family: Prose = Field(title="Perheelle")
    plain: Prose = Field(title="Selkokielellä")
    plain_exceptions: PlainExceptions = Field(default=PlainExceptions(), title=PLAIN_EXCEPTIONS)
    child: Prose = Field(title="Lapselle")
    unsure: Line = Field(default="", title="Mitä juristin on katsottava")
    confirmed: Confirmed | None = Field(default=None, title="Vahvistus", description="Tai tyhjä")

    def words(self, voice: Voice) -> RichText:
        """Give its words for a reader; a professional has the exceptions as a list."""
        text: RichText = getattr(self, voice)
        if voice != "professional" or not self.exceptions:
            return text
        items = tuple(ListItem(each.text.blocks) for each in self.exceptions)
        return RichText((*text.blocks, BulletList(items)))

    @property
    def told(self) -> tuple[tuple[Message, RichText], ...]:
        """Give its words for each reader, under whom they are for."""
        return tuple((title, self.words(voice)) for voice, title in VOICES)

    @property
    def reviewed(self) -> date | None:
        """Give the day on which a jurist has confirmed it, if one has."""
        return self.confirmed.on if self.confirmed else None


TABLE = Table(
    name="promise",
    model=Promise,
    folder="content",
    one={"fi": "Lupaus", "sv": "Löfte"},
    many={"fi": "Lupaukset", "sv": "Löften"},
    intro={
        "fi": "Mitä perheille ja lapsille voi luvata, millä poikkeuksilla ja mihin se perustuu."
        " Kaikki pankin tekstit lupaavat näin eivätkä toisin.",
        "sv": "Vad man kan lova familjer och barn, med vilka undantag och på vilken grund."
        " Alla texter i banken lovar så här och inte annorlunda.",
    },
    order=16,
    address={"fi": "lupaukset", "sv": "loften"},
    index="promise",
    under="model",
    review=Review(
        ("confirmed", "by"),
        ("confirmed", "words"),
        frozenset({"confirmed", "plain_exceptions", "unsure"}),
    ),
    omits={"page:summary": "its words are the whole of it"},
)
