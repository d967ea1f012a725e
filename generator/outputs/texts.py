"""Job -> the bytes of a text file that no template makes: by its format, a writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.formats import CALENDAR, CAPTIONS
from generator.outputs.captions import captions
from generator.outputs.events import calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.formats import Format
    from generator.library import Library
    from generator.plan import Job

WRITERS: Mapping[Format, Callable[[Job, Library], bytes]] = {
    CALENDAR: calendar,
    CAPTIONS: captions,
}
