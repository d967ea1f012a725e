"""Work that is kept: done again exactly when something that it was made of has changed."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cache import Cache, Shelf
from tests import bank

Question = tuple[str, ...]
NAMES = ("a", "b", "c", "d")


@dataclass
class Bank:
    """Answers whose fingerprints are their words; an answer may lead to another question."""

    given: dict[Question, str]

    def ask(self, question: Question) -> tuple[object, str]:
        """Give the answer and its fingerprint."""
        words = self.given[question]
        return words, f"mark {words}"


@dataclass
class Asker:
    """Asks as a renderer does: each question is noted."""

    bank: Bank
    asked: dict[Question, str] = field(default_factory=dict)

    def ask(self, name: str) -> str:
        """Give an answer."""
        answer, self.asked[name,] = self.bank.ask((name,))
        return str(answer)


def _run(file: Path, answers: dict[str, str], questions: list[str], own: str) -> tuple[str, bool]:
    """Work once with what is kept in a file: the result, and whether the work was done."""
    known = Bank({(name,): words for name, words in answers.items()})
    asker, done = Asker(known), []

    def work() -> str:
        done.append(True)
        return " ".join([own, *(asker.ask(name) for name in questions)])

    cache = Cache(file)
    result = cache.traced((own,), known, asker, work)
    cache.save()
    return result, bool(done)


ANSWERS = st.fixed_dictionaries({name: st.sampled_from("xyz") for name in NAMES})
STEPS = st.lists(st.tuples(ANSWERS, st.sampled_from("12")), min_size=1, max_size=6)


@given(STEPS, st.lists(st.sampled_from(NAMES), unique=True))
def test_work_is_done_again_when_what_it_asked_has_changed(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[dict[str, str], str]],
    questions: list[str],
) -> None:
    """Then and only then: another question's answer changes nothing, and the result is right."""
    file = tmp_path_factory.mktemp("kept") / "results"
    before = None
    for answers, own in steps:
        result, done = _run(file, answers, questions, own)
        assert result == " ".join([own, *(answers[name] for name in questions)])
        now = (own, [answers[name] for name in questions])
        assert done is (now != before)
        before = now


@pytest.mark.parametrize(
    ("answers", "own", "again"),
    [
        ({}, "1", False),
        ({"a": "y"}, "1", True),
        ({"b": "y"}, "1", True),
        ({"c": "y"}, "1", False),
        ({"d": "y"}, "1", False),
        ({}, "2", True),
    ],
    ids=["nothing", "first answer", "second answer", "unasked", "other unasked", "its own"],
)
def test_each_answer_counts_and_no_other(
    tmp_path: Path, answers: dict[str, str], own: str, *, again: bool
) -> None:
    """Of four answers the work asks for two."""
    first = dict.fromkeys(NAMES, "x")
    assert _run(tmp_path / "kept", first, ["a", "b"], "1") == ("1 x x", True)
    assert _run(tmp_path / "kept", first | answers, ["a", "b"], own)[1] is again


def test_a_new_question_is_asked_where_an_answer_leads_to_it(tmp_path: Path) -> None:
    """What the second asking depends on is held as well, though the first never asked it."""
    done = []

    def made(**answers: str) -> str:
        known = Bank({(name,): words for name, words in answers.items()})
        asker = Asker(known)

        def work() -> str:
            done.append(True)
            return asker.ask(asker.ask("which"))

        cache = Cache(tmp_path / "kept")
        result = cache.traced(("own",), known, asker, work)
        cache.save()
        return result

    assert made(which="a", a="x", b="y") == "x"
    assert made(which="a", a="x", b="z") == "x"
    assert len(done) == 1
    assert made(which="b", a="x", b="z") == "z"
    assert made(which="b", a="w", b="z") == "z"
    assert len(done) == 2
    assert made(which="b", a="w", b="q") == "q"


def test_without_a_file_nothing_is_kept() -> None:
    """Work is done each time, and right, where there is nowhere to keep it."""
    known = Bank({("a",): "x"})
    cache = Cache()
    for words in ("x", "y"):
        known.given["a",] = words
        asker = Asker(known)
        assert cache.traced(("own",), known, asker, lambda asker=asker: asker.ask("a")) == words  # type: ignore[misc]


