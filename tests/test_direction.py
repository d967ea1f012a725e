"""A text that is written from right to left: on paper, on a page, and among words of ours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.bank.lookup import Words
from generator.interface import direction
from generator.outputs import templating
from generator.outputs.pdf import render
from tests import bank
from tests.test_structure import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROCHURE: bank.Fields = {
    "title": "للعائلة",
    "summary": "تحكي هذه النشرة كيف نعمل معا.",
    "lead": "هذه النشرة لك.",
    "sections": {
        "alku": {"title": "البداية", "text": "نلتقي بك في الساعة 12.30 يوم 4.5.2026."},
        "jatko": {"title": "ثم", "text": "نتفق على **موعد** معك ومع LAPE-tiimi."},
        "puhe": {"title": "الكلام", "text": "نستمع إليك."},
        "loppu": {"title": "النهاية", "text": "نسألك:\n\n- كيف كان؟\n- ماذا تريد؟"},
    },
    "remember": {"kysy": "يمكنك أن تسأل.", "lepo": "يمكنك أن تستريح."},
    "contact": "اتصل بنا:\n\n- نهارا\n- مساء",
}


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the bank's first language be one that is written from right to left."""
    monkeypatch.setattr(
        templating, "direction", lambda language: {"fi": "rtl"}.get(language, "ltr")
    )
    templating.environment.cache_clear()
    yield
    templating.environment.cache_clear()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write a bank whose brochure is in Arabic."""
    return bank.write(tmp_path / "source", bank.FILES | {bank.BROCHURE: bank.record(**BROCHURE)})


def test_languages_know_their_direction() -> None:
    """Ours go from left to right, others that families read from right to left."""
    assert {direction(each) for each in ("fi", "sv", "en", "se", "ru", "so")} == {"ltr"}
    assert {direction(each) for each in ("ar", "fa", "ckb", "ur", "he", "ps")} == {"rtl"}


def test_no_sign_in_it_is_refused(source: Path) -> None:
    """``check`` finds nothing in Arabic to complain of."""
    _, _, problems = bank.read(source)
    assert [problem for problem in problems if problem.at.path == bank.BROCHURE] == []


@pytest.mark.usefixtures("turned")
def test_paper_from_right_to_left(source: Path) -> None:
    """Every handout of it says so, has no fault, and is heard in the order of its words."""
    for path, task in bank.handout_tasks(source).items():
        assert '<html lang="fi" dir="rtl"' in task.html
        made = render(task)
        assert made.faults == (), path
        assert not task.claims or faults_of(made.data, task) == [], path
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            assert str(pdf.docinfo["/Title"]).startswith(str(BROCHURE["title"]))


@pytest.mark.usefixtures("turned")
def test_words_written_the_other_way_say_so() -> None:
    """Among words of one direction those of the other bear theirs; their own say nothing."""
    render_ = templating.environment("fi").from_string
    words = {"words": Words("Book <1>", "en"), "own": Words("كتاب", "fi"), "language": "fi"}
    shown = render_("{{ words }} <cite{{ words | lang }}></cite> {{ own }}").render(words)
    assert shown == (
        '<span lang="en" dir="ltr">Book &lt;1&gt;</span> <cite lang="en" dir="ltr"></cite> كتاب'
    )
