"""The commands; the only module that prints and exits.

Everything slow is imported by the command that needs it: an unchanged build imports nothing.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
import tomllib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.fresh import Manifest
from generator.problem import Position, Problem, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.bank.library import Library
    from generator.build import Outcome, Progress
    from generator.model.fields import Reference

FINE, BAD_SOURCES, BAD_USAGE, MACHINE_LACKS, UNFINISHED = 0, 1, 2, 3, 5
DEBIAN = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
WORDS = Path(__file__).parent / "locale" / "console.toml"

source_option = click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="A folder with content/ and materials/ in it.",
)
output_option = click.option(
    "--output", type=click.Path(path_type=Path), default="site", help="The folder of the site."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    help="Processes at once; as many as there are processors unless told.",
)
lang_option = click.option(
    "--lang", type=click.Choice(["fi", "en"]), default="fi", help="The language of messages."
)
report_option = click.option(
    "--report",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are listed.",
)


@click.group()
def main() -> None:
    """Build the materials bank: YAML definitions in, a site and handouts out."""
    # A build makes many small objects that live to its end; looking for cycles among them
    # again and again is time lost.
    gc.set_threshold(200_000, 50, 50)


@main.command()
@source_option
@output_option
@jobs_option
@click.option("--no-drafts", is_flag=True, help="Leave drafts out.")
@click.option("--base-url", default="", help="The address of the site, for links and QR codes.")
@lang_option
@report_option
def build(
    source: Path,
    output: Path,
    jobs: int | None,
    base_url: str,
    lang: str,
    report: str,
    *,
    no_drafts: bool,
) -> None:
    """Build the site."""
    began = time.monotonic()
    _needs_sources(source, lang)
    source, output = source.resolve(), _absolute(output)
    options = f"{source} {no_drafts} {base_url}"
    manifest = Manifest(
        output.parent / ".cache" / output.name / "manifest.json", source, output, options
    )
    if told := manifest.told():
        problems = [_problem(fields) for fields in told["problems"]]
        _list(problems, lang, report)
        _tell(_say("unchanged", lang))
        counts = {"records": told["records"], "pages": told["pages"], "made": 0}
        reused = int(told["made"]) + int(told["reused"])
        _tell(_summary("built", lang, problems, began, **counts, reused=reused))
        return

    seen = manifest.seen()

    from generator.build import build as run  # noqa: PLC0415 - slow
    from generator.make.workers import Workers  # noqa: PLC0415 - slow
    from generator.prepare import Options  # noqa: PLC0415 - slow

    with (
        _finishing(lang),
        Workers(jobs or len(os.sched_getaffinity(0))) as workers,
        _progress(lang) as progress,
    ):
        outcome = run(Options(source, output, not no_drafts, base_url), workers, progress)
    if outcome.code == FINE:
        manifest.keep(
            {
                "records": outcome.records,
                "pages": outcome.pages,
                "made": outcome.made,
                "reused": outcome.reused,
                "problems": [_fields(problem) for problem in outcome.problems],
            },
            seen,
        )
    _report(outcome, lang, report, began)
    sys.exit(outcome.code)


@main.command()
@source_option
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Report reviews overdue by then.")
@click.option("--coverage", is_flag=True, help="Show what the bank has and what it lacks.")
@click.option("--tree", "record_id", metavar="ID", help="Show the document of a record.")
@lang_option
@report_option
def check(
    source: Path, today: object, record_id: str, lang: str, report: str, *, coverage: bool
) -> None:
    """Check the sources without building."""
    began = time.monotonic()
    _needs_sources(source, lang)
    from generator.bank.library import overdue  # noqa: PLC0415 - slow
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow

    library, _, problems = prepare(Options(source.resolve(), Path("site").absolute()), Cache())
    if today:
        problems += overdue(library, today.date())  # type: ignore[attr-defined]
    _list(problems, lang, report)
    if coverage:
        from generator.outputs.coverage import coverage_text  # noqa: PLC0415 - slow

        click.echo(coverage_text(library))
    if record_id:
        click.echo(_tree(library, record_id, lang))
    records = sum(1 for language in library.languages for _ in library.records(language))
    _tell(_summary("checked", lang, problems, began, records=records))
    sys.exit(BAD_SOURCES if any(p.severity is Severity.ERROR for p in problems) else FINE)


@main.command()
@source_option
@output_option
@jobs_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="The port to serve on.")
@lang_option
def serve(source: Path, output: Path, jobs: int | None, port: int, lang: str) -> None:
    """Serve the site on this machine; an edit shows in the open page by itself."""
    _needs_sources(source, lang)
    from generator.build import build  # noqa: PLC0415 - slow
    from generator.make.workers import Workers  # noqa: PLC0415 - slow
    from generator.prepare import Options  # noqa: PLC0415 - slow
    from generator.serve import serve as run  # noqa: PLC0415 - slow

    options = Options(source.resolve(), _absolute(output), preview=True)
    with Workers(jobs or len(os.sched_getaffinity(0))) as workers:

        def rebuild() -> None:
            began = time.monotonic()
            with _finishing(lang), _progress(lang) as progress:
                outcome = build(options, workers, progress)
            _report(outcome, lang, "text", began)

        rebuild()
        if options.output.is_dir():
            _tell(_say("serving", lang, url=f"http://127.0.0.1:{port}/"))
            watched = tuple(options.source / name for name in ("content", "materials"))
            run(options.output, watched, port, rebuild)


@main.command()
@click.argument("kind")
@click.argument("record_id", metavar="ID")
@source_option
@lang_option
def new(kind: str, record_id: str, source: Path, lang: str) -> None:
    """Begin a new record of a kind."""
    from generator.bank.library import ORIGINAL  # noqa: PLC0415 - slow
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.kinds import kinds  # noqa: PLC0415 - slow
    from generator.model.fields import ID_PATTERN  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow
    from generator.scaffold import scaffold  # noqa: PLC0415 - slow

    if kind not in kinds():
        raise click.BadParameter(_say("nokind", lang, kind=kind, known=", ".join(kinds())))
    if not ID_PATTERN.fullmatch(record_id):
        raise click.BadParameter(_say("noid", lang, id=record_id))
    library, _, _ = prepare(Options(source.resolve(), Path("site").absolute()), Cache())

    def first_of(wanted: Reference) -> str:
        if wanted.part:
            return next(iter(library.held(wanted.kind, ORIGINAL)), "")
        if not wanted.kind:
            return next((edition.record.id for edition in library.records(ORIGINAL)), "")
        return next(iter(library.ids(wanted.kind)), "")

    try:
        file = scaffold(kinds()[kind], record_id, source, first_of)
    except FileExistsError as error:
        _stop(BAD_SOURCES, _say("exists", lang, path=error.filename))
    else:
        _tell(_say("written", lang, path=file))


@main.command()
@click.option("--output", type=click.Path(path_type=Path), default="schemas", help="The folder.")
@lang_option
def schema(output: Path, lang: str) -> None:
    """Write the JSON Schema of every kind, for editors' completion."""
    from generator.schema import schemas  # noqa: PLC0415 - slow

    output.mkdir(parents=True, exist_ok=True)
    for name, text in schemas():
        (output / name).write_text(text, encoding="utf-8")
    _tell(_say("written", lang, path=output))


