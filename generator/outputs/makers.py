"""Every maker by its name: from a job to the task that a file of its format is made of.

A preview has none: it is drawn of another file, so its task is made where that one's key is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.outputs.captions import captions, chapters
from generator.outputs.events import calendar
from generator.outputs.film import film, poster
from generator.outputs.handout import handout_task, handout_tool
from generator.outputs.image import image_task, image_tool
from generator.outputs.qr import qr_task, qr_tool
from generator.outputs.slides import slides_task, slides_tool
from generator.outputs.text import text_task
from generator.outputs.word import word_task, word_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.bank.lookup import Lookup
    from generator.outputs.task import Task


@dataclass(frozen=True, slots=True)
class Maker:
    """How a format is made: its task, the fingerprint of its tools, whether in a worker.

    A format is planned only for the jobs that its maker knows.
    """

    task: Callable[[Any, Lookup], Task]
    tool: Callable[[], str] = str
    in_worker: bool = False


MAKERS: Mapping[str, Maker] = {
    "handout": Maker(handout_task, handout_tool, in_worker=True),
    "qr": Maker(qr_task, qr_tool),
    "image": Maker(image_task, image_tool),
    "word": Maker(word_task, word_tool, in_worker=True),
    "slides": Maker(slides_task, slides_tool, in_worker=True),
    "text": Maker(text_task),
    "captions": Maker(captions),
    "chapters": Maker(chapters),
    "film": Maker(film),
    "poster": Maker(poster),
    "calendar": Maker(calendar),
}
