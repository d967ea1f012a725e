"""A page -> what it says of its own, a line a piece, without the frame around it.

What bears a language of its own is another's: a foreign name, a title of a source.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html

ASIDE = {"nav", "script", "style", "svg", "button", "form", "dialog", "template"}
LEFT_OUT = {"cards", "exit", "exit-note", "record-kind", "record-files", "record-others", "letters"}
LAST = {"_before-and-after", "_related", "_phases", "_about"}
"""What follows these tells of other pages, or of this one as a record."""
HEAD, HEAD_END = "---\n", "\n---\n"
"""Between these a page of Markdown tells of itself."""
HEADINGS = {"h1", "h2", "h3", "h4", "dt", "summary", "caption"}
INLINE = {"a", "b", "strong", "em", "i", "span", "cite", "q", "abbr", "small", "sup", "sub", "time"}


@dataclass(frozen=True, slots=True)
class Told:
    """A page's own text: its headings, and all of it, a line a piece."""

    headings: tuple[str, ...]
    lines: tuple[str, ...]


def told(page: str) -> Told:
    """Read a page of ours, the Markdown or what is built of it."""
    _, marked, body = page.partition(HEAD_END) if page.startswith(HEAD) else ("", "", page)
    root = html.document_fromstring(
        body.encode(), parser=html.HTMLParser(encoding="utf-8"), ensure_head_body=True
    )
    pieces: list[list[str]] = [[]]
    headings: list[str] = []
    for whole in root.iter("body" if marked else "article"):
        _walk(whole, pieces, headings)
    lines = (" ".join("".join(piece).split()) for piece in pieces)
    return Told(tuple(headings), tuple(line for line in lines if line))


def _walk(element: html.HtmlElement, pieces: list[list[str]], headings: list[str]) -> bool:
    """Gather the text below an element; tell whether the page's own text goes on."""
    if element.text:
        pieces[-1].append(element.text)
    for child in element:
        goes_on = _child(child, pieces, headings)
        if not goes_on:
            return False
        if child.tail:
            pieces[-1].append(child.tail)
    return True


def _child(child: html.HtmlElement, pieces: list[list[str]], headings: list[str]) -> bool:
    if not isinstance(child.tag, str) or child.tag in ASIDE or child.get("lang"):
        return True
    if child.get("id") in LAST:
        return False
    if LEFT_OUT & set((child.get("class") or "").split()) or _is_hidden(child):
        return True
    if child.tag in INLINE:
        return _walk(child, pieces, headings)
    pieces.append([])
    goes_on = _walk(child, pieces, headings)
    if child.tag in HEADINGS:
        headings.append(" ".join("".join(pieces[-1]).split()))
    pieces.append([])
    return goes_on


def _is_hidden(element: html.HtmlElement) -> bool:
    """Tell whether a reader sees nothing of it until a script shows it, or never does."""
    return element.get("aria-hidden") == "true" or "hidden" in element.attrib
