"""Small source folders for tests: valid as they stand, and easy to break at one place.

A bank is a mapping of paths to contents: fields (written as YAML), text, or bytes.
``FILES`` is the smallest bank with a brochure; ``every_kind()`` has a record of each kind.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from generator.build import _pages, build
from generator.formats import PDF_A3, PDF_A4, File
from generator.kinds import kinds
from generator.kinds.base import LANGUAGES
from generator.load import find, load
from generator.memo import Memo
from generator.overlay import digest, overlay, words
from generator.prepare import Options, prepare
from generator.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.build import Outcome
    from generator.library import Library
    from generator.plan import Plan
    from generator.problem import Problem

A = TypeVar("A")
B = TypeVar("B")
ROOT = Path(__file__).parent.parent
"""The project, with its real ``content`` and ``materials``."""
BASE_URL = "https://pankki.alue.fi"
BROCHURE = "materials/brochure/perheelle.yaml"

Fields = dict[str, Any]
Content = Fields | str | bytes
Files = dict[str, Content]

HEAD: Fields = {
    "title": "Perheelle",
    "summary": "Esite kertoo, miten teemme työtä yhdessä.",
    "audience": ["perheet"],
    "version": "1.0",
    "updated": "2026-01-15",
    "review_by": "2027-01-15",
    "state": "draft",
}
"""What every record has."""

BODIES: dict[str, Fields] = {
    "brochure": {
        "lead": "Tämä esite on sinulle.",
        "sections": {"alku": {"title": "Alku", "text": "Tapaamme sinut."}},
        "remember": {"kysy": "Saat kysyä."},
    },
    "guideline": {
        "purpose": "Ohje auttaa alkuun.",
        "steps": {"avaus": {"title": "Avaus", "minutes": "10", "text": "Aloitetaan."}},
        "checklist": {"tila": "Tila on varattu."},
    },
    "huoneentaulu": {
        "heading": "Näin teemme työtä",
        "principles": {"yhdessa": {"title": "Yhdessä", "text": "Emme yksin."}},
        "closing": "Kiitos!",
    },
    "meeting": {
        "purpose": "Puhutaan yhdessä.",
        "participants": {"lapsi": {"title": "Lapsi", "text": "Kertoo, mitä haluaa."}},
        "agenda": {
            "avaus": {
                "title": "Avaus",
                "minutes": "15",
                "text": "Tervetuloa.",
                "questions": {"kuulumiset": "Mitä kuuluu?"},
            }
        },
        "recording": {
            "paiva": {"title": "Päivä", "type": "date"},
            "sovittu": {
                "title": "Sovittu",
                "type": "table",
                "rows": "3",
                "choices": {"mita": "Mitä", "kuka": "Kuka"},
            },
        },
        "after": {"kirjaa": "Kirjaa sovittu."},
    },
    "model": {
        "definition": "Työtä tehdään yhdessä.",
        "principles": {"dialogi": {"title": "Dialogi", "text": "Kuunnellaan."}},
        "team": {"tyontekija": {"title": "Työntekijä", "text": "Vastaa asioista."}},
        "weekly_meeting": {"alku": {"title": "Alku", "text": "Kuulumiset."}},
        "elements": {"tuki": {"title": "Tuki", "text": "Tukea saa.", "tasks": {"soita": "Soita."}}},
    },
    "onboarding": {
        "role": "sosiaalityontekija",
        "intro": "Tervetuloa työhön.",
        "stages": {
            "paiva-1": {
                "title": "Päivä 1",
                "goal": "Tiedät, missä olet.",
                "tasks": {
                    "lue": {
                        "title": "Lue esite",
                        "text": "Se on lyhyt.",
                        "minutes": "10",
                        "materials": ["perheelle"],
                    }
                },
                "reflection": {"mietin": "Mitä jäi mieleen?"},
            }
        },
        "sign_off": {"kuittaus": "Tehtävät on tehty."},
    },
    "process": {
        "intro": "Perheen matka.",
        "phases": {
            "alku": {
                "title": "Alku",
                "text": "Asia tulee vireille.",
                "materials": ["perheelle"],
                "family": "Perhe saa tiedon.",
                "worker": "Työntekijä ottaa yhteyttä.",
            }
        },
    },
    "sheet": {
        "beside": ["koe-meeting"],
        "lead": "Tämä lomake on sinulle.",
        "parts": {
            "toiveet": {
                "title": "Toiveet",
                "text": "Mistä haluat puhua?",
                "fields": {"toive": {"title": "Toive", "type": "text", "rows": "3"}},
            }
        },
        "keeping": "Lomake jää sinulle.",
    },
    "coordination": {
        "intro": "Sovitaan, kuka vastaa.",
        "elements": {
            "tuki": {
                "title": "Tuki",
                "text": "Tukea saa.",
                "tasks": {
                    "linja": {
                        "title": "Tukilinja",
                        "text": "Linja vastaa.",
                        "body": "{coordinator}",
                        "state": "open",
                        "materials": ["perheelle"],
                    }
                },
            }
        },
    },
    "structure": {
        "purpose": "Tuetaan toisia.",
        "members": {"tiimit": "Tiimivastaavat"},
        "rhythm": "Kerran kuussa",
        "moments": {
            "kevat": {"when": "Keväällä", "title": "Kysely", "text": "Kysytään."},
            "syksy": {"when": "Syksyllä", "text": "Kootaan."},
        },
        "coordinator": "{coordinator}",
        "agree": {"aika": "Milloin kokoonnutaan."},
    },
    "form": {
        "purpose": "Pohja auttaa suunnittelemaan.",
        "steps": {"lue": "Lue ohje."},
        "groups": {
            "tavoite": {
                "title": "Tavoite",
                "fields": {
                    "mita": {"title": "Mitä", "type": "line", "example": "Yhteinen kokous"},
                    "kuka": {
                        "title": "Kuka",
                        "type": "checkboxes",
                        "choices": {"me": "Me", "muut": "Muut"},
                    },
                },
            }
        },
        "example": "Keksitystä tiimistä",
    },
    "county": {
        "basics": "Alue on pieni.",
        "years": "2021",
        "services": {"lastensuojelu": "Lastensuojelu"},
        "idea": "Tehdään yhdessä.",
        "milestones": {"alku": {"when": "2021", "title": "Alku", "text": "Aloitettiin."}},
        "figures": {"tiimit": {"title": "5", "text": "tiimiä"}},
    },
    "measure": {
        "status": "Tämä on ehdotus.",
        "purpose": "Katsotaan, missä mennään.",
        "steps": {"yksin": "Vastaa yksin."},
        "scale": {
            "ei": {"value": "1", "title": "Ei", "text": "Ei tehty.", "reading": "Aloittakaa."},
            "kylla": {"value": "2", "title": "Kyllä", "text": "Tehty.", "reading": "Jatkakaa."},
        },
        "dimensions": {
            "puhe": {
                "title": "Puhe",
                "text": "Miten puhumme.",
                "statements": {
                    "kuuntelu": {"text": "Kuuntelimme.", "traces": ["dialogi"]},
                },
            }
        },
        "reading": "Lukuja ei lasketa yhteen.",
        "head": {"tiimi": {"title": "Tiimi", "type": "line"}},
        "notes": {"askel": {"title": "Askel", "type": "text", "rows": "2"}},
    },
    "training": {
        "told": "Lähde kertoo vähän.",
        "for_whom": {"uudet": "Uudet työntekijät"},
        "length": "6 päivää",
        "goals": {"kysy": "Osaat kysyä."},
        "contents": {"kehat": "Kehät"},
        "prerequisites": "Ei mitään.",
        "follow_up": "Kokeile työssä.",
        "organiser": "{training_body}",
    },
    "pathway": {
        "intro": "Polku alkaa tästä.",
        "stops": {
            "perus": {
                "title": "Perus",
                "whom": "Kaikille",
                "length": "6 päivää",
                "text": "Opitaan.",
                "trainings": ["perheelle"],
            }
        },
        "choices": {
            "tyontekija": {
                "title": "Olen työntekijä",
                "answers": {
                    "ei": {
                        "title": "Minulla ei ole koulutusta",
                        "text": "Aloita alusta.",
                        "materials": ["perheelle"],
                    }
                },
            }
        },
        "sections": {"muut": {"title": "Muut", "text": "Muitakin on."}},
    },
    "workshop": {
        "topic": "Kysyminen",
        "training": "perheelle",
        "intro": "Päivä kouluttajalle.",
        "goals": {"kysy": "Osataan kysyä."},
        "before": {"tila": "Varaa tila."},
        "sessions": {
            "aloitus": {
                "title": "Aloitus",
                "minutes": "45",
                "text": "Istutaan rinkiin.",
                "slides": {
                    "dia": {"title": "Tervetuloa", "text": "- Ensin tämä", "notes": "Kerro."}
                },
                "exercises": {
                    "pari": {
                        "title": "Pari",
                        "minutes": "15",
                        "goal": "Tullaan kuulluksi.",
                        "setting": "Pareittain",
                        "steps": {"kysy": "Kysy parilta."},
                        "closing": "Mitä huomasit?",
                    }
                },
            }
        },
        "after": {"palaute": "Lue palaute."},
    },
    "video": {
        "intro": "Video perheelle.",
        "scenes": {
            "ovi": {
                "title": "Ovi",
                "picture": "Ovi avautuu.",
                "words": "Tervetuloa meille, istu tähän.",
                "seconds": "5",
            }
        },
        "making": "Käytä piirroksia.",
    },
    "page": {
        "lead": "Tervetuloa.",
        "sections": {"tietoa": {"title": "Tietoa", "text": "Katso [esite](id:perheelle)."}},
    },
}
"""What a record of each kind has of its own."""

TABLES: Files = {
    "content/audience.yaml": {
        "perheet": {"title": "Perheet", "summary": "Lapsille ja vanhemmille.", "sign": "house"},
        "ammattilaiset": {"title": "Ammattilaiset", "sign": "dialogue"},
    },
    "content/role.yaml": {"sosiaalityontekija": {"title": "Sosiaalityöntekijä"}},
    "content/theme.yaml": {"dialogi": {"title": "Dialogi"}},
    "content/source.yaml": {
        "opas": {"title": "Opas", "publisher": "Alue", "year": "2023"},
    },
    "content/settings.yaml": {"base_url": BASE_URL},
}


INDEXED: Files = {
    "content/event.yaml": {
        "peruskoulutus": {
            "title": "Peruskoulutus",
            "summary": "Kuusi päivää.",
            "roles": ["sosiaalityontekija"],
            "rhythm": "6 päivää",
            "organiser": "{training_body}",
            "place": "Kirjasto",
            "updated": "2026-01-15",
            "occasions": {
                "eka": {"title": "Alku", "day": "2027-03-15", "starts": "9:00", "ends": "15.30"},
                "toka": {"title": "Jatko", "when": "Sovitaan"},
            },
        },
    },
    "content/term.yaml": {
        "genogrammi": {
            "title": "genogrammi",
            "definition": "Piirros *suvusta*.",
            "stems": ["genogramm"],
            "wrong": ["genokramm"],
            "sv": "genogram",
            "en": "genogram",
        },
    },
    "content/trace.yaml": {
        "puhe": {
            "title": "Puhutaan yhdessä",
            "source": "opas",
            "records": ["koe-meeting"],
            "expects": ["puhutaan"],
        },
    },
    "content/trainer.yaml": {
        "perhekeskus": {
            "title": "Perhekeskus",
            "task": "Perheterapeutti",
            "themes": ["dialogi"],
            "region": "Koko alue",
            "consent": "2026-01-15",
        }
    },
}
"""Tables that are pages."""


def record(kind: str = "brochure", /, **changes: object) -> Fields:
    """Give the fields of a valid record of a kind, with changes; ``None`` takes a field away."""
    fields = HEAD | BODIES[kind] | changes
    return {name: value for name, value in fields.items() if value is not None}


def path_of(kind: str, record_id: str, language: str = LANGUAGES[0]) -> str:
    """Tell the path of a record's file, or of its translation."""
    suffix = ".yaml" if language == LANGUAGES[0] else f".{language}.yaml"
    return f"{kinds()[kind].folder}/{kind}/{record_id}{suffix}"


