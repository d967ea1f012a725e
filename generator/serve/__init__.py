"""Serve the site, and build it again whenever a source changes: the changed page comes first.

``watching`` tells of changes, ``preview`` what is newer than the site and what is wrong,
``server`` answers and tells the open pages. The published files carry nothing for this: what
follows is added as they are served.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from generator.serve.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.serve.preview import Preview
    from generator.serve.server import Server


TURN = 0.0005
"""Seconds: a request waits no longer for its turn while a build works in the same process."""


class Superseded(Exception):  # noqa: N818 - no error
    """A source has changed while the site was being built of what it was."""


def serve(
    server: Server, source: Path, preview: Preview, rebuild: Callable[[Callable[[], None]], None]
) -> None:
    """Serve until interrupted (KeyboardInterrupt); requests are answered while a build runs.

    ``rebuild`` is called whenever a source has changed, with something to call as it goes on,
    which raises Superseded as soon as another change makes its work vain.
    """
    sys.setswitchinterval(TURN)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with Watching(source) as watching:

        def still_wanted() -> None:
            if watching.changed():
                raise Superseded

        try:
            while True:
                watching.wait()
                preview.begin()
                try:
                    rebuild(still_wanted)
                except Superseded:
                    continue
                preview.end()
        finally:
            preview.close()
            server.shutdown()
            server.server_close()
