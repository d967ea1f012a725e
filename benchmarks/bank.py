"""A synthetic bank of any size: the same seed gives the same files.

Record number 7 is of the same kind and as long in a bank of 10 as in one of 1,000, so the
cost of a record can be compared between sizes. The tables and the settings are the project's own.
"""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.kinds import kinds
from generator.model.fields import Model, slots
from generator.source.load import Mapping, read_yaml
from generator.source.overlay import digest, words

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT = Path(__file__).parent.parent
TABLES = ("audience", "role", "theme", "source")
# Of ten records: four brochures, three guidelines, two meeting templates, an onboarding path.
MIX = (
    "brochure",
    "guideline",
    "meeting",
    "brochure",
    "onboarding",
    "brochure",
    "guideline",
    "meeting",
    "brochure",
    "guideline",
)
ALIKE = ("guideline",)
"""A bank of records that are all a page and a handout of a few sides, as other generators' are."""
NAMES = {"brochure": "esite", "guideline": "ohje", "meeting": "runko", "onboarding": "polku"}
TRANSLATED = 20  # one of so many is in Swedish too
FIRST_DAY = date(2026, 1, 7)
Pool = dict[str, tuple[str, ...]]

# Sentences are put together of four parts. The lists of the two languages are equally long,
# so the same random numbers give a translation of the same shape.
WHEN: Pool = {
    "fi": (
        "ennen tapaamista",
        "tapaamisen alussa",
        "ensimmäisellä viikolla",
        "viikkokokouksessa",
        "kotikäynnin jälkeen",
        "puhelun aikana",
        "kuukauden kuluttua",
        "koko verkoston kanssa",
        "suunnitelmaa tehdessä",
        "vaikeassakin tilanteessa",
    ),
    "sv": (
        "före mötet",
        "i början av mötet",
        "under den första veckan",
        "på veckomötet",
        "efter hembesöket",
        "under samtalet",
        "efter en månad",
        "med hela nätverket",
        "när planen görs",
        "också i en svår situation",
    ),
}
WHO: Pool = {
    "fi": (
        "lapsen sosiaalityöntekijä",
        "sosiaaliohjaaja",
        "perheohjaaja",
        "perheterapeutti",
        "konsultoiva sosiaalityöntekijä",
        "koordinaattori",
        "tapaamisen vetäjä",
        "koko tiimi",
        "uusi työntekijä",
        "esihenkilö",
    ),
    "sv": (
        "barnets socialarbetare",
        "socialhandledaren",
        "familjehandledaren",
        "familjeterapeuten",
        "den konsulterande socialarbetaren",
        "koordinatorn",
        "den som leder mötet",
        "hela teamet",
        "den nya medarbetaren",
        "chefen",
    ),
}
DOES: Pool = {
    "fi": (
        "kysyy perheeltä luvan ja perheen oman kysymyksen",
        "kuuntelee jokaisen puheenvuoron keskeyttämättä",
        "piirtää genogrammin perheen kanssa",
        "kirjaa perheen sanat niin kuin ne sanottiin",
        "kertoo selvällä kielellä, mitä seuraavaksi tapahtuu",
        "ehdottaa pientä askelta ja sen tekijää",
        "pysähtyy miettimään asiaa yhdessä muiden kanssa",
        "palaa siihen, mitä lapsi on itse kertonut",
        "etsii ainakin kolme tapaa ymmärtää tilanteen",
        "huomaa sen, mikä arjessa jo toimii",
    ),
    "sv": (
        "ber familjen om lov och om familjens egen fråga",
        "lyssnar på var och en utan att avbryta",
        "ritar ett genogram tillsammans med familjen",
        "antecknar familjens ord så som de sades",
        "berättar på klart språk vad som händer härnäst",
        "föreslår ett litet steg och vem som tar det",
        "stannar upp och funderar tillsammans med de andra",
        "återkommer till det som barnet själv har berättat",
        "söker minst tre sätt att förstå situationen",
        "märker det som redan fungerar i vardagen",
    ),
}
WHY: Pool = {
    "fi": (
        "jotta lapsen ääni kuuluu",
        "sillä perhe tuntee oman arkensa parhaiten",
        "ennen kuin mitään päätetään",
        "vaikka aikaa olisi vain vähän",
        "jotta kukaan ei jää asian kanssa yksin",
        "eikä kiirehdi valmiiseen vastaukseen",
        "koska suhteet auttavat enemmän kuin ohjeet",
        "jotta perhe voi korjata sen, mikä meni väärin",
        "ja sopii, milloin asiaan palataan",
        "sillä jokaisella on syynsä toimia niin kuin toimii",
    ),
    "sv": (
        "så att barnets röst hörs",
        "för familjen känner sin egen vardag bäst",
        "innan något beslutas",
        "även om tiden är knapp",
        "så att ingen blir ensam med saken",
        "och skyndar inte till ett färdigt svar",
        "eftersom relationer hjälper mer än råd",
        "så att familjen kan rätta det som blev fel",
        "och kommer överens om när man återkommer",
        "för var och en har sina skäl att handla som hen gör",
    ),
}
TITLES: Pool = {
    "fi": (
        "Perheen oma kysymys",
        "Lapsen ääni",
        "Verkosto koolla",
        "Pieniä askeleita",
        "Mikä arjessa toimii?",
        "Kun huoli herää",
        "Yhteinen suunnitelma",
        "Kuka tekee ja milloin?",
        "Läheiset mukana",
        "Ajatukset ääneen",
        "Oikeudet ja päätökset",
        "Mitä opimme?",
    ),
    "sv": (
        "Familjens egen fråga",
        "Barnets röst",
        "Nätverket samlas",
        "Små steg",
        "Vad fungerar i vardagen?",
        "När oron väcks",
        "En gemensam plan",
        "Vem gör vad och när?",
        "De närstående är med",
        "Tankar uttalade högt",
        "Rättigheter och beslut",
        "Vad lärde vi oss?",
    ),
}
SEE = {"fi": "Lue lisää:", "sv": "Läs mer:"}