# --- what was kept is data, and whole --------------------------------------------------------


def test_no_flipped_bit_is_believed(tmp_path: Path) -> None:
    """Wherever a bit of what is kept has changed, the work is done again, or it was not asked."""
    file, whole = tmp_path / "kept", tmp_path / "whole"
    results = {own: (own, f"{own} sanaa") for own in ("1", "2", "3")}

    def got(cache: Cache) -> dict[str, tuple[str, str]]:
        return {own: cache.of((own,), lambda own=own: results[own]) for own in results}  # type: ignore[misc]

    cache = Cache(whole)
    assert got(cache) == results
    cache.save()
    data = whole.read_bytes()
    for place in range(len(data)):
        bit = bytes([data[place] ^ 1 << place % 8])
        file.write_bytes(data[:place] + bit + data[place + 1 :])
        assert got(Cache(file)) == results


def test_an_entry_is_not_taken_for_another(tmp_path: Path) -> None:
    """What was kept of one thing does not stand in for what was kept of another."""
    file = tmp_path / "kept"
    cache = Cache(file)
    for own in ("a", "b"):
        cache.of((own,), lambda own=own: own)  # type: ignore[misc]
    cache.save()
    (one, first), (other, second) = (line.split(b" ", 1) for line in file.read_bytes().split(b"\n"))
    file.write_bytes(one + b" " + second + b"\n" + other + b" " + first)
    cache = Cache(file)
    for own in ("a", "b"):
        assert cache.of((own,), lambda own=own: own) == own  # type: ignore[misc]


class Planted:
    """What a pickle makes of itself when it is read: a file."""

    def __init__(self, file: Path) -> None:
        """Name the file."""
        self._file = file

    def __reduce__(self) -> tuple[object, ...]:
        """Make the file."""
        return open, (str(self._file), "w")


def test_a_planted_cache_runs_nothing(tmp_path: Path, changing: Path) -> None:
    """Whatever lies where results are kept, a build reads it as data."""
    planted = pickle.dumps(Planted(tmp_path / "ran"))
    before = bank.tree(changing / "site")
    for file in ("results", "facts", "files/index", "stage/fi/finished", "manifest.json"):
        (changing / ".cache" / "site" / file).write_bytes(planted)
    assert bank.build_here(changing / "source", changing / "site").code == 0
    assert not (tmp_path / "ran").exists()
    assert bank.tree(changing / "site") == before


# --- a record's page sees nothing that it did not ask for ------------------------------------


@pytest.mark.parametrize(
    "planted",
    [
        "{{ site.newest }}",
        "{% for card in site.newest %}{{ card.title }}{% endfor %}",
        "{{ library }}",
        "{{ view.place.lookup.library }}",
    ],
)
def test_a_page_of_a_record_cannot_see_the_site(tmp_path: Path, planted: str) -> None:
    """A template that reads what was not asked of the bank for it builds nothing."""
    project = bank.project(tmp_path / "project")
    source = bank.write(tmp_path / "source", bank.FILES)
    frame = project / "generator/templates/site/around.html.j2"
    old = '<h2 id="_about">'
    text = frame.read_text(encoding="utf-8")
    assert old in text
    frame.write_text(text.replace(old, f"{planted}{old}"), encoding="utf-8")
    site = tmp_path / "site"
    places = ("--source", str(source), "--output", str(site))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", *places, "--jobs", "1"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "UndefinedError" in done.stderr
    assert not site.exists()


# --- what is new is added at the end ---------------------------------------------------------


def test_what_is_new_is_added(tmp_path: Path) -> None:
    """A shelf is not written anew for one entry more, nor lost for half a line."""
    file = tmp_path / "kept"
    shelf = Shelf(file)
    for key in "abcd":
        shelf.put(key, b"of " + key.encode())
    shelf.save("abcd")
    before = file.read_bytes()
    shelf.put("e", b"of e")
    shelf.save("abcde")
    assert file.read_bytes().startswith(before)
    file.write_bytes(file.read_bytes() + b"\ne 0123 half")  # a kill in the midst of a line
    again = Shelf(file)
    assert [again.get(key) for key in "abcd"] == [b"of " + key.encode() for key in "abcd"]
    assert again.get("e") is None
    again.put("e", b"other")
    again.save("abcde")
    assert Shelf(file).get("e") == b"other"


