"""A store that machines share: what one has made, no other makes; what is no entry harms nobody."""

from __future__ import annotations

import os
import pickle
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import cli
from generator.cache import Cache
from generator.make import shared, workers
from generator.make.elsewhere import ElsewhereError
from generator.make.files import make_files
from generator.make.shared import MOST, Entry, Folder, Shared, pack, plainly, unpack
from generator.make.store import Store
from tests import bank
from tests.test_make import Printers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from click.testing import Result

    from generator.make.files import Files

KEY, OTHER = "a" * 64, "b" * 64
ENTRY = Entry(b"%PDF\n\x00\xff", 3, (("side-scant", {"page": "3"}),))
SECRET = b"a secret of the county's own"


def _make(source: Path, local: Path, place: shared.Place, printers: Printers) -> Files:
    """Make every file as a machine whose own store is ``local``."""
    library, plan, _ = bank.read(source)
    answers = bank.answers(library, source)
    store = Store(local, Shared(place))
    made, problems = make_files(plan, library, answers, store, Cache(), printers, lambda: None)
    assert problems == []
    return made


def _bytes(made: Files) -> list[tuple[object, ...]]:
    return [(file, kept.notices, kept.path.read_bytes()) for file, kept in made.files]


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a source folder of every kind."""
    return bank.write(tmp_path / "every", bank.every_kind())


# --- what it gives ---------------------------------------------------------------------------


def test_no_machine_makes_what_another_has_made(every: Path, tmp_path: Path) -> None:
    """The second machine takes each file as it is, has it when the store is gone, and gives it."""
    common, first, second = tmp_path / "common", Printers(), Printers()
    one = _make(every, tmp_path / "one", Folder(common), first)
    other = _make(every, tmp_path / "other", Folder(common), second)
    assert (first.printed, second.printed) == (bank.HANDOUTS, 0)
    assert (one.made, other.made, other.reused) == (bank.HANDOUTS, 0, bank.HANDOUTS)
    assert _bytes(other) == _bytes(one)
    empty, third = tmp_path / "empty", Printers()
    assert _bytes(_make(every, tmp_path / "other", Folder(empty), third)) == _bytes(one)
    assert third.printed == 0
    assert bank.tree(empty) == bank.tree(common)


def test_a_store_is_asked_for_what_is_not_here(tmp_path: Path) -> None:
    """What lies in the machine's own store is asked of nobody."""
    asked: list[str] = []

    class Asked(Folder):
        def read(self, names: Sequence[str]) -> Iterable[bytes | None]:
            asked.extend(names)
            return super().read(names)

    store = Store(tmp_path / "one", Shared(Asked(tmp_path / "common")))
    kept = store.keep(KEY, b"pdf", 2)
    assert store.get(KEY) == kept
    assert store.brought([OTHER]) == {}
    assert asked == [OTHER]


