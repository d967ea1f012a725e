"""Publishing: the old site or the new one, never a part of either."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.fresh import MARKER
from generator.piece import Piece, piece
from generator.site import publish as publishing
from generator.site.ground import OutputError, standing
from tests import bank

OLD: dict[str, Path | bytes] = {
    "index.html": b"old home",
    "a/index.html": b"same",
    "a/a.pdf": b"%PDF old",
    "b/index.html": b"gone",
}
NEW: dict[str, Path | bytes] = {
    "index.html": b"new home",
    "a/index.html": b"same",
    "a/a.pdf": b"%PDF new",
    "c/d/index.html": b"come",
}


def publish(files: dict[str, Path | bytes], site: Path) -> None:
    """Publish as a build does, over what stands there."""
    publishing.publish(_pieces(files), standing(site, site.parent / "manifest.json"), _spare(site))


def _spare(site: Path) -> Path:
    return site.parent / "cache" / "spare"


def _pieces(files: dict[str, Path | bytes]) -> dict[str, Piece]:
    return {
        path: Piece("of a file", each) if isinstance(each, Path) else piece(each)
        for path, each in files.items()
    }


def _files(site: Path) -> dict[str, Path | bytes]:
    return {path: data for path, data in bank.tree(site).items() if path != MARKER}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a published site with ``OLD``."""
    (tmp_path / "cache").mkdir()
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


def test_a_site_holds_just_what_is_published(site: Path, tmp_path: Path) -> None:
    """What is new comes, what has changed changes, what is gone goes, nothing is left around."""
    assert _files(site) == OLD
    publish(NEW, site)
    assert _files(site) == NEW
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "site"}


def test_a_file_is_published_from_where_it_lies(site: Path, tmp_path: Path) -> None:
    """A content may be the path of a file; the site gets a copy, which outlives it."""
    made = tmp_path / "made.pdf"
    made.write_bytes(b"%PDF made")
    publish({"a/a.pdf": made}, site)
    made.write_bytes(b"%PDF written over")
    assert _files(site) == {"a/a.pdf": b"%PDF made"}


