"""Every fault that a source can have, and the exact words that an author reads about it.

Each case breaks the small bank in one way. ``golden/problems/<case>.txt`` holds what is said
of it, all at once, in Finnish and then in English.
"""

from __future__ import annotations

import os
import re
import socket
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.bank import ledger
from generator.bank.agreement import against
from generator.problem import Severity
from generator.source.confirm import confirm
from generator.source.follow import follow
from tests import bank
from tests.drawn import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.bank.selection import Profile
    from generator.problem import Problem

BROCHURE = bank.BROCHURE
SWEDISH = BROCHURE.replace(".yaml", ".sv.yaml")
HEAD = "translation:\n  state: draft\n  follows: '000000000000'\n"
TITLE = bank.to_yaml({"title": "Perheelle"})
HUNDRED = {f"k{number}": "x" for number in range(100)}

PUBLISHABLE: bank.Files = {"content/settings.yaml": bank.PUBLISHABLE}
PROMISED: bank.Files = {
    "content/law.yaml": bank.INDEXED["content/law.yaml"],
    "content/promise.yaml": bank.INDEXED["content/promise.yaml"],
    BROCHURE: bank.record(
        sections={"alku": {"title": "Alku", "text": "Näin.", "promises": ["kuuleminen"]}}
    ),
}


SELKO: bank.Files = {
    "materials/brochure/selko.yaml": bank.record(title="Selko", plain_of="perheelle"),
}
HARD_TEXT = (
    "Tiimi on ryhmä, joka kokoontuu joka viikko ja miettii yhdessä, mikä sinua ja sinun perhettäsi"
    " nyt auttaisi. Et voi tulla, jos et halua. Kerro tehdessäsi esim. genogrammia."
    " Asut lastensuojelulaitoksessa."
)


POSTER: bank.Files = {
    "content/model/koe-model.yaml": bank.record("model"),
    "materials/huoneentaulu/koe.yaml": bank.record("huoneentaulu", title="Taulu"),
}


def _nothing(_folder: Path) -> None:
    """Change nothing more."""


@dataclass(frozen=True)
class Case:
    """What to change in the small bank, and how to read it."""

    files: bank.Files = field(default_factory=dict)
    prepare: Callable[[Path], None] = _nothing
    today: date | None = None
    drafts: bool = True
    profile: Profile = "editors"
    released: bool = False
    followed: bool = False
    confirmed: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def dedented(self, line: str) -> Case:
        """Take the indentation off a line."""
        there = str(self.files[BROCHURE])
        assert line in there
        return Case({BROCHURE: there.replace(line, line.strip())})

    def problems(self, folder: Path) -> list[Problem]:
        """Write the broken bank and read it as a build does."""
        bank.write(folder, bank.FILES | self.files)
        self.prepare(folder)
        library, _, problems = bank.read(folder, drafts=self.drafts, profile=self.profile)
        problems = ledger.released(problems, folder) if self.released else problems
        problems += follow(folder, SWEDISH)[1] if self.followed else []
        for path, *ids in map(str.split, self.confirmed):
            problems += confirm(folder, path, ids)[1]
        return problems + (against(library, self.today) if self.today else [])


SCRIPT, FILM = "content/video/koe.yaml", "content/video/koe.mp4"
VIDEO = bank.record("video")
SOUND = bank.film(SCRIPT, VIDEO)
HEARD = bank.film(SCRIPT, VIDEO, voice=True)
FILMED: bank.Files = {SCRIPT: VIDEO, **SOUND}


def _padded(film: bytes) -> bytes:
    """Add what no player looks at."""
    return film + (1_200_000).to_bytes(4, "big") + b"free" + bytes(1_199_992)


UNFIT = {
    "element": "<script>alert(1)</script>",
    "attribute": '<g onload="alert(1)"/>',
    "value": '<circle class="#ff0000" r="9"/>',
    "text": "<g>Koti</g>",
    "shapes": "<g/>" * 301,
    "large": f'<path d="{"M1 1" * 5001}"/>',
}
"""What no drawing may hold."""


def drawing(inner: str) -> Case:
    """Change what the one drawing holds."""
    return Case(bank.DRAWING | {"content/drawing/koti.svg": bank.SVG.format(inner)})


def _labelled(*labels: bank.Fields) -> bank.Fields:
    """Write a canvas with words and rooms for writing."""
    written = {f"sana-{number}": label for number, label in enumerate(labels)}
    ground = bank.BODIES["canvas"]["ground"] | {"labels": written}
    return bank.record("canvas", ground=ground)


def brochure(**changes: object) -> Case:
    """Change the brochure's fields."""
    return Case({BROCHURE: bank.record(**changes)})


def text(words: str) -> Case:
    """Change the text of the brochure's section; it stands in the file as it is here."""
    lines = "".join(f"      {line}\n" for line in words.splitlines())
    head = bank.to_yaml({k: v for k, v in bank.record().items() if k != "sections"})
    sections = f"sections:\n  alku:\n    title: Alku\n    text: |\n{lines}"
    return Case({BROCHURE: head + sections})


def _selko(**changes: object) -> Case:
    """Write a plain twin of the brochure beside it, and the terms."""
    fields = bank.record(title="Selko", plain_of="perheelle", **changes)
    terms = {"content/term.yaml": bank.INDEXED["content/term.yaml"]}
    return Case({"materials/brochure/selko.yaml": fields} | terms)


def raw(content: str | bytes) -> Case:
    """Change the brochure's whole file."""
    return Case({BROCHURE: content})


def without(field: str, content: str) -> Case:
    """Write the brochure's file without a field, and more at its end."""
    return raw(bank.to_yaml({k: v for k, v in bank.record().items() if k != field}) + content)


def after(content: str) -> Case:
    """Write more at the end of the brochure's file."""
    return raw(bank.to_yaml(bank.record()) + content)


def translation(fields: str, head: str = HEAD) -> Case:
    """Write a Swedish translation of the brochure."""
    return Case({SWEDISH: head + fields})


def _outside(folder: Path) -> None:
    secret = folder.parent / "muualla.yaml"
    secret.write_text(TITLE, encoding="utf-8")
    (folder / "materials/brochure/linkki.yaml").symlink_to(secret)


def _broken(folder: Path) -> None:
    (folder / "materials/brochure/linkki.yaml").symlink_to("poistettu.yaml")


def _long_in_swedish(folder: Path) -> None:
    path = "materials/brochure/selko.yaml"
    bank.swedish(folder, path, "draft", lambda text: text + " och" * 20)


def _latin(folder: Path) -> None:
    name = os.fsencode(folder / "materials/brochure") + b"/k\xe4ynti.yaml"
    Path(os.fsdecode(name)).write_text(TITLE, encoding="utf-8")