HANDOUTS = sum(len(kinds()[kind].handouts) for kind in BODIES)
"""How many handouts ``every_kind()`` is made into."""

FILES: Files = TABLES | {BROCHURE: record()}
"""The smallest bank: the tables and one brochure, ``perheelle``."""


def every_kind() -> Files:
    """Give a bank with a record of each kind; each refers to the brochure ``perheelle``."""
    files = FILES | INDEXED
    for kind in BODIES:
        if kind != "brochure":
            changes = {"title": f"Koe {kind}", "related": ["perheelle"], "sources": ["opas"]}
            files[path_of(kind, f"koe-{kind}")] = record(kind, **changes)
    home = record("page", title="Koti", related=["perheelle"])
    return files | {path_of("page", "etusivu"): home}


def swedish(folder: Path, path: str, state: str = "approved", **changes: object) -> Path:
    """Write a whole Swedish translation of a record or a table that lies in the folder.

    Every word is the original's with ``sv: `` before it. ``changes`` are of its head.
    """
    documents, _ = load(source for source in find(folder)[0] if source.path == path)
    layers, _ = overlay(documents)
    found = [
        (f"{layer.id}.{name}", name, scalar)
        for layer in layers
        for name, scalar in words(layer.root, layer.model)
    ]
    follows = digest((name, scalar) for name, _, scalar in found)
    fields: Fields = {"translation": {"state": state, "follows": follows} | changes}
    for whole, name, scalar in found:
        table = len(layers) > 1 or (layers[0].kind is not None and layers[0].kind.table)
        *parts, last = (whole if table else name).split(".")
        place = fields
        for part in parts:
            place = place.setdefault(part, {})
        place[last] = f"sv: {scalar.text}"
    file = folder / path.replace(".yaml", ".sv.yaml")
    file.write_text(to_yaml(fields), encoding="utf-8")
    return file