def make_bank(folder: Path, size: int, seed: int = 1, mix: Sequence[str] = MIX) -> None:
    """Write a bank of so many materials and a home page into an empty folder.

    ``mix`` tells the kinds of its records, in turn.
    """
    (folder / "content" / "page").mkdir(parents=True)
    for name in (*TABLES, "settings"):
        for file in sorted((PROJECT / "content").glob(f"{name}*.yaml")):
            shutil.copy(file, folder / "content" / file.name)
    for kind in NAMES:
        (folder / "materials" / kind).mkdir(parents=True)
    for index in range(size):
        original = _Writer(index, size, seed, "fi", mix)
        _write(folder, original.kind, _id(index, mix), original.record())
        if index % TRANSLATED == index // TRANSLATED % len(MIX):
            _translate(folder, _Writer(index, size, seed, "sv", mix))
    _write(folder, "page", "etusivu", _home(size, mix))


def change_a_word(folder: Path, turn: int) -> Path:
    """Change a word of a body text: of a guideline, a meeting template, a brochure, in turn.

    None of the three is translated, so no translation grows stale.
    """
    file = _path(folder, 1 + turn)
    head, mark, body = file.read_text(encoding="utf-8").partition("text: |")
    body = body.replace(", ", " aina, ", 1)
    file.write_text(head + mark + body, encoding="utf-8")
    return file


def _path(folder: Path, index: int) -> Path:
    (file,) = folder.glob(f"materials/*/*-{index:04}.yaml")
    return file


def _id(index: int, mix: Sequence[str]) -> str:
    return f"{NAMES[mix[index % len(mix)]]}-{index:04}"


