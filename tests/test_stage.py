"""MkDocs: a site a language, only what changed made anew, and never a warning let through."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.site import stage as staging
from generator.site.instant import Instant
from generator.site.stage import EngineError, stage
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
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
        sites = self.all()
        return {
            path: data.decode()
            for path, data in sites.items()
            if path.endswith((".html", ".css", ".xml"))
        }

    def all(self) -> dict[str, bytes]:
        """Build, and give every file of the site."""
        made = stage(self._folder, self.pages, self.menus, self.base_url, at_once=2)
        return {path: each.data() for path, each in made.items()}

    def file(self, path: str) -> Path:
        """Give where a file lies in the folder of the Finnish site."""
        return self._folder / "fi" / path

    def edit(self) -> None:
        """Change the words of a page."""
        self.pages[PAGE] = self.pages[PAGE].replace("Tapaamme sinut.", "Tapaamme teidät.")

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
    assert {"assets/tokens.css", "assets/base.css"} <= texts.keys()
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
    paths = stage_.all()
    assert not [path for path in paths if "javascripts" in path or path.endswith(".gz")]
    assert not [text for text in texts.values() if "javascripts/bundle" in text]


def test_only_what_changed_is_made(tmp_path: Path) -> None:
    """Nothing changed makes nothing; an edited page is made alone, as a clean build makes it."""
    one = Stage(tmp_path)
    before = one.build()
    one.age()
    assert one.build() == before
    assert one.made() == set()
    one.edit()
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
    one.build()
    one.pages[PAGE] = sound + "\n[Muualle](ei-ole.md)\n"
    for _ in range(2):
        with pytest.raises(EngineError, match=r"ei-ole\.md"):
            one.build()
    one.pages[PAGE] = sound
    assert one.build()[PAGE]


# --- nothing stale, nothing mixed ------------------------------------------------------------

together = pytest.mark.xdist_group("one")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Give a stage that has built, for tests that each leave it as they please."""
    return Stage(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def one(shared: Stage) -> Iterator[Stage]:
    """Give the shared stage, whole."""
    pages = dict(shared.pages)
    shared.build()
    yield shared
    shared.pages = pages


@together
@pytest.mark.parametrize("dies", ["os._exit(1)", "os._exit(0)"])
def test_an_engine_that_dies_without_a_word_is_an_error(
    one: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: str
) -> None:
    """Whatever MkDocs returns, a page that it did not write is never taken for written."""
    bank.write(tmp_path / "fake", {"mkdocs/__init__.py": "", "mkdocs/__main__.py": _dying(dies)})
    before = one.build()
    one.edit()
    with monkeypatch.context() as faked:
        faked.setattr(staging, "FEW", 0)
        faked.setenv("PYTHONPATH", str(tmp_path / "fake"))
        for _ in ("an edit", "from nothing"):
            with pytest.raises(EngineError, match=r"."):
                one.build()
    after = one.build()
    assert "Tapaamme teidät." in after[PAGE]
    assert [path for path in before if before[path] != after[path]] == [PAGE]


def _dying(how: str) -> str:
    return f"import os\n{how}\n"


@together
def test_times_tell_nothing(one: Stage) -> None:
    """A page is made again for its words, also where what was built bears a future time."""
    for file in one.file("site").rglob("*"):
        os.utime(file, (4_000_000_000, 4_000_000_000))
    one.edit()
    after = one.build()
    assert "Tapaamme teidät." in after[PAGE]


@together
@pytest.mark.parametrize("few", [0, 1])
def test_a_kill_before_the_engine_has_run(
    one: Stage, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """What is written for MkDocs to read does not count as built, not even by an old record."""
    record = one.file("finished").read_bytes()
    one.edit()

    class Killed(BaseException):
        pass

    def killed(*_arguments: object, **_options: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(staging, "FEW", few)
        patched.setattr(subprocess, "Popen", killed)
        patched.setattr(Instant, "of", killed)
        with pytest.raises(Killed):
            one.build()
    assert not one.file("finished").exists()
    one.file("finished").write_bytes(record)
    assert "Tapaamme teidät." in one.build()[PAGE]


@together
@pytest.mark.parametrize("path", [PAGE, "assets/site.css"])
def test_what_was_built_is_known_by_its_bytes(one: Stage, path: str) -> None:
    """A file that is not what MkDocs wrote is made again."""
    whole = one.all()
    one.file(f"site/{path}").write_bytes(whole[path].swapcase())
    assert one.all() == whole


@together
def test_what_somebody_laid_into_the_stage_is_not_published(one: Stage) -> None:
    """Only what MkDocs wrote of the plan's pages is the site, before and after an edit."""
    whole = one.all()
    planted = ("vieras.html", "assets/vieras.css", "esitteet/perheelle/vieras.pdf")
    bank.write(one.file("site"), dict.fromkeys(planted, "Vieras"))
    bank.write(one.file("docs"), {"vieras/index.md": "Vieras", "vieras.txt": "Vieras"})
    assert one.all() == whole
    one.edit()
    assert one.all().keys() == whole.keys()


@together
@pytest.mark.parametrize("where", ["docs", "docs/esitteet", "site"])
def test_a_linked_folder_in_the_stage_is_none_of_ours(
    one: Stage, tmp_path: Path, where: str
) -> None:
    """Whatever it leads to is neither written nor deleted."""
    before = one.build()
    theirs = bank.write(tmp_path, {"theirs/materials/oma.yaml": "title: Oma\n"}) / "theirs"
    shutil.rmtree(one.file(where))
    one.file(where).symlink_to(theirs, target_is_directory=True)
    one.edit()
    assert one.build().keys() == before.keys()
    assert list(bank.tree(theirs)) == ["materials/oma.yaml"]


@together
def test_a_link_in_the_stage_is_not_written_through(one: Stage, tmp_path: Path) -> None:
    """A file that a link in the stage leads to stays as it is."""
    own = tmp_path / "own.md"
    own.write_text("Oma")
    page = one.file("docs/index.md")
    page.unlink()
    page.symlink_to(own)
    one.edit()
    one.build()
    assert own.read_text() == "Oma"


@together
@pytest.mark.parametrize("text", ["", "0\n[]"])
def test_a_harmed_record_is_none(one: Stage, text: str) -> None:
    """A record of a finished build that cannot be read counts as none."""
    whole = one.build()
    one.file("finished").write_text(text)
    assert one.build() == whole


def test_a_build_that_was_cut_short_is_begun_anew(tmp_path: Path) -> None:
    """Pages that a killed MkDocs left half-written are made again."""
    one = Stage(tmp_path)
    whole = one.build()
    folder = tmp_path / "stage" / "fi"
    (folder / "finished").unlink()
    (folder / "site" / PAGE).write_text("<html>")
    (folder / "site" / LIST).unlink()
    assert one.build() == whole
