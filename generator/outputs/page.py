"""Job -> the Markdown of a page, with what the theme needs to know in its front matter."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from generator.interface import NAMES
from generator.library import address
from generator.outputs.templating import environment
from generator.outputs.view import Named, Place, View
from generator.plan import Listing
from generator.validate import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.formats import File
    from generator.library import Library
    from generator.plan import Job


def page_markdown(
    job: Job,
    library: Library,
    files: Mapping[str, tuple[File, ...]],
    counterparts: Mapping[str, Mapping[str, str]],
) -> str:
    """Render a page's Markdown.

    ``files`` are those beside each page, by its address; ``counterparts`` the addresses of
    each index page by language, by its key. Headings are Markdown, so that MkDocs lists
    them; everything else is HTML whose every word was escaped.
    """
    subject = job.subject
    here = job.path.removesuffix("index.html")
    place = Place(library, job.language, here)
    context: dict[str, object] = {"place": place, "language": job.language}
    if isinstance(subject, Edition):
        view = View(subject, place, files.get(here, ()))
        record = subject.record
        languages = {other.language: address(other) for other in library.translations(subject)}
        front = _front(record.title, record.summary, here, languages, library)
        context |= {"view": view, "record": record}
    elif isinstance(subject, Listing):
        languages = dict(counterparts[subject.key])
        front = _front(subject.title, subject.intro, here, languages, library)
        groups = [
            (group.title, [View(edition, place) for edition in group.editions])
            for group in subject.groups
        ]
        context |= {"listing": subject, "groups": groups, "url": place.url}
    else:
        front = _front(subject.edition.record.title, "", here, {}, library)
        front["moved_to"] = place.url(address(subject.edition))
        context |= {"moved": Named(subject.edition.record.title, str(front["moved_to"]))}
    body = environment(job.language).get_template(job.template).render(context)
    head = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items()
    )
    return f"---\n{head}---\n\n{body}"


def _front(
    title: str, summary: str, here: str, languages: Mapping[str, str], library: Library
) -> dict[str, object]:
    base = library.settings_in("fi").base_url
    place = Place(library, "fi", here)
    # The theme's templates escape nothing.
    front: dict[str, object] = {"title": escape(title), "description": escape(summary)}
    if len(languages) > 1:
        front["languages"] = [
            {
                "language": language,
                "title": NAMES[language],
                "url": place.url(target),
                "whole_url": f"{base}/{target}",
                "here": target == here,
            }
            for language, target in languages.items()
        ]
    return front
