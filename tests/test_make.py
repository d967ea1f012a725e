"""Making files: what was rendered before is not rendered again, and only what is whole counts."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from generator.cache import Cache
from generator.kinds import kinds
from generator.make.faces import make_faces
from generator.make.files import Files, make_files
from generator.make.store import Store
from generator.outputs.handout import HandoutTask
from generator.outputs.preview import PreviewTask
from generator.outputs.task import Fault, Made
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from generator.formats import File
    from generator.make.store import Stored
    from generator.problem import Problem


class Printers(bank.Here):
    """Workers whose PDFs are quick and need not be PDFs; ``printed`` counts them."""

    def __init__(self, *faults: Fault) -> None:
        """Print with these faults."""
        super().__init__()
        self.printed = 0
        self._faults = faults

    def each(self, _work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Print each task, the last first."""
        for index, task in reversed(list(enumerate(tasks))):
            if isinstance(task, HandoutTask):
                self.printed += 1
                yield index, Made(f"PDF {task.html}".encode(), 3, self._faults)
            elif isinstance(task, PreviewTask):
                yield index, Made(b"picture of " + task.pdf)
            else:
                yield index, task.make()


def _make(
    source: Path, store: Path, workers: Printers, done: Callable[[], None] = lambda: None
) -> tuple[Files, list[Problem]]:
    library, plan, _ = bank.read(source)
    answers = bank.answers(library, source)
    return make_files(plan, library, answers, Store(store), Cache(), workers, done)


def _handouts(files: Files) -> list[tuple[File, Stored]]:
    return [(file, stored) for file, stored in files.files if file.format.paper]


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a source folder of every kind."""
    return bank.write(tmp_path / "every", bank.every_kind())


def test_each_handout_is_told_with_its_facts(every: Path, tmp_path: Path) -> None:
    """Each file of the plan is there with its bytes, size, pages and hash, in the plan's order."""
    made, problems = _make(every, tmp_path / "store", Printers())
    _, plan, _ = bank.read(every)
    assert problems == []
    assert [file.path for file, _ in made.files] == [
        job.path for job in (*plan.handouts, *plan.beside, *plan.feeds, *plan.previews)
    ]
    for file, stored in made.files:
        data = stored.path.read_bytes()
        assert (file.size, file.pages) == (len(data), 3 if file.format.paper else None)
        assert file.sha256 == hashlib.sha256(data).hexdigest()


def test_progress_hears_of_each_handout(every: Path, tmp_path: Path) -> None:
    """Each handout is heard of once, whether it is made or reused."""
    for _ in range(2):
        heard: list[None] = []
        _make(every, tmp_path / "store", Printers(), lambda heard=heard: heard.append(None))  # type: ignore[misc]
        assert len(heard) == bank.HANDOUTS


def test_what_was_made_is_reused(every: Path, tmp_path: Path) -> None:
    """A second press makes nothing and gives the same files; one edit makes its handouts."""
    workers = Printers()
    first, _ = _make(every, tmp_path / "store", workers)
    every_one, both = bank.HANDOUTS, len(kinds()["brochure"].handouts)
    assert (first.made, first.reused, workers.printed) == (every_one, 0, every_one)
    second, _ = _make(every, tmp_path / "store", workers)
    assert (second.made, second.reused, workers.printed) == (0, every_one, every_one)
    assert second.files == first.files
    bank.write(every, {bank.BROCHURE: bank.record(lead="Toinen.")})
    third, _ = _make(every, tmp_path / "store", workers)
    assert (third.made, third.reused, workers.printed) == (both, every_one - both, every_one + both)
    bank.write(every, {bank.BROCHURE: bank.record()})
    fourth, _ = _make(every, tmp_path / "store", workers)
    assert (fourth.made, fourth.files) == (0, first.files)


def test_what_was_made_before_it_was_stopped_is_kept(every: Path, tmp_path: Path) -> None:
    """Whatever ends a build, even a kill that lets nothing be saved: the next makes the others."""

    class Stopped(Printers):
        def each(
            self, _work: Callable[[Any], Any], tasks: Sequence[Any]
        ) -> Iterator[tuple[int, Any]]:
            yield from itertools.islice(super().each(_work, tasks), len(tasks) - 3)
            raise KeyboardInterrupt

    stopped, workers = Stopped(), Printers()
    with pytest.raises(KeyboardInterrupt):
        _make(every, tmp_path / "store", stopped)
    _make(every, tmp_path / "store", workers)
    assert (stopped.printed, workers.printed) == (bank.HANDOUTS - 3, 3)
    _make(every, tmp_path / "whole", Printers())
    assert {path.name for path in (tmp_path / "store").iterdir()} == {
        path.name for path in (tmp_path / "whole").iterdir()
    }


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-5]),
        lambda path: path.write_bytes(b"X" + path.read_bytes()[1:]),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
    ],
    ids=["truncated", "corrupted", "emptied", "removed"],
)
def test_a_harmed_file_is_made_again(
    every: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """A kept PDF that is not what it was is made again, alone."""
    first, _ = _make(every, tmp_path / "store", Printers())
    whole = [stored.path.read_bytes() for _, stored in first.files]
    harm(_handouts(first)[2][1].path)
    workers = Printers()
    again, _ = _make(every, tmp_path / "store", workers)
    assert workers.printed == 1
    assert [stored.path.read_bytes() for _, stored in again.files] == whole


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "a b c\n\n"])
def test_a_harmed_index_is_begun_anew(every: Path, tmp_path: Path, text: str) -> None:
    """An index that cannot be read costs time, and nothing else."""
    store = tmp_path / "store"
    first, _ = _make(every, store, Printers())
    (store / "index").write_text(text)
    workers = Printers()
    again, problems = _make(every, store, workers)
    assert (problems, workers.printed, again.files) == (
        [],
        bank.HANDOUTS,
        first.files,
    )


