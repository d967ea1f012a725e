"""Fonts: every letter comes from packages of ours, whatever fonts the machine has or lacks."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Literal

import pytest
from fontTools.ttLib import TTFont

from generator.document import Figure, msg
from generator.outputs.drawing import draw
from generator.outputs.fonts import FAMILIES, folder
from generator.outputs.handout import HandoutTask
from generator.outputs.pdf import render
from tests import bank
from tests.tagged import faults

if TYPE_CHECKING:
    from pathlib import Path

    Shape = Literal["ring", "clock", "grid", "path"]

POPPLER = shutil.which("pdffonts") or "pdffonts"
SCRIPTS = {
    "Finnish and Swedish": "åäö ÅÄÖ šž é – ”sana” 5 € ½",
    "Northern Sámi": "Čálet dán: đ ŋ š ŧ ž á; Buoŋgu, gáŋga, boađán",
    "Skolt Sámi": "sääʹmǩiõll ǥ ǧ ǩ ʒ ǯ",  # noqa: RUF001 - those meant
    "Cyrillic": "Семья и ребёнок; родина ґ є і ї",  # noqa: RUF001 - those meant
    "stressed": "се\u0301мьи, x\u0301, ŋ\u0301",  # noqa: RUF001 - those meant
    "Greek": "Οικογένεια",
    "Vietnamese": "gia đình, tiếng Việt",
}
ARABIC = '<p lang="ar" dir="rtl">مرحبا بالعائلة</p>'
PAGE = (
    '<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Koe</title>{}</head>'
    '<body data-title="Koe" data-edition="1.0" data-state="">'
    "<main><h1>Koe</h1>{}</main></body></html>"
)
ALL = PAGE.format(
    "",
    "".join(
        f"<p>{words} <strong>{words}</strong> <em>{words}</em></p>" for words in SCRIPTS.values()
    ),
)
WITH_ARABIC = ALL.replace("</main>", f"{ARABIC}</main>")
PLANTED = (
    '<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir>{rest}'
    "</fontconfig>"
)
MACHINES = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'


def fonts_of(data: bytes, folder: Path) -> set[str]:
    """Name the families in a PDF, as poppler tells them."""
    path = folder / "a.pdf"
    path.write_bytes(data)
    done = subprocess.run([POPPLER, str(path)], capture_output=True, text=True, check=True)
    names = [line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]]
    return {name.removesuffix("-Italic").removesuffix("-Bold") for name in names}


OURS = {family.replace(" ", "-") for family in FAMILIES}


def test_letters_of_several_scripts_are_ours(tmp_path: Path) -> None:
    """Every script is drawn in fonts of ours, upright, bold and slanted, and read back whole."""
    made = render(HandoutTask(WITH_ARABIC))
    assert made.faults == ()
    assert fonts_of(made.data, tmp_path) == OURS
    assert faults(made.data, WITH_ARABIC) == []


def _plant(folder: Path, family: str) -> None:
    """Write a font that calls itself one of ours and looks like another."""
    source = folder.parent / "source.ttf"
    with TTFont(next(iter(sorted(_files("Atkinson Hyperlegible"))))) as font:
        for name in font["name"].names:
            if name.nameID in {1, 16}:
                name.string = family
        font.save(source)
    source.replace(folder / f"{family}.ttf")


def _files(family: str) -> list[Path]:
    return list(folder(FAMILIES[family]).glob("*.ttf"))


@pytest.mark.parametrize("rest", [MACHINES, pytest.param("", marks=pytest.mark.slow)])
def test_the_machine_gives_no_glyph(tmp_path: Path, rest: str) -> None:
    """With others of the same names planted among the machine's own, or alone, bytes are equal."""
    planted = tmp_path / "planted"
    planted.mkdir()
    for family in FAMILIES if rest else ():
        _plant(planted, family)
    (tmp_path / "fonts.conf").write_text(PLANTED.format(folder=planted, rest=rest))
    code = (
        "import hashlib, sys\nfrom generator.outputs.handout import HandoutTask\n"
        "data = HandoutTask(sys.stdin.read()).make().data\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=bank.ROOT,
        env=os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONUTF8": "1"},
        input=WITH_ARABIC,
        capture_output=True,
        text=True,
        check=True,
    )
    here = render(HandoutTask(WITH_ARABIC)).data
    assert done.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_clock_is_in_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that is made of a variable one does not tell when."""
    now = render(HandoutTask(ALL)).data
    later = time.time() + 1e6
    monkeypatch.setattr(time, "time", lambda: later)
    assert render(HandoutTask(ALL)).data == now


def test_the_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows in the same process, a browser for instance, sees the machine's fonts again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    before = dict(os.environ)
    render(HandoutTask(PAGE.format("", "<p>Sana.</p>")))
    assert dict(os.environ) == before


@pytest.mark.parametrize("family", ["Verdana", "sans-serif", "Atkinson"])
def test_a_family_that_is_not_ours(family: str) -> None:
    """A style, a running line or a drawing that asks for another is a fault that names it."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" font-family="{}">'
        "<text>a</text></svg>"
    )
    shown = '<p><img src="drawing:a" alt="Kuva" width="90" height="90"></p>'
    sound = HandoutTask(
        PAGE.format("", shown),
        assets=(("drawing:a", drawing.format(",".join(FAMILIES)).encode()),),
    )
    assert render(sound).faults == ()
    tasks = [
        HandoutTask(PAGE.format(f"<style>h1 {{ font-family: {family} }}</style>", "")),
        HandoutTask(PAGE.format("", f'<p style="font-family: var(--font), {family}">a</p>')),
        HandoutTask(PAGE.format(f"<style>@page {{ font-family: {family} }}</style>", "<p>a</p>")),
        HandoutTask(sound.html, assets=(("drawing:a", drawing.format(family).encode()),)),
    ]
    for task in tasks:
        assert [(f.code, f.values) for f in render(task).faults] == [
            ("pdf-font", {"families": family})
        ]


@pytest.mark.parametrize("shape", ["ring", "clock", "grid", "path"])
def test_drawings_are_set_in_our_fonts(tmp_path: Path, shape: Shape) -> None:
    """A drawing in a handout, in any letters, is drawn in fonts of ours."""
    title = msg("Contents")
    figure = Figure("a", shape, title, ("Perhe", "Семья", "Buoŋgu"), title)
    svg = draw(figure, "fi").svg.encode()
    html = PAGE.format("", '<p><img src="drawing:a" alt="Kuva" class="drawing"></p>')
    made = render(HandoutTask(html, assets=(("drawing:a", svg),)))
    assert made.faults == ()
    assert fonts_of(made.data, tmp_path) == OURS - {"Noto-Sans-Arabic"}


def test_every_handout_of_the_small_bank(small: Path, tmp_path: Path) -> None:
    """No handout holds a font that is not ours."""
    for path in (small / "site").rglob("*.pdf"):
        assert fonts_of(path.read_bytes(), tmp_path) <= OURS