def test_a_store_is_given_what_was_made_before_it(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that is as it was gives each of its files all the same, to each store anew."""
    where = ("--source", source, "--output", tmp_path / "one" / "site")
    for folder, first in (("none", ()), ("common", ("--store", tmp_path / "common"))):
        done = _run(monkeypatch, *where, *first)
        assert (done.exit_code, (tmp_path / folder).exists()) == (0, folder == "common")
    given = sorted((tmp_path / "common").iterdir())
    given[0].unlink()
    assert _run(monkeypatch, *where, "--store", tmp_path / "common").exit_code == 0
    assert sorted((tmp_path / "common").iterdir()) == given
    other = ("--source", source, "--output", tmp_path / "other" / "site")
    result = _run(monkeypatch, *other, "--store", tmp_path / "common")
    assert "made 0, reused 5" in result.stderr


@pytest.mark.parametrize(
    "store",
    [
        "site",
        "site/files",
        ".cache/site",
        ".cache/files",
        "source",
        "source/content",
        "source/materials/files",
        "linked",
        "",
    ],
)
def test_a_store_stands_apart(changing: Path, store: str) -> None:
    """In a site or among sources it is refused before anything is written there."""
    (changing / "linked").symlink_to(changing / "site")
    before = bank.tree(changing)
    command = ["build", "--source", str(changing / "source"), "--lang", "en"]
    command += ["--output", str(changing / "site"), "--store", str(changing / store)]
    result = CliRunner().invoke(cli.main, command)
    assert (result.exit_code, "No store is kept in" in result.stderr) == (2, True), result.output
    assert bank.tree(changing) == before


def test_a_command_takes_what_another_made(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds elsewhere with one store give one site; what is gone from it is made again.

    Whoever may only read it builds all the same; that the others get nothing is told once.
    """

    class ReadAlone(Folder):
        def write(self, files: Mapping[str, bytes]) -> None:
            message = f"Access denied for {len(files)} files"
            raise PermissionError(message)

    (tmp_path / "secret").write_bytes(SECRET)
    common = tmp_path / "common"
    store = ("--store", f"file://{common}", "--store-secret", tmp_path / "secret")
    one = _run(monkeypatch, "--source", source, "--output", tmp_path / "one" / "site", *store)
    assert (one.exit_code, "made 5, reused 0" in one.stderr) == (0, True), one.output
    next(each for each in sorted(common.iterdir()) if b"%PDF-" in each.read_bytes()).unlink()
    monkeypatch.setattr(shared, "place", lambda _: ReadAlone(common))
    other = _run(monkeypatch, "--source", source, "--output", tmp_path / "other" / "site", *store)
    assert (other.exit_code, "made 1, reused 4" in other.stderr) == (0, True), other.output
    assert other.stderr.count("could not be written (Access denied for 1 files)") == 1
    assert bank.differing(tmp_path / "one" / "site", tmp_path / "other" / "site") == []


# --- what is no entry ------------------------------------------------------------------------


def test_an_entry_is_what_was_put() -> None:
    """Bytes, sheets and notices come back as they were."""
    assert unpack(KEY, pack(KEY, ENTRY)) == ENTRY
    assert unpack(KEY, pack(KEY, Entry(b""))) == Entry(b"")


def _forged(told: bytes, data: bytes = b"data") -> bytes:
    """Write what bears its own mark, as whoever may write to a store can."""
    rest = told + b"\n" + data
    return shared._mark(KEY, rest, b"") + b"\n" + rest  # noqa: SLF001 - as a forger would


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\n\n",
        pack(KEY, ENTRY)[:-1],
        pack(KEY, ENTRY) + b"\n",
        pack(OTHER, ENTRY),
        pack(KEY, ENTRY, SECRET),
        pickle.dumps(ENTRY),
        _forged(b""),
        _forged(b"{}"),
        _forged(b"[1]"),
        _forged(b"[-1, []]"),
        _forged(b"[true, []]"),
        _forged(b'["2", []]'),
        _forged(b'[2, [["no-such-notice", {}]]]'),
        _forged(b'[2, [["side-scant", {}]]]'),
        _forged(b'[2, [["side-scant", {"page": 3}]]]'),
        _forged(b'[2, [["side-scant"]]]'),
        _forged(b'[2, [[["side-scant"], {"page": "3"}]]]'),
        _forged(b"[" * 90_000),
        _forged(b'[2, [], "' + b" " * 200_000 + b'"]'),
        _forged(b"\xff\xfe"),
    ],
)
def test_what_is_of_another_form_is_no_entry(packed: bytes) -> None:
    """Whatever lies there, it is an entry of this key or nothing, and nothing is raised."""
    assert unpack(KEY, packed) is None


def test_each_changed_bit_is_seen() -> None:
    """Not one byte of an entry may be another."""
    packed = pack(KEY, ENTRY)
    for place, byte in enumerate(packed):
        changed = packed[:place] + bytes([byte ^ 1]) + packed[place + 1 :]
        assert unpack(KEY, changed) is None


def test_only_who_knows_the_secret_writes_an_entry() -> None:
    """With a secret, what was written without it or with another is no entry."""
    assert unpack(KEY, pack(KEY, ENTRY, SECRET), SECRET) == ENTRY
    assert unpack(KEY, pack(KEY, ENTRY), SECRET) is None
    assert unpack(KEY, pack(KEY, ENTRY, b"another"), SECRET) is None


def _huge(path: Path, _: bytes) -> None:
    with path.open("r+b") as file:
        file.truncate(MOST * 100)


def _link(path: Path, whole: bytes) -> None:
    path.unlink()
    (path.parent.parent / "precious").write_bytes(whole)
    path.symlink_to(path.parent.parent / "precious")


