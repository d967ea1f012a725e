"""The commands.

Everything slow is imported by the command that needs it: an unchanged build imports nothing.
"""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import machine
from generator.console import answer, listen, say, tell
from generator.ending import (
    BAD_SOURCES,
    BAD_USAGE,
    FINE,
    UNFINISHED,
    ending,
    lacks,
    last_words,
    stop,
)
from generator.fresh import Manifest
from generator.problem import Severity, nearest
from generator.progress import UntilPublished, WhileWanted, shown_progress
from generator.report import list_problems, of_fields, report_outcome, summary, to_fields
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.bank.library import Library
    from generator.bank.selection import Profile
    from generator.build import Outcome
    from generator.make.cluster import Cluster
    from generator.make.shared import Shared
    from generator.model.fields import Reference
    from generator.model.record import Record
    from generator.problem import Problem
    from generator.source.validate import Edition

SECRET_LEAST = 16  # bytes
ALONE = "alone"
"""What a process is given to run that does nothing after it."""


class _Path(click.Path):
    """A path whose name is text: MkDocs, among others, bears no other."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        path = super().convert(value, param, ctx)
        try:
            str(path).encode()
        except UnicodeEncodeError:
            self.fail(say("nopath", self.lang(ctx), path=path), param, ctx)
        return path

    @staticmethod
    def lang(ctx: click.Context | None) -> str:
        """Give the language of messages."""
        return (ctx.params.get("lang") if ctx else None) or "fi"


class _Recording(_Path):
    """A file that is read more than once, which a pipe cannot be."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        path = super().convert(value, param, ctx)
        if not Path(path).is_file():
            self.fail(say("nopipe", self.lang(ctx), path=path), param, ctx)
        return path


