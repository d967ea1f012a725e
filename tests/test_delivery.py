"""What is handed on to whoever publishes for families: a list, and addresses that collect it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.bank.lookup import Lookup
from generator.outputs.delivery import Delivery, delivery
from generator.outputs.templating import plain
from generator.outputs.view import Place
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

FAMILY = bank.record(title="Perheelle", audience=["perheet"])
STAFF = bank.record(title="Työntekijälle", audience=["ammattilaiset"])
COLLECTION: bank.Files = {
    "content/page/kokoelma.yaml": bank.record("page", title="Oma kokoelma"),
    "content/page/luovutus.yaml": bank.record("page", title="Luovutus", layout="delivery"),
}


def _of(source: Path) -> dict[str, Delivery]:
    library, _, _ = bank.read(source)
    place = Place(Lookup(bank.answers(library, source)["fi"]), "luovutus/")
    return {plain(group.title.text, "fi"): group for group in delivery(library, place)}


def test_only_what_speaks_to_families_is_listed(tmp_path: Path) -> None:
    """By kind, each with its languages and what it can be had as; nothing for a press."""
    files = bank.every_kind() | COLLECTION | {bank.BROCHURE: FAMILY}
    source = bank.write(
        tmp_path / "source", files | {"materials/brochure/tyontekijalle.yaml": STAFF}
    )
    bank.swedish(source, bank.BROCHURE)
    (told,) = _of(source)["Esitteet"].materials
    assert told.title.text == "Perheelle"
    assert [page.url for page in told.pages] == [
        "../esitteet/perheelle/",
        "../sv/broschyrer/perheelle/",
    ]
    files_of = [plain(each, "fi") for each, _ in told.files]
    assert files_of[0] == "PDF A4"
    assert "PDF isolla tekstillä" in files_of
    assert "Teksti" in files_of
    assert [only for _, only in told.files] == [()] * len(files_of)
    assert "Painotiedosto" not in files_of


def test_a_file_of_one_language_says_so(tmp_path: Path) -> None:
    """What only one edition has is not promised of the others."""
    script = bank.path_of("video", "koe-video")
    record = bank.record("video", audience=["perheet"])
    files = bank.every_kind() | COLLECTION | {script: record}
    source = bank.write(tmp_path / "source", files | bank.film(script, record))
    bank.swedish(source, script)
    (told,) = _of(source)["Esittelyvideot"].materials
    only = {plain(title, "fi"): names for title, names in told.files}
    assert only["Video"] == ("Suomeksi",)
    assert only["Tekstitys"] == ()


def test_every_list_is_led_to(tmp_path: Path) -> None:
    """The page's own contents lead to each kind's heading."""
    files = bank.every_kind() | COLLECTION | {bank.BROCHURE: FAMILY}
    sections = {f"kohta-{n}": {"title": f"Kohta {n}", "text": "Sana."} for n in "abc"}
    files["content/page/luovutus.yaml"] = bank.record("page", layout="delivery", sections=sections)
    source = bank.write(tmp_path / "source", files)
    page = bank.pages(source)["luovutus/index.html"]
    for group in _of(source).values():
        assert f'<a href="#{group.id}">' in page
        assert f'<h2 id="{group.id}">' in page


def test_the_address_fills_a_collection(tmp_path: Path) -> None:
    """It holds each material in each language, as the collection's own addresses do."""
    files = bank.every_kind() | COLLECTION | {bank.BROCHURE: FAMILY}
    source = bank.write(tmp_path / "source", files)
    bank.swedish(source, bank.BROCHURE)
    page = bank.pages(source)["luovutus/index.html"]
    assert 'href="../kokoelma/#ids=perheelle.fi,perheelle.sv"' in page
    ids = re.search(r"#ids=([^\"]*)", page)
    assert ids
    assert all(re.fullmatch(r"[a-z0-9-]+\.(fi|sv)", each) for each in ids[1].split(","))


def test_what_is_withdrawn_is_not_handed_on(tmp_path: Path) -> None:
    """Nobody publishes what is no longer in use."""
    gone = FAMILY | bank.record(
        audience=["perheet"], state="withdrawn", withdrawn={"reason": "Vanheni."}
    )
    source = bank.write(tmp_path / "source", bank.every_kind() | COLLECTION | {bank.BROCHURE: gone})
    assert "Esitteet" not in _of(source)


def test_a_page_says_that_there_is_nothing_to_hand_on(tmp_path: Path) -> None:
    """Without a material for families the page is not silent, and with one it does not say so."""
    said = "luovutettavaa ei ole"
    none = bank.write(tmp_path / "none", bank.FILES | COLLECTION | {bank.BROCHURE: STAFF})
    assert _of(none) == {}
    assert said in bank.pages(none)["luovutus/index.html"]
    one = bank.write(tmp_path / "one", bank.FILES | COLLECTION | {bank.BROCHURE: FAMILY})
    assert said not in bank.pages(one)["luovutus/index.html"]