def test_an_unchanged_file_is_the_same_file(site: Path) -> None:
    """What has not changed keeps its time and its place on the disk; what has does not."""
    for file in site.rglob("*.html"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    before = {path: (site / path).stat() for path in OLD}
    publish(NEW, site)
    same, changed = (site / "a/index.html").stat(), (site / "index.html").stat()
    assert same.st_mtime_ns == before["a/index.html"].st_mtime_ns
    assert same.st_ino == before["a/index.html"].st_ino
    assert changed.st_mtime_ns != before["index.html"].st_mtime_ns


def test_the_site_before_is_the_spare_of_the_next(site: Path) -> None:
    """The new site is made of the one before the last, whatever has become of that meanwhile."""
    spare = _spare(site)
    publish(NEW, site)
    assert _files(spare) == OLD
    bank.write(spare, {"a/a.pdf": "not what it was", "b/c/deep.html": "x", "c": "a file"})
    (spare / "index.html").unlink()
    (spare / "index.html").symlink_to(site / "index.html")
    publish({**NEW, "new.html": b"new"}, site)
    assert _files(site) == {**NEW, "new.html": b"new"}
    assert not any(path.is_symlink() for path in site.rglob("*"))
    assert _files(spare) == NEW


@pytest.mark.parametrize("what", ["link", "file"])
def test_a_spare_that_is_no_folder_is_none(site: Path, tmp_path: Path, what: str) -> None:
    """Nothing is written where a link in the place of the spare leads."""
    elsewhere = bank.write(tmp_path / "elsewhere", {"own.txt": "Oma"})
    spare = _spare(site)
    spare.symlink_to(elsewhere) if what == "link" else spare.write_text("Oma")
    publish(NEW, site)
    assert _files(site) == NEW
    assert [path.name for path in elsewhere.iterdir()] == ["own.txt"]


def test_whoever_reads_the_old_site_goes_on_reading_it(site: Path) -> None:
    """Nothing is written in place: a file that is open keeps its old bytes to the end."""
    with (site / "index.html").open("rb") as reading:
        publish(NEW, site)
        assert reading.read() == OLD["index.html"]


def test_a_file_that_cannot_be_read_leaves_the_site(site: Path, tmp_path: Path) -> None:
    """When putting the new site together fails, the old one is untouched."""
    with pytest.raises(FileNotFoundError):
        publish({**NEW, "z.pdf": tmp_path / "missing.pdf"}, site)
    assert _files(site) == OLD


def test_a_swap_that_fails_leaves_the_site(site: Path, tmp_path: Path) -> None:
    """When the disk refuses the swap, the error says so and the old site stays."""
    with pytest.raises(OSError, match="site"):
        publishing.swap(tmp_path / "nothing", site)
    assert _files(site) == OLD


def test_what_a_killed_build_left_is_swept_away(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-made new site from a killed build does not end up in the next."""

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "swap", killed)
        with pytest.raises(Killed):
            publish({"half.html": b"half", "a": b"in the way"}, site)
    assert _files(site) == OLD
    publish(NEW, site)
    assert _files(site) == NEW
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "site"}


@pytest.mark.parametrize("is_folder", [True, False])
def test_somebody_elses_workshop_is_left_alone(
    site: Path, tmp_path: Path, *, is_folder: bool
) -> None:
    """Where the new site is put together, too, nothing is taken away that no build made."""
    workshop = tmp_path / ".site.new"
    bank.write(tmp_path, {".site.new/own.txt" if is_folder else ".site.new": "Oma"})
    with pytest.raises(OutputError, match="output-workshop"):
        publish(NEW, site)
    assert _files(site) == OLD
    assert (workshop / "own.txt" if is_folder else workshop).read_text() == "Oma"


def test_what_comes_while_the_site_is_built_is_not_lost(site: Path, tmp_path: Path) -> None:
    """A file that somebody lays into the site during a build stops the swap."""
    before = standing(site, tmp_path / "manifest.json")
    bank.write(site, {"CNAME": "alue.fi"})
    with pytest.raises(OutputError) as told:
        publishing.publish(_pieces(NEW), before, _spare(site))
    assert told.value.values["names"] == "CNAME"
    assert _files(site) == OLD | {"CNAME": b"alue.fi"}


def test_a_disk_without_links_gets_copies(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files cannot be linked they are written."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    publish(NEW, site)
    assert _files(site) == NEW


# --- a kill at any moment --------------------------------------------------------------------

KILLED = """
import os, re, signal, sys
from pathlib import Path
from generator import build, prepare
from generator.site import publish
from tests import bank

moment = sys.argv[3]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Progress(bank.Silent):
    def step(self, name, total=0):
        if name == moment:
            die()

    def advance(self):
        if moment == "a handout":
            die()

swap, write = publish.swap, Path.write_bytes

def dying_swap(new, site):
    if moment == "before the swap":
        die()
    swap(new, site)
    if moment == "after the swap":
        die()

def dying_link(old, new):
    if moment == "half the files":
        die()
    link(old, new)

def dying_write(event, arguments):
    kept = event == "os.rename" and moment.startswith("/")
    if kept and re.search(moment, str(arguments[0])):
        os.truncate(arguments[0], 100)
        die()

sys.addaudithook(dying_write)
link, os.link = os.link, dying_link
publish.swap = dying_swap
build.build(prepare.Options(Path(sys.argv[1]), Path(sys.argv[2])), bank.Here(), Progress())
"""
KEPT = [
    r"/files/\.[0-9a-f]{64}\.new$",
    r"/files/\.index\.new$",
    r"/fi/\.finished\.new$",
    r"/\.results\.new$",
]
"""Files that other builds believe, where they are written: half of one is there at the kill."""
MOMENTS = [
    "read",
    "handouts",
    "a handout",
    "pages",
    "site",
    "check",
    "publish",
    "half the files",
    "before the swap",
    "after the swap",
    *(pytest.param(file, marks=pytest.mark.slow) for file in KEPT),
]


CHANGED = bank.FILES | {bank.BROCHURE: bank.record(lead="Toinen lause.", title="Toinen")}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the site that a clean build makes of the changed bank."""
    folder = tmp_path_factory.mktemp("changed")
    source = bank.write(folder / "source", CHANGED)
    assert bank.build_here(source, folder / "site").code == 0
    return bank.tree(folder / "site")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_leaves_the_old_site_or_the_new_one(
    changing: Path, changed: dict[str, bytes], moment: str
) -> None:
    """Killed at any moment, a build leaves a whole site, and the next build is as if unharmed."""
    source, site = changing / "source", changing / "site"
    old = bank.tree(site)
    bank.write(source, CHANGED)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(source), str(site), moment],
        cwd=bank.ROOT,
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert bank.tree(site) == (changed if moment == "after the swap" else old)
    assert bank.build_here(source, site).code == 0
    assert bank.tree(site) == changed != old


def test_the_hook_of_the_kills_is_harmless(changing: Path, changed: dict[str, bytes]) -> None:
    """Without a moment to die at, the script of the test above builds to the end."""
    source, site = bank.write(changing / "source", CHANGED), changing / "site"
    command = [sys.executable, "-c", KILLED, str(source), str(site), "never"]
    subprocess.run(command, cwd=bank.ROOT, check=True, capture_output=True)
    assert bank.tree(site) == changed


AFTER_SO_MANY = """
import os, signal, sys
from pathlib import Path
from generator import build, prepare
from tests import bank

source, site, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
CHANGES = ("os.", "shutil.", "subprocess.")
seen = 0

def count(event, arguments):
    global seen
    writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event.startswith(CHANGES):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
build.build(prepare.Options(source, site), bank.Here(), bank.Silent())
print(seen)
"""
"""Builds, and dies as it is about to change something on the disk for the so-many-eth time."""


@pytest.mark.slow
def test_a_kill_at_each_of_60_steps(changing: Path, changed: dict[str, bytes]) -> None:
    """Killed before any change of the disk, a build leaves a whole site and a sound next build."""
    source, site = changing / "source", changing / "site"
    old = bank.tree(site)
    banks, sites = (bank.FILES, CHANGED), (old, changed)

    def run(last: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", AFTER_SO_MANY, str(source), str(site), str(last)]
        return subprocess.run(command, cwd=bank.ROOT, check=False, capture_output=True, text=True)

    steps = {}
    for new in (1, 0, 1, 0):  # the second time nothing is left to make that is kept for good
        bank.write(source, banks[new])
        steps[new] = int(run(0).stdout)
    for turn in range(60):
        new = 1 - turn % 2
        bank.write(source, banks[new])
        assert run(1 + turn * steps[new] // 60).returncode == -signal.SIGKILL
        assert bank.tree(site) in sites, turn
        assert bank.build_here(source, site).code == 0
        assert bank.tree(site) == sites[new], turn
    assert [path.name for path in changing.glob(".*")] == [".cache"]


@pytest.mark.slow
def test_25_flipped_caches(changing: Path, changed: dict[str, bytes]) -> None:
    """Whatever bit of what is kept has flipped, the next build is a clean one's equal."""
    source, site, chance = changing / "source", changing / "site", random.Random(25)  # noqa: S311 - seeded
    banks, sites = (bank.FILES, CHANGED), (bank.tree(site), changed)
    for turn in range(1, 26):
        kept = [path for path in (changing / ".cache").rglob("*") if path.is_file()]
        index = [path for path in kept if path.name in {"results", "facts", "index", "finished"}]
        for file in (chance.choice(index), chance.choice(kept)):
            data = bytearray(file.read_bytes())
            for _ in range(3):
                if data:
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            file.write_bytes(data)
        bank.write(source, banks[turn % 2])
        assert bank.build_here(source, site).code == 0
        assert bank.tree(site) == sites[turn % 2], turn
