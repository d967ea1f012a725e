"""What a command tells of problems and of what it made: to people, to programs, to GitHub."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from generator.console import answer, coloured, only_ascii, say, tell
from generator.ending import FINE
from generator.problem import Position, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.build import Outcome


def list_problems(problems: Iterable[Problem], lang: str, report: str) -> None:
    """List every problem, errors first, one a line, or as JSON, or as GitHub reads them."""
    ordered = sorted(problems, key=lambda p: (p.severity is Severity.NOTICE, p))
    if report == "json":
        listed = [
            to_fields(problem) | {"what": problem.what(lang), "hint": problem.hint(lang)}
            for problem in ordered
        ]
        answer(json.dumps(listed, ensure_ascii=only_ascii(), indent=1), whole=True)
        return
    for problem in ordered:
        if report == "github":
            at, said = problem.at, problem.line(lang).partition(": ")[2]
            level = "error" if problem.severity is Severity.ERROR else "warning"
            said = said.replace("%", "%25")
            answer(f"::{level} file={at.path},line={at.line},col={at.column}::{said}")
        else:
            answer(f"{_level(problem, lang)}: {problem.line(lang)}")


def _level(problem: Problem, lang: str) -> str:
    """Say whether a problem is an error or a notice; on a terminal by its colour, too."""
    error = problem.severity is Severity.ERROR
    return coloured(say(problem.severity.value, lang), "red" if error else "yellow")


def report_outcome(
    outcome: Outcome, lang: str, report: str, began: float, known: Iterable[Problem] = ()
) -> None:
    """Tell what came of a build; of its notices, those that are not known."""
    notices = {problem.line(lang) for problem in known if problem.severity is Severity.NOTICE}
    list_problems(
        (each for each in outcome.problems if each.line(lang) not in notices), lang, report
    )
    if outcome.code != FINE:
        tell(say("untouched", lang))
    counts = {"records": outcome.records, "pages": outcome.pages}
    counts |= {"made": outcome.made, "reused": outcome.reused}
    tell(summary("built", lang, outcome.problems, began, **counts))


def summary(
    message: str, lang: str, problems: Iterable[Problem], began: float, **counts: object
) -> str:
    """Count everything up in a line."""
    listed = list(problems)
    errors = sum(1 for problem in listed if problem.severity is Severity.ERROR)
    seconds = f"{time.monotonic() - began:.1f}"
    if lang == "fi":
        seconds = seconds.replace(".", ",")
    values = {"errors": errors, "notices": len(listed) - errors, "seconds": seconds}
    return say(message, lang, **counts, **values)


def to_fields(problem: Problem) -> dict[str, object]:
    """Take a problem apart into plain data, as JSON has it."""
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


def of_fields(fields: dict[str, object]) -> Problem:
    """Give back the problem that ``to_fields`` took apart."""
    at = Position(str(fields["path"]), int(str(fields["line"])), int(str(fields["column"])))
    values: dict[str, str] = fields["values"]  # type: ignore[assignment]
    severity = Severity(str(fields["severity"]))
    return Problem(at, str(fields["code"]), str(fields["field"]), values, severity)