def _pipe(path: Path, _: bytes) -> None:
    path.unlink()
    os.mkfifo(path)


def _endless(path: Path, _: bytes) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _swapped(path: Path, _: bytes) -> None:
    another = next(each for each in sorted(path.parent.iterdir()) if each != path)
    path.write_bytes(another.read_bytes())


@pytest.mark.parametrize(
    "harm",
    [
        lambda path, whole: path.write_bytes(whole[:-5]),
        lambda path, _: path.write_bytes(b""),
        _swapped,
        _huge,
        _link,
        _pipe,
        _endless,
    ],
    ids=["cut", "emptied", "another's", "huge", "link", "pipe", "endless"],
)
def test_what_is_no_entry_is_made_anew_and_replaced(
    tmp_path: Path, harm: Callable[[Path, bytes], object]
) -> None:
    """No harmed or hostile file is used, waited for or written through; the next machine has it."""
    common = tmp_path / "common"

    def machine(name: str) -> Store:
        return Store(tmp_path / name, Shared(Folder(common)))

    def keep(store: Store) -> None:
        for key in (KEY, OTHER):
            store.keep(key, b"file of " + key.encode(), 1)
        store.save()

    keep(machine("one"))
    whole = (common / KEY).read_bytes()
    harm(common / KEY, whole)
    second = machine("two")
    assert set(second.brought([KEY, OTHER])) == {OTHER}
    keep(second)
    assert (common / KEY).read_bytes() == whole
    assert not (common / KEY).is_symlink()
    assert set(machine("three").brought([KEY, OTHER])) == {KEY, OTHER}
    assert sorted(path.name for path in common.iterdir()) == [KEY, OTHER]


def test_a_folder_in_the_place_of_an_entry_stops_nothing(tmp_path: Path) -> None:
    """What cannot be replaced is made by each machine, and the others are kept all the same."""
    (tmp_path / "common" / KEY).mkdir(parents=True)
    common = Shared(Folder(tmp_path / "common"))
    common.put(KEY, ENTRY)
    common.put(OTHER, ENTRY)
    common.flush()
    assert common.unwritten == ""
    assert [key for key, _ in common.entries([KEY, OTHER])] == [OTHER]


def test_what_is_too_large_is_not_shared(tmp_path: Path) -> None:
    """Nobody would take it."""
    common = Shared(Folder(tmp_path / "common"))
    common.put(KEY, Entry(bytes(MOST)))
    common.flush()
    assert list((tmp_path / "common").iterdir()) == []


# --- what stops it ---------------------------------------------------------------------------


class Broken:
    """A place that cannot be reached."""

    def read(self, names: Sequence[str]) -> Iterable[bytes | None]:
        """Fail in many words."""
        message = f'No "https://me:hidden@store.example/a?X-Sig=hidden" of {len(names)}\nmore'
        raise RuntimeError(message)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Fail as well."""
        raise ConnectionError(len(files))

    def names(self) -> Iterable[str]:
        """And here."""
        raise ConnectionError(0)


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> Result:
    monkeypatch.setattr(workers, "Workers", lambda _count: bank.Here())
    return CliRunner().invoke(cli.main, ["build", "--lang", "en", *map(str, arguments)])


def test_a_store_that_cannot_be_read_ends_the_build(
    changing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 5 and in a line, which tells no secret; the site is as it was."""
    monkeypatch.setattr(shared, "place", lambda _: Broken())
    bank.write(changing / "source", {bank.BROCHURE: bank.record(lead="Toinen.")})
    before = bank.tree(changing / "site")
    where = ("--source", changing / "source", "--output", changing / "site")
    result = _run(monkeypatch, *where, "--store", "s3://bucket")
    assert result.exit_code == 5
    said = result.stderr.splitlines()[-1]
    assert said.startswith('The shared store could not be read: No "https://…store.example/a… of')
    assert "--store" in said
    assert "hidden" not in result.output
    assert bank.tree(changing / "site") == before


def test_a_store_that_cannot_be_written_is_left_alone() -> None:
    """It is tried once; why it cannot be written is kept."""
    common = Shared(Broken())
    for _ in range(2):
        common.put(KEY, ENTRY)
        common.flush()
        assert common.unwritten == "1"


