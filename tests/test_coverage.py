"""The coverage: what the bank has and what it lacks, on a page and as text."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from generator.outputs.coverage import Matrix, coverage
from generator.outputs.templating import plain
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path


def _of(folder: Path, files: bank.Files) -> dict[str, Matrix]:
    library, _, _ = bank.read(bank.write(folder, files))
    return {matrix.title: matrix for matrix in coverage(library, "fi")}


def _row(matrix: Matrix, title: str) -> dict[str, int]:
    rows = (row for rows in matrix.groups for row in rows)
    row = next(row for row in rows if row.title == title)
    columns = (plain(column, "fi") for column in matrix.columns)
    return {"": row.all, **dict(zip(columns, row.counts, strict=True))}


def test_records_are_counted_by_element_and_by_kind(tmp_path: Path) -> None:
    """An element has what its tasks lead to; a kind has its records."""
    brochure = bank.record(audience=["perheet"], roles=["sosiaalityontekija"])
    found = _of(tmp_path / "source", bank.every_kind() | {bank.BROCHURE: brochure})
    for row in ("1. Tuki", "Esitteet"):
        assert _row(found["Kenelle"], row) == {"": 1, "Perheet": 1, "Ammattilaiset": 0}
        assert _row(found["Roolit"], row) == {"": 1, "Sosiaalityöntekijä": 1}
        assert _row(found["Kielet"], row) == {"": 1, "Suomi": 1, "Selkosuomi": 0}
        assert _row(found["Muodot"], row)["PDF A4"] == 1
        assert _row(found["Muodot"], row)["PDF A3"] == 0
    assert _row(found["Muodot"], "Huoneentaulu")["PDF A3"] == 1


def test_translations_and_plain_twins_are_counted(tmp_path: Path) -> None:
    """A record in Swedish counts as Swedish; a record and its plain twin both as plain."""
    source = tmp_path / "source"
    twin = bank.record(title="Selkosuomeksi", plain_of="perheelle")
    bank.write(source, bank.every_kind() | {"materials/brochure/selko.yaml": twin})
    bank.swedish(source, bank.BROCHURE)
    found = _of(source, {})
    assert _row(found["Kielet"], "Esitteet") == {"": 2, "Suomi": 2, "Ruotsi": 1, "Selkosuomi": 2}


def test_what_is_withdrawn_does_not_count(tmp_path: Path) -> None:
    """A gap is a gap, though there was something once."""
    withdrawn = bank.record(state="withdrawn", withdrawn={"reason": "Vanheni."})
    found = _of(tmp_path / "source", bank.every_kind() | {bank.BROCHURE: withdrawn})
    assert _row(found["Kenelle"], "Esitteet")[""] == 0
    assert _row(found["Kenelle"], "1. Tuki")[""] == 0


def test_the_page_shows_it_in_tables(tmp_path: Path) -> None:
    """Each side is a table with headed rows and columns, and a gap is said in words."""
    page = bank.record("page", layout="coverage")
    files = bank.every_kind() | {"content/page/kattavuus.yaml": page}
    made = bank.pages(bank.write(tmp_path / "source", files))["kattavuus/index.html"]
    assert made.count("<table") == made.count("</table>") == 4 + 1  # of what is kept
    assert '<th scope="row">1. Tuki</th>' in made
    assert '<span class="lacks">ei ole</span>' in made


def test_each_table_is_led_to(tmp_path: Path) -> None:
    """The page's own contents lead to each."""
    sections = {f"kohta-{n}": {"title": f"Kohta {n}", "text": "Sana."} for n in "abc"}
    page = bank.record("page", layout="coverage", sections=sections)
    files = bank.every_kind() | {"content/page/kattavuus.yaml": page}
    made = bank.pages(bank.write(tmp_path / "source", files))["kattavuus/index.html"]
    ids = re.findall(r'<h2 id="(_of-\w+)">', made)
    assert len(ids) == 4
    assert [name for name in ids if f'<a href="#{name}">' not in made] == []


def test_check_prints_it_as_text(tmp_path: Path) -> None:
    """``check --coverage`` prints every side, with the columns named by number."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    command = [sys.executable, "-m", "generator", "check", "--coverage", "--source", str(source)]
    done = subprocess.run(command, cwd=bank.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Kenelle\n  1 Kaikkiaan\n  2 Perheet\n" in done.stdout
    row = next(line for line in done.stdout.splitlines() if line.startswith("Esitteet"))
    assert row.split() == ["Esitteet", "1", "1", "ei", "ole"]


def test_the_footer_leads_to_the_page(wide: Path) -> None:
    """From the home it is one click away."""
    home = (wide / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="kattavuus/"' in home