class _Command(click.Command):
    """A command that ends as the contract says, whatever happens in it."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        with ending(self.name or "", ctx.params["lang"], last=ctx.obj is ALONE):
            return super().invoke(ctx)


class _Group(click.Group):
    command_class = _Command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        with ending("", "fi", last=ctx.obj is ALONE):  # for what happens before a command is known
            return super().invoke(ctx)


source_option = click.option(
    "--source",
    type=_Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="A folder with content/ and materials/ in it.",
)
output_option = click.option(
    "--output", type=_Path(path_type=Path), default="site", help="The folder of the site."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    help="Processes at once; as many as there are processors unless told.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(["fi", "en"]),
    default="fi",
    is_eager=True,  # what is wrong with another option is said in it
    help="The language of messages.",
)
report_option = click.option(
    "--report",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are listed.",
)


def file_option(name: str, told: str, of: type[_Path] = _Path) -> Callable[[Any], Any]:
    """Give an option that names a file that is there."""
    there = of(path_type=Path, dir_okay=False, exists=True)
    return click.option(name, type=there, default=None, help=told)


@click.group(cls=_Group)
def main() -> None:
    """Build the materials bank: YAML definitions in, a site and handouts out."""
    listen()
    # A build makes many small objects that live to its end; looking for cycles among them
    # again and again is time lost.
    gc.set_threshold(200_000, 50, 50)


@main.command()
@source_option
@output_option
@jobs_option
@click.option("--no-drafts", is_flag=True, help="Leave drafts out.")
@click.option(
    "--profile",
    type=click.Choice(["editors", "public"]),
    default="editors",
    help="For whom the site is; public leaves out what nobody has reviewed and what is internal.",
)
@click.option("--base-url", default="", help="The address of the site, for links and QR codes.")
@click.option(
    "--pdf",
    default="ua-1",
    type=click.Choice(["ua-1", "ua-2"]),  # those of formats, which is slow to load
    help="PDF/UA-1 and PDF/A-3a in one, or PDF/UA-2 and WTPDF.",
)
@click.option(
    "--store",
    metavar="URL",
    help="A store that machines share: a folder, or a URL such as s3://bucket/folder.",
)
@file_option("--store-secret", "A file whose holders alone can write what is taken from the store.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="A Dask scheduler whose workers make the files: tls://host:port, or tcp:// on loopback.",
)
@file_option("--cluster-ca", "The certificate of the cluster's authority, for tls://.")
@file_option("--cluster-cert", "Our own certificate, for tls://.")
@file_option("--cluster-key", "The key of our own certificate, for tls://.")
@lang_option
@report_option
def build(  # noqa: PLR0913, PLR0917 - one for each option
    source: Path,
    output: Path,
    jobs: int | None,
    profile: Profile,
    base_url: str,
    pdf: str,
    store: str | None,
    store_secret: Path | None,
    cluster: str | None,
    cluster_ca: Path | None,
    cluster_cert: Path | None,
    cluster_key: Path | None,
    lang: str,
    report: str,
    *,
    no_drafts: bool,
) -> None:
    """Build the site."""
    began = time.monotonic()
    _needs_sources(source, lang)
    open_store = _shared(store, store_secret, lang, output, source)
    begin_cluster = _cluster(cluster, (cluster_ca, cluster_cert, cluster_key), lang)
    source, output = source.resolve(), _absolute(output)
    options = f"{source} {no_drafts} {profile} {base_url} {pdf}"
    manifest = Manifest(
        output.parent / ".cache" / output.name / "manifest.json", source, output, options
    )
    # A store is given what it lacks, so that it is looked at every time.
    if store is None and (told := manifest.told()):
        problems = [of_fields(fields) for fields in told["problems"]]
        list_problems(problems, lang, report)
        tell(say("unchanged", lang))
        counts = {"records": told["records"], "pages": told["pages"], "made": 0}
        reused = int(told["made"]) + int(told["reused"])
        tell(summary("built", lang, problems, began, **counts, reused=reused))
        return

    seen = manifest.seen()

    from generator.model.settings import site_address  # noqa: PLC0415 - slow

    if base_url and not site_address(base_url):
        raise click.BadParameter(say("noaddress", lang, url=base_url), param_hint="--base-url")

    from generator.build import build as run  # noqa: PLC0415 - slow
    from generator.make.elsewhere import Elsewhere  # noqa: PLC0415 - slow
    from generator.make.workers import Workers  # noqa: PLC0415 - slow
    from generator.prepare import Options  # noqa: PLC0415 - slow

    _needs_libraries(lang)
    shared = open_store()
    with (
        begin_cluster() or nullcontext() as makers,
        Workers(jobs or len(os.sched_getaffinity(0))) as workers,
        shown_progress(lang) as progress,
    ):
        asked = Options(source, output, not no_drafts, base_url, profile, pdf)
        outcome = run(
            asked,
            workers,
            UntilPublished(progress),
            lambda outcome: _keep(manifest, outcome, seen, lang),
            elsewhere=Elsewhere(makers, shared),
        )
    if shared and shared.unwritten and outcome.code == FINE:
        tell(say("store-unwritten", lang, reason=shared.unwritten))
    report_outcome(outcome, lang, report, began)
    sys.exit(outcome.code)


def _shared(
    url: str | None, secret: Path | None, lang: str, output: Path, source: Path
) -> Callable[[], Shared | None]:
    """Give what opens the store that was named; that it cannot be one is wrong usage."""
    if url is None:
        if secret:
            raise click.UsageError(say("nostore", lang))
        return lambda: None
    from generator.make.shared import Shared, folder_of, is_address, place  # noqa: PLC0415 - slow
    from generator.site.ground import apart  # noqa: PLC0415 - for this command alone

    wrong = click.BadParameter(say("badstore", lang), param_hint="--store")
    if not is_address(url):
        raise wrong
    if folder := folder_of(url):
        apart(folder, _absolute(output), source)
    given = secret.read_bytes().strip() if secret else b""
    if secret and len(given) < SECRET_LEAST:
        said = say("shortsecret", lang, least=SECRET_LEAST)
        raise click.BadParameter(said, param_hint="--store-secret")

    def opened() -> Shared:
        try:
            return Shared(place(url), given)
        except ValueError:  # which may tell the address
            raise wrong from None

    return opened


def _cluster(
    address: str | None, files: tuple[Path | None, Path | None, Path | None], lang: str
) -> Callable[[], Cluster | None]:
    """Give what begins with the cluster that was named.

    An address that others could send to is wrong usage.
    """
    if address is None:
        if any(files):
            raise click.UsageError(say("nocluster", lang))
        return lambda: None
    from generator.make.elsewhere import is_safe  # noqa: PLC0415 - for this command alone

    certified = None not in files
    if not is_safe(address, certified=certified) or any(files) != certified:
        said = say("badcluster", lang)
        raise click.BadParameter(said, param_hint="--cluster")

    def begun() -> Cluster:
        from generator.make.cluster import Certificates, Cluster  # noqa: PLC0415 - slow

        authority, own, key = files
        certificates = Certificates(authority, own, key) if authority and own and key else None
        return Cluster(address, certificates, lambda code, **told: tell(say(code, lang, **told)))

    return begun


def _keep(manifest: Manifest, outcome: Outcome, seen: dict[str, list[int]], lang: str) -> None:
    """Remember what was built; that it cannot be is no fault of the site, which is there."""
    told = {
        "records": outcome.records,
        "pages": outcome.pages,
        "made": outcome.made,
        "reused": outcome.reused,
        "problems": [to_fields(problem) for problem in outcome.problems],
    }
    try:
        manifest.keep(told, seen)
    except OSError as error:
        tell(say("forgotten", lang, reason=error.strerror))


@main.command()
@source_option
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Hold every day against this one.")
@click.option("--released", "strict", is_flag=True, help="Demand that all is released as it is.")
@click.option(
    "--coverage", is_flag=True, help="Show what the bank has and lacks, and how hard each text is."
)
@click.option(
    "--law",
    type=_Path(path_type=Path, dir_okay=False),
    is_flag=False,
    flag_value="laki-ja-lupaukset.docx",
    help="List the law and the promises for a jurist, and write them into a document to sign.",
)
@click.option("--tree", "record_id", metavar="ID", help="Show the document of a record.")
@lang_option
@report_option
def check(  # noqa: PLR0913 - one for each option
    source: Path,
    today: object,
    law: Path | None,
    record_id: str,
    lang: str,
    report: str,
    *,
    strict: bool,
    coverage: bool,
) -> None:
    """Check the sources without building."""
    began = time.monotonic()
    _needs_sources(source, lang)
    from generator.bank.agreement import against  # noqa: PLC0415 - slow
    from generator.bank.ledger import released  # noqa: PLC0415 - slow
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow

    options = Options(source.resolve(), Path("site").absolute())
    # What the last build worked out is read, and nothing is added to it.
    library, _, problems = prepare(options, Cache(options.cache / "results"))
    if today:
        problems += against(library, today.date())  # type: ignore[attr-defined]
    if strict:
        problems = released(problems, source)
    list_problems(problems, lang, report)
    if coverage:
        from generator.outputs.coverage import coverage_text  # noqa: PLC0415 - slow
        from generator.outputs.readability import readability_text  # noqa: PLC0415 - slow

        answer(coverage_text(library))
        answer(readability_text(library))
    failed = any(p.severity is Severity.ERROR for p in problems)
    if law and not failed:
        _review(library, source, law, lang, tell if report == "json" else answer)
    if record_id:
        answer(_tree(library, record_id, lang))
    records = sum(1 for language in library.languages for _ in library.records(language))
    tell(summary("checked", lang, problems, began, records=records))
    sys.exit(BAD_SOURCES if failed else FINE)


@main.command()
@source_option
@output_option
@jobs_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="The port to serve on.")
@click.option(
    "--host",
    default="127.0.0.1",
    help="The address to serve on: this machine alone unless told; 0.0.0.0 in a container.",
)
@lang_option
def serve(source: Path, output: Path, jobs: int | None, port: int, host: str, lang: str) -> None:
    """Serve the site; an edit shows in the open page by itself."""
    _needs_sources(source, lang)
    from generator.build import build  # noqa: PLC0415 - slow
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.make.workers import Workers  # noqa: PLC0415 - slow
    from generator.model.fields import LANGUAGES  # noqa: PLC0415 - slow
    from generator.prepare import Options  # noqa: PLC0415 - slow
    from generator.serve import Superseded  # noqa: PLC0415 - slow
    from generator.serve import serve as run  # noqa: PLC0415 - slow
    from generator.serve.preview import Preview  # noqa: PLC0415 - slow
    from generator.serve.server import Server, Serving, taken  # noqa: PLC0415 - slow

    if reason := taken(host, port):
        stop(UNFINISHED, say("port", lang, port=port, reason=reason))
    _needs_libraries(lang)
    options = Options(source.resolve(), _absolute(output))
    preview = Preview(options.output, options.cache / "stage", LANGUAGES)
    cache = Cache(options.cache / "results", remembers=True, saves=True)

    known: list[Problem] = []

    def explain(error: Exception) -> str:
        return _traced(error, options.cache / "trace.txt", lang)

    with Workers(jobs or len(os.sched_getaffinity(0))) as workers:

        def once(still_wanted: Callable[[], None] = lambda: None) -> int:
            began = time.monotonic()
            with shown_progress(lang) as progress:
                watched = WhileWanted(progress, still_wanted)
                outcome = build(
                    options,
                    workers,
                    watched,
                    onlooker=preview,
                    cache=cache,
                    instant=preview.instant,
                )
            # What was told of the build before is not told again after each edit.
            report_outcome(outcome, lang, "text", began, known)
            known[:] = outcome.problems
            if outcome.code == FINE:
                preview.published()
            else:
                preview.refused(outcome.problems)
            return outcome.code

        def again(still_wanted: Callable[[], None]) -> None:
            try:
                once(still_wanted)
            except Superseded:
                raise
            except Exception as error:  # noqa: BLE001 - the server stays for the next edit
                said = explain(error)
                tell(said)
                preview.failed(said)

        code = once()
        gc.freeze()  # what is kept between builds is not looked through again and again
        if not options.output.is_dir():
            sys.exit(code)
        server = Server(Serving(preview, host, lang, explain), port)
        name = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared with
        tell(say("serving", lang, url=f"http://{name}:{port}/"))
        run(server, options.source, preview, again)


def _traced(error: Exception, file: Path, lang: str) -> str:
    """Say what stopped the work of a server, and where the whole of it was written."""
    said = last_words(error, "serve", lang)[1]
    with suppress(OSError):
        write_whole(file, "".join(traceback.format_exception(error)).encode())
        said = f"{said} {say('trace', lang, path=file)}"
    return said


@main.command()
@click.argument("kind")
@click.argument("record_id", metavar="ID")
@source_option
@lang_option
def new(kind: str, record_id: str, source: Path, lang: str) -> None:
    """Begin a new record of a kind."""
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.kinds import kinds  # noqa: PLC0415 - slow
    from generator.model.fields import ID_PATTERN  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow
    from generator.scaffold import scaffold  # noqa: PLC0415 - slow

    if kind not in kinds():
        raise click.BadParameter(say("nokind", lang, kind=kind, known=", ".join(kinds())))
    if not ID_PATTERN.fullmatch(record_id):
        raise click.BadParameter(say("noid", lang, id=record_id))
    library, _, _ = prepare(Options(source.resolve(), Path("site").absolute()), Cache())

    def first_of(wanted: Reference) -> str:
        return next(iter(library.named(wanted)), "")

    try:
        file = scaffold(kinds()[kind], record_id, source, first_of)
    except FileExistsError as error:
        stop(BAD_SOURCES, say("exists", lang, path=error.filename))
    else:
        tell(say("written", lang, path=file))


@main.command()
@source_option
@click.option(
    "--output",
    type=_Path(path_type=Path, file_okay=False),
    help="The folder; schemas/ beside the sources unless given.",
)
@lang_option
def schema(source: Path, output: Path | None, lang: str) -> None:
    """Write the JSON Schema of every kind, with the ids of the bank, for editors' completion."""
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow
    from generator.schema import is_schema, schemas  # noqa: PLC0415 - slow

    library, _, _ = prepare(Options(source.resolve(), Path("site").absolute()), Cache())
    output = output or source / "schemas"
    output.mkdir(parents=True, exist_ok=True)
    made = dict(schemas(library.named))
    if strangers := [name for name in made if not is_schema(output / name)]:
        stop(BAD_USAGE, say("output-foreign", lang, output=output, names=", ".join(strangers)))
    for name, text in made.items():
        write_whole((output / name).resolve(), text.encode())
    tell(say("written", lang, path=output))