def test_a_store_that_does_not_tell_what_it_holds_is_given_what_is_new(tmp_path: Path) -> None:
    """Whoever may read and write, but not list, shares what is made from now on."""

    class Unlisted(Folder):
        def names(self) -> Iterable[str]:
            raise PermissionError

    store = Store(tmp_path / "one")
    store.keep(KEY, b"old", 1)
    store.save()
    common = Shared(Unlisted(tmp_path / "common"))
    store = Store(tmp_path / "one", common)
    assert store.get(KEY)
    store.keep(OTHER, b"new", 1)
    store.save()
    assert common.unwritten == ""
    assert [path.name for path in (tmp_path / "common").iterdir()] == [OTHER]


def test_a_folder_that_is_none(source: Path, tmp_path: Path) -> None:
    """A file in the way, or a place that is not mounted, ends the build before it begins."""
    (tmp_path / "file").write_text("in the way")
    for url in (tmp_path / "file", f"file://{tmp_path}/not/mounted"):
        command = ["build", "--source", str(source), "--lang", "en", "--store", str(url)]
        result = CliRunner().invoke(cli.main, [*command, "--output", str(tmp_path / "site")])
        assert result.exit_code == 5
        assert "could not be read" in result.stderr
    assert not (tmp_path / "site").exists()
    with pytest.raises(ElsewhereError):
        Folder(tmp_path / "not" / "mounted")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "s3://",
        "s3://me:hidden@bucket",
        "s3://bucket/?token=hidden",
        "s3://bucket#hidden",
        "simplecache::s3://hidden",
        "file://",
        "file://hidden/folder",
        "local://hidden",
        "LOCAL:///hidden",
        "dir://hidden",
        "file:hidden",
        "s3:hidden",
        "~/hidden",
        "-hidden",
        "s3://[hidden",
    ],
)
def test_an_address_that_is_none(url: str, source: Path) -> None:
    """It is wrong usage, and is not repeated: it may hold what nobody should see."""
    result = CliRunner().invoke(cli.main, ["build", "--source", str(source), "--store", url])
    assert result.exit_code == 2
    assert "hidden" not in result.output


def test_a_secret_that_is_none(source: Path, tmp_path: Path) -> None:
    """An empty or short one, or one without a store, protects nothing."""
    (tmp_path / "short").write_text("short")
    secret = ["--source", str(source), "--store-secret", str(tmp_path / "short")]
    for more in ([], ["--store", str(tmp_path / "common")]):
        assert CliRunner().invoke(cli.main, ["build", *secret, *more]).exit_code == 2


def test_a_machine_without_the_extra(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is named, with the command that installs it."""
    monkeypatch.setitem(sys.modules, "fsspec", None)
    command = ["build", "--source", str(source), "--lang", "en", "--store", "s3://bucket"]
    result = CliRunner().invoke(cli.main, command)
    assert result.exit_code == 3
    assert "pip install --require-hashes -r requirements-cluster.txt" in result.stderr


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (ImportError("Please install gcsfs"), 3, "missing for the shared store (Please install"),
        (RuntimeError("No region\nfor it"), 5, "could not be read: No region for it"),
        (ValueError("Protocol not known"), 2, "cannot be a store"),
    ],
)
def test_what_a_library_cannot_open(
    source: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, code: int, said: str
) -> None:
    """One that is missing beside the extra is named; any other fault is a line; no traceback."""

    def fails(*_: object, **__: object) -> None:
        raise raised

    library = SimpleNamespace(core=SimpleNamespace(url_to_fs=fails))
    monkeypatch.setitem(sys.modules, "fsspec", library)
    command = ["build", "--source", str(source), "--lang", "en", "--store", "GS://bucket"]
    result = CliRunner().invoke(cli.main, command)
    assert (result.exit_code, said in " ".join(result.stderr.split())) == (code, True), (
        result.output
    )
    assert "Traceback" not in result.output


def test_a_reason_tells_no_secret() -> None:
    """Neither a user with a password nor a signature is repeated."""
    said = "at https://me:word@host/a?sig=1 and s3://me@bucket: no\nentry."
    assert plainly(ValueError(said)) == "at https://…host/a… and s3://…bucket: no entry"
    assert plainly(TimeoutError()) == "TimeoutError"
