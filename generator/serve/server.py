"""Requests -> the site's files and the pages that are newer; an open page is told what happens."""

from __future__ import annotations

import html
import io
import ipaddress
import json
import socket
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from generator.console import say
from generator.outputs.headers import HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.serve.preview import Preview, Shown

HOST = "127.0.0.1"
OWN = "/_serve/"
FILES = {name: Path(__file__).parent / name for name in ("follow.js", "follow.css")}
PULSE = 15.0  # seconds: a page that has gone is noticed by writing to it


def taken(host: str, port: int) -> str:
    """Tell why an address cannot be served at; nothing when it can."""
    try:
        family, kind, _, _, address = _resolved(host, port)
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _resolved(host: str, port: int) -> Any:  # noqa: ANN401 - as socket has it
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, at which host, and how a person is spoken to.

    ``explain`` gives the words for a fault of the program.
    """

    preview: Preview
    host: str
    lang: str
    explain: Callable[[Exception], str]


class Server(ThreadingHTTPServer):
    """Serves a site that is under work. Raises OSError when its port is taken."""

    daemon_threads = True

    def __init__(self, serving: Serving, port: int) -> None:
        """Listen; nothing is answered yet."""
        self.serving = serving
        self.address_family, *_, address = _resolved(serving.host, port)
        super().__init__(address, _Handler)

    def handle_error(self, *_asked: object) -> None:
        """Say nothing of a browser that has gone."""


class _Handler(SimpleHTTPRequestHandler):
    server: Server
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".ics": "text/calendar; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".vtt": "text/vtt; charset=utf-8",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def __init__(self, *asked: Any) -> None:  # noqa: ANN401 - as socketserver has it
        serving = asked[-1].serving
        self._serving, self._preview = serving, serving.preview
        super().__init__(*asked, directory=str(serving.preview.site))

    def send_head(self) -> Any:  # noqa: ANN401 - as the base has it
        """Answer, whatever is asked and whatever happens; a fault of ours is told in words."""
        if not is_meant(self.headers.get("Host", ""), self._serving.host):
            return self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"Host?\n", "text/plain")
        try:
            return self._found()
        except (BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:  # noqa: BLE001 - the server stays for the next request
            said = self._serving.explain(error).encode()
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return self._answer(status, said, "text/plain; charset=utf-8")

    def _found(self) -> Any:  # noqa: ANN401 - as above
        asked = urlsplit(self.path)
        name = asked.path.removeprefix(OWN)
        if name in FILES and asked.path.startswith(OWN):
            return self._answer(HTTPStatus.OK, FILES[name].read_bytes(), self.guess_type(name))
        if asked.path == f"{OWN}events":
            with self._preview.listening():
                self._events(_page_of(parse_qs(asked.query).get("path", ["/"])[0]))
            return None
        path = _page_of(unquote(asked.path))
        if path.endswith(".html"):
            return self._page(path, HTTPStatus.OK)
        there = Path(self.translate_path(self.path))
        if there.is_file() or (there / "index.html").is_file():  # a page without its last stroke
            return super().send_head()
        return self._page("404.html", HTTPStatus.NOT_FOUND)

    def _page(self, path: str, status: HTTPStatus) -> Any:  # noqa: ANN401 - as above
        page = self._preview.page(path)
        if page is None and path != "404.html":
            return self._page("404.html", HTTPStatus.NOT_FOUND)
        mark = self._preview.mark(path) if status is HTTPStatus.OK else ""
        self._preview.given()
        return self._answer(status, _following(page or b"", mark), "text/html; charset=utf-8")

    def _answer(self, status: HTTPStatus, data: bytes, kind: str) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def _events(self, path: str) -> None:
        """Tell an open page what happens, as server-sent events, until it goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        version, told = -1, ""
        while self._preview.wait(version, PULSE) or version == -1:
            version, shown = self._preview.shown()
            try:
                mark = self._preview.mark(path)
            except Exception as error:  # noqa: BLE001 - it is told, and the page stays open
                mark, shown = "", replace(shown, failure=self._serving.explain(error))
            tell = json.dumps({"mark": mark} | _told(shown, path, self._serving.lang))
            line = f"data: {tell}\n\n" if tell != told else ":\n\n"
            told = tell
            self.wfile.write(line.encode())
            self.wfile.flush()

    def end_headers(self) -> None:
        """Send the site's own policy, and let nothing be shown that was not asked after."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_asked: object) -> None:
        """Say nothing of what is asked for."""


def is_meant(told: str, host: str) -> bool:
    """Tell whether a request's Host is this server's, and not a name that leads here by guile.

    A page of another site may be named so that it leads to this machine; a number may not.
    """
    name = urlsplit(f"//{told}").hostname or ""
    if name in {"localhost", host.lower(), socket.gethostname().lower()}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _page_of(path: str) -> str:
    """Give the path of a file below the site; nothing leads out of it."""
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    if path.endswith("/"):
        parts.append("index.html")
    return "/".join(parts)


def _following(page: bytes, mark: str) -> bytes:
    """Add to a page what hears of changes."""
    script = f'<script src="{OWN}follow.js" data-mark="{html.escape(mark)}" defer></script>'
    head, body, tail = page.rpartition(b"</body>")
    return head + script.encode() + body + tail


def _told(shown: Shown, path: str, lang: str) -> dict[str, Any]:
    """Write what is shown for the script of a page, in the editor's language."""
    version = shown.unreleased.get(path)
    problems = [
        {
            "where": f"{each.at.path}:{each.at.line}:{each.at.column}",
            "field": each.field,
            "what": each.what(lang),
            "hint": each.hint(lang),
        }
        for each in shown.problems
    ]
    return {
        "lang": lang,
        "title": say("serve-errors", lang, count=len(problems)) if problems else "",
        "problems": problems,
        "failure": shown.failure,
        "unreleased": say("serve-unreleased", lang, version=version) if version else "",
        "busy": say("serve-busy", lang) if shown.busy else "",
    }