class _Writer:
    """Writes one record in one language; the same numbers are drawn in every language."""

    def __init__(self, index: int, size: int, seed: int, language: str, mix: Sequence[str]) -> None:
        self._index, self._size, self._language, self._mix = index, size, language, mix
        self.kind, self.id = mix[index % len(mix)], _id(index, mix)
        self._draw = random.Random(f"{seed} {index}")  # noqa: S311 - nothing secret

    def record(self) -> dict[str, Any]:
        draw = self._draw
        updated = FIRST_DAY + timedelta(days=draw.randrange(300))
        known = {name: _table(name) for name in TABLES}
        head: dict[str, Any] = {
            "title": f"{self.title()} {self._index + 1}",
            "summary": self.sentence(),
            "audience": draw.sample(known["audience"], draw.randint(1, 3)),
            "roles": draw.sample(known["role"], draw.randint(1, 5)),
            "themes": draw.sample(known["theme"], draw.randint(1, 4)),
            "version": f"1.{draw.randrange(4)}",
            "updated": updated.isoformat(),
            "review_by": (updated + timedelta(days=365)).isoformat(),
            "state": "draft",
            "sources": draw.sample(known["source"], draw.randint(1, 3)),
            "related": self.others(draw.randint(2, 4)),
        }
        if draw.random() < 0.3:  # noqa: PLR2004 - about three of ten
            approval = {"role": draw.choice(known["role"]), "on": updated.isoformat()}
            head |= {"state": "approved", "approved": approval}
        body: dict[str, Any] = getattr(self, self.kind)()
        return head | body

    def brochure(self) -> dict[str, Any]:
        return {
            "lead": self.sentence(),
            "sections": self.parts(4, lambda: {"text": self.prose(1)}),
            "remember": self.items(3),
            "contact": f"{self.sentence()}\n\n- {{worker}}\n- {{worker_phone}}\n\n"
            f"{self.sentence()}\n\n- {{on_call_phone}}\n",
        }

    def guideline(self) -> dict[str, Any]:
        draw = self._draw
        return {
            "purpose": self.prose(2),
            "steps": self.parts(
                draw.randint(4, 6),
                lambda: {"minutes": draw.randrange(5, 50, 5), "text": self.prose(1)},
            ),
            "sections": self.parts(draw.randint(2, 3), lambda: {"text": self.prose(2)}),
            "checklist": self.items(draw.randint(5, 7)),
        }

    def meeting(self) -> dict[str, Any]:
        draw = self._draw
        types = ("line", "date", "text", "checkboxes", "table", "text")

        def field(index: int) -> dict[str, Any]:
            found: dict[str, Any] = {"title": self.title(), "type": types[index]}
            if types[index] in {"checkboxes", "table"}:
                found |= {"rows": 4, "choices": self.labels(3)}
            return found

        return {
            "purpose": self.prose(2),
            "participants": self.parts(4, lambda: {"text": self.sentence()}),
            "before": self.items(draw.randint(4, 5)),
            "agenda": self.parts(
                draw.randint(4, 5),
                lambda: {
                    "minutes": draw.randrange(5, 30, 5),
                    "text": self.paragraph(),
                    "questions": self.items(2),
                },
            ),
            "recording": {f"kentta-{index + 1}": field(index) for index in range(len(types))},
            "after": self.items(draw.randint(3, 4)),
        }

    def onboarding(self) -> dict[str, Any]:
        draw = self._draw

        def task() -> dict[str, Any]:
            return {
                "text": self.sentence(),
                "minutes": draw.randrange(15, 180, 15),
                "materials": self.others(1),
            }

        return {
            "role": "sosiaalityontekija",
            "intro": self.prose(2),
            "stages": self.parts(
                3,
                lambda: {
                    "goal": self.sentence(),
                    "tasks": self.parts(draw.randint(4, 6), task),
                    "reflection": self.items(3),
                },
            ),
            "sign_off": self.items(3),
        }

    def parts(self, count: int, make: Any) -> dict[str, Any]:  # noqa: ANN401 - makes any fields
        return {f"kohta-{i + 1}": {"title": self.title(), **make()} for i in range(count)}

    def items(self, count: int) -> dict[str, str]:
        return {f"rivi-{i + 1}": self.sentence() for i in range(count)}

    def labels(self, count: int) -> dict[str, str]:
        return {f"valinta-{i + 1}": self.title() for i in range(count)}

    def others(self, count: int) -> list[str]:
        found = {int(self._draw.random() * self._size) for _ in range(count)} - {self._index}
        return [_id(index, self._mix) for index in sorted(found)]

    def prose(self, paragraphs: int) -> str:
        """Write paragraphs, and a list after them: plain, numbered, or with a link."""
        blocks = [self.paragraph() for _ in range(paragraphs)]
        shape = self._draw.randrange(4)
        lines = [self.sentence() for _ in range(3)]
        if shape == 0:
            blocks.append("".join(f"- {line}\n" for line in lines))
        elif shape == 1:
            blocks.append("".join(f"{i + 1}. {line}\n" for i, line in enumerate(lines)))
        else:
            target = _id(int(self._draw.random() * self._size), self._mix)
            blocks.append(f"{SEE[self._language]} [{self.title()}](id:{target}).\n")
        return "\n".join(blocks)

    def paragraph(self) -> str:
        first, *others = [self.sentence() for _ in range(self._draw.randint(2, 3))]
        return " ".join([f"**{first}**" if self._draw.random() < 0.1 else first, *others]) + "\n"  # noqa: PLR2004

    def sentence(self) -> str:
        when, who, does, why = (self.one(pool) for pool in (WHEN, WHO, DOES, WHY))
        begun = f"{when} {who} {does}" if self._language == "fi" else f"{who} {does} {when}"
        return f"{begun[0].upper()}{begun[1:]}, {why}."

    def title(self) -> str:
        return self.one(TITLES)

    def one(self, pool: Pool) -> str:
        return self._draw.choice(pool[self._language])


