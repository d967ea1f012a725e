"""What a build shows: all that editors need, or what a county may publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.bank.library import ORIGINAL
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problem import Problem

FILLED = bank.PUBLISHABLE


def files(**settings: str) -> bank.Files:
    """Give a bank whose settings are filled in, with changes, and a jurist's reviews missing."""
    internal = bank.path_of("page", "kattavuus")
    return bank.every_kind() | {
        "content/settings.yaml": FILLED | settings,
        internal: bank.record("page", title="Kattavuus", layout="coverage"),
    }


def reviewed(content: bank.Content, **review: object) -> bank.Content:
    """Give a table whose entries a jurist has reviewed."""
    assert isinstance(content, dict)
    return {key: entry | review for key, entry in content.items()}


def shown(source: Path) -> tuple[set[str], set[str], list[Problem]]:
    """Give the ids of the records and of the entries that the public sees, and the problems."""
    library, plan, problems = bank.read(source, profile="public")
    records = {edition.record.id for edition in library.records(ORIGINAL)}
    entries = {found for table in library.by_table[ORIGINAL].values() for found in table}
    addresses = {job.path for job in bank.jobs(plan)}
    assert not any(path.startswith("lahteista-pankkiin") for path in addresses)
    return records, entries, problems


def test_editors_see_all(tmp_path: Path) -> None:
    """Without a profile nothing is left out and no setting is demanded."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    library, plan, problems = bank.read(source)
    assert bank.lines(problems) == []
    assert library.record("koe-sheet", ORIGINAL)
    assert any(job.path.startswith("lahteista-pankkiin") for job in bank.jobs(plan))


def test_what_nobody_has_reviewed_is_left_out_whole(tmp_path: Path) -> None:
    """Records that draw on an unreviewed promise are gone, and what draws on those laws too."""
    source = bank.write(tmp_path / "source", files())
    records, entries, problems = shown(source)
    assert {"koe-sheet", "koe-guideline", "koe-video", "kattavuus"}.isdisjoint(records)
    assert {"perheelle", "koe-meeting"} <= records
    assert {"laki-1", "kuuleminen", "puhe"}.isdisjoint(entries)
    told = {problem.at.path for problem in problems if problem.code.startswith("left-out")}
    assert bank.path_of("sheet", "koe-sheet") in told
    assert not any(problem.severity.name == "ERROR" for problem in problems)


def test_what_a_jurist_has_reviewed_is_shown(tmp_path: Path) -> None:
    """A promise is shown when it and every section that it rests on are reviewed."""
    made = files()
    promises = reviewed(
        made["content/promise.yaml"], confirmed={"by": "Lakimies", "on": "2026-02-01"}
    )
    laws = reviewed(made["content/law.yaml"], read_on="2026-02-01", read_by="Lakimies")
    source = bank.write(tmp_path / "one", made | {"content/promise.yaml": promises})
    assert "koe-sheet" not in shown(source)[0]
    both = {"content/promise.yaml": promises, "content/law.yaml": laws}
    source = bank.write(tmp_path / "both", made | both)
    records, entries, problems = shown(source)
    assert {"koe-sheet", "koe-guideline", "koe-video"} <= records
    assert {"laki-1", "kuuleminen"} <= entries
    assert not any(code.startswith("left-out") for code in bank.codes(problems))


def test_what_leads_to_what_is_left_out_is_told_and_no_error(tmp_path: Path) -> None:
    """Also to a part of it, and when a term bears its id."""
    made = files()
    model = bank.path_of("model", "koe-model")
    fields, terms = made[model], made["content/term.yaml"]
    assert isinstance(fields, dict)
    assert isinstance(terms, dict)
    made[model] = fields | {"law": ["laki-1"]}
    term = {"title": "malli", "definition": "Tapa.", "sv": "modell", "en": "model"}
    made["content/term.yaml"] = terms | {"koe-model": term}
    records, entries, problems = shown(bank.write(tmp_path / "source", made))
    assert "koe-model" not in records
    assert "koe-model" in entries
    assert "koe-measure" in records
    assert {problem.severity.name for problem in problems} == {"NOTICE"}


def test_what_was_never_there_is_an_error_whatever_else_is_left_out(tmp_path: Path) -> None:
    """A record that there never was is not excused by a promise of that id."""
    made = files()
    made[bank.BROCHURE] = bank.record(related=["kuuleminen"])
    assert "unknown-record" in bank.codes(shown(bank.write(tmp_path / "source", made))[2])


def test_invented_entries_and_drafts_of_translations_are_left_out(tmp_path: Path) -> None:
    """No trainer who does not exist, and no Swedish that nobody has read."""
    source = bank.write(tmp_path / "source", bank.full() | {"content/settings.yaml": FILLED})
    bank.swedish(source, bank.BROCHURE, "draft")
    library, _, problems = bank.read(source, profile="public")
    assert not library.by_kind.get("sv", {}).get("brochure")
    assert "mallikoti" not in library.by_table[ORIGINAL]["trainer"]
    assert "perhekeskus" in library.by_table[ORIGINAL]["trainer"]
    assert "malli" not in library.by_table[ORIGINAL]["event"]
    assert "left-out-translation" in bank.codes(problems)


@pytest.mark.parametrize("promises", ["draft", "stale", "approved"])
def test_a_translation_takes_reviewed_promises_of_its_language(
    tmp_path: Path, promises: str
) -> None:
    """One whose promise nobody has read in its language, or as it is now, is left out."""
    made = files()
    law = reviewed(made["content/law.yaml"], read_on="2026-02-01", read_by="Lakimies")
    table = reviewed(made["content/promise.yaml"], confirmed={"by": "Lakimies", "on": "2026-02-01"})
    made |= {"content/law.yaml": law, "content/promise.yaml": table}
    source = bank.write(tmp_path / "source", made)
    bank.swedish(source, bank.path_of("sheet", "koe-sheet"))
    bank.swedish(source, "content/promise.yaml", "draft" if promises == "draft" else "approved")
    if promises == "stale":
        bank.write(source, {"content/promise.yaml": reviewed(table, family="Emme lupaa.")})
    library, _, problems = bank.read(source, profile="public")
    assert not any(problem.severity.name == "ERROR" for problem in problems)
    assert library.by_kind[ORIGINAL]["sheet"]
    assert bool(library.by_kind.get("sv", {}).get("sheet")) is (promises == "approved")


def test_a_notice_names_the_line_and_the_reason_of_what_is_left_out(tmp_path: Path) -> None:
    """Each names the record's own file and line, and what it lacks with its place."""
    made = files()
    source = bank.write(tmp_path / "source", made)
    bank.swedish(source, bank.BROCHURE, "draft")
    sheet = bank.path_of("sheet", "koe-sheet")
    problems = shown(source)[2]
    told = {each.at.path: each for each in problems if each.code.startswith("left-out")}
    resting = told[sheet]
    lines = (source / sheet).read_text(encoding="utf-8").splitlines()
    assert "kuuleminen" in lines[resting.at.line - 1]
    place = resting.values["place"].split(":")
    lines = (source / place[0]).read_text(encoding="utf-8").splitlines()
    assert lines[int(place[1]) - 2] == "kuuleminen:"
    for language in ("fi", "en"):
        assert resting.values["place"] in resting.line(language)
    swedish = told[bank.BROCHURE.replace(".yaml", ".sv.yaml")]
    assert (swedish.field, swedish.at.line) == ("translation.state", 2)


