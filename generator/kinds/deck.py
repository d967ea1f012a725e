"""A deck of cards: questions or words to be cut out, dealt and talked about."""

from typing import Literal

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.document.richtext import RichText
from generator.formats import DOCX, PDF_A4, TEXT
from generator.kinds.shapes import texts
from generator.model.fields import Item, Items, Line, Part, Phrase
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class Card(Item):
    """What a card says on its front and, if anything, on its back."""

    back: Phrase = Field(default=RichText(), title="Kortin kääntöpuoli")


class Suit(Part):
    """Cards that belong together, under a heading and in a colour."""

    title: Line = Field(title="Ryhmän otsikko")
    colour: Literal["spruce", "plum", "blue", "brown"] = Field(
        default="spruce",
        title="Ryhmän väri",
        description="Vihreä, luumu, sininen tai ruskea; otsikko kertoo saman ilman väriä",
    )
    cards: Items[Card] = Field(title="Kortit")


class Deck(Record):
    """How the cards are used, and the cards by their suits."""

    lead: Phrase = Field(title="Ingressi")
    layout: Literal["cards", "tents"] = Field(
        default="cards",
        title="Muoto",
        description="cards = leikattavat kortit, tents = pöydälle taitettavat paikkakortit",
    )
    use: Items[Item] = Field(title="Näin kortteja käytetään")
    suits: Items[Suit] = Field(title="Korttien ryhmät")


def document(record: Deck) -> doc.Document:
    """Tell how the cards are used, then each suit with its cards."""
    return doc.document(
        section(
            "use", msg("How to use the cards"), doc.Items(texts(record.use), "numbers"), role="use"
        ),
        *map(_suit, record.suits),
        lead=record.lead,
        frame="deck",
    )


def _suit(suit: Suit) -> doc.Section:
    cards = tuple(
        section(f"cards.{card.id}", card.text, doc.Line(card.back, "back")) for card in suit.cards
    )
    role = f"suit suit-{suit.colour}"
    return section(f"suits.{suit.id}", suit.title, doc.Steps(cards, "cards"), role=role)


KIND = Kind(
    name="deck",
    model=Deck,
    document=document,
    folder="materials",
    one={"fi": "Kortit", "sv": "Kort"},
    many={"fi": "Kortit", "sv": "Kort"},
    intro={
        "fi": "Leikattavat kortit: kysymyksiä ja sanoja keskustelun avuksi.",
        "sv": "Kort att klippa ut: frågor och ord till stöd för samtal.",
    },
    order=48,
    address={"fi": "kortit", "sv": "kort"},
    under="meeting",
    handouts=(Handout(PDF_A4, "deck"),),
    texts=(DOCX, TEXT),
)
