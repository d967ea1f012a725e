"""The Jinja environment of a language: everything escaped, nothing undefined let through.

Whatever a template writes, it writes in the right language: a message is said in the page's,
words from elsewhere bear the language that they are in.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from generator.bank.lookup import Words
from generator.document import Message, msg
from generator.document.richtext import RichText, to_html, to_words
from generator.interface import (
    LANGUAGE_NOTES,
    day,
    direction,
    duration,
    file_size,
    month,
    said,
    translations,
)
from generator.outputs.drawing import draw
from generator.outputs.pictogram import pictogram
from generator.outputs.sketch import rooms, sketch, sketch_words
from generator.outputs.task import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import CodeType

    from jinja2.bccache import Bucket
    from jinja2.runtime import Context

    from generator.document import Block, Section, Text

TEMPLATES = Path(__file__).parent.parent / "templates"
BOTH = "blocks/both.html.j2"


class _Compiled(BytecodeCache):
    """Keeps what a template was compiled to for every language, in this process alone."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


COMPILED = _Compiled()


@cache
def environment(language: str) -> Environment:
    """Give the environment in which a language's templates are rendered."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=COMPILED,
    )
    words = translations(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True
    )

    def note(words: Words) -> str:
        return f"({said(LANGUAGE_NOTES[words.language], language)})"

    def foreign(words: Words) -> bool:
        return words.language != language

    def lang(words: Words, *names: str) -> Markup:
        marks = "".join(f' {name}="{words.language}"' for name in (*names, "lang"))
        marks += turned(words.language, language)
        return Markup(marks if foreign(words) else "")  # noqa: S704 - our own codes

    made.tests["foreign"] = foreign
    made.tests["prose"] = lambda text: isinstance(text, RichText) and not text.phrase
    made.filters["lang"] = lang
    made.globals["direction"] = direction(language)
    made.filters["hreflang"] = lambda words: lang(words, "hreflang")
    made.filters["in_language"] = note
    made.filters["plain"] = lambda text: plain(text, language)
    made.filters["classes"] = _classes
    made.filters["day"] = lambda value: day(value, language)
    made.filters["month"] = lambda value: month(value, language)
    made.filters["duration"] = duration
    made.filters["heading_note"] = heading_note
    made.filters["file_size"] = lambda value: file_size(value, language)
    made.filters["pictogram"] = pictogram
    made.filters["rooms"] = rooms
    made.filters["sketch"] = sketch
    made.filters["sketch_words"] = sketch_words
    made.filters["drawn"] = lambda figure: draw(figure, language)
    # Drawings and what was rendered before are our own, and escape the words they show.
    made.filters["svg"] = Markup
    made.filters["html"] = Markup
    made.filters["beside"] = beside
    made.filters["suffix"] = lambda path: path.rpartition(".")[2].upper()
    return made


def turned(language: str, around: str) -> str:
    """Write the attribute that a text needs which is written the other way than what is around."""
    way = direction(language)
    return f' dir="{way}"' if way != direction(around) else ""


def plain(text: Text | Words, language: str) -> str:
    """Give a text's words alone, for a place that bears no markup."""
    if isinstance(text, Message):
        return said(text, language)
    if isinstance(text, RichText):
        return to_words(text)
    return text.text if isinstance(text, Words) else text


def heading_note(section: Section) -> Text:
    """Give what stands after a section's title: how long it takes, or a note."""
    if section.total:
        return msg("In all %(length)s", length=duration(section.total))
    return duration(section.minutes) if section.minutes else section.note


@pass_context
def _finalize(context: Context, value: object) -> object:
    """Write whatever a template says, by what it is.

    Where there is a glossary, the first use of each term on the page leads to it.
    """
    match value:
        case RichText():
            reader = context.get("reader")
            text = reader.read(value) if reader else value
            return Markup(to_html(text, context["place"]))  # noqa: S704 - escapes every word
        case Message():
            return said(value, context["language"])
        case Words(text, language):
            if language == context["language"]:
                return text
            turn = Markup(turned(language, context["language"]))  # noqa: S704 - our own word
            return Markup('<span lang="{}"{}>{}</span>').format(language, turn, text)
    return value


def _classes(names: str | tuple[str, ...]) -> Markup:
    """Write the attribute for these classes, if there are any."""
    said = " ".join(filter(None, (names,) if isinstance(names, str) else names))
    return Markup(' class="{}"').format(said) if said else Markup()


class Renderer:
    """Shows blocks by the macros of a template, each named as its block is."""

    def __init__(self, language: str, template: str, context: Mapping[str, object]) -> None:
        """Take the template of macros for one output, and what they and the frame are given."""
        self._environment = environment(language)
        self._context = {**context, "language": language, "show": self.show}
        loaded = (self._environment.get_template(name) for name in (template, BOTH))
        self._macros = tuple(each.make_module(self._context) for each in loaded)

    def show(self, blocks: Block | Iterable[Block], level: int) -> Markup:
        """Render blocks, whose headings are of a level.

        Raises TypeError for a block that no macro shows.
        """
        if not isinstance(blocks, (tuple, list)):
            blocks = (blocks,)  # type: ignore[assignment]
        return Markup().join(self._block(block, level) for block in blocks)  # type: ignore[union-attr]

    def frame(self, template: str, **more: object) -> str:
        """Render a frame, which places the blocks; it may be given ``more``."""
        return self._environment.get_template(template).render(self._context, **more)

    def _block(self, block: Block, level: int) -> Markup:
        name = type(block).__name__.lower()
        for macros in self._macros:
            if macro := getattr(macros, name, None):
                return escape(macro(block, level))
        message = f"no macro shows the block {name}"
        raise TypeError(message)