def to_yaml(fields: Fields) -> str:
    """Write fields as YAML, in their order."""
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=10_000)


def write(folder: Path, files: Mapping[str, Content]) -> Path:
    """Write a bank into a folder, which need not be there, and give the folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            text = content if isinstance(content, str) else to_yaml(content)
            file.write_bytes(text.encode())
    return folder


def read(folder: Path, **options: Any) -> tuple[Library, Plan, list[Problem]]:  # noqa: ANN401 - those of Options
    """Read a source folder as a build does, up to the plan."""
    return prepare(Options(folder, folder.parent / "site", **options), Memo())


def lines(problems: Iterable[Problem], language: str = "en") -> list[str]:
    """Give the problems as lines, in a language."""
    return [problem.line(language) for problem in problems]


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of the problems, sorted."""
    return sorted(problem.code for problem in problems)


class Silent:
    """Progress that nobody watches; ``steps`` keeps the names of the stages."""

    def __init__(self) -> None:
        """Begin with no step."""
        self.steps: list[str] = []

    def step(self, name: str, total: int = 0) -> None:  # noqa: ARG002 - of the protocol
        """Note a stage."""
        self.steps.append(name)

    def advance(self) -> None:
        """Note nothing."""


# --- builds ----------------------------------------------------------------------------------


