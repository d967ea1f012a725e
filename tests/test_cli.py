"""The command line: what it says, in which form and language, and with which exit code."""

from __future__ import annotations

import fcntl
import json
import re
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import build as building
from generator import cli
from generator.bank import pictures
from generator.cache import Cache
from generator.formats import UA_1, UA_2
from generator.kinds import kinds
from generator.make import workers
from generator.prepare import Options, prepare
from generator.schema import schemas
from tests import bank
from tests.drawn import drawn

if TYPE_CHECKING:
    from pathlib import Path

BAD = bank.FILES | {bank.BROCHURE: bank.record(version=None, titel="Perheelle")}


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with workers that need no start."""
    monkeypatch.setattr(workers, "Workers", lambda _count: bank.Here())
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Give a source folder with two errors in one file, and a notice."""
    return bank.write(tmp_path / "bad", BAD | {"content/settings.yaml": "county: Alue\n"})


# --- exit codes ------------------------------------------------------------------------------


def test_0_when_all_is_well(source: Path) -> None:
    """A build from nothing ends with 0, says each stage and a summary, and makes the site."""
    result = _run("build", "--source", source, "--output", "out/site", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "Reading the sources" in result.stderr
    assert "Making handouts (5)" in result.stderr
    summary = result.stderr.splitlines()[-1]
    pattern = r"1 records, \d+ pages; handouts made 5, reused 0; 0 errors, 0 notices; \d+\.\d s"
    assert re.fullmatch(pattern, summary)


def test_0_with_notices(source: Path) -> None:
    """Notices do not stop anything."""
    (source / "content" / "settings.yaml").unlink()
    result = _run("check", "--source", source, "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("notice: content/settings.yaml:1:1: base_url: ")


def test_1_when_the_sources_have_errors(bad: Path, changing: Path) -> None:
    """Errors are all listed, errors first, one a line; the site stays, and that is said."""
    before = bank.tree(changing / "site")
    command = ["--source", bad, "--output", changing / "site", "--lang", "en"]
    result = _run("build", *command)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["error", "error", "notice"]
    assert [line.split(": ")[2] for line in lines] == ["version", "titel", "base_url"]
    form = r"\w+: (materials|content)/\S+\.yaml:\d+:\d+: \w+: .+; .+"
    assert all(re.match(form, line) for line in lines)
    assert "The site is as it was." in result.stderr
    assert bank.tree(changing / "site") == before


def test_1_when_there_are_no_sources(tmp_path: Path) -> None:
    """A folder without sources is no bank."""
    (tmp_path / "empty").mkdir()
    for command in ("build", "check"):
        result = _run(command, "--source", tmp_path / "empty", "--lang", "en")
        assert result.exit_code == 1
        assert "neither content/ nor materials/" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--jobs", "0"],
        ["build", "--source", "ei-ole"],
        ["build", "--lang", "sv"],
        ["build", "--report", "xml"],
        ["build", "--ei-ole"],
        ["check", "--today", "huomenna"],
        ["rakenna"],
        ["new", "brochure"],
        ["new", "esite", "uusi"],
        ["new", "audience", "uusi"],
        ["new", "brochure", "Uusi esite"],
    ],
)
def test_2_when_the_usage_is_wrong(arguments: list[str], source: Path) -> None:
    """A wrong option, value or command ends with 2 and names what is wrong."""
    where = ["--source", str(source)] if "--source" not in arguments else []
    result = _run(*arguments, *(where if arguments[0] in {"new", "check"} else []))
    assert result.exit_code == 2
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    "error",
    [
        ImportError("No module named 'weasyprint'"),
        OSError("cannot load library 'libpango-1.0-0': no such file\nmore"),
    ],
)
def test_3_when_the_machine_lacks_something(
    error: Exception, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is named, with the command that installs it."""

    def lacking(*_: object) -> None:
        raise error

    monkeypatch.setattr(building, "make_files", lacking)
    result = _run("build", "--source", source, "--lang", "en")
    assert result.exit_code == 3
    assert str(error).splitlines()[0] in result.stderr
    assert "apt-get install libpango-1.0-0" in result.stderr
    assert "Traceback" not in result.output


def test_4_when_a_check_of_the_files_fails(changing: Path) -> None:
    """A handout that overflows ends with 4, names source and file, and leaves the site."""
    before = bank.tree(changing / "site")
    path = bank.path_of("huoneentaulu", "taulu")
    bank.write(changing / "source", bank.overfull("taulu"))
    command = ["--source", changing / "source", "--output", changing / "site", "--lang", "en"]
    result = _run("build", *command)
    assert result.exit_code == 4
    assert f"{path}:1:1: huoneentaulu/taulu/taulu.pdf: " in result.stdout
    assert bank.tree(changing / "site") == before


@pytest.mark.parametrize("error", [BrokenProcessPool("died"), OSError("No space left on device")])
def test_5_when_the_build_cannot_finish(
    error: Exception, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies and a disk that is full are told in words, not as a traceback."""

    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(building, "make_files", failing)
    result = _run("build", "--source", source, "--lang", "en")
    assert result.exit_code == 5
    assert "could not" in result.stderr
    assert "Traceback" not in result.output


def test_5_when_another_build_is_under_way(source: Path, tmp_path: Path) -> None:
    """Two builds of one site do not get in each other's way."""
    cache = tmp_path / ".cache" / "site"
    cache.mkdir(parents=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = _run("build", "--source", source, "--lang", "en")
    assert result.exit_code == 5
    assert "Another build is under way" in result.stderr


def test_5_when_the_output_cannot_be_written(source: Path, tmp_path: Path) -> None:
    """A site that cannot be where it is wanted is told in words."""
    (tmp_path / "file").write_text("in the way")
    result = _run("build", "--source", source, "--output", "file/site", "--lang", "en")
    assert result.exit_code == 5
    assert f"Not a directory: {tmp_path / 'file'}." in result.stderr
    assert "Traceback" not in result.output


# --- reports ---------------------------------------------------------------------------------


def test_report_as_json(bad: Path) -> None:
    """Other tools get every problem whole: place, field, severity, code, words."""
    result = _run("check", "--source", bad, "--report", "json", "--lang", "en")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert [problem["code"] for problem in told] == [
        "missing-field",
        "unknown-field",
        "default-base-url",
    ]
    assert [problem["severity"] for problem in told] == ["error", "error", "notice"]
    unknown = told[1]
    assert unknown["path"] == bank.BROCHURE
    assert unknown["field"] == "titel"
    assert unknown["line"] > 1
    assert "title" in unknown["hint"]
    assert unknown["what"]


def test_report_without_problems_as_json(source: Path) -> None:
    """No problem is an empty list, not nothing."""
    result = _run("check", "--source", source, "--report", "json")
    assert json.loads(result.stdout) == []


def test_errors_and_notices_have_colours_on_a_terminal_alone(
    bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word tells them apart for everybody, a colour for who sees one and has not refused it."""
    arguments = ["check", "--source", str(bad), "--lang", "en"]
    error, notice = "\x1b[31m\x1b[1merror\x1b[0m: ", "\x1b[33m\x1b[1mnotice\x1b[0m: "
    told = CliRunner().invoke(cli.main, arguments, color=True).stdout
    assert (told.count(error), told.count(notice)) == (2, 1)
    assert "\x1b" not in CliRunner().invoke(cli.main, arguments).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(cli.main, arguments, color=True).stdout


def test_report_for_github(bad: Path) -> None:
    """On GitHub each problem stands at its line, an error as error and a notice as warning."""
    result = _run("check", "--source", bad, "--report", "github", "--lang", "en")
    lines = result.stdout.splitlines()
    pattern = r"::(error|warning) file=\S+\.yaml,line=\d+,col=\d+::\w+: .+"
    matches = [re.fullmatch(pattern, line) for line in lines]
    assert [match and match[1] for match in matches] == ["error", "error", "warning"]


@pytest.mark.parametrize("report", ["text", "json", "github"])
def test_the_same_problems_in_both_languages(bad: Path, report: str) -> None:
    """Finnish is the default; English is there for the asking."""
    said = [
        _run("check", "--source", bad, "--report", report, *lang)
        for lang in ([], ["--lang", "fi"], ["--lang", "en"])
    ]
    assert said[0].stdout == said[1].stdout != said[2].stdout
    assert ("virhe: " in said[0].stdout) is (report == "text")
    assert "kenttä" in said[0].stdout
    assert "field" in said[2].stdout
    assert "virheitä 2" in said[0].stderr
    assert "2 errors" in said[2].stderr


def test_seconds_in_finnish_have_a_comma(source: Path) -> None:
    """The summary is written as its language writes numbers."""
    result = _run("check", "--source", source)
    assert re.search(r"1 aineistoa tarkistettu; .*; \d+,\d s$", result.stderr.strip())


# --- build -----------------------------------------------------------------------------------


def test_a_check_knows_what_the_last_build_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture that a build has judged is not decoded again, and a check leaves no trace."""
    image = {"file": "kuva.png", "alt": "Perhe"}
    files: bank.Files = {bank.BROCHURE: bank.record(image=image)}
    files |= {"materials/brochure/kuva.png": drawn("PNG")}
    options = Options(bank.write(tmp_path / "source", bank.FILES | files), tmp_path / "site")
    cache = Cache(options.cache / "results")
    prepare(options, cache)
    cache.save()
    before = bank.tree(tmp_path)

    def judged_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pictures, "judge", judged_again)
    assert _run("check", "--source", options.source).exit_code == 0
    assert bank.tree(tmp_path) == before


def test_nothing_changed(source: Path) -> None:
    """A second build says that nothing has changed, and the same notices as the first."""
    (source / "content" / "settings.yaml").unlink()
    first = _run("build", "--source", source, "--lang", "en")
    second = _run("build", "--source", source, "--lang", "en")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert second.stdout == first.stdout != ""
    said = second.stderr.splitlines()
    assert said[0] == "Nothing has changed."
    assert "handouts made 0, reused 5; 0 errors, 1 notices" in said[1]
    assert len(said) == 2


def test_nothing_changed_is_told_quickly(source: Path) -> None:
    """An unchanged build imports neither the models nor the renderer nor the theme's engine."""
    assert _run("build", "--source", source).exit_code == 0
    script = (
        "import sys; from generator.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print(sorted({'pydantic', 'weasyprint', 'jinja2', 'mkdocs', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "build", "--source", str(source), "--output", "site"],
        env={"PYTHONPATH": str(bank.ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Mikään ei ole muuttunut." in done.stderr
    assert done.stdout == "[]\n"


def test_other_options_build_anew(source: Path) -> None:
    """Leaving drafts out, or another address, is not what was built before."""
    assert _run("build", "--source", source).exit_code == 0
    without = _run("build", "--source", source, "--no-drafts")
    assert without.exit_code == 0
    assert "0 aineistoa" in without.stderr


def test_base_url_is_in_the_site(source: Path, tmp_path: Path) -> None:
    """The address that the command gives is the one that the site says."""
    result = _run("build", "--source", source, "--base-url", "https://koe.fi/")
    assert result.exit_code == 0
    catalogue = (tmp_path / "site" / "catalogue.json").read_text(encoding="utf-8")
    assert '"https://koe.fi/esitteet/perheelle/"' in catalogue


def test_each_edition_of_the_pdfs_is_made_of_its_own(source: Path, tmp_path: Path) -> None:
    """What a PDF is to be is asked each time, whatever was built or kept of another edition."""
    for asked, head in (([], b"%PDF-1.7"), (["--pdf", UA_2], b"%PDF-2.0"), ([], b"%PDF-1.7")):
        assert _run("build", "--source", source, *asked).exit_code == 0
        found = (tmp_path / "site").rglob("*.pdf")
        pdfs = [path for path in found if not path.stem.endswith(("-paino", "-vihko"))]
        assert {path.read_bytes()[:8] for path in pdfs} == {head}
    (option,) = (given for given in cli.main.commands["build"].params if given.name == "pdf")
    assert option.type.choices == (UA_1, UA_2)  # type: ignore[attr-defined]


def test_paths_are_told_from_the_source_folder(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem names its file from the source folder, wherever the command was given."""
    expected = _run("check", "--source", bad).stdout
    monkeypatch.chdir(bad)
    assert _run("check").stdout == expected


# --- the other commands ----------------------------------------------------------------------


def test_check_builds_nothing(source: Path, tmp_path: Path) -> None:
    """A check leaves nothing behind."""
    assert _run("check", "--source", source).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize(("day", "overdue"), [("2027-01-15", 0), ("2027-01-16", 1)])
def test_check_tells_overdue_reviews(source: Path, day: str, overdue: int) -> None:
    """A review is overdue on the day after it was due, and that is a notice."""
    result = _run("check", "--source", source, "--today", day, "--report", "json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert [problem["code"] for problem in told] == ["review-overdue"] * overdue


@pytest.mark.parametrize("kind", list(kinds()))
def test_new_record_is_accepted(kind: str, source: Path) -> None:
    """A new record of any kind passes the check as it stands, and is never written over."""
    bank.write(source, bank.every_kind())
    result = _run("new", kind, "uusi", "--source", source, "--lang", "en")
    assert result.exit_code == 0, result.output
    file = source / bank.path_of(kind, "uusi")
    assert file.name in result.stderr
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["state"] == "draft"
    checked = _run("check", "--source", source, "--report", "json")
    assert checked.exit_code == 0
    assert {problem["code"] for problem in json.loads(checked.stdout)} == {"placeholder"}
    written = file.read_bytes()
    again = _run("new", kind, "uusi", "--source", source, "--lang", "en")
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert file.read_bytes() == written


def test_schema_writes_every_schema(tmp_path: Path) -> None:
    """The command writes what the editors read."""
    assert _run("schema", "--output", "made/schemas").exit_code == 0
    made = {path: text.decode() for path, text in bank.tree(tmp_path / "made/schemas").items()}
    assert made == dict(schemas())


def test_release_writes_the_ledger(source: Path) -> None:
    """After a release, other words under the same version are told of, and not released."""
    result = _run("release", "--source", source, "--lang", "en")
    assert result.exit_code == 0
    written = (source / "published.yaml").read_bytes()
    assert b"esitteet/perheelle/:" in written
    assert _run("check", "--released", "--source", source).exit_code == 0
    bank.write(source, {bank.BROCHURE: bank.record(lead="Toinen.")})
    changed = _run("check", "--source", source, "--report", "json")
    assert changed.exit_code == 0
    assert [problem["code"] for problem in json.loads(changed.stdout)] == ["unversioned-change"]
    assert _run("check", "--released", "--source", source).exit_code == 1
    assert _run("release", "--source", source).exit_code == 1
    assert (source / "published.yaml").read_bytes() == written


def test_a_typing_error_is_released_by_the_id_of_its_record(source: Path) -> None:
    """The record is named, and one that is not there is wrong usage."""
    _run("release", "--source", source)
    bank.write(source, {bank.BROCHURE: bank.record(lead="Toinen.")})
    wrong = _run("release", "--source", source, "--correction", "perhelle")
    assert wrong.exit_code == 2
    assert "perheelle" in wrong.stderr
    assert _run("release", "--source", source, "--correction", "perheelle").exit_code == 0
    assert "correction: true" in (source / "published.yaml").read_text(encoding="utf-8")
    assert _run("check", "--released", "--source", source).exit_code == 0


def test_a_bank_without_an_address_is_not_released(source: Path) -> None:
    """QR codes on paper would lead to the example."""
    _run("release", "--source", source)
    (source / "content/settings.yaml").unlink()
    assert _run("check", "--source", source).exit_code == 0
    assert _run("release", "--source", source).exit_code == 1
    assert _run("check", "--released", "--source", source).exit_code == 1


def test_follow_writes_what_a_translation_follows(source: Path) -> None:
    """Once; then it follows already. What is not there is wrong usage."""
    file = bank.swedish(source, bank.BROCHURE, follows="0" * 12)
    assert b"follow sv perheelle" in _run("check", "--source", source).stdout_bytes
    assert _run("follow", "sv", "perheelle", "--source", source).exit_code == 0
    assert _run("check", "--source", source).stdout == ""
    written = file.read_bytes()
    again = _run("follow", "sv", "perheelle", "--source", source, "--lang", "en")
    assert (again.exit_code, file.read_bytes()) == (0, written)
    assert "already" in again.stderr
    for wrong in (("sv", "perhelle"), ("sv", "zzz"), ("xx", "perheelle"), ("fi", "perheelle")):
        assert _run("follow", *wrong, "--source", source).exit_code == 2


def test_release_of_a_bad_bank_writes_nothing(bad: Path) -> None:
    """What has errors is not released."""
    result = _run("release", "--source", bad)
    assert result.exit_code == 1
    assert bank.BROCHURE in result.stdout
    assert not (bad / "published.yaml").exists()


def test_the_command_itself(source: Path, tmp_path: Path) -> None:
    """``python -m generator`` builds with real workers, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--source", "source", "--jobs", "1"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(bank.ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert source.is_dir()
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "site" / "esitteet" / "perheelle" / "perheelle.pdf").is_file()
