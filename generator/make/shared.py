"""A store that machines share, behind each one's own: a folder, or what fsspec opens, such as S3.

An entry is a file of its own, named by its key: a mark of all that follows, a line of JSON, and
the bytes. It is data alone, and is believed whole or not at all: what is cut, changed, another's,
too large or of another form is no entry, so that it is made anew and written over.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import json
import os
import re
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlsplit

from generator.make.elsewhere import ElsewhereError
from generator.problem import UNSEEN, Position, Problem, has_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.make.store import Notice

MOST = 16_000_000
"""Bytes of an entry; a larger file is each machine's own."""
MOST_TOLD = 100_000
"""Bytes of the line that tells of a file."""
TOGETHER = 16
"""So many entries are asked for, or written, at once."""
SECONDS = {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 3}}
"""How long a server of S3 is waited for."""
SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
NO_FOLDER = re.compile(r"[~-]|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""How what is no folder begins: a home that no shell has read, an option, a half address."""
SECRET = re.compile(r"(?<=//)[^/@\s]*@|\?\S*")
"""What of an address may be somebody's alone."""
LONGEST = 200  # characters of a reason


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the store, its sheets if any, and what an editor is told of it."""

    data: bytes
    pages: int | None = None
    notices: tuple[Notice, ...] = ()


class Place(Protocol):
    """Where entries lie, by name. What cannot be reached raises an exception of any kind."""

    def read(self, names: Sequence[str]) -> Iterable[bytes | None]:
        """Give what lies there, at most a little more than an entry may hold, or nothing."""

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write each, in the place of whatever stands there."""

    def names(self) -> Iterable[str]:
        """Name whatever lies there."""


class Shared:
    """Entries by key, of which none is believed that does not prove to be what it was.

    With a ``secret``, an entry bears its mark: only who knows it can write one. Without,
    whoever may write to the place decides what a file holds.
    """

    def __init__(self, place: Place, secret: bytes = b"") -> None:
        """Take a place; nothing is asked of it yet."""
        self._place = place
        self._secret = secret
        self._waiting: dict[str, bytes] = {}
        self._is_listed = False
        self._there: set[str] | None = None
        self.unwritten = ""
        """Why nothing more is written there, once that has failed."""

    def entries(self, keys: Sequence[str]) -> Iterator[tuple[str, Entry]]:
        """Give those that are there, whole. Raises ElsewhereError when it cannot be read."""
        for start in range(0, len(keys), TOGETHER):
            for key, packed in self._asked(keys[start : start + TOGETHER]):
                if packed is not None and (entry := unpack(key, packed, self._secret)):
                    yield key, entry

    def _asked(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
        try:
            yield from zip(keys, self._place.read(keys), strict=True)
        except Exception as error:  # noqa: BLE001 - of whatever library reads it
            raise ElsewhereError(code="store-unread", reason=plainly(error)) from None

    def lacking(self, keys: Iterable[str]) -> list[str]:
        """Give the keys of which nothing lies there, which is asked of it once.

        Of a place that does not tell what lies there, nothing is known to be lacking.
        """
        if not self._is_listed and not self.unwritten:
            self._is_listed = True
            with suppress(Exception):  # of whatever library lists it
                self._there = set(self._place.names())
        there = self._there
        return [] if there is None else [key for key in keys if key not in there]

    def put(self, key: str, entry: Entry) -> None:
        """Keep a file for the other machines: now, or with others at the next ``flush``."""
        packed = pack(key, entry, self._secret)
        if len(packed) <= MOST and not self.unwritten:
            self._waiting[key] = packed
        if self._there is not None:
            self._there.add(key)
        if len(self._waiting) >= TOGETHER or sum(map(len, self._waiting.values())) > MOST:
            self.flush()

    def flush(self) -> None:
        """Write what waits. That it cannot be written harms no build: it is ``unwritten``."""
        waiting, self._waiting = self._waiting, {}
        if waiting and not self.unwritten:
            try:
                self._place.write(waiting)
            except Exception as error:  # noqa: BLE001 - of whatever library writes it
                self.unwritten = plainly(error)


def pack(key: str, entry: Entry, secret: bytes = b"") -> bytes:
    """Write an entry as it lies in a store."""
    told = json.dumps((entry.pages, entry.notices), ensure_ascii=False, separators=(",", ":"))
    rest = told.encode("utf-8", "surrogatepass") + b"\n" + entry.data
    return _mark(key, rest, secret) + b"\n" + rest


def unpack(key: str, packed: bytes, secret: bytes = b"") -> Entry | None:
    """Give the entry that bytes are, if they are one of this key."""
    if len(packed) > MOST:
        return None
    mark, _, rest = packed.partition(b"\n")
    if not hmac.compare_digest(mark, _mark(key, rest, secret)):
        return None
    told, _, data = rest.partition(b"\n")
    if len(told) > MOST_TOLD:
        return None
    try:
        pages, notices = json.loads(told)
        entry = Entry(data, pages, tuple((code, dict(values)) for code, values in notices))
    except (ValueError, TypeError, RecursionError):
        return None
    is_count = pages is None or (type(pages) is int and pages >= 0)
    return entry if is_count and all(_can_be_told(*each) for each in entry.notices) else None


def _mark(key: str, rest: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, key.encode() + b"\n" + rest, hashlib.sha256).hexdigest().encode()


def _can_be_told(code: object, values: dict[Any, Any]) -> bool:
    """Tell whether there are words for a notice, and these values fill them."""
    texts = (code, *values, *values.values())
    if not all(isinstance(text, str) for text in texts) or not has_words(str(code)):
        return False
    try:
        problem = Problem(Position(""), str(code), values=values)
        return all(problem.line(language) for language in ("fi", "en"))
    except (LookupError, ValueError):
        return False


def plainly(error: BaseException) -> str:
    """Say in a line what a library says, without what an address may hold of secrets."""
    said = " ".join(str(error).split()) or type(error).__name__
    return UNSEEN.sub("", SECRET.sub("…", said))[:LONGEST].rstrip(".")


# --- places ----------------------------------------------------------------------------------


def is_address(url: str) -> bool:
    """Tell whether a text can be the address of a store: a folder, or a URL that tells no secret.

    Who may read and write is told to the machine (for S3, in its environment), not in an address.
    """
    if not url or not url.isprintable() or "::" in url:
        return False
    if not SCHEME.match(url):
        return not NO_FOLDER.match(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.password or parts.query or parts.fragment or parts.scheme in {"local", "dir"}:
        return False
    if parts.scheme == "file":
        return parts.netloc in {"", "localhost"} and parts.path != ""
    return parts.netloc != ""


def folder_of(url: str) -> Path | None:
    """Give the folder that an address names on this machine, if it does."""
    scheme = SCHEME.match(url)
    if scheme and scheme[1].lower() != "file":
        return None
    return Path(unquote(urlsplit(url).path) if scheme else url)


def place(url: str) -> Place:
    """Give the place of an address.

    Raises ElsewhereError when a folder cannot be begun there or what knows the address cannot
    open it, ModuleNotFoundError when a library is missing, and ValueError for an address that no
    library knows.
    """
    folder = folder_of(url)
    if folder:
        return Folder(folder)
    scheme, _, rest = url.partition("://")
    return _Remote(f"{scheme.lower()}://{rest}", scheme.lower())


class Folder:
    """A folder that machines share; nothing in it is followed, or waited for."""

    def __init__(self, folder: Path) -> None:
        """Open it, or begin it in a folder that is there."""
        self._folder = folder
        try:
            folder.mkdir(exist_ok=True)
            os.stat(folder / ".")  # noqa: PTH116 - tells whether it may be looked into
        except OSError as error:
            reason = f"{error.strerror}: {folder}"
            raise ElsewhereError(code="store-unread", reason=reason) from None

    def read(self, names: Sequence[str]) -> Iterable[bytes | None]:
        """Give the bytes of each plain file."""
        return map(self._read, names)

    def _read(self, name: str) -> bytes | None:
        try:
            opened = os.open(self._folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            if error.errno in {errno.ENOENT, errno.ELOOP, errno.EACCES, errno.ENXIO}:
                return None  # whoever made it so, it is made anew
            raise
        try:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return None
            with open(opened, "rb", closefd=False) as file:
                return file.read(MOST + 1)
        finally:
            os.close(opened)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write each whole or not at all, however many machines write it at once."""
        for name, data in files.items():
            new = self._folder / f".{name}.{secrets.token_hex(8)}"
            try:
                with new.open("xb") as out:
                    out.write(data)
                with suppress(IsADirectoryError):  # then it is made anew by everybody
                    new.replace(self._folder / name)
            finally:
                new.unlink(missing_ok=True)

    def names(self) -> Iterable[str]:
        """Name what lies in it."""
        return (path.name for path in self._folder.iterdir())


class _Remote:
    """A store that fsspec opens."""

    def __init__(self, url: str, scheme: str) -> None:
        import fsspec  # noqa: PLC0415 - an extra, and slow

        own = {"config_kwargs": SECONDS} if scheme == "s3" else {}
        try:
            self._files, self._root = fsspec.core.url_to_fs(
                url, use_listings_cache=False, skip_instance_cache=True, **own
            )
        except ValueError:  # a scheme that it does not know
            raise
        except ImportError as error:  # what one kind of store needs beside the extra
            reason = plainly(error)
            raise ElsewhereError(code="store-lacks", lacks=True, reason=reason) from None
        except Exception as error:  # noqa: BLE001 - of whatever library opens it
            raise ElsewhereError(code="store-unread", reason=plainly(error)) from None

    def read(self, names: Sequence[str]) -> Iterable[bytes | None]:
        """Give the bytes of each that is there."""
        paths = [self._path(name) for name in names]
        starts, ends = [0] * len(paths), [MOST + 1] * len(paths)
        found = self._files.cat_ranges(paths, starts, ends, on_error="return")
        return [self._read(path, each) for path, each in zip(paths, found, strict=True)]

    def _read(self, path: str, found: bytes | Exception) -> bytes | None:
        if isinstance(found, FileNotFoundError | IsADirectoryError):
            return None
        if isinstance(found, Exception):
            if self._files.size(path) == 0:  # of which no part can be asked for
                return None
            raise found
        return found

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write each; a server has it whole or not at all."""
        self._files.pipe({self._path(name): data for name, data in files.items()})

    def names(self) -> Iterable[str]:
        """Name what lies there; nothing does before the first is written."""
        try:
            found = self._files.ls(self._root, detail=False)
        except FileNotFoundError:
            return ()
        return [str(path).rpartition("/")[-1] for path in found]

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"
