"""A record's picture -> the picture as it is published, the same beside its page and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import picture
from generator.outputs.task import Fault, Made, tool
from generator.picture import Picture, Refusal, clean

if TYPE_CHECKING:
    from generator.bank.lookup import Lookup
    from generator.bank.plan import Job
    from generator.model.record import Record
    from generator.source.validate import Edition

IMAGE_CODE = Path(picture.__file__)


@dataclass(frozen=True, slots=True)
class ImageTask:
    """A picture as it is published, and what its author called it."""

    name: str
    shown: Picture | Refusal
    tool: str

    def make(self) -> Made:
        """Give it; a fault only when the file has become another since it was judged."""
        if isinstance(self.shown, Picture):
            return Made(self.shown.data)
        values = {"file": self.name} | dict(self.shown.values)
        return Made(b"", None, (Fault(self.shown.code, values),))


def image_task(job: Job[Edition[Record]], lookup: Lookup) -> ImageTask:
    """Give the picture that a record shows."""
    path = job.subject.picture
    return ImageTask(path, clean(lookup.file(path)), image_tool())


def image_tool() -> str:
    """Give what cleans it."""
    return tool(("pillow",), (IMAGE_CODE,))
