"""Where a site may stand: nothing that no build of ours made is ever taken away."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from generator import cli, console
from generator.fresh import MARKER
from generator.make import workers
from generator.site import ground as grounds
from generator.site.ground import OutputError, ground, standing
from generator.whole import unfinished
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable

OTHER_DISK = Path("/dev/shm")  # noqa: S108 - a file system of its own


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in a folder of its own, with workers that need no start."""
    monkeypatch.setattr(workers, "Workers", lambda _count: bank.Here())
    monkeypatch.chdir(tmp_path)


def _build(source: Path, output: object) -> Result:
    command = ["build", "--source", str(source), "--output", str(output), "--lang", "en"]
    return CliRunner().invoke(cli.main, command)


# --- places that are refused -----------------------------------------------------------------


@pytest.mark.parametrize(
    "output",
    [
        "",
        ".",
        "..",
        "/",
        "content",
        "materials",
        "materials/uusi",
        "materials/brochure/..",
        "link/materials",
        "link",
        str(bank.ROOT),
        str(bank.ROOT / "generator" / "site"),
        str(bank.ROOT / "overrides" / "uusi"),
        ".git/uusi",
        "own",
        "file",
        "loop",
        "/dev/shm",  # noqa: S108 - a mount point
        "/proc",
    ],
)
def test_2_and_nothing_is_touched(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An output that is or holds the sources or the project, or anything else, is refused."""
    source = bank.write(tmp_path / "source", bank.FILES | {"own/a.txt": "Oma", "file": "Oma"})
    (source / "link").symlink_to(source, target_is_directory=True)
    (source / "loop").symlink_to("loop")
    monkeypatch.chdir(source)
    before = bank.tree(tmp_path)
    result = _build(source, output)
    assert result.exit_code == 2, result.output
    assert "--output" in result.stderr
    assert bank.tree(tmp_path) == before


def test_a_mount_point_names_a_folder_in_it(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that shows a folder of the same disk is a mount point too; any folder in it will do."""
    mounted = tmp_path / "with space"
    (mounted / "site").mkdir(parents=True)
    told = str(mounted).replace(" ", "\\040")
    table = bank.write(tmp_path, {"mounts": f"36 35 98:0 / {told} rw - ext4 /dev/a rw\n"})
    monkeypatch.setattr(grounds, "MOUNTS", table / "mounts")
    with pytest.raises(OutputError) as refused:
        ground(mounted, source)
    assert refused.value.code == "output-mount"
    assert ground(refused.value.values["within"], source) == mounted / "site"  # type: ignore[arg-type]


def test_every_refusal_has_words() -> None:
    """In both languages, and no words stand there for nothing."""
    told = {name: words for name, words in console._words().items() if name[:7] == "output-"}  # noqa: SLF001
    text = "".join(
        (bank.ROOT / "generator" / path).read_text(encoding="utf-8")
        for path in ("build.py", "site/ground.py", "site/publish.py")
    )
    assert set(re.findall(r'code="(output-[a-z]+)"', text)) == told.keys()
    assert all(words.keys() == {"fi", "en"} for words in told.values())


# --- what stands there -----------------------------------------------------------------------


def _stranger(site: Path) -> str:
    bank.write(site, {"CNAME": "alue.fi"})
    return "CNAME"


def _edited(site: Path) -> str:
    bank.write(site, {"index.html": (site / "index.html").read_bytes() + b"\n"})
    return "index.html"


def _linked(site: Path) -> str:
    (site / "esitteet" / "linkki").symlink_to("index.html")
    return "esitteet/linkki"


def _folder(site: Path) -> str:
    (site / "uusi" / "tyhja").mkdir(parents=True)
    return "uusi/tyhja"


def _unmarked(site: Path) -> str:
    (site / MARKER).unlink()
    return "404.html"


@pytest.mark.parametrize("harm", [_stranger, _edited, _linked, _folder, _unmarked])
def test_what_no_build_made_is_named_and_kept(changing: Path, harm: Callable[[Path], str]) -> None:
    """A file, a link, a folder, other words in a file of ours: the site stays, with exit 2."""
    site = changing / "site"
    name = harm(site)
    before = {str(path): path.lstat().st_ino for path in site.rglob("*")}
    result = _build(changing / "source", site)
    assert result.exit_code == 2, result.output
    assert name in result.stderr
    assert {str(path): path.lstat().st_ino for path in site.rglob("*")} == before


def test_what_is_gone_is_made_again(changing: Path) -> None:
    """A file of ours that somebody took away is no loss."""
    site = changing / "site"
    before = bank.tree(site)
    (site / "index.html").unlink()
    assert _build(changing / "source", site).exit_code == 0
    assert bank.tree(site) == before


def test_an_empty_folder_is_free(source: Path, tmp_path: Path) -> None:
    """A folder in which there is nothing can be built into."""
    site = tmp_path / "out" / "site"
    site.mkdir(parents=True)
    assert standing(site, tmp_path / "none.json").files == {}
    assert ground(site, source) == site


def test_a_site_from_before_markers_is_known_by_its_manifest(changing: Path) -> None:
    """Such a manifest tells the size and the time of each file, wherever the site was then."""
    site, manifest = changing / "site", changing / "manifest.json"
    (site / MARKER).unlink()
    files = [path for path in site.rglob("*") if path.is_file()]
    outputs = {
        f"/then/site/{path.relative_to(site)}": [path.stat().st_size, path.stat().st_mtime_ns]
        for path in files
    }
    manifest.write_text(json.dumps({"outputs": outputs}), encoding="utf-8")
    assert len(standing(site, manifest).files) == len(files)
    _stranger(site)
    with pytest.raises(OutputError, match="output-foreign"):
        standing(site, manifest)
    for text in ("", "{", "[]", '{"outputs": {}}', '{"outputs": [1]}'):
        manifest.write_text(text)
        with pytest.raises(OutputError, match="output-foreign"):
            standing(site, manifest)


def test_a_link_stays_and_its_target_is_replaced(changing: Path, tmp_path: Path) -> None:
    """An output may be a link, also to a folder that is not there yet."""
    link, target = tmp_path / "now", tmp_path / "elsewhere" / "site"
    link.symlink_to(target, target_is_directory=True)
    cache = tmp_path / "elsewhere" / ".cache" / "site"
    shutil.copytree(changing / ".cache" / "site", cache)
    assert _build(changing / "source", link).exit_code == 0
    assert link.is_symlink()
    assert bank.differing(target, changing / "site") == []
    bank.write(changing / "source", {bank.BROCHURE: bank.record(lead="Toinen lause.")})
    assert _build(changing / "source", link).exit_code == 0
    assert link.readlink() == target
    assert bank.differing(target, changing / "site") != []
    assert {path.name for path in target.parent.iterdir()} == {".cache", "site"}


def test_a_folder_of_others_is_no_cache(source: Path, tmp_path: Path) -> None:
    """A site whose name is that of another program's cache gets no cache there."""
    bank.write(tmp_path, {".cache/pip/publish/own.txt": "Oma"})
    result = _build(source, tmp_path / "pip")
    assert result.exit_code == 2
    assert ".cache/pip" in result.stderr
    assert [path.name for path in (tmp_path / ".cache" / "pip").iterdir()] == ["publish"]


@pytest.mark.parametrize(
    "files", [{"lock": "4711"}, {"lock": "", "own.txt": "Oma"}, {"lock/own.txt": "Oma"}]
)
def test_anothers_lock_makes_no_cache_of_ours(
    files: bank.Files, source: Path, tmp_path: Path
) -> None:
    """Ours is empty, and nothing else stands beside it than what a build keeps."""
    bank.write(tmp_path / ".cache" / "pip", files)
    before = bank.tree(tmp_path)
    result = _build(source, tmp_path / "pip")
    assert (result.exit_code, ".cache/pip" in result.stderr) == (2, True)
    assert bank.tree(tmp_path) == before


def test_what_a_kill_left_is_ours(changing: Path) -> None:
    """A cache with a file that was being written is that of a build, of ours or of one before."""
    source, cache = changing / "source", changing / ".cache" / "site"
    for left in (unfinished(cache / "manifest.json"), unfinished(cache / "results")):
        left.write_bytes(b"half")
    (cache / "results.new").write_bytes(b"half")
    bank.write(source, {bank.BROCHURE: bank.record(lead="Uusi.")})
    (cache / ".own.new").write_bytes(b"half")
    assert _build(source, changing / "site").exit_code == 2
    (cache / ".own.new").unlink()
    assert _build(source, changing / "site").exit_code == 0


def test_a_site_within_a_site_is_refused(changing: Path) -> None:
    """The next build of the outer one would take it away, or refuse it as a stranger."""
    before = bank.tree(changing)
    for inner in ("sub", "sub/deeper", "esitteet"):
        result = _build(changing / "source", changing / "site" / inner)
        assert (result.exit_code, str(changing / "site") in result.stderr) == (2, True)
    assert bank.tree(changing) == before


@pytest.mark.skipif(
    not OTHER_DISK.is_dir() or OTHER_DISK.stat().st_dev == Path(gettempdir()).stat().st_dev,
    reason="no second disk",
)
def test_a_site_on_another_disk_than_the_sources(source: Path) -> None:
    """It is made, found unchanged, made anew, and nothing else is left there."""
    with TemporaryDirectory(dir=OTHER_DISK) as folder:
        site = Path(folder) / "site"
        assert _build(source, site).exit_code == 0
        first = bank.tree(site)
        bank.write(source, {bank.BROCHURE: bank.record(lead="Toinen lause.")})
        assert _build(source, site).exit_code == 0
        assert bank.tree(site) != first
        assert {path.name for path in site.parent.iterdir()} == {".cache", "site"}
        link = source.parent / "linked"
        link.symlink_to(site, target_is_directory=True)
        bank.write(source, {bank.BROCHURE: bank.record()})
        assert _build(source, link).exit_code == 0
        assert link.is_symlink()
        assert bank.tree(site) == first


def test_no_site_stands_in_the_cache_of_another(tmp_path: Path) -> None:
    """What lies there goes with the cache, and would keep that site from being built."""
    cache = tmp_path / ".cache" / "site"
    (cache / "stage").mkdir(parents=True)
    (cache / "lock").touch()
    for place in (cache / "mine", cache / "stage" / "fi" / "mine"):
        with pytest.raises(OutputError, match="output-inside"):
            ground(place, tmp_path / "source")
    assert ground(tmp_path / ".cache" / "other", tmp_path / "source")
