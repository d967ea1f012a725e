"""A wide bank of the tests' own: every kind, field and layout, in texts as long as real ones.

Whatever is proven of pages and papers in general is proven on it, so that the texts of a county
may change as they will.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from typing import TYPE_CHECKING, Literal

import yaml

from generator.kinds import known
from generator.kinds.canvas import Label
from generator.model.fields import Model, slots
from generator.model.kind import Table
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

Room = Literal["label", "line", "phrase", "text"]
"""What a field has room for: words at a place of a drawing, plain words, a paragraph, or several.
"""
Say = Callable[[str, Room], str]

MORE: dict[Room, tuple[str, ...]] = {
    "label": ("yhä",),
    "line": ("ja yhteistoiminta", "perhesosiaalityössä", "kahdenkeskisissä keskusteluissa"),
    "phrase": (
        "Perhekeskuksen *moniammatillinen* asiantuntijatiimi tarkistaa, ymmärsikö se oikein.",
        "Lastensuojelulaitoksen sosiaalityöntekijä pyytää läheisverkostoakin kertomaan.",
    ),
    "text": (
        (
            "Lastensuojelulaitoksen sosiaalityöntekijä pyytää perheenjäseniä ja"
            " läheisverkostoa kertomaan, mitä kouluterveydenhuollossa on sovittu."
        ),
        (
            "Hyvinvointialueen kehittämispäällikkö kysyy jokaiselta, mikä jäi tänään kysymättä:\n\n"
            "- lapselta ensin\n- isovanhemmalta, [jos hän on mukana](id:perheelle)\n"
            "- *kumppaneilta* vasta sitten\n\nLopuksi piirretään genogrammi."
        ),
    ),
}
"""What is said after a text, each in its turn."""
SWEDISH: dict[Room, str] = {
    "line": "på svenska",
    "phrase": "Socialarbetaren på barnskyddsanstalten ber familjemedlemmarna berätta först.",
    "text": "Välfärdsområdets utvecklingschef frågar vad som blev osagt i dag:\n\n"
    "- av barnet först\n- av [mor- och farföräldrarna](id:perheelle)\n- av alla andra sedan\n\n"
    "Till sist ritar arbetsgruppen en släkttavla tillsammans med ungdomarna.",
}
"""What is said in Swedish, in the place of a text of several paragraphs or of one, after a line."""
BRIEF = {"huoneentaulu", "video", "workshop", "term", "trace", "role", "theme"}
"""Kinds whose words have little room, or are looked for as they are."""

DOORS: bank.Fields = {
    "olen-uusi": {
        "title": "Olen uusi työssä",
        "text": "- [Perehdytyksen polku](id:koe-onboarding): ensimmäiset kuukaudet\n"
        "- [Näin työ tehdään](id:koe-model) ja [ohje](id:koe-guideline)\n"
        "- [Mittari](id:koe-measure)\n",
    },
    "valmistelen": {
        "title": "Valmistelen tapaamista",
        "text": "- [Tapaamisen runko](id:koe-meeting): kulku, kysymykset ja kirjaamispohja\n"
        "- [Lomake](id:koe-sheet): perheelle mukaan\n\nLomakkeet ovat myös ruotsiksi.\n",
    },
    "johdan": {
        "title": "Johdan tai koordinoin työtä",
        "text": "- [Tuki- ja koordinaatiomalli](id:koe-coordination)\n"
        "- [Rakenne](id:koe-structure): kuka kutsuu koolle\n",
    },
}
"""The choices of the home."""


def files() -> bank.Files:
    """Give ``bank.full()`` in longer texts, with a home of doors and an accessibility statement."""
    home = {"title": "Materiaalipankki", "lead": "Mitä tarvitset tänään?", "layout": "doors"}
    notice = {"title": "Saavutettavuusseloste", "sections": bank.BODIES["page"]["sections"]}
    longer = _lengthened(bank.full())
    script = bank.path_of("video", "koe-video")
    fields = longer[script]
    assert isinstance(fields, dict)
    filmed: bank.Files = {**bank.film(script, fields)}
    return (
        longer
        | filmed
        | {
            bank.path_of("page", "etusivu"): bank.record("page", sections=DOORS, **home),
            bank.path_of("page", "saavutettavuusseloste"): bank.record("page", **notice),
            "content/settings.yaml": {
                "base_url": bank.BASE_URL,
                "county": "Keskisen Suomen hyvinvointialue",
                "support_line": "Tukilinja, maanantaista perjantaihin",
            },
        }
    )


def write(folder: Path) -> Path:
    """Write the bank with its Swedish translations into a folder, and give the folder."""
    made = {path: _as_authors(it) if isinstance(it, dict) else it for path, it in files().items()}
    bank.write(folder, made)
    for path in made:
        if path.endswith(".yaml") and not path.endswith("settings.yaml"):
            file = bank.swedish(folder, path, say=_in_swedish)
            file.write_text(_as_authors(yaml.safe_load(file.read_bytes())), encoding="utf-8")
    return folder


class _Dumper(yaml.SafeDumper):
    """Writes as authors do: a text of several lines below a bar, and what is said twice twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - of the library
        """Refer to nothing above."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)


def _as_authors(fields: bank.Fields) -> str:
    return yaml.dump(fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)


def _in_swedish(text: str) -> str:
    if "\n" in text:
        return SWEDISH["text"]
    return SWEDISH["phrase"] if text.endswith(".") else f"{text} {SWEDISH['line']}"


def _lengthened(made: bank.Files) -> bank.Files:
    """Say more in every text that has room for it."""
    brief = {path: content for path, content in made.items() if _kind(path) in BRIEF}
    longer = {room: cycle(more) for room, more in MORE.items()}
    return reworded(made, lambda words, room: f"{words} {next(longer[room])}") | brief


def _kind(path: str) -> str:
    return path.split("/")[1].removesuffix(".yaml")


# --- a bank in other words -------------------------------------------------------------------


def reworded(made: bank.Files, say: Say) -> bank.Files:
    """Say each text of a bank in another way, given its words and the room that it has."""
    told: bank.Files = {}
    for path, content in made.items():
        kind = known().get(_kind(path))
        if kind is None or not isinstance(content, dict):
            told[path] = content
        elif isinstance(kind, Table):
            told[path] = {key: _said(entry, kind.model, say) for key, entry in content.items()}
        else:
            told[path] = _said(content, kind.model, say)
    return told


def _said(fields: bank.Fields, model: type[Model], say: Say) -> bank.Fields:
    """Say each text of a record in another way."""
    made: bank.Fields = {}
    for name, value in fields.items():
        slot = slots(model)[name]
        if slot.words:
            made[name] = say(value, _room(model, name))
        elif slot.model and slot.keyed:
            made[name] = {key: _item(item, slot.model, say) for key, item in value.items()}
        elif slot.model:
            made[name] = _said(value, slot.model, say)
        else:
            made[name] = value
    return made


def _item(item: bank.Fields | str, model: type[Model], say: Say) -> bank.Fields | str:
    if isinstance(item, dict):
        return _said(item, model, say)
    text: str = _said({"text": item}, model, say)["text"]
    return text


def _room(model: type[Model], name: str) -> Room:
    if model is Label:
        return "label"
    for mark in model.model_fields[name].metadata:
        if hasattr(mark, "phrase"):
            return "phrase" if mark.phrase else "text"
    return "line"