@cache
def _table(name: str) -> tuple[str, ...]:
    return tuple(_read(PROJECT / "content" / f"{name}.yaml").entries)


def _read(file: Path) -> Mapping:
    root, problems = read_yaml(file.name, file.read_text(encoding="utf-8"))
    if root is None:
        raise ValueError(problems)
    return root


def _home(size: int, mix: Sequence[str]) -> dict[str, Any]:
    links = "".join(f"- [Aineisto {i + 1}](id:{_id(i, mix)})\n" for i in range(min(size, 10)))
    return {
        "title": "Systeemisen työn materiaalipankki",
        "summary": "Etusivu johtaa siihen, mitä juuri nyt tarvitset.",
        "audience": ["ammattilaiset"],
        "version": "1.0",
        "updated": "2026-11-22",
        "review_by": "2027-11-22",
        "state": "draft",
        "lead": "Kaikki aineistot yhdessä paikassa.",
        "sections": {"aluksi": {"title": "Aluksi", "text": links}},
    }


def _translate(folder: Path, translated: _Writer) -> None:
    """Keep the words of the translated record and name the words that they follow."""
    kind, name = translated.kind, translated.id
    model = kinds()[kind].model
    original = words(_read(folder / "materials" / kind / f"{name}.yaml"), model)
    follows = digest((f"{name}.{field}", text) for field, text in original)
    head = {"translation": {"state": "draft", "follows": follows}}
    _write(folder, kind, f"{name}.sv", head | _words_of(translated.record(), model))


def _words_of(fields: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in fields.items():
        slot = slots(model)[name]
        if slot.words:
            found[name] = value
        elif slot.model and slot.keyed:
            found[name] = {
                key: part if isinstance(part, str) else _words_of(part, slot.model)
                for key, part in value.items()
            }
    return found


class _Dumper(yaml.CSafeDumper):
    """Writes a text of several lines as a literal block, as authors do."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _write(folder: Path, kind: str, name: str, fields: dict[str, Any]) -> None:
    root = kinds()[kind].folder
    text = yaml.dump(
        fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000, indent=2
    )
    (folder / root / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
