"""Job -> the Markdown of a page, with what the theme needs to know in its front matter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.glossary import Reader
from generator.interface import NAMES
from generator.kinds.term import KIND as GLOSSARY
from generator.library import address
from generator.outputs.templating import environment
from generator.outputs.view import Named, Place, SiteView, View, listing_path, paired
from generator.plan import Listing
from generator.validate import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.formats import File
    from generator.library import Library
    from generator.plan import Job, Moved


WIDE = {"doors", "coverage"}
CONTENTS_FROM = 4  # a page of so many sections lists them


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
    glossary = library.glossaries.get(job.language)
    if glossary and not _is_glossary(subject):
        context["reader"] = Reader(glossary, place.term)
    if isinstance(subject, Edition):
        view = View(subject, place, files.get(here, ()))
        languages = {other.language: address(other) for other in library.translations(subject)}
        front = _front(subject.record.title, subject.record.summary, languages, place)
        front |= _path(view.path)
        front["wide"] = getattr(subject.record, "layout", "") in WIDE
        context |= {"view": view, "record": subject.record, "site": SiteView(place)}
    elif isinstance(subject, Listing):
        front = _front(subject.title, subject.intro, counterparts[subject.key], place)
        front |= _path(listing_path(subject.key, place))
        groups = [
            (group.title, paired(tuple(View(edition, place) for edition in group.editions)))
            for group in subject.groups
        ]
        context |= {"listing": subject, "groups": groups, "files": files.get(here, ())}
        context |= {"site": SiteView(place)}
        front["wide"] = True
    else:
        target = place.url(address(subject.edition))
        front = _front(subject.edition.record.title, "", {}, place) | {"moved_to": target}
        context |= {"moved": Named(subject.edition.record.title, target)}
    body = environment(job.language).get_template(job.template).render(context)
    if body.count("\n## ") >= CONTENTS_FROM and not front.get("wide"):
        front["contents"] = True
    head = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items()
    )
    return f"---\n{head}---\n\n{body}"


def _is_glossary(subject: Edition | Listing | Moved) -> bool:
    return isinstance(subject, Listing) and subject.key == GLOSSARY.name


def chrome(language: str) -> dict[str, str]:
    """Give the words of the frame around every page, for the theme's templates."""
    text = environment(language).get_template("_shared/chrome.json.j2").render()
    words: dict[str, str] = json.loads(text)
    return words


def _front(
    title: str, summary: str, languages: Mapping[str, str], place: Place
) -> dict[str, object]:
    front: dict[str, object] = {"title": title, "description": summary}
    if len(languages) > 1:
        front["languages"] = [
            {
                "language": language,
                "title": NAMES[language],
                "url": place.url(target),
                "whole_url": f"{place.library.base_url}/{target}",
                "here": target == place.here,
            }
            for language, target in languages.items()
        ]
    return front


def _path(path: tuple[Named, ...]) -> dict[str, object]:
    """Tell the pages above this one, the home first; the second is the section it is in."""
    if not path:
        return {}
    return {"breadcrumbs": [{"title": named.title, "url": named.url} for named in path]}