@main.command()
@click.argument("language", metavar="LANGUAGE")
@click.argument("name", metavar="ID")
@source_option
@lang_option
@report_option
def follow(language: str, name: str, source: Path, lang: str, report: str) -> None:
    """Write into a translation which words of its original it follows: those of today."""
    _needs_sources(source, lang)
    from generator.model.fields import LANGUAGES  # noqa: PLC0415 - slow
    from generator.source.follow import follow as run  # noqa: PLC0415 - slow
    from generator.source.follow import translations  # noqa: PLC0415 - slow

    if language not in LANGUAGES[1:]:
        known = ", ".join(LANGUAGES[1:])
        raise click.BadParameter(say("nolanguage", lang, language=language, known=known))
    path = _translation(translations(source.resolve(), language), language, name, lang)
    changed, problems = run(source.resolve(), path)
    if problems:
        list_problems(problems, lang, report)
        sys.exit(BAD_SOURCES)
    tell(say("written" if changed else "follows", lang, path=source / path))


@main.command()
@click.argument("what", metavar="law|promise|LANGUAGE")
@click.argument("names", metavar="[ID]...", nargs=-1)
@source_option
@lang_option
@report_option
def confirm(what: str, names: tuple[str, ...], source: Path, lang: str, report: str) -> None:
    """Write beside reviews of the law, of promises or of translations which words they were of."""
    _needs_sources(source, lang)
    from generator.kinds import tables  # noqa: PLC0415 - slow
    from generator.model.fields import LANGUAGES  # noqa: PLC0415 - slow
    from generator.source.confirm import confirm as run  # noqa: PLC0415 - slow
    from generator.source.follow import translations  # noqa: PLC0415 - slow

    table = tables().get(what)
    if table and table.review:
        asked = {table.place: names}
    elif what in LANGUAGES[1:]:
        there = translations(source.resolve(), what)
        paths = [_translation(there, what, name, lang) for name in names] or there.values()
        asked = dict.fromkeys(paths, ())
    else:
        known = ", ".join(LANGUAGES[1:])
        raise click.BadParameter(say("notreviewed", lang, what=what, known=known))
    told: list[Problem] = []
    for path, ids in asked.items():
        changed, problems = run(source.resolve(), path, ids)
        told += problems if names else (each for each in problems if each.code != "not-approved")
        if not problems:
            tell(say("written" if changed else "confirmed", lang, path=source / path))
    if told:
        list_problems(told, lang, report)
        sys.exit(BAD_SOURCES)