def _loop(folder: Path) -> None:
    (folder / "materials/brochure/linkki.yaml").symlink_to("linkki.yaml")


def _bare_translation(folder: Path) -> None:
    (folder / SWEDISH).write_text(HEAD + TITLE, encoding="utf-8")
    entry = "{released: [{version: '1.0', updated: 2026-01-15, words: abcdefabcdef}]}"
    (folder / "published.yaml").write_text(f"esitteet/perheelle/: {entry}\n")


def _image_loop(folder: Path) -> None:
    (folder / "materials/brochure/kuva.png").symlink_to("kuva.png")


def _linked_folder(folder: Path) -> None:
    (folder.parent / "muualla").mkdir()
    (folder / "materials/guideline").symlink_to(folder.parent / "muualla")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "materials/brochure")
        server.bind("kanava.yaml")


def _stale(folder: Path) -> None:
    bank.swedish(folder, BROCHURE, follows="0123456789ab")


def _headed(head: str, path: str = BROCHURE) -> Case:
    """Write a whole Swedish translation that begins with ``head``."""

    def prepare(folder: Path) -> None:
        file = bank.swedish(folder, path)
        own = re.compile(r"translation:\n(  .*\n)+")
        file.write_text(own.sub(head, file.read_text(encoding="utf-8"), count=1), encoding="utf-8")

    return Case(prepare=prepare)


def _approvals(folder: Path) -> None:
    """Write translations whose approvals contradict themselves, their original or the day."""
    second = "materials/brochure/toinen.yaml"
    third = "materials/brochure/kolmas.yaml"
    for path in (second, third):
        bank.write(folder, {path: bank.record(title=path)})
    bank.swedish(folder, BROCHURE, approved={"role": "sosiaalityontekija", "on": "2026-01-14"})
    bank.swedish(folder, second, "draft", approved=bank.APPROVAL)
    bank.swedish(folder, third, approved=None)
    bank.swedish(folder, "content/role.yaml", approved={"role": "x", "on": "2027-1"})
    bank.swedish(folder, "content/theme.yaml", approved={"role": "ohjaja", "on": "2026-03-05"})
    bank.swedish(folder, "content/settings.yaml", approved={"role": "ohja", "on": "2026-03-06"})


def _published(change: Callable[[Path], None]) -> Callable[[Path], None]:
    """Publish the small bank, then change something."""

    def prepare(folder: Path) -> None:
        library, _, _ = bank.read(folder)
        ledger.write(library.records("fi"), folder)
        change(folder)

    return prepare


def _reworded(folder: Path) -> None:
    bank.write(folder, {BROCHURE: bank.record(lead="Toinen teksti.")})


def _poster_in_swedish(folder: Path) -> None:
    bank.swedish(folder, "materials/huoneentaulu/koe.yaml")


def _draft(folder: Path) -> None:
    bank.swedish(folder, BROCHURE, "draft")


def _marked_in_lines(folder: Path) -> None:
    bank.swedish(folder, BROCHURE, words="a\n")


def _read_before(folder: Path) -> None:
    _reviewed(folder, "0123456789ab")


def _read_of_nothing(folder: Path) -> None:
    _reviewed(folder, "")


def _reviewed(folder: Path, words: str) -> None:
    """Tell of reviews of the law, a promise and a translation, and of which words they were."""
    marked = {"words": words} if words else {}
    read = {"read_on": "2026-01-20", "read_by": "Lakimies"} | (
        {"read_words": words} if words else {}
    )
    confirmed = {"by": "Lakimies", "on": "2026-01-20"} | marked
    for path, review in (
        ("content/law.yaml", read),
        ("content/promise.yaml", {"confirmed": confirmed}),
    ):
        table = PROMISED[path]
        assert isinstance(table, dict)
        told = {name: entry | review for name, entry in table.items()}
        (folder / path).write_text(bank.to_yaml(told), encoding="utf-8")
    for path in (BROCHURE, "content/promise.yaml"):
        bank.swedish(folder, path, words=words)


def _in_swedish(folder: Path) -> None:
    bank.swedish(folder, BROCHURE)


