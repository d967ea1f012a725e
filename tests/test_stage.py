"""MkDocs: a site a language, only what changed made anew, and never a warning let through."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.site import stage as staging
from generator.site.stage import EngineError, stage
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.bank.plan import Menus

HOME, LIST, PAGE = "index.html", "esitteet/index.html", "esitteet/perheelle/index.html"
SWEDISH = "sv/broschyrer/perheelle/index.html"
LONG_AGO = (1_500_000_000, 1_500_000_000)


class Stage:
    """A stage with the pages of the smallest bank, perhaps with its Swedish translation."""

    def __init__(self, folder: Path, *, swedish: bool = False) -> None:
        """Write the pages."""
        source = bank.write(folder / "source", bank.FILES)
        if swedish:
            bank.swedish(source, bank.BROCHURE)
        library, plan, _ = bank.read(source)
        self.pages = bank.pages(source)
        self.menus: dict[str, Menus] = dict(plan.menus)
        self.base_url = library.base_url
        self._folder = folder / "stage"

    def build(self) -> dict[str, str]:
        """Build, and give the text of every page and style of the site."""
        sites = stage(self._folder, self.pages, self.menus, self.base_url, at_once=2)
        return {
            path: file.read_text(encoding="utf-8")
            for path, file in sites.items()
            if path.endswith((".html", ".css", ".xml"))
        }

    def age(self) -> None:
        """Let everything that was built have been built long ago."""
        for file in self._folder.rglob("*"):
            if file.is_file():
                os.utime(file, LONG_AGO)

    def made(self) -> set[str]:
        """Name the pages that were made since ``age``."""
        return {
            file.relative_to(self._folder).as_posix()
            for file in self._folder.glob("*/site/**/index.html")
            if file.stat().st_mtime != LONG_AGO[0]
        }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stage, dict[str, str]]:
    """Give a stage that nobody changes, and what it built."""
    made = Stage(tmp_path_factory.mktemp("built"), swedish=True)
    return made, made.build()


@pytest.mark.xdist_group("stage")
def test_each_language_is_a_site_of_its_own(built: tuple[Stage, dict[str, str]]) -> None:
    """Finnish stands at the root, Swedish below ``sv/``, each in its own language."""
    texts = built[1]
    assert {HOME, LIST, PAGE, SWEDISH, "sv/index.html"} <= texts.keys()
    assert '<html lang="fi"' in texts[PAGE]
    assert '<html lang="sv"' in texts[SWEDISH]
    for page, address in ((PAGE, "esitteet/perheelle/"), (SWEDISH, "sv/broschyrer/perheelle/")):
        assert f'<link rel="canonical" href="{bank.BASE_URL}/{address}">' in texts[page]
    assert "assets/tokens.css" in texts
    assert "assets/site.css" in texts


@pytest.mark.xdist_group("stage")
def test_languages_lead_to_each_other(built: tuple[Stage, dict[str, str]]) -> None:
    """A page tells where it stands in each language, to people and to search engines."""
    texts = built[1]
    for page in (PAGE, SWEDISH):
        for language, address in (("fi", "esitteet"), ("sv", "sv/broschyrer")):
            url = f"{bank.BASE_URL}/{address}/perheelle/"
            assert f'<link rel="alternate" hreflang="{language}" href="{url}">' in texts[page]
    assert 'href="../../sv/broschyrer/perheelle/"' in texts[PAGE]
    assert 'href="../../../esitteet/perheelle/"' in texts[SWEDISH]


@pytest.mark.xdist_group("stage")
def test_the_theme_brings_no_scripts_and_no_times(built: tuple[Stage, dict[str, str]]) -> None:
    """Material's scripts, and what bears the time of its making, stay out of the site."""
    stage_, texts = built
    paths = stage(stage_._folder, stage_.pages, stage_.menus, stage_.base_url, at_once=1)  # noqa: SLF001
    assert not [path for path in paths if "javascripts" in path or path.endswith(".gz")]
    assert not [text for text in texts.values() if "javascripts/bundle" in text]


def test_only_what_changed_is_made(tmp_path: Path) -> None:
    """Nothing changed makes nothing; an edited page is made alone, as a clean build makes it."""
    one = Stage(tmp_path)
    before = one.build()
    one.age()
    assert one.build() == before
    assert one.made() == set()
    one.pages[PAGE] = one.pages[PAGE].replace("Tapaamme sinut.", "Tapaamme teidät.")
    after = one.build()
    assert one.made() == {f"fi/site/{PAGE}"}
    assert [path for path in before if before[path] != after[path]] == [PAGE]
    assert "Tapaamme teidät." in after[PAGE]


def test_a_page_that_comes_and_goes(tmp_path: Path) -> None:
    """A new page is there, a deleted one is not, and the site is as a clean build makes it."""
    one = Stage(tmp_path / "one")
    one.build()
    one.pages["uusi/index.html"] = one.pages[PAGE].replace("../../", "../")
    assert "uusi/index.html" in one.build()
    one.pages.pop("uusi/index.html")
    assert one.build() == Stage(tmp_path / "two").build()


def test_the_menu_is_on_every_page(tmp_path: Path) -> None:
    """When a menu changes, every page of its language is made anew, and no other."""
    one = Stage(tmp_path, swedish=True)
    one.build()
    one.age()
    menus = one.menus["sv"]
    one.menus["sv"] = type(menus)(menus.main[:1], menus.footer)
    one.build()
    swedish = [path for path in one.pages if path.startswith("sv/")]
    assert one.made() == {f"sv/site/{path.removeprefix('sv/')}" for path in swedish}


def test_the_theme_is_on_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a block of the theme changes, every page is made anew."""
    overrides = tmp_path / "overrides"
    bank.write(overrides, bank.tree(staging.OVERRIDES))
    monkeypatch.setattr(staging, "OVERRIDES", overrides)
    one = Stage(tmp_path)
    one.build()
    main = overrides / "main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("</body>", "<p>Uutta</p></body>"))
    pages = [text for path, text in one.build().items() if path.endswith("index.html")]
    assert all("<p>Uutta</p>" in text for text in pages)


def test_a_warning_is_an_error(tmp_path: Path) -> None:
    """What MkDocs warns of in any language stops the build until it is mended."""
    one = Stage(tmp_path, swedish=True)
    sound = one.pages[PAGE]
    one.pages[PAGE] = sound + "\n[Muualle](ei-ole.md)\n"
    for _ in range(2):
        with pytest.raises(EngineError, match=r"ei-ole\.md"):
            one.build()
    one.pages[PAGE] = sound
    assert one.build()[PAGE]


def test_a_build_that_was_cut_short_is_begun_anew(tmp_path: Path) -> None:
    """Pages that a killed MkDocs left half-written are made again."""
    one = Stage(tmp_path)
    whole = one.build()
    folder = tmp_path / "stage" / "fi"
    (folder / "finished").unlink()
    (folder / "site" / PAGE).write_text("<html>")
    (folder / "site" / LIST).unlink()
    assert one.build() == whole