class Here(Workers):
    """Workers that are this process: no start to wait for, which small banks do not repay."""

    def __init__(self) -> None:
        """Take two at a time, as on two processors."""
        super().__init__(2)

    def start(self) -> None:
        """Start nothing."""

    def each(self, work: Callable[[A], B], tasks: Sequence[A]) -> Iterator[tuple[int, B]]:
        """Do each task, in order."""
        return ((index, work(task)) for index, task in enumerate(tasks))

    def all(self, work: Callable[[A], B], tasks: Sequence[A], together: int) -> Iterator[B]:  # noqa: ARG002 - as in Workers
        """Do each task, in order."""
        return map(work, tasks)


def build_here(source: Path, output: Path, **options: Any) -> Outcome:  # noqa: ANN401 - those of Options
    """Build in this process."""
    return build(Options(source, output, **options), Here(), Silent())


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder: its bytes by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differing(one: Path, other: Path) -> list[str]:
    """Name the files that two folders do not share to the byte."""
    here, there = tree(one), tree(other)
    return sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))


def pages(folder: Path) -> dict[str, str]:
    """Give the Markdown of every page of a sound source folder by its path.

    Two handouts stand beside each, as if they had been made.
    """
    library, plan, problems = read(folder)
    assert lines(problems) == []
    found = {}
    for job in plan.pages():
        here = job.path.removesuffix("index.html")
        found[here] = (
            File(PDF_A4, f"{here}koe.pdf", 312_400, 2, "0" * 64),
            File(PDF_A3, f"{here}koe-a3.pdf", 1_250_000, 1, "0" * 64),
        )
    return _pages(plan, library, found, Memo())
