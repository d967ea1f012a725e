"""Build, serve, and build again whenever a source changes; the open page follows by itself."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOST = "127.0.0.1"


def taken(port: int) -> str:
    """Tell why a port cannot be served on; nothing when it can."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as error:
            return error.strerror or str(error)
    return ""


def serve(site: Path, watched: tuple[Path, ...], port: int, rebuild: Callable[[], None]) -> None:
    """Serve a built site on this machine alone, until it is interrupted (KeyboardInterrupt).

    ``rebuild``, which raises nothing, is called when a file below ``watched`` has changed; the
    pages that are open load themselves anew when it returns. The published files carry no
    script for this: the server adds it as it serves.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    server = LiveReloadServer(builder=rebuild, host=HOST, port=port, root=str(site), mount_path="/")
    for folder in watched:
        if folder.is_dir():
            server.watch(str(folder))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()