def _version(version: str, day: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        fields = bank.record(lead="Toinen teksti.", version=version, updated=day)
        bank.write(folder, {BROCHURE: fields})

    return _published(change)


def _renamed(folder: Path) -> None:
    (folder / BROCHURE).rename(folder / "materials/brochure/perheen-esite.yaml")


PICTURE = {"file": "kuva.png", "alt": "Perhe pöydän ääressä"}
PNG = b"\x89PNG\r\n\x1a\n"
FOUR = "#### Neljäs\n\nTeksti.\n"

FALLING = {
    "kylla": {"value": "2", "title": "Kyllä", "text": "Tehty.", "reading": "Jatkakaa."},
    "ei": {"value": "1", "title": "Ei", "text": "Ei tehty.", "reading": "Aloittakaa."},
}


def _traced(*traces: str) -> bank.Fields:
    """Give a measure whose one statement rests on these parts of the model."""
    statements = {"kuuntelu": {"text": "Kuuntelimme.", "traces": list(traces)}}
    dimension = {"title": "Puhe", "text": "Miten puhumme.", "statements": statements}
    return bank.record("measure", dimensions={"puhe": dimension})


def _event(**changes: object) -> Case:
    """Change the one event of the calendar."""
    event = bank.INDEXED["content/event.yaml"]
    assert isinstance(event, dict)
    return Case({"content/event.yaml": {"peruskoulutus": event["peruskoulutus"] | changes}})


def pictured(data: bytes, name: str = "kuva.png") -> Case:
    """Give a brochure a picture of these bytes."""
    return Case(
        {
            BROCHURE: bank.record(image=PICTURE | {"file": name}),
            f"materials/brochure/{name}": data,
        }
    )


CASES: dict[str, Case] = {
    # --- files
    "unknown-file": Case(
        {"materials/brochure/esite.txt": "Esite", "materials/brochure/esite.yml": "title: Esite"}
    ),
    "unknown-language": Case({"materials/brochure/perheelle.se.yaml": HEAD + TITLE}),
    "unknown-kind": Case(
        {
            "materials/brosure/esite.yaml": TITLE,
            "content/brochure/esite.yaml": TITLE,
            "content/rolle.yaml": TITLE,
            "materials/zzz/esite.yaml": TITLE,
        }
    ),
    "bad-name": Case(prepare=_latin),
    "picture-too-large": Case(
        {
            BROCHURE: bank.record(image=PICTURE),
            "materials/brochure/kuva.png": b"\0" * 5_000_001,
        }
    ),
    "picture-too-many-pixels": pictured(drawn("PNG", (8000, 5001))),
    "picture-mislabelled": pictured(drawn("JPEG")),
    "picture-other-format": pictured(b"GIF89a" + bytes(20)),
    "picture-svg": pictured(b"<?xml version='1.0'?>\n<svg onload='alert(1)'/>"),
    "picture-script": pictured(b"<script>alert(1)</script>"),
    "not-picture": pictured(b"#!/bin/sh\n"),
    "picture-broken": pictured(drawn("PNG").replace(b"IDAT", b"IDAX")),
    "picture-cut": pictured(drawn("JPEG", (90, 60))[:-99], "perhe #1 & äiti?.JPG"),
    "too-long": brochure(contact="sana " * 5000, lead="sana\n\n" * 501),
    "line-too-long": brochure(title="Perheelle " * 101),
    "too-many": brochure(remember={f"k{n}": "Saat kysyä." for n in range(501)}),
    "too-many-sections": Case(
        {"content/page/kaikki.yaml": {"sections": {f"k{n}": dict(HUNDRED) for n in range(100)}}}
    ),
    "more-problems": raw(TITLE + "title: Perheelle\n" * 203),
    "empty-list": brochure(sections={}, remember={}),
    "bad-id": Case({"materials/brochure/Perheen esite.yaml": bank.record()}),
    "bad-id-in-table": Case({"content/theme.yaml": {"Uusi Teema": {"title": "Uusi teema"}}}),
    "bad-id-of-item": brochure(remember={"Kysy aina": "Saat kysyä."}),
    "broken-link": Case(prepare=_broken),
    "broken-link-loop": Case(prepare=_loop),
    "outside-tree": Case(prepare=_outside),
    "outside-tree-image": brochure(image=PICTURE | {"file": "../../../kuva.png"}),
    "linked-folder": Case(prepare=_linked_folder),
    "unreadable": Case(prepare=_socket),
    "too-large": raw(TITLE + "#" * 1_000_000),
    "not-utf8": raw(b"title: Esite\nsummary: \xe4iti\n"),
    "empty-file": raw(""),
    "empty-file-comment": raw("# tulossa\n"),
    # --- YAML
    "bad-character": raw(TITLE + "summary: yksi\x07kaksi\n"),
    "bad-character-escaped": brochure(summary="yksi\x07kaksi"),
    "line-separator": raw(TITLE + "summary: yksi\u2028kaksi\nlead: yksi\x85kaksi\n"),
    "lost-character": raw(TITLE + "summary: p\ufffdiv\ufffd\n"),
    "private-character": raw(TITLE + "summary: \uf0b7 yksi\n"),
    "field-inside": text(
        "Sana.\ntitle: Otsikko\nrelated:\n  - perheelle\nyhteys: title:a on: titleä: title\\: x"
    ),
    "no-glyph": text("Soita → tule\nSana ✓"),
    "mojibake": raw(TITLE + "summary: Ã\xa4iti sanoi â€\x9dheiâ€\x9d\nlead: ├ñiti ja √§iti\n"),
    "strange-space": raw(TITLE + "sections:\n  alku:\n\xa0\xa0\xa0\xa0title: Alku\n"),
    "strange-space-after": raw("title:\xa0Perheelle\nsummary: Esite\n"),
    "merge-conflict": raw(
        TITLE + "<<<<<<< HEAD\nsummary: Esite\n=======\nsummary: Toinen\n>>>>>>> muutos\n"
    ),
    "comment-after": raw(TITLE + "summary: Esite #1 perheelle\nlead: | # johdanto\n  Hei.\n"),
    "heading-outside": text("Alku.\n\n### Otsikko\n").dedented("      ### Otsikko"),
    "folded-lines": raw(
        TITLE + "summary: >\n  - yksi\n  - kaksi\nlead: Alku\n  - yksi\n\ncontact: >\n  a\n\n  b\n"
    ),
    "unclosed-quote": raw(TITLE + 'summary: "Esite\nlead: Alku\ncontact: "Soita"\n'),
    "unclosed-quote-swallows": raw(TITLE + "summary: 'Esite\nlead: Alku'\n"),
    "unclosed-quote-last": raw(TITLE + 'summary: "Esite\n'),
    "bad-escape": raw(TITLE + 'summary: "C:\\tiedostot"\n'),
    "bad-escape-unknown": raw(TITLE + 'summary: "C:\\kansio"\n'),
    "bad-escape-of-a-number": raw(TITLE + 'summary: "C:\\users"\n'),
    "complex-key": raw(TITLE + "? summary\n: Esite\n"),
    "document-mark": raw(TITLE + "...\n"),
    "yaml-colon-missing": raw(TITLE + "sections:\n  alku\n  jatko:\n    title: Jatko\n"),
    "yaml-colon": raw(TITLE + "summary: Esite: perheelle\n"),
    "yaml-indentation": raw("sections:\n    alku:\n      title: Alku\n  jatko:\n"),
    "yaml-indentation-of-a-field": raw("title: Perheelle\n summary: Esite\n"),
    "yaml-colon-missing-of-a-list": raw("audience:\nperheet\ntitle: A\n"),
    "yaml-dash": raw("audience:\n  - perheet\n  summary: Esite\n"),
    "yaml-list-here": raw(TITLE + "summary: - Esite\n"),
    "yaml-bracket": raw(TITLE + "audience: [perheet, lapset\nsummary: Esite\n"),
    "yaml-sign": raw(TITLE + "summary: @perheelle\n"),
    "yaml-sign-star": raw(TITLE + "summary: * Esite\n"),
    "yaml-after-bar-of-more": raw(TITLE + "lead: > 5 lasta\n"),
    "yaml-after-bar-of-a-number": without("lead", "lead: >5\n"),
    "yaml-after-bar-of-a-number-kept": without("lead", "lead: |+5\n"),
    "yaml-after-bar-of-a-number-above-words": without("lead", "lead: >5\n  vuotta\n"),
    "yaml-after-bar-of-nought": raw(TITLE + "lead: |0\n  Hei\n"),
    "quote-amid": without("lead", 'lead: "Hei", sanoi äiti.\n'),
    "quote-amid-before-a-tab": without("lead", 'lead: "Hei"\tsanoi äiti.\n'),
    "quote-amid-before-a-line": without("lead", 'lead: "Hei"\n  sanoi äiti.\n'),
    "quote-amid-before-a-dash": without("lead", 'lead: "Hei" - äiti\n'),
    "quote-amid-item": without("remember", "remember:\n  a: 'Hei': sanoi äiti.\n"),
    "bracket-amid": without("lead", "lead: {county} auttaa.\n"),
    "bracket-amid-of-a-list": without("audience", "audience: [perheet]\n  - lapset\n"),
    "yaml-bracket-twice": without("lead", "lead: [[Nimi\n"),
    "bad-key-of-braces": without("lead", "lead: {{county}}\n"),
    "tag-of-a-picture": without("lead", "lead: ![kuva](perhe.png)\n"),
    "tag-alone": without("lead", "lead: !\n"),
    "complex-key-in-a-text": without("lead", "lead: ? Hei\n"),
    "yaml-after-bar": raw(TITLE + "lead: | Hei\n  sinä.\n"),
    "yaml-syntax": raw("%YAML 3.0\n---\n" + TITLE),
    "tab": raw("title: Perheelle\nsections:\n\talku:\n\t\ttitle: Alku\n"),
    "anchor": raw("title: &nimi Perheelle\nsummary: *nimi\n"),
    "tag": raw("title: !!python/object/apply:os.system [ls]\nsummary: !oma Esite\n"),
    "too-deep": raw("title: " + "[" * 200_000),
    "too-deep-lists": raw("- " * 20_000),
    "too-deep-indented": raw("\n".join(" " * n + "a:" for n in range(200))),
    "duplicate-key": raw(bank.to_yaml(bank.record()) + "title: Toinen\n"),
    "bad-key": after("[a, b]: c\n"),
    "not-a-mapping": raw("- perheelle\n"),
    "several-documents": raw("title: Perheelle\n---\ntitle: Toinen\n"),
    # --- what follows from a fault is not said as if it were another
    "nothing-follows-from-a-broken-table": Case({"content/role.yaml": "a: b: c\n"}),
    "nothing-follows-from-a-broken-record": Case(
        {
            BROCHURE: b"title: \xe4iti\n",
            "materials/guideline/koe.yaml": bank.record("guideline", related=["perheelle"]),
        },
        prepare=_bare_translation,
    ),
    "nothing-follows-from-broken-settings": Case({"content/settings.yaml": "county: a: b\n"}),
    # --- fields
    "missing-field": brochure(title=None, lead=None, sections={"alku": {"title": "Alku"}}),
    "unknown-field": brochure(sumary="Esite", väri="punainen"),
    "unknown-field-empty": after("väri:\nimage: {file: kuva.png, alt: Äiti, isä ja lapsi}\n"),
    "unknown-field-nested": brochure(
        sections={"alku": {"title": "Alku", "text": "Teksti.", "txet": "Teksti."}}
    ),
    "field-outside": brochure(
        sections={"alku": {"title": "Alku"}, "text": "Teksti."}, title="Perheelle"
    ),
    "field-outside-of-the-nearest": brochure(
        sections={"alku": {"title": "Alku"}, "loppu": {"title": "Loppu"}}, text="Teksti."
    ),
    "field-outside-with-its-lines": brochure(
        sections={"alku": {"title": "Alku"}, "text": {"a": "b"}}
    ),
    "field-outside-in-table-with-its-lines": Case(
        {
            "content/promise.yaml": "opas:\n  title: O\nexceptions:\n    laki: Aina ei voi.\n"
            "    family: Kerromme.\n"
        }
    ),
    "field-outside-two-levels": brochure(
        sections={"alku": {"title": "Alku"}}, text="Teksti.", heading="Otsikko"
    ),
    "field-outside-in-table": Case(
        {
            "content/source.yaml": "opas:\n  title: O\n  publisher: A\nyear: 2023\n"
            "toinen:\n  title: O\n  publisher: A\n  year: 2023\n"
        }
    ),
    "field-outside-of-a-list-of-texts": Case(
        {
            "materials/meeting/koe.yaml": bank.record(
                "meeting", before={"tila": "Varaa tila.", "kutsu": {"text": "Kutsu."}, "weeks": "2"}
            )
        }
    ),
    "field-outside-of-what-is-empty": brochure(
        sections={"alku": None, "title": "Alku", "text": "Teksti.", "loppu": {"title": "Loppu"}}
    ),
    "field-outside-in-table-below-what-is-empty": Case(
        {"content/theme.yaml": "dialogi:\ntitle: Dialogi\nsummary: Puhe.\n"}
    ),
    "field-outside-in-translation": Case(
        {
            SWEDISH: f"{HEAD}title: Till familjen\nsections:\n  alku:\n    title: Början\n"
            "  text: |\n    Text.\nlead: Läs.\n"
        }
    ),
    "field-twice": brochure(
        sections={"alku": {"title": "Alku", "text": "Teksti."}, "title": "Loppu"}, text="Lisää."
    ),
    "field-twice-in-table": Case(
        {"content/theme.yaml": "dialogi:\n  title: Dialogi\n  summary: Puhe.\nsummary: Puhe.\n"}
    ),
    "field-deep": brochure(
        sections={"alku": {"title": "Alku", "text": "Teksti.", "related": ["perheelle"]}},
        remember={"kysy": "Saat kysyä.", "order": "5"},
    ),
    "field-deep-in-the-head-of-a-translation": Case(
        {SWEDISH: f"{HEAD}  title: Till familjen\nsections:\n  alku:\n    title: Början\n"}
    ),
    "first-field-deep": raw("  title: Perheelle\n  summary: Esite\nlead: Hei\n"),
    "field-shallow-above-its-lines": raw(
        "title: A\nsections:\n  alku:\ntext:\n      yksi: a\n  loppu: a\n"
    ),
    "field-that-became-a-line-is-not-missing-too": raw(
        bank.to_yaml({k: v for k, v in bank.record().items() if k not in {"summary", "lead"}})
        + "lead: |\n  Hei.\n  summary: Esite\n"
    ),
    "unopened-quote": without("contact", 'contact: Soita tai tule."\n'),
    "wrong-type-text-colon": without("lead", "lead:\n  Muista: kysy lapselta.\n"),
    "wrong-type-text-brackets": without("lead", "lead: [Nimi]\n"),
    "empty-brackets": brochure(lead={}, contact=[], order=[], updated={}, sections=[]),
    "wrong-type-text-braces": without("lead", "lead: {on_call_phone}\n"),
    "markup-day": text("1. elokuuta koulu alkaa.\n15. joulukuuta se päättyy."),
    "markup-day-in-a-list": text("1. Hae paikkaa\n2. kesäkuuta tulee päätös."),
    "markup-day-first": text("Loma\n\n15. joulukuuta alkaen\n7. tammikuuta asti"),
    "markup-bullet-of-small-letters": text("1 yksi\n2. kaksi\n\nLisäksi:\n\n1 yksi\n2 kaksi"),
    "markup-list-line": text("- Aika\nPaikka\n- Tapa"),
    "markup-list-line-of-numbers": text("1. Aika\n2 Paikka\n3. Tapa"),
    "markup-list-line-within": text("- Aika\n  - Aamu\n  Ilta\n- Tapa\n  jatkuu tässä"),
    "markup-bullet-without-its-point": text("1 Aika\n2. Paikka"),
    "markup-bullet-stuck-to-a-mark": text("- Aika\n-**Paikka** on\n-{worker}"),
    "field-as-item": brochure(remember={"kysy": "Saat kysyä.", "text": "Saat perua."}),
    "field-as-item-head-of-translations": Case(
        {"content/theme.yaml": "dialogi:\n  title: Dialogi\ntranslation:\n  title: Käännös\n"}
    ),
    "item-named-as-a-field": brochure(
        sections={"text": {"title": "Alku", "text": "Teksti."}, "drawing": {"text": "Teksti."}},
        remember={"text": {"text": "Saat perua."}},
    ),
    "file-id": brochure(id="toinen"),
    "keyed-id-in-table": Case({"content/theme.yaml": "dialogi:\n  id: puhe\n  title: Dialogi\n"}),
    "empty-text": brochure(title=" ", lead=" ", remember={"kysy": ""}),
    "wrong-type-number": Case(
        {
            BROCHURE: bank.record(order="9" * 5000),
            "materials/brochure/toinen.yaml": bank.record(order=["1"]),
            "materials/meeting/koe.yaml": bank.record("meeting", order="ensimmäinen"),
        }
    ),
    "wrong-type-boolean": Case(
        {
            "materials/meeting/koe.yaml": bank.record("meeting", client_document="osittain"),
        }
    ),
    "wrong-type-text": brochure(title=["Perheelle"], lead={"fi": "Esite"}),
    "wrong-type-list": brochure(audience="perheet"),
    "wrong-type-mapping": brochure(image="kuva.png"),
    "wrong-type-mapping-in-table": Case({"content/theme.yaml": {"dialogi": "Dialogi"}}),
    "keyed-list": brochure(remember=["Saat kysyä.", "Saat perua."]),
    "keyed-id": brochure(sections={"alku": {"id": "toinen", "title": "Alku", "text": "Teksti."}}),
    "too-small": brochure(order="0"),
    "too-large-number": Case(
        {
            "materials/guideline/koe.yaml": bank.record(
                "guideline", steps={"avaus": {"title": "A", "minutes": "601", "text": "B."}}
            )
        }
    ),
    "too-few": brochure(audience=[]),
    "bad-format": brochure(version="yksi", formerly=["../../muualle", "Vanha Osoite"]),
    "bad-format-address": Case(
        {
            "content/source.yaml": {
                "opas": {"title": "O", "publisher": "A", "year": "2023", "url": "www.alue.fi"}
            },
            "content/settings.yaml": {"base_url": "pankki.alue.fi/"},
        }
    ),
    "deep-folder": Case({"materials/brochure/" + "a/" * 9 + "b.yaml": "title: A\n"}),
    "bad-web-address": Case(
        {
            "content/settings.yaml": {"base_url": bank.BASE_URL, "exit_url": "http://alue.fi"},
            "content/video/koe.yaml": bank.record("video", film="https://kuka@alue.fi"),
        }
    ),
    "bad-format-version": Case(
        {
            BROCHURE: bank.record(version="\N{ARABIC-INDIC DIGIT TWO}.0"),
            "materials/brochure/b.yaml": bank.record(version="01.0"),
            "materials/brochure/c.yaml": bank.record(version="1.00"),
            "materials/brochure/d.yaml": bank.record(
                changes={"a": {"version": "ensimmäinen", "on": "2026-01-15", "text": "Uusi."}}
            ),
        }
    ),
    "bad-date": brochure(updated="15.1.2026", review_by="2027-02-30"),
    "unknown-choice": brochure(state="valmis"),
    "unknown-shape": brochure(without=["pdf-large", "folded"]),
    "unknown-shape-of-none": Case(
        {"content/page/koe.yaml": bank.record("page", title="Koe", without=["docx"])}
    ),
    "review-before-update": brochure(review_by="2026-01-14"),
    "unlikely-day": brochure(updated="2014-12-31", review_by="9999-12-31"),
    "approved-before-update": brochure(
        state="approved", approved={"role": "sosiaalityontekija", "on": "2026-01-14"}
    ),
    "change-newer": brochure(
        changes={
            "a": {"version": "1.0.1", "on": "2026-01-15", "text": "Uudempi versio."},
            "b": {"version": "0.9", "on": "2026-01-16", "text": "Uudempi päivä."},
            "c": {"version": "0.9", "on": "2026-01-16", "text": "Sama."},
            "d": {"version": "0.10", "on": "2026-01-14", "text": "Uudempi kuin 0.9."},
        }
    ),
    "done-later": Case(
        {
            BROCHURE: bank.record(
                state="approved", approved={"role": "sosiaalityontekija", "on": "2026-02-01"}
            ),
            "content/trainer.yaml": bank.INDEXED["content/trainer.yaml"],
            "content/event.yaml": bank.INDEXED["content/event.yaml"],
        },
        today=date(2026, 1, 14),
    ),
    "translation-approval": Case(PUBLISHABLE, prepare=_approvals, today=date(2026, 3, 4)),
    "state-mismatch": brochure(approved={"role": "sosiaalityontekija", "on": "2026-01-15"}),
    "state-unexplained": Case(
        {
            BROCHURE: bank.record(state="approved"),
            "materials/brochure/toinen.yaml": bank.record(state="withdrawn"),
        }
    ),
    # --- texts
    "markup-html": text("Tämä <b>ei</b> käy.\n\n<div>Eikä tämä.</div>\n"),
    "markup-not-allowed": text(
        "`koodi`\n\n> lainaus\n\n---\n\n```\nkoodi\n```\n\n![kuva](kuva.png)\n\n[a]: https://alue.fi\n"
    ),
    "markup-phrase": brochure(lead="Yksi.\n\nKaksi.", remember={"kysy": "- Saat kysyä."}),
    "markup-list-start": text("Vuonna\n\n2026. alkoi uusi.\n"),
    "heading-level": text("Ensimmäinen\n===\n\nTeksti.\n\n###### Kuudes\n"),
    "heading-skipped": text(FOUR),
    "heading-empty": text("###\n\nTeksti.\n"),
    "too-deep-in-text": brochure(contact="*" * 40 + "sana" + "*" * 40),
    "link-with-markup": text("[Soita {worker_phone}](tel:1), [katso `tätä`](id:perheelle).\n"),
    "markup-unclosed": text("Tämä on **tärkeää.\n\n- yksi\n- ja *toinen\n"),
    "markup-braces": text("Soita {Worker_phone}, { county } tai {{county}}, tai county}.\n"),
    "markup-tag": text("Lue <b tämä.\n"),
    "markup-bullet": text("• yksi\n• kaksi\n\n-yksi\n-kaksi\n\na) yksi\no kaksi\n"),
    "markup-heading": text("###Otsikko\n\nTeksti.\n"),
    "markup-list-number": text("1. yksi\n2. kaksi\n7. kolme\n"),
    "comment-inside": text("Teksti.\n# tarkista tämä\n\n#kesken\n"),
    "markup-table": text("| a | b |\n|---|---|\n| c | d |\n"),
    "line-markup": brochure(title="**Perheelle**", summary="Esite alueelle {county}."),
    "link-broken": text(
        "Katso [ohje](id:perheelle tai [se] (id:perheelle).\n\n"
        "Katso [[perheelle]] ja id:perheelle.\n"
    ),
    "link-address": text(
        "Soita [meille](tel:abc), [kirjoita](mailto:) tai [katso](https://) [se](id:).\n"
    ),
    "link-words": text("Katso [https://alue.fi](https://toinen.fi).\n"),
    "link-empty": text("Katso [](id:perheelle) ja [ ](https://alue.fi).\n"),
    "link-target": text("Katso [tämä](javascript:alert(1)), [tuo](perheelle.md) ja [se]().\n"),
    # --- the library
    "duplicate-id": Case({"materials/guideline/perheelle.yaml": bank.record("guideline")}),
    "unknown-record": brochure(
        related=["perhele", "zzz"], contact="Katso [ohje](id:ohje) ja [esite](id:perhelle)."
    ),
    "unknown-entry": Case(
        {
            BROCHURE: bank.record(
                audience=["perhet"], roles=["johtaja"], themes=["dialog"], sources=["opaz"]
            )
        }
    ),
    "unknown-record-of-a-kind": Case(
        {
            "materials/meeting/koe-meeting.yaml": bank.record("meeting"),
            "materials/sheet/koe.yaml": bank.record("sheet", beside=["koe-meting", "perheelle"]),
        }
    ),
    "unknown-part": Case(
        {
            "content/model/koe-model.yaml": bank.record("model"),
            "content/measure/koe.yaml": _traced("dialogy", "zzz"),
        }
    ),
    "ambiguous-part": Case(
        {
            "content/model/koe-model.yaml": bank.record("model"),
            "content/model/toinen.yaml": bank.record("model", title="Toinen"),
            "content/measure/koe.yaml": _traced("dialogi"),
        }
    ),
    "nothing-follows-from-a-broken-model": Case(
        {
            "content/model/koe-model.yaml": "a: b: c\n",
            "content/measure/koe.yaml": _traced("dialogi"),
        }
    ),
    "room-half": Case(
        bank.DRAWING
        | {
            "materials/canvas/koe.yaml": _labelled(
                {"text": "Isä", "x": 1, "y": 9, "width": 60},
                {"text": "A", "x": 1, "y": 60, "height": 60},
            ),
        }
    ),
    "rooms-over": Case(
        bank.DRAWING
        | {
            "materials/canvas/koe.yaml": _labelled(
                {"text": "Isä", "x": 1, "y": 9, "width": 60, "height": 30},
                {"text": "Äiti", "x": 60, "y": 38, "width": 60, "height": 30},
            )
        }
    ),
    "scale-not-rising": Case(
        {
            "content/model/koe-model.yaml": bank.record("model"),
            "content/measure/koe.yaml": bank.record("measure", scale=FALLING),
        }
    ),
    "bad-clock": _event(occasions={"eka": {"title": "Alku", "day": "2027-03-15", "starts": "9"}}),
    "bad-clock-list": _event(occasions={"eka": {"title": "Alku", "starts": [9, 0]}}),
    "ends-first": _event(
        occasions={
            "eka": {"day": "2027-03-15", "starts": "9:00", "ends": "8:30"},
            "toka": {"day": "2027-03-15", "last_day": "2027-03-14"},
        }
    ),
    "needs-field": _event(
        occasions={
            "eka": {"when": "Keväällä", "last_day": "2027-03-15"},
            "toka": {"when": "Keväällä", "starts": "9:00"},
            "kolmas": {"day": "2027-03-15", "ends": "9:00"},
        }
    ),
    "day-and-when": _event(occasions={"eka": {"day": "2027-03-15", "when": "Keväällä"}}),
    "lasts-long": _event(occasions={"eka": {"day": "2027-03-15", "last_day": "2027-04-15"}}),
    "no-such-hour": _event(
        occasions={
            "eka": {"day": "2027-03-28", "starts": "3:00", "ends": "5:00"},
            "toka": {
                "day": "2027-03-27",
                "last_day": "2027-03-28",
                "starts": "20:00",
                "ends": "3.59",
            },
            "kolmas": {"day": "2027-10-31", "starts": "3:00", "ends": "3:30"},
            "neljas": {"day": "2027-03-27", "last_day": "2027-03-29", "starts": "3:30"},
        }
    ),
    "film-alone": Case({"content/video/yksin.mp4": b""}),
    "example-dated": _event(example="true", occasions={"eka": {"day": "2027-03-15"}}),
    "anonymous": Case(
        bank.every_kind()
        | {
            "materials/sheet/palaute.yaml": bank.record(
                "sheet",
                title="Palaute",
                anonymous="true",
                stored="true",
                parts={
                    "a": {
                        "title": "Lopuksi",
                        "fields": {
                            "kuka": {"title": "Nimesi", "type": "line"},
                            "milloin": {"title": "Milloin kävit", "type": "date"},
                            "loppu": {"title": "Lopuksi", "type": "signature"},
                        },
                    }
                },
            )
        }
    ),
    "not-a-participant": Case(
        bank.every_kind()
        | {
            "materials/meeting/koe-meeting.yaml": bank.record(
                "meeting", agenda={"a": {"title": "A", "minutes": "5", "present": ["naapuri"]}}
            )
        }
    ),
    "beyond-a-day": Case(
        bank.every_kind()
        | {
            "materials/meeting/koe-meeting.yaml": bank.record(
                "meeting", agenda={f"a{n}": {"title": "A", "minutes": "481"} for n in range(3)}
            )
        }
    ),
    "day-goes-back": Case(
        bank.every_kind()
        | {
            "materials/onboarding/koe-onboarding.yaml": bank.record(
                "onboarding",
                stages={
                    f"s{day}": {
                        "title": "Jakso",
                        "day": day,
                        "goal": "Alkuun.",
                        "tasks": {"t": {"title": "Tapaa tiimi", "minutes": "30"}},
                    }
                    for day in ("8", "1")
                },
            )
        }
    ),
    "choices": Case(
        bank.every_kind()
        | {
            "materials/meeting/koe-meeting.yaml": bank.record(
                "meeting",
                recording={
                    "a": {"title": "A", "type": "table"},
                    "b": {"title": "B", "type": "line", "choices": {"x": "X"}},
                },
            )
        }
    ),
    "nobody-present": Case(
        bank.every_kind()
        | {
            "materials/meeting/koe-meeting.yaml": bank.record(
                "meeting", agenda={"a": {"title": "A", "minutes": "5", "present": []}}
            )
        }
    ),
    # --- what a county may publish
    "setting-missing": Case(profile="public"),
    "setting-form": Case(
        {
            "content/settings.yaml": bank.PUBLISHABLE
            | {"child_line": "kysy", "feedback_email": "alue.fi"}
        },
        profile="public",
    ),
    # --- what is said
    "promise-untranslated": Case(PROMISED, prepare=_in_swedish),
    "plain": _selko(lead=HARD_TEXT),
    "plain-some": _selko(
        lead="Asiasta puhutaan. Teitä kuullaan. Syy kirjataan. Jos kysyt, kerron, mitä teen."
        " Jos et kysy, kysyn, mitä haluat. Sano, jos et halua, että kysyn."
    ),
    "plain-promise": Case(
        PROMISED
        | {
            "content/promise.yaml": {
                "kuuleminen": bank.HEARING
                | {"plain": "Kuulemme sinua tehdessämme työtä.", "child": "Sinua kuullaan mm. nyt."}
            }
        }
    ),
    "plain-swedish": Case(SELKO, prepare=_long_in_swedish),
    "wrong-term": Case(
        {
            "content/term.yaml": bank.INDEXED["content/term.yaml"],
            "content/source.yaml": {
                "opas": {"title": "Genokrammin opas", "publisher": "Alue", "year": "2023"}
            },
            BROCHURE: bank.record(
                title="Genokrammi",
                lead="Piirrämme *genokrammin*, ja genokrammista puhutaan.",
                remember={"kysy": "Genogrammi on oikein."},
            ),
        }
    ),
    "wrong-term-in-lines": Case(
        {
            "content/term.yaml": bank.INDEXED["content/term.yaml"],
            **text("Ensin on sanoja.\n\n- Sitten genokrammi ja GENOKRAMMIT.\n").files,
        }
    ),
    "trace-lost": Case(
        {
            "content/trace.yaml": {
                "puhe": {
                    "title": "Tapaamisia on 16",
                    "source": "opas",
                    "records": ["perheelle", "toinen"],
                    "expects": ["tapaam", "16|kuusitoista", "2–4 kertaa"],
                }
            },
            BROCHURE: bank.record(lead="Tapaamisia on 160, ja 2-4 kertaa vuodessa."),
            "materials/brochure/toinen.yaml": bank.record(
                title="Toinen", lead="Muuta.", sections={"a": {"title": "A", "text": "B."}}
            ),
        }
    ),
    "reference-to-itself": Case(
        {
            BROCHURE: bank.record(
                related=["perheelle"],
                followed_by=["perheelle"],
                plain_of="perheelle",
                contact="[Tämä esite](id:perheelle)",
            ),
            "materials/brochure/vanha.yaml": bank.record(
                title="Vanha",
                state="withdrawn",
                withdrawn={"reason": "Vanheni.", "instead": "vanha"},
            ),
        }
    ),
    "reference-twice": Case(
        {
            "materials/brochure/toinen.yaml": bank.record(
                title="Toinen",
                related=["perheelle", "perheelle"],
                audience=["perheet", "perheet"],
                contact="[Esite](id:perheelle) ja [esite](id:perheelle)",
            ),
        }
    ),
    "plain-of-plain": Case(
        {
            BROCHURE: bank.record(plain_of="toinen"),
            "materials/brochure/toinen.yaml": bank.record(title="Toinen", plain_of="perheelle"),
            "materials/brochure/kolmas.yaml": bank.record(title="Kolmas", plain_of="toinen"),
        }
    ),
    "plain-of-kind": Case(
        {"materials/guideline/selko.yaml": bank.record("guideline", plain_of="perheelle")}
    ),
    "plain-twice": Case(
        {
            f"materials/brochure/{name}.yaml": bank.record(title=name, plain_of="perheelle")
            for name in ("selko", "toinen-selko")
        }
    ),
    "same-title": Case(
        {
            "materials/brochure/toinen.yaml": bank.record(title="PERHEELLE"),
            "materials/guideline/kolmas.yaml": bank.record("guideline", title="Perheelle"),
            "materials/brochure/vanha.yaml": bank.record(
                state="withdrawn", withdrawn={"reason": "Vanheni."}
            ),
        }
    ),
    "unknown-setting": brochure(contact="Soita: {worker_fone}. Osoite: {zzz}."),
    **{f"drawing-{name}": drawing(inner) for name, inner in UNFIT.items()},
    "drawing-broken": Case(bank.DRAWING | {"content/drawing/koti.svg": "<svg"}),
    "drawing-missing": Case({"content/drawing.yaml": bank.DRAWING["content/drawing.yaml"]}),
    "drawing-near": Case(
        {
            "content/drawing.yaml": bank.DRAWING["content/drawing.yaml"],
            "content/drawing/kotti.svg": bank.SVG.format(""),
        }
    ),
    "drawing-unknown": Case(
        bank.DRAWING
        | {
            BROCHURE: bank.record(
                sections={"alku": {"title": "Alku", "text": "Näin.", "drawing": "kodi"}}
            )
        }
    ),
    "missing-image": Case(
        {BROCHURE: bank.record(image=PICTURE), "materials/brochure/kuvat.png": PNG}
    ),
    "missing-image-alone": brochure(image=PICTURE),
    "image-without-alt": Case(
        {BROCHURE: bank.record(image={"file": "kuva.png"}), "materials/brochure/kuva.png": PNG}
    ),
    "image-empty-alt": Case(
        {
            BROCHURE: bank.record(image=PICTURE | {"alt": ""}),
            "materials/brochure/kuva.png": PNG,
        }
    ),
    "image-loop": Case({BROCHURE: bank.record(image=PICTURE)}, prepare=_image_loop),
    "decomposed-name": Case(
        {
            BROCHURE: bank.record(image=PICTURE | {"file": "käsi.png"}),
            "materials/brochure/ka\u0308si.png": PNG,
        }
    ),
    "image-type": brochure(image=PICTURE | {"file": "perheelle.yaml"}),
    "same-address": Case(
        {
            "materials/brochure/toinen.yaml": bank.record(
                title="Toinen", formerly=["esitteet/perheelle"]
            ),
            "content/page/esitteet.yaml": bank.record("page"),
        }
    ),
    # --- translations
    "translation-without-original": Case({"materials/brochure/muu.sv.yaml": HEAD + TITLE}),
    "translation-head": translation("title: Till familjen\n", head=""),
    "translation-head-empty": _headed("translation:\n"),
    "translation-head-text": _headed("translation: draft\n"),
    "translation-head-unknown": _headed("translation:\n  state: klar\n  translator: Anna\n"),
    "translation-head-of-table": _headed(
        "translation:\n  state: klar\n  follows: a\n", "content/audience.yaml"
    ),
    "follow-by-hand": Case({SWEDISH: "translation: {}\n" + TITLE}, followed=True),
    "not-reviewed": Case(PROMISED, confirmed=("content/promise.yaml kuuleminen kuulemine",)),
    "not-approved": Case(prepare=_draft, confirmed=(SWEDISH,)),
    "confirm-by-hand": Case(prepare=_marked_in_lines, confirmed=(SWEDISH,)),
    "translation-not-words": translation("title: Till familjen\nversion: '2.0'\naudience: [a]\n"),
    "translation-empty": translation("title: ''\nsummary:\nsections:\n  alku:\n    title: ' '\n"),
    "translation-of-nothing": Case(
        {
            BROCHURE: bank.record(contact=None),
            **translation(
                "sections:\n  alki:\n    title: Början\nremember:\n  zzz: Fråga.\ncontact: Ring.\n"
            ).files,
        }
    ),
    "translation-of-nothing-in-table": Case(
        {"content/theme.sv.yaml": HEAD + "dialoga:\n  title: Dialog\n"}
    ),
    "translation-shape": translation("title: [Till familjen]\nsections: Början\n"),
    "translation-unknown-field": translation("titel: Till familjen\n"),
    # --- the ledger
    "never-released": Case(released=True),
    "version-behind": Case(prepare=_version("0.9", "2026-01-16"), released=True),
    "updated-behind": Case(prepare=_version("1.1", "2026-01-15"), released=True),
    "ledger-entry": Case({"published.yaml": "esitteet/perheelle/: '1.0'\n"}),
    "address-gone": Case(prepare=_published(_renamed)),
}

NOTICES: dict[str, Case] = {
    "quote-unpaired": text("Hän sanoi ”hei ja lähti.\n\n- Toinen ”sanoi” näin\n- Kolmas” ei"),
    "no-last-break": raw(bank.to_yaml(bank.record()).rstrip("\n")),
    "default-base-url": Case({"content/settings.yaml": "# tyhjä\ncounty:\n"}),
    "reference-to-draft": Case(
        {
            "materials/brochure/toinen.yaml": bank.record(
                state="approved",
                approved={"role": "sosiaalityontekija", "on": "2026-01-15"},
                related=["perheelle"],
            )
        },
        drafts=False,
    ),
    "film-stale": Case(FILMED | {SCRIPT: bank.record("video", title="Toisin sanoin")}),
    "film-half": Case({SCRIPT: VIDEO, FILM: FILMED[FILM]}),
    "film-broken": Case(FILMED | {FILM: b""}),
    "film-stale-voiced": Case({**HEARD, SCRIPT: bank.record("video", title="Toisin sanoin")}),
    "film-half-voiced": Case({SCRIPT: VIDEO, FILM: HEARD[FILM]}),
    "film-broken-voiced": Case(FILMED | {FILM: HEARD[FILM][:-1]}),
    "film-large": Case(FILMED | {FILM: _padded(SOUND[FILM])}),
    "personal": brochure(
        lead="Soita 040 123 4567 tai etu.suku@alue.fi.",
        contact="[Nimi]",
        remember={"kysy": "131052-308T"},
    ),
    "translation-stale": Case(prepare=_stale),
    "translation-missing": translation("title: Till familjen\n"),
    "review-overdue": Case(today=date(2027, 1, 16)),
    "law-read-long-ago": Case(PROMISED, today=date(2027, 1, 20)),
    "review-lapsed": Case(PROMISED, prepare=_read_before),
    "review-unmarked": Case(PROMISED, prepare=_read_of_nothing),
    "promise-of-its-own": brochure(lead="Saat lukea, mitä sinusta on kirjoitettu."),
    "plain-approved": _selko(lead=HARD_TEXT, state="approved", approved=bank.APPROVAL),
    "plain-excepted": _selko(
        lead="Asut lastensuojelulaitoksessa tehdessäsi matkaa.",
        plain_exceptions={
            "long_word": "Perhe tuntee sanan.",
            "hard_form": "Lain sanat.",
            "passive": "Tekijää ei tiedetä.",
        },
    ),
    "extreme-sentence": brochure(lead="Sana " + "sanan " * 40 + "perään."),
    "nothing-left": Case(PROMISED | PUBLISHABLE | {BROCHURE: PROMISED[BROCHURE]}, profile="public"),
    "left-out-of-public": Case(
        PROMISED | PUBLISHABLE | {"materials/brochure/toinen.yaml": bank.record(title="Toinen")},
        profile="public",
    ),
    "setting-unfilled": Case(
        {
            "content/settings.yaml": {
                "base_url": bank.BASE_URL,
                "county": "___",
                "publisher": "[Nimi]",
                "on_call_phone": "-",
            }
        }
    ),
    "left-out-translation": Case(PUBLISHABLE, prepare=_draft, profile="public"),
    "left-out-quote": Case(PUBLISHABLE | POSTER, prepare=_poster_in_swedish, profile="public"),
    "quoted-untranslated": Case(POSTER, prepare=_poster_in_swedish),
    "unversioned-change": Case(prepare=_published(_reworded)),
    "unreleased": Case(prepare=_version("1.1", "2026-01-16")),
}


def told(problems: list[Problem]) -> str:
    """Give the problems in both languages, as a golden file has them."""
    return "\n\n".join("\n".join(bank.lines(problems, lang)) for lang in ("fi", "en")) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_an_author_reads_what_is_wrong_and_what_to_do(
    case: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    """A broken source gives errors, all at once, in these very words."""
    problems = CASES[case].problems(tmp_path / "source")
    assert any(problem.severity is Severity.ERROR for problem in problems)
    golden(f"problems/{case}.txt", told(problems))


@pytest.mark.parametrize("case", NOTICES)
def test_a_notice_is_said_and_stops_nothing(
    case: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    """What is unfinished but sound gives notices alone, in these very words."""
    problems = NOTICES[case].problems(tmp_path / "source")
    assert problems
    assert {problem.severity for problem in problems} == {Severity.NOTICE}
    golden(f"problems/{case}.txt", told(problems))