@main.command()
@click.option(
    "--correction",
    "corrected",
    metavar="ID",
    multiple=True,
    help="A record of which only a typing error was corrected, under the same version.",
)
@source_option
@lang_option
@report_option
def release(corrected: tuple[str, ...], source: Path, lang: str, report: str) -> None:
    """Record every address, version and text as published, in published.yaml."""
    _needs_sources(source, lang)
    from generator.bank.ledger import releasable, write  # noqa: PLC0415 - slow
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow

    library, _, problems = prepare(Options(source.resolve(), Path("site").absolute()), Cache())
    for record_id in corrected:
        _known(library, record_id, lang)
    weighed = releasable(problems, corrected)
    errors = [found for found in weighed if found.severity is Severity.ERROR]
    if errors:
        list_problems(errors, lang, report)
        sys.exit(BAD_SOURCES)
    editions = (e for language in library.languages for e in library.records(language))
    tell(say("written", lang, path=write(editions, source)))


def _in_a_language(context: click.Context, _: click.Parameter, language: str) -> str:
    from generator.model.fields import LANGUAGES  # noqa: PLC0415 - slow

    if language and language not in LANGUAGES:
        told, known = context.params.get("lang", LANGUAGES[0]), ", ".join(LANGUAGES)
        raise click.BadParameter(say("nolanguage", told, language=language, known=known))
    return language or ""


