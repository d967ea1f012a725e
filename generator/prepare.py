"""Source folder -> library and plan, with all that is wrong: known before anything is made."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bank.agreement import agreement
from generator.bank.drawings import drawings
from generator.bank.films import films
from generator.bank.ledger import compare
from generator.bank.library import make_library
from generator.bank.pictures import judged
from generator.bank.plainness import plainness
from generator.bank.plan import make_plan
from generator.bank.proofread import proofread
from generator.bank.selection import select
from generator.formats import UA_1
from generator.model.settings import site_address
from generator.source.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from generator.bank.library import Library
    from generator.bank.plan import Plan
    from generator.bank.selection import Profile
    from generator.cache import Cache
    from generator.problem import Problem


@dataclass(frozen=True, slots=True)
class Options:
    """What to build, and where.

    ``profile`` tells for whom the site is. ``base_url``, an address of a site, stands in for the
    one in the settings. ``pdf`` is what every PDF is to be.
    """

    source: Path
    output: Path
    drafts: bool = True
    base_url: str = ""
    profile: Profile = "editors"
    pdf: str = UA_1

    @property
    def cache(self) -> Path:
        """The folder of everything that can be made again."""
        return self.output.parent / ".cache" / self.output.name


def prepare(options: Options, cache: Cache) -> tuple[Library, Plan, list[Problem]]:
    """Read and connect every record, and plan what is made of them."""
    validated, problems = read(options.source, cache)
    records, found = compare(validated.records, options.source, whole=not validated.unsound)
    problems += found
    validated = dataclasses.replace(validated, records=records)
    if options.base_url:
        address = {"base_url": site_address(options.base_url)}
        settings = {
            language: values.model_copy(update=address)
            for language, values in validated.settings.items()
        }
        validated = dataclasses.replace(validated, settings=settings)
    selected, found = select(validated, drafts=options.drafts, profile=options.profile)
    problems += found
    pictures, found = judged(selected.shown.records, options.source, cache)
    problems += found
    drawn, found = drawings(selected.shown, options.source)
    problems += found
    filmed, found = films(selected.shown.records, options.source)
    problems += found
    library, found = make_library(selected.shown, pictures, selected.left_out, drawn, filmed)
    problems += found
    problems += agreement(library)
    problems += proofread(library, cache)
    problems += plainness(library, cache)
    plan, found = make_plan(library, options.pdf)
    problems += found
    return library, plan, sorted(problems)
