"""Whatever a node of a source is turned into: a file is made, or a problem is told; no traceback.

The breakages are seeded: the same number breaks the same node in the same way on any machine.
"""

from __future__ import annotations

import copy
import random
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.bank.lookup import Lookup
from generator.cache import Cache, fingerprint
from generator.document.outline import outline
from generator.make.pages import make_pages
from generator.outputs.catalogue import catalogue
from generator.outputs.coverage import coverage_text
from generator.outputs.makers import MAKERS
from generator.outputs.sitemap import sitemaps
from generator.prepare import Options, prepare
from generator.problem import has_errors
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.bank.plan import Job

    Where = tuple[str | int, ...]

TRANSLATED = (
    bank.BROCHURE,
    "content/audience.yaml",
    "content/promise.yaml",
    bank.path_of("meeting", "koe-meeting"),
    bank.path_of("form", "koe-form"),
    bank.path_of("video", "koe-video"),
)
WAYS = ("other", "other", "other", "empty", "nest", "remove", "rename", "graft", "repeat")
TEXTS = (
    *("", " ", "\n", "a\nb", "a\n\nb", "x" * 3000, "x" * 300, "-" * 80, "~", "null", "true", "no"),
    *("0", "-1", "1", "600", "1e9", "9" * 30, "9" * 5000, "0x10", "1.0", "01.1", "1.10", "2"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "2026-11-22", "0:00", "23:59", "24:00", "9.30"),
    *("{base_url}", "{on_call_phone}", "{", "{0}", "{{x}}", "%s", "%", "$x", "\\", "'", '"', "#"),
    *("*", "**x", "- a\n- b", "- - - - x", "1. x\n   1. y", "### x", "#### x", "<b>", "&amp;"),
    *("[x](id:perheelle)", "[x](id:)", "[x](https://[)", "![x](y)", "```\nx\n```", "> x", "---"),
    *("https://[", "http://[::1", "//x", "mailto:", "tel:", "https://alue.fi/x", "id:", "x: y"),
    *("/", ".", "..", "../../x", "nul", "a-" * 99 + "a", "--", "perheelle", "perheet", "opas"),
    *("koe-model", "ensimmainen", "\x85", "\u2028", "\u202e", "\ufffd", "\ufeff", "e\u0301"),
    *("\U0001f468\u200d\U0001f469", "\u0645\u0631\u062d\u0628\u0627", "\0", "\x1b[31m", "\ud7ff"),
)
SHAPES: tuple[object, ...] = (
    *(None, {}, [], [[]], [{}], ["x"], ["perheelle"] * 3, {"a": {}}, {"": ""}, {"a": None}),
    *({"A B": "x"}, {"id": "x"}, {"a": "x"}, {"a": ["x"]}, ["9", "0"], [None], {"a": {"id": "b"}}),
)


def _nodes(node: object, where: Where = ()) -> list[Where]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        inner = list(node.items())
    elif isinstance(node, list):
        inner = list(enumerate(node))
    return [where, *(found for key, child in inner for found in _nodes(child, (*where, key)))]


def _at(node: Any, where: Where) -> Any:  # noqa: ANN401 - a node of any shape
    for key in where:
        node = node[key]
    return node


def _break(files: dict[str, bank.Fields], seed: int) -> tuple[str, str]:
    """Break one to three nodes of a file; give its path and its new text."""
    chance = random.Random(seed)  # noqa: S311 - the same on every machine
    path = chance.choice(sorted(files))
    tree = copy.deepcopy(files[path])
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = _nodes(tree)[1:]
        if not places:
            break
        *above, key = chance.choice(places)
        _break_node(_at(tree, tuple(above)), key, files, chance)
    return path, yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000)


def _break_node(
    holder: Any,  # noqa: ANN401 - as above
    key: str | int,
    files: dict[str, bank.Fields],
    chance: random.Random,
) -> None:
    node = holder[key]
    match chance.choice(WAYS):
        case "other":
            holder[key] = chance.choice((*TEXTS, *SHAPES))
        case "empty":
            holder[key] = type(node)()
        case "nest":
            holder[key] = chance.choice(([node], {str(key): node}))
        case "remove":
            del holder[key]
        case "rename" if isinstance(holder, dict):
            holder[chance.choice(TEXTS)] = holder.pop(key)
        case "graft":
            other = files[chance.choice(sorted(files))]
            holder[key] = copy.deepcopy(_at(other, chance.choice(_nodes(other))))
        case _ if isinstance(node, dict):
            holder[key] = {f"{name}{turn}": node[name] for turn in range(20) for name in node}
        case _:
            holder[key] = node * 20


def _use(source: Path, cache: Cache, *, papers: bool = False) -> bool:
    """Do all that a build and a check do short of MkDocs; tell whether the bank was accepted.

    Word, text, captions and calendars are made whole, PDFs when ``papers`` are asked for.
    """
    library, plan, problems = prepare(Options(source, source.parent / "site"), cache)
    told = [line for lang in ("fi", "en") for line in bank.lines(problems, lang)]
    assert not any("\n" in line for line in told)
    coverage_text(library)
    for language in library.languages:
        for edition in library.records(language):
            outline(edition.kind.document(edition.record))
    if has_errors(problems):
        return False
    asked = bank.answers(library, source)

    def make(job: Job[Any], lookup: Lookup) -> str:
        task = MAKERS[job.format.maker].task(job, lookup)
        if papers or not job.format.paper:
            task.make()
        return fingerprint(task)

    for job in (*plan.handouts, *plan.beside):
        own = (job.path, library.fingerprint(job.subject))
        answers, lookup = asked[job.language], Lookup(asked[job.language])
        cache.traced(own, answers, lookup, partial(make, job, lookup))
    for feed in plan.feeds:
        make(feed, Lookup(asked[feed.language]))
    make_pages(plan, library, asked, {}, cache)
    catalogue(library, {})
    sitemaps(library, plan)
    return True


def _break_all(folder: Path, seeds: range) -> dict[str, int]:
    """Break the bank once for each seed; count how many were accepted, and name each failure."""
    source = bank.write(folder / "source", bank.full())
    for path in TRANSLATED:
        bank.swedish(source, path)
    files = {
        path.relative_to(source).as_posix(): yaml.safe_load(path.read_bytes())
        for path in sorted(source.rglob("*.yaml"))
    }
    sound = Cache(folder / "kept")
    assert _use(source, sound)
    sound.save()
    counted = {"accepted": 0, "refused": 0}
    for seed in seeds:
        path, text = _break(files, seed)
        before = (source / path).read_bytes()
        (source / path).write_text(text, encoding="utf-8")
        try:
            accepted = _use(source, Cache(folder / "kept"), papers=seed % 10 == 0)
        except Exception as error:
            error.add_note(f"seed {seed}, which broke {path}")
            raise
        counted["accepted" if accepted else "refused"] += 1
        (source / path).write_bytes(before)
    return counted


def test_a_broken_node_is_a_problem_or_a_page(tmp_path: Path) -> None:
    """A few breakages, of which some must be accepted and some refused."""
    counted = _break_all(tmp_path, range(1, 40))
    assert counted["accepted"] >= 3
    assert counted["refused"] >= 20


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_five_thousand_broken_nodes(part: int, tmp_path: Path) -> None:
    """None of 5,000 seeded breakages ends in a traceback."""
    counted = _break_all(tmp_path, range(part * 1250, (part + 1) * 1250))
    assert sum(counted.values()) == 1250