@main.command()
@source_option
@lang_option
@report_option
def release(source: Path, lang: str, report: str) -> None:
    """Record every address, version and text as published, in published.yaml."""
    _needs_sources(source, lang)
    from generator.bank.ledger import write  # noqa: PLC0415 - slow
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow

    library, _, problems = prepare(Options(source.resolve(), Path("site").absolute()), Cache())
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        _list(errors, lang, report)
        sys.exit(BAD_SOURCES)
    editions = (e for language in library.languages for e in library.records(language))
    _tell(_say("written", lang, path=write(editions, source)))


@contextmanager
def _finishing(lang: str) -> Iterator[None]:
    """Turn what stops a build half-way into a message and an exit code."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - slow

    from generator.build import BusyError  # noqa: PLC0415 - slow
    from generator.site.ground import OutputError  # noqa: PLC0415 - slow

    try:
        yield
    except OutputError as error:
        _stop(BAD_USAGE, _say(error.code, lang, **error.values))
    except BusyError:
        _stop(UNFINISHED, _say("busy", lang))
    except BrokenProcessPool:
        _stop(UNFINISHED, _say("worker", lang))
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        if isinstance(error, ImportError) or "cannot load library" in reason:
            _stop(MACHINE_LACKS, _say("missing", lang, reason=reason, command=DEBIAN))
        _stop(UNFINISHED, _say("unfinished", lang, reason=reason))


# --- saying it -------------------------------------------------------------------------------


def _absolute(output: Path) -> Path:
    """Give the whole path of a folder, whose last part is its name and may be a link."""
    whole = output.absolute()
    return whole.resolve() if whole.name == ".." else whole


def _stop(code: int, message: str) -> None:
    _tell(message)
    sys.exit(code)


def _needs_sources(source: Path, lang: str) -> None:
    if not any((source / name).is_dir() for name in ("content", "materials")):
        _stop(BAD_SOURCES, _say("nosource", lang, source=source))


def _list(problems: Iterable[Problem], lang: str, report: str) -> None:
    """List every problem, errors first, one a line, or as JSON, or as GitHub reads them."""
    ordered = sorted(problems, key=lambda p: (p.severity is Severity.NOTICE, p))
    if report == "json":
        listed = [
            _fields(problem) | {"what": problem.what(lang), "hint": problem.hint(lang)}
            for problem in ordered
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for problem in ordered:
        if report == "github":
            at, said = problem.at, problem.line(lang).partition(": ")[2]
            level = "error" if problem.severity is Severity.ERROR else "warning"
            said = said.replace("%", "%25").replace("\n", "%0A")
            click.echo(f"::{level} file={at.path},line={at.line},col={at.column}::{said}")
        else:
            click.echo(problem.line(lang))


def _report(outcome: Outcome, lang: str, report: str, began: float) -> None:
    """Tell what came of a build."""
    _list(outcome.problems, lang, report)
    if outcome.code != FINE:
        _tell(_say("untouched", lang))
    counts = {"records": outcome.records, "pages": outcome.pages}
    counts |= {"made": outcome.made, "reused": outcome.reused}
    _tell(_summary("built", lang, outcome.problems, began, **counts))


def _tree(library: Library, record_id: str, lang: str) -> str:
    """Write the document of a record in each of its languages, a block a line."""
    from generator.bank.library import ORIGINAL  # noqa: PLC0415 - slow
    from generator.document.outline import outline  # noqa: PLC0415 - slow

    found = library.record(record_id, ORIGINAL)
    if found is None:
        near = nearest(record_id, (each.record.id for each in library.records(ORIGINAL)))
        said = "nearrecord" if near else "norecord"
        raise click.BadParameter(_say(said, lang, id=record_id, near=near))
    return "\n".join(
        line
        for edition in library.translations(found.kind.name, record_id)
        for line in (edition.path, *outline(edition.kind.document(edition.record)), "")
    )


def _summary(
    message: str, lang: str, problems: Iterable[Problem], began: float, **counts: object
) -> str:
    """Count everything up in a line."""
    listed = list(problems)
    errors = sum(1 for problem in listed if problem.severity is Severity.ERROR)
    seconds = f"{time.monotonic() - began:.1f}"
    if lang == "fi":
        seconds = seconds.replace(".", ",")
    values = {"errors": errors, "notices": len(listed) - errors, "seconds": seconds}
    return _say(message, lang, **counts, **values)


def _fields(problem: Problem) -> dict[str, object]:
    at = problem.at
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "field": problem.field,
        "severity": problem.severity.value,
        "code": problem.code,
        "values": dict(problem.values),
    }


def _problem(fields: dict[str, object]) -> Problem:
    """Give back the problem that ``_fields`` took apart."""
    at = Position(str(fields["path"]), int(str(fields["line"])), int(str(fields["column"])))
    values: dict[str, str] = fields["values"]  # type: ignore[assignment]
    severity = Severity(str(fields["severity"]))
    return Problem(at, str(fields["code"]), str(fields["field"]), values, severity)


def _tell(message: str) -> None:
    click.echo(message, err=True)


def _say(message: str, lang: str, **values: object) -> str:
    return _words()[message][lang].format(**values)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


class _Lines:
    """Progress as plain lines, for CI and files."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def step(self, name: str, total: int = 0) -> None:
        _tell(_say(name, self._lang) + (f" ({total})" if total else ""))

    def advance(self) -> None:
        """Say nothing: a line a handout would drown the rest."""


class _Bar:
    """Progress as a bar, for people."""

    def __init__(self, lang: str) -> None:
        from rich.console import Console  # noqa: PLC0415 - slow
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        self._lang = lang
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self.bar.add_task("", total=None)

    def step(self, name: str, total: int = 0) -> None:
        self.bar.reset(self._task, description=_say(name, self._lang), total=total or None)

    def advance(self) -> None:
        self.bar.advance(self._task)


@contextmanager
def _progress(lang: str) -> Iterator[Progress]:
    if sys.stderr.isatty():
        shown = _Bar(lang)
        with shown.bar:
            yield shown
    else:
        yield _Lines(lang)