def _stop_for(problems: list[Problem], lang: str, report: str) -> None:
    """List what is wrong and end, if anything is."""
    if problems:
        list_problems(problems, lang, report)
        sys.exit(BAD_SOURCES)


@main.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@file_option("--voice", "A voice that reads the script, for its drawings.", _Recording)
@file_option("--recorded", "A film that was recorded of the script.", _Recording)
@click.option(
    "--language",
    callback=_in_a_language,
    help="Only scripts in this language; of what was recorded Finnish, unless told.",
)
@source_option
@lang_option
@report_option
def film(
    names: tuple[str, ...],
    voice: Path | None,
    recorded: Path | None,
    language: str,
    source: Path,
    lang: str,
    report: str,
) -> None:
    """Make films of scripts beside them: of these, or of all whose film is not of their words."""
    _needs_sources(source, lang)
    from generator import filming  # noqa: PLC0415 - slow
    from generator.bank.library import ORIGINAL  # noqa: PLC0415 - slow
    from generator.cache import Cache  # noqa: PLC0415 - slow
    from generator.prepare import Options, prepare  # noqa: PLC0415 - slow

    given = recorded or voice
    if recorded and voice:
        raise click.UsageError(say("onesound", lang))
    _needs_libraries(lang)
    if filming.lacking():
        lacks(filming.FFMPEG, f"apt-get install {filming.FFMPEG}", lang)
    library, _, problems = prepare(Options(source.resolve(), Path("site").absolute()), Cache())
    _stop_for([found for found in problems if found.severity is Severity.ERROR], lang, report)
    for name in names:
        _known(library, name, lang)
    sound = filming.Sound(given, whole=recorded is not None) if given else None
    asked = filming.scripts(library, names, language or (ORIGINAL if sound else ""))
    lacking = sorted(set(names) - {each.record.id for each in asked})
    if lacking:
        raise click.BadParameter(_no_script(library, [*lacking, language], lang))
    scripts = asked if names else [each for each in asked if each.path not in library.films]
    kept = [] if sound else filming.spoken(scripts, source.resolve())
    if sound and len(names) != 1:
        raise click.UsageError(say("onefilm", lang))
    would_lose = {found.at.path for found in kept}
    for script in (each for each in scripts if each.path not in would_lose):
        made, wrong = filming.film(script, library, source.resolve(), sound)
        _stop_for(wrong, lang, report)
        for file in made:
            tell(say("written", lang, path=file))
    if not asked:
        tell(_no_script(library, [language], lang))
    elif not scripts:
        tell(say("filmed", lang))
    _stop_for(kept, lang, report)


