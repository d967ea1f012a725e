"""The Jinja environment of a language: everything escaped, nothing undefined let through."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup

from generator.interface import day, duration, file_size, translations
from generator.richtext import RichText, to_html

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from generator.glossary import Reader

TEMPLATES = Path(__file__).parent.parent / "templates"
# What HTML or Python-Markdown could read as markup in a heading.
MARKUP = re.compile(r"[&<>\"'\\`*_{}\[\]()#+!|~^=]")


@cache
def environment(language: str) -> Environment:
    """Give the environment in which a language's templates are rendered."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = translations(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True
    )
    made.filters["rich"] = _rich
    made.filters["heading"] = heading
    made.filters["day"] = lambda value: day(value, language)
    made.filters["duration"] = duration
    made.filters["file_size"] = lambda value: file_size(value, language)
    # Drawings are our own, and escape the words they show.
    made.filters["svg"] = Markup
    # Files stand beside the page that names them.
    made.filters["beside"] = lambda path: path.rpartition("/")[2]
    made.filters["suffix"] = lambda path: path.rpartition(".")[2].upper()
    return made


@pass_context
def _rich(context: Context, text: RichText) -> Markup:
    """Render an author's text for the place where the template is read.

    Where there is a glossary, the first use of each term on the page leads to it.
    """
    reader: Reader | None = context.get("reader")
    text = reader.read(text) if reader else text
    return Markup(to_html(text, context["place"]))  # noqa: S704 - to_html escapes every word


def heading(text: str) -> Markup:
    """Write plain words so that neither HTML nor Markdown reads markup in them."""
    words = " ".join(text.split())
    return Markup(MARKUP.sub(lambda found: f"&#{ord(found[0])};", words))  # noqa: S704