def test_a_translation_that_could_quote_in_finnish_alone_is_not_published(tmp_path: Path) -> None:
    """A Swedish poster needs the Swedish principles; editors see it, and are told."""
    source = bank.write(tmp_path / "source", files())
    poster, model = (bank.path_of(kind, f"koe-{kind}") for kind in ("huoneentaulu", "model"))
    bank.swedish(source, poster)
    library, _, problems = bank.read(source)
    told = [each.values["id"] for each in problems if each.code == "quoted-untranslated"]
    assert told == ["dialogi", "suhteet"]
    assert library.by_kind["sv"]["huoneentaulu"]
    library, _, problems = bank.read(source, profile="public")
    assert not library.by_kind.get("sv", {}).get("huoneentaulu")
    assert library.by_kind[ORIGINAL]["huoneentaulu"]
    assert "left-out-quote" in bank.codes(problems)
    bank.swedish(source, model)
    library, _, problems = bank.read(source, profile="public")
    assert library.by_kind["sv"]["huoneentaulu"]
    assert "quoted-untranslated" not in bank.codes(problems)


def test_what_is_quoted_in_finnish_bears_its_language(tmp_path: Path) -> None:
    """On the Swedish page and on its papers; a Swedish quotation bears none."""
    source = bank.write(tmp_path / "source", files())
    poster, model = (bank.path_of(kind, f"koe-{kind}") for kind in ("huoneentaulu", "model"))
    bank.swedish(source, poster)
    said = ('<span lang="fi">Dialogi</span>', '<span lang="fi">')
    page = bank.pages(source)["sv/huoneentaulu/koe-huoneentaulu/index.html"]
    paper = bank.handouts(source)["sv/huoneentaulu/koe-huoneentaulu/koe-huoneentaulu.pdf"]
    assert all(words in text for words in said for text in (page, paper))
    bank.swedish(source, model)
    paper = bank.handouts(source)["sv/huoneentaulu/koe-huoneentaulu/koe-huoneentaulu.pdf"]
    assert said[0] not in paper


@pytest.mark.parametrize("key", FILLED)
def test_a_public_site_names_each_setting_that_it_lacks(tmp_path: Path, key: str) -> None:
    """Every one is an error of its own, by its name."""
    left = {name: value for name, value in FILLED.items() if name != key}
    source = bank.write(tmp_path / "source", files() | {"content/settings.yaml": left})
    told = [p for p in shown(source)[2] if p.code == "setting-missing"]
    assert [problem.values["key"] for problem in told] == [key]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("on_call_phone", "kysy työntekijältä"),
        ("child_line", "1"),
        ("crisis_line", "numero on 112"),
        ("feedback_email", "palaute"),
        ("feedback_email", "palaute@alue"),
        ("ombudsperson", "kysy lisää"),
    ],
)
def test_a_public_site_weighs_the_form_of_settings(tmp_path: Path, key: str, value: str) -> None:
    """What cannot be called or written to is told."""
    source = bank.write(tmp_path / "source", files(**{key: value}))
    told = [p for p in shown(source)[2] if p.code == "setting-form"]
    assert [problem.values["key"] for problem in told] == [key]


def test_a_family_s_paper_names_its_owner_and_is_gentle(tmp_path: Path) -> None:
    """Whose it is stands on every paper of a family; that it is a draft is told in kind words."""
    made = files()
    source = bank.write(tmp_path / "source", made)
    papers = bank.handouts(source)
    family = [papers[f"perheen-lomakkeet/koe-sheet/koe-sheet{end}.pdf"] for end in ("", "-iso")]
    for paper in (*family, papers["esitteet/perheelle/perheelle.pdf"]):
        assert "Alueen ylläpito" in paper
        assert "Kysy työntekijältäsi" in paper
        assert "Yksikään ammattilainen" not in paper
