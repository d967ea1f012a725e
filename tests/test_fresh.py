"""What an unchanged build is known by."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator import fresh
from generator.fresh import Manifest
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

TOLD: dict[str, object] = {"records": 1, "problems": []}
PAGE = "esitteet/index.html"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a stand-in for the generator's own files."""
    files: bank.Files = {
        "generator/a.py": "a",
        "overrides/main.html": "a",
        "mkdocs.yml": "a",
        "generator/__pycache__/a.pyc": "a",
        "README.md": "a",
    }
    monkeypatch.setattr(fresh, "PROJECT", bank.write(tmp_path / "project", files))
    return tmp_path / "project"


@pytest.fixture
def manifest(source: Path, tmp_path: Path, project: Path) -> Manifest:
    """Give the manifest of a finished build."""
    assert project.is_dir()
    bank.write(source, {"published.yaml": "a: 1\n", "notes.txt": "a"})
    site = bank.write(tmp_path / "site", {PAGE: "a", "index.html": "a"})
    made = Manifest(tmp_path / "manifest.json", source, site, "options")
    made.keep(TOLD, made.seen())
    return made


def test_nothing_has_changed(manifest: Manifest) -> None:
    """An unchanged build tells what the last one told."""
    assert manifest.told() == TOLD


def test_the_first_build_has_nothing_to_tell(source: Path, tmp_path: Path) -> None:
    """Without a manifest everything is new."""
    assert Manifest(tmp_path / "none.json", source, tmp_path / "site", "").told() is None


@pytest.mark.parametrize("text", ["", "{", "{}", "0\n{}"])
def test_a_harmed_manifest_tells_nothing(manifest: Manifest, text: str) -> None:
    """A manifest that cannot be read counts as none."""
    manifest.file.write_text(text)
    assert manifest.told() is None


def test_a_manifest_with_a_flipped_bit_tells_nothing(manifest: Manifest) -> None:
    """Nothing is told that was not kept."""
    data = manifest.file.read_bytes()
    manifest.file.write_bytes(data.replace(b'"records":1', b'"records":3'))
    assert manifest.told() is None


def test_a_site_is_known_by_more_than_size_and_time(manifest: Manifest) -> None:
    """A page whose words were changed and whose time was put back is not what was built."""
    page = manifest.output / PAGE
    stat = page.stat()
    page.write_text("b")
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert manifest.told() is None


def test_other_options_are_another_build(manifest: Manifest) -> None:
    """What was built with other options is not what is asked for."""
    other = Manifest(manifest.file, manifest.source, manifest.output, "others")
    assert other.told() is None


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("source", bank.BROCHURE),
        ("source", "content/audience.yaml"),
        ("source", "published.yaml"),
        ("source", "materials/brochure/uusi.yaml"),
        ("source", "materials/brochure/kuva.png"),
        ("project", "generator/a.py"),
        ("project", "generator/kinds/b.py"),
        ("project", "overrides/main.html"),
        ("project", "mkdocs.yml"),
        ("site", PAGE),
        ("site", "other.html"),
    ],
)
def test_a_change_is_seen(
    manifest: Manifest, project: Path, source: Path, where: str, path: str
) -> None:
    """A file that is changed or new, of the sources, the generator or the site, is seen."""
    folder = {"source": source, "project": project, "site": manifest.output}[where]
    bank.write(folder, {path: "changed"})
    assert manifest.told() is None


@pytest.mark.parametrize(
    ("where", "path"),
    [("source", bank.BROCHURE), ("project", "overrides/main.html"), ("site", PAGE)],
)
def test_a_file_that_is_gone_is_seen(
    manifest: Manifest, project: Path, source: Path, where: str, path: str
) -> None:
    """A file that is no longer there is seen."""
    folder = {"source": source, "project": project, "site": manifest.output}[where]
    (folder / path).unlink()
    assert manifest.told() is None


def test_a_change_of_the_same_size_and_time_is_seen(manifest: Manifest, source: Path) -> None:
    """An edit that keeps size and time, as some tools make, is seen all the same."""
    file = source / bank.BROCHURE
    stat = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Tapaamme sinut", "Tapaamme sinAt"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert file.stat().st_size == stat.st_size
    assert manifest.told() is None


def test_a_link_that_leads_nowhere_is_seen(manifest: Manifest, source: Path) -> None:
    """A broken symbolic link among the sources is a change, which the build then tells of."""
    (source / "materials" / "brochure" / "b.yaml").symlink_to("nowhere")
    assert manifest.told() is None


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("source", "notes.txt"),
        ("project", "README.md"),
        ("project", "generator/__pycache__/a.pyc"),
    ],
)
def test_what_no_build_reads_is_no_change(
    manifest: Manifest, project: Path, source: Path, where: str, path: str
) -> None:
    """A file that is neither source nor program nor site does not count."""
    bank.write({"source": source, "project": project}[where], {path: "changed"})
    assert manifest.told() == TOLD


def test_touching_is_no_change(manifest: Manifest, source: Path) -> None:
    """Files that are touched, or laid out anew with the same bytes, have not changed."""
    os.utime(source / bank.BROCHURE)
    assert manifest.told() == TOLD
    text = (source / bank.BROCHURE).read_bytes()
    (source / bank.BROCHURE).unlink()
    (source / bank.BROCHURE).write_bytes(text)
    assert manifest.told() == TOLD
    assert manifest.told() == TOLD


def test_an_edit_during_a_build_is_not_lost(manifest: Manifest, source: Path) -> None:
    """A source that changes while a build is under way is built by the next one."""
    seen = manifest.seen()
    (source / bank.BROCHURE).write_text("edited while building")
    manifest.keep(TOLD, seen)
    assert manifest.told() is None