def test_the_same_handout_twice_is_made_once(tmp_path: Path) -> None:
    """Two jobs whose tasks are the same share one PDF."""
    source = bank.write(tmp_path / "source", bank.FILES)
    library, plan, _ = bank.read(source)
    job = plan.handouts[0]
    twice = replace(plan, handouts=(job, job), previews=(), beside=(), feeds=())
    workers, answers = Printers(), bank.answers(library, source)
    store = Store(tmp_path / "store")
    made, _ = make_files(twice, library, answers, store, Cache(), workers, lambda: None)
    assert workers.printed == 1
    assert len(made.files) == 2


def test_faults_become_problems_and_are_not_kept(every: Path, tmp_path: Path) -> None:
    """A handout with a fault is told by its source and path, and tried again the next time."""
    store = tmp_path / "store"
    fault = Fault("pdf-overflow", {"page": "1", "text": "sana", "section": "Osa"})
    made, problems = _make(every, store, Printers(fault))
    assert made.files == ()
    assert len(problems) == bank.HANDOUTS
    fields = {problem.field: problem for problem in problems if problem.at.path == bank.BROCHURE}
    told = fields["esitteet/perheelle/perheelle.pdf"]
    assert told.code == "pdf-overflow"
    assert "sana" in told.line("fi")
    workers = Printers()
    _make(every, store, workers)
    assert workers.printed == bank.HANDOUTS


def test_the_store_does_not_grow_for_ever(tmp_path: Path) -> None:
    """A few unused files stay, as for a build with drafts after one without; many go."""
    folder = tmp_path / "store"
    store = Store(folder)
    for number in range(600):
        store.keep(f"key-{number}", b"pdf %d" % number, 1)
    store.save()
    store = Store(folder)
    for number in range(300):
        assert store.get(f"key-{number}")
    store.forget_unused()
    assert len(list(folder.glob("key-*"))) == 600
    store = Store(folder)
    assert store.get("key-7")
    store.forget_unused()
    assert [path.name for path in folder.glob("key-*")] == ["key-7"]
    opened = Store(folder)
    assert opened.get("key-7")
    assert not opened.get("key-8")


@pytest.mark.parametrize("written", [b"", b"\xe4\xf6 a b\n", b"../manifest.json a b", b"\n\n"])
def test_what_is_no_entry_of_the_index_is_never_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes
) -> None:
    """A line without a key of ours is no file of the store, and is not kept either."""
    monkeypatch.setattr("generator.make.store.KEPT_AT_LEAST", -1)
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "index").write_bytes(written)
    (tmp_path / "manifest.json").touch()
    for _ in range(3):
        store = Store(folder)
        store.keep("key", b"pdf", 1)
        store.save()
        store.forget_unused()
    assert (tmp_path / "manifest.json").exists()
    assert (folder / "index").read_bytes().startswith(b"key ")


def test_the_face_is_not_forgotten(tmp_path: Path) -> None:
    """Whatever a build takes from the store stays in it, whoever asked for it."""
    store = Store(tmp_path / "store")
    for number in range(600):
        store.keep(f"key-{number}", b"pdf %d" % number, 1)
    store.save()
    again = Store(tmp_path / "store")
    again.keep("handout", b"pdf", 1)
    faces = make_faces(again, ("fi",), bank.Here())
    again.forget_unused()
    assert not list((tmp_path / "store").glob("key-*"))
    assert all(face.data() for face in faces.values())


@pytest.mark.parametrize("old", [b"1", b"3", b"7"])
def test_a_changed_entry_of_the_index_is_none(tmp_path: Path, old: bytes) -> None:
    """Neither size nor sheets nor hash of a file is taken from an entry that was changed."""
    store = Store(tmp_path / "store")
    store.keep("key", b"pdf", 137)
    store.save()
    index = tmp_path / "store" / "index"
    key, mark, data = index.read_bytes().split(b" ", 2)
    index.write_bytes(b" ".join((key, mark, data.replace(old, b"2"))))
    assert Store(tmp_path / "store").get("key") is None
