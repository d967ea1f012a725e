"""What a page or a handout shows of another record: it follows when only the other changes.

In each step only the others change. Building on then gives to the byte what building from
nothing gives, and the outputs that show the others are seen to have changed.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

PICTURE = "materials/brochure/kuva.png"
NAMING = ("onboarding", "pathway", "process", "coordination", "workshop")
"""The kinds that name other records within."""
Step = tuple["Callable[[Path], None]", "Iterable[str]"]
"""What changes, and which outputs must be seen to have changed."""


def _png(*, noisy: bool) -> bytes:
    """Give a picture of 64 by 64 greys: all the same, or each another."""
    side = 64
    greys = [
        [(x * x * 7 + y * y * 13 + x * y) % 256 if noisy else 99 for x in range(side)]
        for y in range(side)
    ]

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(row) for row in greys)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def _each_equals_a_clean_build(folder: Path, source: Path, steps: Iterable[Step]) -> None:
    """Build, and after each step build on; hold that against a build from nothing."""
    site = folder / "site"
    outcome = bank.build_here(source, site)
    assert outcome.code == 0, bank.lines(outcome.problems)
    for number, (change, shows) in enumerate(steps, start=1):
        before = bank.tree(site)
        change(source)
        outcome = bank.build_here(source, site)
        assert outcome.code == 0, bank.lines(outcome.problems)
        clean = folder / f"clean-{number}" / "site"
        assert bank.build_here(source, clean).code == 0
        assert bank.differing(site, clean) == [], number
        after = bank.tree(site)
        stale = [path for path in shows if after[path] == before[path]]
        assert stale == [], number


# --- other records ---------------------------------------------------------------------------


def _other(title: str, **changes: Any) -> bank.Fields:  # noqa: ANN401 - of any field
    """Give a record that others show: a page of the bank, which costs no handout."""
    return bank.record("page", **{"title": title, "sections": None} | changes)


def _at(name: str) -> str:
    return bank.path_of("page", name)


def _brochure(name: str, **changes: Any) -> bank.Files:  # noqa: ANN401 - of any field
    return {bank.path_of("brochure", name): bank.record(**{"title": f"Esite {name}"} | changes)}


def _of(kind: str, name: str, **changes: Any) -> bank.Files:  # noqa: ANN401 - of any field
    return {bank.path_of(kind, name): bank.record(kind, **{"title": f"Koe {name}"} | changes)}


def _naming(kind: str) -> bank.Files:
    """Give a record that names ``jaettu`` within."""
    text = bank.to_yaml(bank.record(kind, title=f"Nimeää {kind}"))
    return {bank.path_of(kind, f"nimeava-{kind}"): text.replace("perheelle", "jaettu")}


def _model(title: str) -> bank.Files:
    principles = {
        "dialogi": {"title": title, "text": "Kuunnellaan.", "practice": "Kysy."},
        "suhteet": {"title": "Suhteet", "text": "Katsotaan.", "practice": "Piirrä."},
    }
    return _of("model", "malli", principles=principles)


def _gone(**changes: str) -> bank.Fields:
    return {"state": "withdrawn", "withdrawn": {"reason": "Vanheni."} | changes}


def _first() -> bank.Files:
    """Give the records that show others, and some of the others."""
    files = bank.TABLES | {PICTURE: _png(noisy=False)} | _model("Dialogi")
    for kind, name in (("meeting", "kokous"), ("structure", "verkosto"), ("county", "alue")):
        files |= _of(kind, name)
    files |= _of("measure", "mittari")
    for kind in NAMING:
        files |= _naming(kind)
    others = ("muu", "jalkeen", "naapuri", "tilalle", "jaettu", "vieras", "ennen")
    return (
        files
        | {_at(name): _other(f"Muu {name}") for name in others}
        | _brochure("liittyva", related=["muu"])
        | _brochure("seuraava", followed_by=["jalkeen"])
        | _brochure("edeltava")
        | _brochure("parillinen")
        | _brochure("parin-naapuri", related=["naapuri"])
        | _brochure("kaytosta", related=["poistuva"])
        | _brochure("kuvallinen", image={"file": "kuva.png", "alt": "Kuva"})
        | _brochure("kaantyva")
        | _brochure("ruotsi", related=["vieras"])
        | _brochure("poistuva")
        | _brochure("vanha", **_gone(instead="tilalle"))
    )


def _others_come(source: Path) -> None:
    """Retitle some, and add those that were not there."""
    retitled = {name: _other(f"Uusi {name}") for name in ("muu", "jalkeen", "jaettu", "tilalle")}
    files = _model("Vuoropuhelu") | {_at(name): fields for name, fields in retitled.items()}
    files |= _of("sheet", "kutsu", beside=["kokous"]) | _of("sheet", "toinen", beside=["kokous"])
    files |= _of("structure", "rakenne") | _of("county", "aluetta")
    files |= {
        _at("ennen"): _other("Muu ennen", followed_by=["edeltava"]),
        **_brochure("poistuva", **_gone()),
        **_brochure("pari", plain_of="parillinen"),
        _at("naapurin-pari"): _other("Naapurin pari", plain_of="naapuri"),
        PICTURE: _png(noisy=True),
    }
    bank.write(source, files)
    bank.swedish(source, bank.path_of("brochure", "kaantyva"))
    bank.swedish(source, _at("vieras"))


def _others_change(source: Path) -> None:
    """Change a summary, and the names of those that came."""
    bank.write(
        source,
        {
            _at("muu"): _other("Uusi muu", summary="Toinen tiivistelmä."),
            _at("ennen"): _other("Uusi ennen", followed_by=["edeltava"]),
            **_brochure("pari", title="Uusi pari", plain_of="parillinen"),
            _at("naapurin-pari"): _other("Naapurin uusi pari", plain_of="naapuri"),
            **_of("sheet", "kutsu", title="Uusi kutsu", beside=["kokous"]),
        },
    )
    translated = source / bank.path_of("page", "vieras", "sv")
    words = translated.read_text(encoding="utf-8")
    translated.write_text(words.replace("Muu vieras", "Uusi vieras"), encoding="utf-8")


def _others_go(source: Path) -> None:
    """Take away all that came."""
    bank.write(source, _brochure("poistuva") | {_at("ennen"): _other("Uusi ennen")})
    for kind, name, language in (
        ("brochure", "pari", "fi"),
        ("page", "naapurin-pari", "fi"),
        ("sheet", "kutsu", "fi"),
        ("structure", "rakenne", "fi"),
        ("county", "aluetta", "fi"),
        ("brochure", "kaantyva", "sv"),
        ("page", "vieras", "sv"),
    ):
        (source / bank.path_of(kind, name, language)).unlink()


COMING_AND_GOING = [
    "esitteet/edeltava/index.html",
    "esitteet/kaytosta/index.html",
    "esitteet/kaantyva/index.html",
    "esitteet/kaantyva/kaantyva.pdf",
    "esitteet/parillinen/index.html",
    "esitteet/parillinen/parillinen.pdf",
    "esitteet/parin-naapuri/index.html",
    "sv/broschyrer/ruotsi/index.html",
    "tapaamiset/kokous/index.html",
    "rakenteet/verkosto/index.html",
    "alueet/alue/index.html",
]
RETITLED = [
    "esitteet/liittyva/index.html",
    "esitteet/seuraava/index.html",
    "esitteet/vanha/index.html",
    "mittarit/mittari/index.html",
    "perehdytys/nimeava-onboarding/index.html",
    "perehdytys/nimeava-onboarding/nimeava-onboarding.pdf",
    "koulutuspolku/nimeava-pathway/index.html",
    "koulutuspolku/nimeava-pathway/nimeava-pathway.pdf",
    "asiakasprosessi/nimeava-process/index.html",
    "asiakasprosessi/nimeava-process/nimeava-process.pdf",
    "koordinaatio/nimeava-coordination/index.html",
    "koordinaatio/nimeava-coordination/nimeava-coordination.pdf",
    "koulutuspaivat/nimeava-workshop/index.html",
]
PICTURED = [
    "esitteet/kuvallinen/kuvallinen.pdf",
    "esitteet/kuvallinen/kuva.png",
    "esitteet/kuvallinen/index.html",  # the size of its file
]
CHANGING = [
    "esitteet/liittyva/index.html",
    "esitteet/edeltava/index.html",
    "esitteet/parillinen/index.html",
    "esitteet/parillinen/parillinen.pdf",
    "esitteet/parin-naapuri/index.html",
    "tapaamiset/kokous/index.html",
    "sv/broschyrer/ruotsi/index.html",
]


@pytest.mark.parametrize("number", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_outputs_follow_the_records_that_they_show(tmp_path: Path, number: int) -> None:
    """Titles, summaries, backlinks, twins, translations, withdrawals and pictures of others."""
    source = bank.write(tmp_path / "source", _first())
    bank.swedish(source, bank.path_of("brochure", "ruotsi"))
    steps: list[Step] = [
        (_others_come, [*COMING_AND_GOING, *RETITLED, *PICTURED]),
        (_others_change, CHANGING),
        (_others_go, COMING_AND_GOING),
    ]
    _each_equals_a_clean_build(tmp_path, source, steps[:number])


# --- tables and settings ---------------------------------------------------------------------

TERM: bank.Fields = {
    "title": "genogrammi",
    "definition": "Piirros suvusta.",
    "stems": ["genogramm"],
    "sv": "genogram",
    "en": "genogram",
}
PAGE, PDF = "esitteet/perheelle/index.html", "esitteet/perheelle/perheelle.pdf"


def _entry(table: str, **entries: bank.Fields) -> Callable[[Path], None]:
    """Change entries of a table; the others stay as they are in ``bank.full()``."""
    path = f"content/{table}.yaml"

    def change(source: Path) -> None:
        whole = bank.FULLER.get(path, {})
        assert isinstance(whole, dict)
        bank.write(source, {path: whole | entries})

    return change


def _settings(**values: str) -> Callable[[Path], None]:
    def change(source: Path) -> None:
        bank.write(source, {"content/settings.yaml": {"base_url": bank.BASE_URL} | values})

    return change


@pytest.mark.slow
def test_outputs_follow_the_tables_and_the_settings(tmp_path: Path) -> None:
    """A role, a theme, an audience, a source, a term of the glossary, a value of the county."""
    tables = {f"content/{name}.yaml" for name in ("audience", "role", "theme", "source")}
    record = bank.record(
        state="approved",
        approved={"role": "ohjaaja", "on": "2026-01-15"},
        audience=["perheet"],
        roles=["sosiaalityontekija"],
        themes=["dialogi"],
        sources=["opas"],
        contact="Genogrammi piirretään. Soita: {worker_phone}.",
    )
    files = {path: content for path, content in bank.FULLER.items() if path in tables}
    guideline = _of("guideline", "ohje", sources=["opas"])
    source = bank.write(
        tmp_path / "source", bank.TABLES | files | {bank.BROCHURE: record} | guideline
    )
    opas = {"title": "Uusi opas", "publisher": "Alue", "year": "2026"}
    steps: list[Step] = [
        (_entry("role", ohjaaja={"title": "Uusi ohjaaja"}), []),
        (_entry("role", sosiaalityontekija={"title": "Uusi rooli"}), [PAGE]),
        (_entry("theme", dialogi={"title": "Uusi teema"}), [PAGE]),
        (_entry("audience", perheet={"title": "Uudet perheet", "sign": "kite"}), [PAGE]),
        (_entry("source", opas=opas), [PAGE, "ohjeet/ohje/ohje.pdf"]),
        (_entry("term", genogrammi=TERM), [PAGE]),
        (_entry("term", genogrammi=TERM | {"stems": ["sukupuu"]}), [PAGE]),
        (_settings(worker_phone="040 123"), [PAGE, PDF]),
        (_settings(county="Keski-Suomi"), [PAGE, PDF]),
    ]
    _each_equals_a_clean_build(tmp_path, source, steps)
