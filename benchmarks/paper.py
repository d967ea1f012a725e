"""Measure the making of handouts, a kind at a time: ``python -m benchmarks.paper``.

Every handout of a bank (the shipped one, unless ``--source`` names another) is made in this
process, after one that warms it, and its processor time is told: the mean of a handout, how
much of it goes to the tags and claims after rendering and to the check of PDF/UA, and bytes.
"""

from __future__ import annotations

import argparse
import gc
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import page

from benchmarks.bank import PROJECT
from generator.bank.lookup import Answers, Lookup
from generator.cache import Cache
from generator.outputs import pdf
from generator.outputs.handout import handout_task
from generator.prepare import Options, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.outputs.task import Made


@dataclass(slots=True)
class Sum:
    """What the handouts of a kind took together: processor seconds, and bytes."""

    handouts: int = 0
    seconds: float = 0.0
    after: float = 0.0
    checked: float = 0.0
    size: int = 0

    def cells(self) -> list[str]:
        """Write it as a row's cells."""
        shares = [f"{100 * part / self.seconds:.0f} %" for part in (self.after, self.checked)]
        size = self.size / self.handouts / 1000
        return [f"{self.handouts}", f"{self.seconds / self.handouts:.3f}", *shares, f"{size:.0f}"]


def main() -> None:
    """Make every handout, and print a row a kind."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.paper", description=__doc__)
    options.add_argument("--source", type=Path, default=PROJECT, help="the bank")
    options.add_argument("--dump", type=Path, help="a folder to keep the PDFs in")
    told = options.parse_args()
    gc.freeze()  # as a worker does
    sums: defaultdict[str, Sum] = defaultdict(Sum)
    clock = Clock()
    with clock.timed(pdf, "structured"), clock.timed(page, "validate_pdf_bytes"):
        for path, kind, make in _handouts(told.source):
            if not sums:
                make()  # warms fonts and styles
            clock.seconds.clear()
            start = process_time()
            made = make()
            seconds = process_time() - start
            for name in (kind, "all"):
                total = sums[name]
                total.handouts += 1
                total.seconds += seconds
                total.after += clock.seconds["structured"]
                total.checked += clock.seconds["validate_pdf_bytes"]
                total.size += len(made.data)
            if told.dump:
                told.dump.mkdir(parents=True, exist_ok=True)
                (told.dump / path.replace("/", "_")).write_bytes(made.data)
    print("| kind | handouts | CPU s a handout | tags | check | kB a handout |")
    print("|---|---|---|---|---|---|")
    for name in sorted(sums, key=lambda name: (name == "all", name)):
        print(f"| {' | '.join([name, *sums[name].cells()])} |")


@dataclass(slots=True)
class Clock:
    """Processor seconds by the name of a function, since they were last cleared."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def timed(self, module: object, name: str) -> Iterator[None]:
        """Time every call of a module's function meanwhile."""
        function = getattr(module, name)

        def timed(*args: object, **options: object) -> object:
            start = process_time()
            try:
                return function(*args, **options)
            finally:
                self.seconds[name] += process_time() - start

        setattr(module, name, timed)
        try:
            yield
        finally:
            setattr(module, name, function)


def _handouts(source: Path) -> Iterator[tuple[str, str, Callable[[], Made]]]:
    library, plan, _ = prepare(Options(source, source / "site"), Cache())
    answers = {language: Answers(library, language, source) for language in library.languages}
    for job in plan.handouts:
        task = handout_task(job, Lookup(answers[job.language]))
        yield job.path, job.subject.kind.name, task.make


if __name__ == "__main__":
    main()