def _no_script(library: Library, wanted: Iterable[str], lang: str) -> str:
    """Say that there is no script of these names and this language, and which there are."""
    from generator.filming import scripts  # noqa: PLC0415 - slow

    there: dict[str, list[str]] = {}
    for each in scripts(library):
        there.setdefault(each.record.id, []).append(each.language)
    known = ", ".join(f"{name} ({', '.join(told)})" for name, told in there.items())
    told = "noscript" if there else "noscripts"
    return say(told, lang, wanted=" ".join(wanted).strip(), known=known)


def _review(
    library: Library, source: Path, law: Path, lang: str, list_it: Callable[[str], None]
) -> None:
    """List what a jurist is asked to see, and write it; what somebody has worked on is kept."""
    from generator.outputs.review import review, review_text, sealed, untouched  # noqa: PLC0415 - slow
    from generator.outputs.word import write  # noqa: PLC0415 - slow

    list_it(review_text(library))
    if not law.parent.is_dir() or (law.exists() and not law.is_file()):
        stop(BAD_USAGE, say("nofile", lang, path=law))
    written = sealed(write(review(library, source.resolve())))
    if law.exists() and not untouched(law.read_bytes()):
        stop(BAD_USAGE, say("commented", lang, path=law))
    write_whole(law.resolve(), written)
    tell(say("written", lang, path=law))


def _needs_libraries(lang: str) -> None:
    if missing := machine.lacking():
        lacks("; ".join(missing.values()), f"apt-get install {' '.join(missing)}", lang)


# --- what is asked for ----------------------------------------------------------------------


def _absolute(output: Path) -> Path:
    """Give the real path of a site, links followed: one site has one cache and one lock."""
    return Path(os.path.realpath(output))  # resolve() raises for a loop of links


def _needs_sources(source: Path, lang: str) -> None:
    if not any((source / name).is_dir() for name in ("content", "materials")):
        stop(BAD_SOURCES, say("nosource", lang, source=source))


def _translation(there: Mapping[str, str], language: str, name: str, lang: str) -> str:
    """Give the path of a translation that was named on the command line."""
    if name not in there:
        near = nearest(name, there)
        said = "neartranslation" if near else "notranslation"
        raise click.BadParameter(say(said, lang, language=language, name=name, near=near))
    return there[name]


def _known(library: Library, record_id: str, lang: str) -> Edition[Record]:
    """Give a record that was named on the command line; that there is none is wrong usage."""
    from generator.bank.library import ORIGINAL  # noqa: PLC0415 - slow

    found = library.record(record_id, ORIGINAL)
    if found is None:
        near = nearest(record_id, (each.record.id for each in library.records(ORIGINAL)))
        said = "nearrecord" if near else "norecord"
        raise click.BadParameter(say(said, lang, id=record_id, near=near))
    return found


def _tree(library: Library, record_id: str, lang: str) -> str:
    """Write the document of a record in each of its languages, a block a line."""
    from generator.document.outline import outline  # noqa: PLC0415 - slow

    found = _known(library, record_id, lang)
    return "\n".join(
        line
        for edition in library.translations(found.kind.name, record_id)
        for line in (edition.path, *outline(edition.kind.document(edition.record)), "")
    )
