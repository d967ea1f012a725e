"""The policy that a build writes for hosts: the same in each file, and as strict as it can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.outputs.headers import APACHE, HEADERS, NGINX
from tests import browsing

if TYPE_CHECKING:
    from pathlib import Path

SET = re.compile(r'^ *(?:add_header|Header always set) (\S+) "([^"]*)"', re.MULTILINE)


def test_every_host_sends_the_same(small: Path) -> None:
    """Each file tells every header, alike."""
    site = small / "site"
    assert browsing.policy(site) == HEADERS
    for name in (NGINX, APACHE):
        assert dict(SET.findall((site / name).read_text(encoding="utf-8"))) == HEADERS


def test_only_the_search_engine_is_let_in() -> None:
    """Scripts are the site's own, and WebAssembly; nothing stands in a page or a frame."""
    policy = HEADERS["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not any("unsafe-inline" in each or "http" in each or "*" in each for each in policy)
