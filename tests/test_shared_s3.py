"""A store in S3, as a server on this machine keeps one: what one machine made, another takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import fsspec

pytestmark = pytest.mark.slow
BUCKET = "pankki"
HIDDEN = "hidden-key"
WHO = {"AWS_ACCESS_KEY_ID": "me", "AWS_SECRET_ACCESS_KEY": HIDDEN}
STANDS = re.compile(r"Running on (http://127\.0\.0\.1:\d+)")


class Server(NamedTuple):
    """A server of S3: its address, and its files as fsspec sees them."""

    address: str
    files: fsspec.AbstractFileSystem


@pytest.fixture(scope="module")
def s3() -> Iterator[Server]:
    """Give a server of S3 with an empty bucket."""
    import fsspec

    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        try:
            address = next(found[1] for line in server.stderr if (found := STANDS.search(line)))
            files = fsspec.filesystem(
                "s3", key="me", secret=HIDDEN, client_kwargs={"endpoint_url": address}
            )
            files.mkdir(BUCKET)
            yield Server(address, files)
        finally:
            server.terminate()


def _build(
    source: Path, output: Path, address: str, store: str = f"s3://{BUCKET}/files"
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "build", "--lang", "en", "--store", store]
    done = subprocess.run(
        [*command, "--source", str(source), "--output", str(output), "--jobs", "2"],
        cwd=bank.ROOT,
        env=os.environ | WHO | {"AWS_ENDPOINT_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert not any(word in said for word in ("Traceback", "ignored", "Unclosed", "hidden")), said
    return done


def test_a_second_machine_makes_nothing(source: Path, tmp_path: Path, s3: Server) -> None:
    """It takes every file from S3; what was harmed there is made anew, and put right."""
    one = _build(source, tmp_path / "one" / "site", s3.address)
    assert (one.returncode, "made 5, reused 0" in one.stderr) == (0, True), one.stderr
    entries = s3.files.find(f"{BUCKET}/files")
    whole = s3.files.cat(entries)
    other = _build(source, tmp_path / "other" / "site", s3.address)
    assert (other.returncode, "made 0, reused 5" in other.stderr) == (0, True), other.stderr
    handouts = [path for path in entries if b"%PDF-" in whole[path]]
    s3.files.pipe({handouts[0]: b"", handouts[1]: whole[handouts[2]]})
    third = _build(source, tmp_path / "third" / "site", s3.address)
    assert (third.returncode, "made 2, reused 3" in third.stderr) == (0, True), third.stderr
    assert s3.files.cat(entries) == whole
    for name in ("other", "third"):
        assert bank.differing(tmp_path / "one" / "site", tmp_path / name / "site") == []


def test_no_server_and_no_bucket(source: Path, tmp_path: Path, s3: Server) -> None:
    """A server that is not there ends the build with 5; a bucket that is not there is told."""
    none = _build(source, tmp_path / "site", "http://127.0.0.1:1")
    assert none.returncode == 5
    assert "The shared store could not be read" in none.stderr
    assert not (tmp_path / "site").exists()
    missing = _build(source, tmp_path / "site", s3.address, "s3://no-such-bucket/files")
    assert missing.returncode == 0
    assert "the shared store could not be written" in missing.stderr
