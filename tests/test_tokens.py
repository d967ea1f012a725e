"""Colours, from one source for site and print: every text legible on every ground."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
import tinycss2

from generator.outputs.styles import STYLES, TOKENS
from generator.site.stage import OVERRIDES, SHEETS

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("ink", "ink-soft", "accent", "warm")
GROUNDS = ("ground", "surface", "quiet", "accent-soft", "warm-soft")
PAIRS = [*product(TEXTS, GROUNDS), ("on-accent", "accent")]
"""Texts and the grounds that they stand on."""
LINES = list(product(("line", "accent", "warm"), GROUNDS))
"""Lines that bear meaning, such as the edge of a box to tick or the ring around the focus."""
TEXT_LEAST, LINE_LEAST = 7.0, 3.0
LEAFLET, SUIT = ".for-", ".suit-"
"""How the selectors of leaflets and of suits of cards begin, which have colours of their own."""

SITE_STYLE = OVERRIDES / "assets" / "site.css"
PRINT_STYLE = TOKENS.with_name("print.css")

Theme = dict[str, str]


def themes(css: str) -> dict[str, Theme]:
    """Read the themes of the tokens: each selector's colours by name."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", body))
        if colours:
            found[selector.strip()] = colours
    return found


def luminance(colour: str) -> float:
    """Compute the relative luminance of a colour, as WCAG defines it."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faults(theme: Theme) -> list[str]:
    """Give the pairs that are too pale."""
    return [
        f"{upper} on {lower}: {ratio:.2f}"
        for pairs, least in ((PAIRS, TEXT_LEAST), (LINES, LINE_LEAST))
        for upper, lower in pairs
        if (ratio := contrast(theme[upper], theme[lower])) < least
    ]


@pytest.fixture(scope="module")
def tokens() -> dict[str, Theme]:
    """Give the themes as they stand."""
    found = themes(TOKENS.read_text(encoding="utf-8"))
    return {selector: theme for selector, theme in found.items() if SUIT not in selector}


def test_every_theme_is_legible(tokens: dict[str, Theme]) -> None:
    """Every text stands on every ground at 7:1 or more, every line at 3:1 or more."""
    assert len(tokens) == 3
    assert {selector: faults(theme) for selector, theme in tokens.items()} == {
        selector: [] for selector in tokens
    }


def test_leaflets_are_told_apart_and_legible(tokens: dict[str, Theme]) -> None:
    """Each audience's leaflets have a colour that no other's have, as legible as any text."""
    light = next(iter(tokens.values()))
    own = {s: t for s, t in themes(TOKENS.read_text(encoding="utf-8")).items() if LEAFLET in s}
    assert all(SUIT in selector for selector in own)
    assert len({theme["accent"] for theme in own.values()}) == len(own) == 4
    assert {selector: faults(light | theme) for selector, theme in own.items()} == {
        selector: [] for selector in own
    }


def test_suits_are_told_apart_and_legible_in_the_dark(tokens: dict[str, Theme]) -> None:
    """Each suit of cards keeps a colour of its own in both dark themes, which are one."""
    light, dark, _ = tokens.values()
    every = themes(TOKENS.read_text(encoding="utf-8")).items()
    own = {s: t for s, t in every if SUIT in s and LEAFLET not in s}
    chosen = {s.split()[-1]: t for s, t in own.items() if s.startswith("[data-theme")}
    device = {s.split()[-1]: t for s, t in own.items() if s.startswith(":root")}
    assert chosen == device
    assert len({theme["accent"] for theme in chosen.values()}) == len(chosen) == 4
    assert [fault for theme in chosen.values() for fault in faults(light | dark | theme)] == []


def test_both_dark_themes_are_one(tokens: dict[str, Theme]) -> None:
    """The dark theme that a reader chooses is that of the device, and names every colour."""
    light, *dark = tokens.values()
    assert dark[0] == dark[1]
    assert dark[0].keys() == light.keys()


@pytest.mark.parametrize(
    ("token", "colour", "said"),
    [("ink-soft", "#77888c", "ink-soft on ground"), ("line", "#c3d0cd", "line on quiet")],
)
def test_planted_pale_colour(tokens: dict[str, Theme], token: str, colour: str, said: str) -> None:
    """A colour that is too pale is found."""
    found = faults(next(iter(tokens.values())) | {token: colour})
    assert any(fault.startswith(said) for fault in found)


def test_known_contrasts() -> None:
    """The computation agrees with known values."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("style", [SITE_STYLE, PRINT_STYLE], ids=lambda style: style.name)
def test_colours_come_from_tokens(style: Path) -> None:
    """A stylesheet names no colour of its own, and no token that is not there."""
    css = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*[;}])|\b(?:rgb|hsl|oklch)a?\(", css) == []
    given = set(re.findall(r"--([\w-]+):", TOKENS.read_text(encoding="utf-8") + css))
    assert set(re.findall(r"var\(--([\w-]+)", css)) - given == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_site_serves_its_sheets_without_their_comments(small: Path, sheet: Path) -> None:
    """What is served has every rule of the sheet as it was written, in its order, and no more."""
    served = (small / "site" / "assets" / sheet.name).read_text(encoding="utf-8")
    assert "/*" not in served
    assert _rules(served) == _rules(sheet.read_text(encoding="utf-8"))
    assert TOKENS in {*STYLES} & {*SHEETS}


def _rules(sheet: str) -> str:
    parsed = tinycss2.parse_component_value_list(sheet, skip_comments=True)
    return " ".join(tinycss2.serialize(parsed).split())


def test_nothing_of_the_themes_own_is_served(small: Path) -> None:
    """Material's stylesheets stay out: what we use of them stands in a sheet of ours."""
    assets = small / "site" / "assets"
    assert {path.name for path in assets.rglob("*.css")} == {sheet.name for sheet in SHEETS}
