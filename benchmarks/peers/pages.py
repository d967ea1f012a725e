"""A bank of guidelines -> Markdown with the same words, for other generators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINK = re.compile(r"\(id:([a-z0-9-]+)\)")


def write_pages(bank: Path, folder: Path) -> None:
    """Write each record of a bank as a page; a page that stands already so is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(bank.glob("materials/guideline/*.yaml")):
        record = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
        page = folder / f"{file.stem.replace('.', '-')}.md"
        text = "\n".join(_lines(record)) + "\n"
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def _lines(record: dict[str, Any]) -> Iterator[str]:
    head = {"title": record["title"], "lang": "sv" if "translation" in record else "fi"}
    yield f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n"
    yield from (
        f"# {record['title']}",
        "",
        record["summary"],
        "",
        _linked(record["purpose"]),
        "",
        "## Vaiheet",
        "",
    )
    for step in record["steps"].values():
        yield from (f"### {step['title']}", "", _linked(step["text"]))
    for section in record["sections"].values():
        yield from (f"## {section['title']}", "", _linked(section["text"]))
    yield from ("## Muistilista", "")
    yield from (f"- {line}" for line in record["checklist"].values())


def _linked(text: str) -> str:
    return LINK.sub(r"(\1.html)", text)
