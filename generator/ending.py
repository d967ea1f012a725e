"""How every command ends: with an exit code of the contract and in words, never a traceback."""

from __future__ import annotations

import re
import signal
import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from generator.console import say, tell
from generator.machine import INSTALL
from generator.make.elsewhere import ElsewhereError
from generator.site.ground import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

FINE, BAD_SOURCES, BAD_USAGE, MACHINE_LACKS, UNFINISHED = 0, 1, 2, 3, 5
ASKING = signal.SIGINT, signal.SIGTERM
INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM
PACKAGES = "python -m pip install --require-hashes -r requirements.txt"
EXTRAS = {"dask", "distributed", "fsspec", "s3fs"}
CLUSTER = PACKAGES.replace("requirements", "requirements-cluster")
"""What brings the extras, which the default install has no need of."""
# By name, since importing what defines them is slow, or is what failed.
KNOWN = {"BusyError": "busy", "BrokenProcessPool": "worker", "EOFError": "worker"}
OUR_LINE = re.compile(r'File "[^"]*/(generator/[^"]+)", line (\d+)')
SHOWN = 5  # places in the program


class Terminated(KeyboardInterrupt):
    """Another program has asked this one to end: ``kill``, or what stops a container."""


@contextmanager
def ending(command: str, lang: str, *, last: bool = False) -> Iterator[None]:
    """Turn whatever stops a command into an exit code and a line that says why.

    Of a process in which it is the ``last`` thing to do, nobody is heard after it: what it has
    come to is told by its exit code alone.
    """
    heard = [each for each in ASKING if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, _ended) for each in heard}
    try:
        yield
    except (click.ClickException, click.exceptions.Exit):
        raise  # wrong usage, which click tells
    except SystemExit as leaving:
        if leaving.code in {INTERRUPTED, TERMINATED}:
            before.clear()  # as below
        raise
    except KeyboardInterrupt as asked:
        before.clear()  # nobody is heard any more: the workers still have to be ended
        code = TERMINATED if isinstance(asked, Terminated) else INTERRUPTED
        stop(code, say("interrupted", lang))
    except Exception as error:  # noqa: BLE001 - the one place that answers for all of them
        stop(*last_words(error, command, lang))
    finally:
        for each, handler in before.items():
            signal.signal(each, signal.SIG_IGN if last else handler)


def _ended(asked: int, _frame: object) -> NoReturn:
    for each in ASKING:
        signal.signal(each, signal.SIG_IGN)  # who asks twice hears no more of it than who asks once
    raise Terminated if asked == signal.SIGTERM else KeyboardInterrupt


def stop(code: int, message: str) -> NoReturn:
    """Say why, and end with a code."""
    tell(message)
    sys.exit(code)


def lacks(reason: str, command: str, lang: str) -> NoReturn:
    """End because the machine lacks something that a command installs."""
    stop(MACHINE_LACKS, say("missing", lang, reason=reason, command=command))


def last_words(error: Exception, command: str, lang: str) -> tuple[int, str]:
    """Give the exit code and the words for what stopped a command."""
    name = type(error).__name__
    reason = next(iter(str(error).splitlines()), name)
    if isinstance(error, ModuleNotFoundError) and error.name and not _is_ours(error.name):
        packages = CLUSTER if error.name in EXTRAS else PACKAGES
        return MACHINE_LACKS, say("missing", lang, reason=reason, command=packages)
    cannot_load = isinstance(error, ImportError) and not _is_ours(error.name)
    if cannot_load or "cannot load library" in reason:
        return MACHINE_LACKS, say("missing", lang, reason=reason, command=INSTALL)
    if isinstance(error, OutputError):
        return BAD_USAGE, say(error.code, lang, **error.values)
    if isinstance(error, ElsewhereError):
        code = MACHINE_LACKS if error.lacks else UNFINISHED
        return code, say(error.code, lang, **error.values)
    if name in KNOWN:
        return UNFINISHED, say(KNOWN[name], lang)
    if isinstance(error, OSError):
        where = f": {error.filename}" if isinstance(error.filename, str) else ""
        return UNFINISHED, say("unfinished", lang, reason=f"{error.strerror or reason}{where}")
    whole = "".join(traceback.format_exception(error))
    places = [f"{path}:{line}" for path, line in OUR_LINE.findall(whole)]
    reason = " ".join([f"{name}:", *str(error).split()])[:300]
    where = " > ".join(dict.fromkeys(places[-SHOWN:]))
    return UNFINISHED, say("bug", lang, reason=reason, where=where, command=command)


def _is_ours(name: str | None) -> bool:
    """Tell whether a module is of this program, so that nobody can install it."""
    return name is not None and name.partition(".")[0] == __name__.partition(".")[0]