def test_a_shelf_does_not_grow_for_ever(tmp_path: Path) -> None:
    """What is of no use any more goes, once it is half as much as what is."""
    file = tmp_path / "kept"
    shelf = Shelf(file)
    for turn in range(40):
        for key in "abc":
            shelf.put(f"{key}{turn}", b"value")
        shelf.save([f"{key}{turn}" for key in "abc"])
    assert len(file.read_bytes().splitlines()) <= 3 * 1.5
    assert Shelf(file).get("a39") == b"value"


def test_nothing_is_added_through_a_link(tmp_path: Path) -> None:
    """A link in the place of a shelf is replaced, and what it leads to is left alone."""
    own = tmp_path / "own.txt"
    own.write_text("Oma")
    (tmp_path / "kept").symlink_to(own)
    shelf = Shelf(tmp_path / "kept")
    shelf.put("a", b"value")
    shelf.save("a")
    assert own.read_text() == "Oma"
    assert Shelf(tmp_path / "kept").get("a") == b"value"


STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "add", "save", "open"]), st.sampled_from("abcde")),
    max_size=40,
)


@settings(deadline=None)
@given(STEPS, st.integers(0, 60))
def test_a_shelf_gives_what_was_put(steps: list[tuple[str, str]], held: int) -> None:
    """Whether an entry is new, added or written anew: the last that was put is given."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.cache.MOST_HELD", held)
        file = Path(folder) / "below" / "kept"
        shelf, there, saved = Shelf(file, holds_all=False), dict[str, bytes](), dict[str, bytes]()
        for number, (step, key) in enumerate(steps):
            if step == "put":
                there[key] = f"{key} {number}".encode()
                shelf.put(key, there[key])
            elif step == "add" and key in there:
                shelf.add(key)
                saved[key] = there[key]
            elif step == "save":
                shelf.save(there)
                saved = dict(there)
            elif step == "open" and saved == there:
                shelf = Shelf(file, holds_all=False)
            assert {key: shelf.get(key) for key in there} == there
            assert shelf._held == sum(map(len, shelf._new.values()))  # noqa: SLF001 - a bound
        again = Shelf(file)
        assert all(again.get(key) in {saved[key], there[key]} for key in saved)


def test_much_that_is_new_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cold build's results are written as they come, and given all the same."""
    monkeypatch.setattr("generator.cache.MOST_HELD", 100)
    shelf = Shelf(tmp_path / "kept", holds_all=False)
    for number in range(30):
        shelf.put(f"a{number}", b"value" * 2)
    assert (tmp_path / "kept").stat().st_size > 500
    assert {shelf.get(f"a{number}") for number in range(30)} == {b"value" * 2}


def test_what_is_not_to_be_saved_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check adds nothing to what is kept, however much it works out."""
    monkeypatch.setattr("generator.cache.MOST_HELD", 10)
    cache = Cache(tmp_path / "results")
    assert cache.of(("a",), lambda: "sana" * 100) == "sana" * 100
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_early_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk ends no work: saving tells of it, once the work is done."""
    monkeypatch.setattr("generator.cache.MOST_HELD", 10)
    (tmp_path / "full").touch()
    shelf = Shelf(tmp_path / "full" / "kept", holds_all=False)
    for key in "ab":
        shelf.put(key, b"value" * 10)
    assert [shelf.get(key) for key in "ab"] == [b"value" * 10] * 2
    with pytest.raises(OSError, match="full"):
        shelf.save("ab")


@pytest.mark.parametrize("another", [b"", b"a 12 x"])
def test_what_is_kept_after_its_file_was_taken_away_is_given(
    tmp_path: Path, another: bytes
) -> None:
    """Whoever empties a cache while serving loses what was in it, and nothing after that."""
    shelf = Shelf(tmp_path / "kept")
    for key in "ab":
        shelf.put(key, b"of " + key.encode())
    shelf.save("ab")
    assert shelf.get("a") == b"of a"
    (tmp_path / "kept").unlink()
    (tmp_path / "kept").write_bytes(another)
    shelf.put("c", b"of c")
    shelf.add("c")
    assert shelf.get("c") == b"of c"
