"""Build, serve, and build again whenever a source changes; the open page follows by itself."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer

from generator.fresh import SOURCE_FOLDERS

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


def serve(site: Path, source: Path, port: int, rebuild: Callable[[], None]) -> None:
    """Serve a built site on this machine alone, until it is interrupted (KeyboardInterrupt).

    ``rebuild``, which raises nothing, is called when a file of the sources or beside them has
    changed; the pages that are open load themselves anew when it returns. The published files
    carry no script for this: the server adds it as it serves.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    server = LiveReloadServer(builder=rebuild, host=HOST, port=port, root=str(site), mount_path="/")
    server.watch(str(source), recursive=False)  # the ledger, which may not be there yet
    for name in SOURCE_FOLDERS:
        if (source / name).is_dir():
            server.watch(str(source / name))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()
