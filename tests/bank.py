"""Small source folders for tests: valid as they stand, and easy to break at one place.

A bank is a mapping of paths to contents: fields (written as YAML), text, or bytes.
``FILES`` is the smallest bank with a brochure; ``every_kind()`` has a record of each kind.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from unittest.mock import patch

import yaml
from markdown import Markdown

from generator.bank.lookup import Answers, Lookup
from generator.build import build
from generator.cache import Cache
from generator.document import Output
from generator.formats import PDF_A3, PDF_A4, File
from generator.kinds import kinds
from generator.kinds.video import Video
from generator.make import pages as making
from generator.make.pages import make_pages
from generator.make.workers import Workers
from generator.model.fields import LANGUAGES
from generator.model.kind import Table
from generator.outputs.handout import HandoutTask, handout_task
from generator.outputs.makers import MAKERS
from generator.outputs.page import record_page
from generator.outputs.view import Place, View
from generator.prepare import Options, prepare
from generator.reel import SEGMENT, Reel, stamp
from generator.source.confirm import confirm
from generator.source.load import find, load
from generator.source.overlay import digest, overlay, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.bank.library import Library
    from generator.bank.plan import Job, Plan
    from generator.build import Outcome
    from generator.formats import Format
    from generator.model.record import Record
    from generator.outputs.task import Made
    from generator.problem import Problem
    from generator.source.validate import Edition

    Once = Callable[[str, Callable[[Path], None]], Path]

A = TypeVar("A")
B = TypeVar("B")
ROOT = Path(__file__).parent.parent
"""The project, with its real ``content`` and ``materials``."""
BASE_URL = "https://pankki.alue.fi"
BROCHURE = "materials/brochure/perheelle.yaml"

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">\n{}\n</svg>\n'
DRAWING: Files = {
    "content/drawing.yaml": {"koti": {"title": "Koti", "alt": "Talo, jossa on ovi"}},
    "content/drawing/koti.svg": SVG.format(
        '<rect class="warm" x="20" y="40" width="9" height="9"/>'
    ),
}
"""A table of one drawing, and the drawing."""


def film(script: str, record: Fields, *, voice: bool = False) -> dict[str, bytes]:
    """Give files that tell that they are the film of a script, without anything to be played."""
    video = Video.model_validate(record | {"id": Path(script).stem})
    told = stamp(Reel(video.script, voice)).encode()
    mp4 = b"".join(
        (8 + len(body)).to_bytes(4, "big") + name + body
        for name, body in ((b"ftyp", b"isom"), (b"free", told))
    )
    size = (len(told) | 1 << 56).to_bytes(8, "big")
    webm = b"\x1a\x45\xdf\xa3\x80" + SEGMENT + size + told
    stem = script.removesuffix(".yaml")
    return {f"{stem}.webm": webm, f"{stem}.mp4": mp4}


REVIEWED = {"content/law.yaml", "content/promise.yaml"}
"""Tables whose reviews are of the words that they were written with."""

LET_BE = {
    *("plain-left", "plain-exception-idle", "plain-long-sentence", "plain-abbreviation"),
    *("placeholder", "quoted-untranslated", "film-stale", "film-broken"),
    *("film-stale-voiced", "film-broken-voiced"),
}
"""Hostile words are not plain or look like a place to be written; some banks quote in Finnish."""

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

PUBLISHABLE: Fields = {
    "base_url": BASE_URL,
    "county": "Alue",
    "publisher": "Alueen ylläpito",
    "on_call_phone": "0400 123 456",
    "child_line": "116 111",
    "crisis_line": "09 2525 0111 (vuorokauden ympäri)",
    "ombudsperson": "asiavastaava@alue.fi",
    "feedback_email": "palaute@alue.fi",
}
"""Settings with all that a public site needs."""

BODIES: dict[str, Fields] = {
    "brochure": {
        "lead": "Tämä esite on sinulle.",
        "sections": {
            "alku": {"title": "Alku", "text": "Tapaamme sinut."},
            "jatko": {"title": "Jatko", "text": "Sovimme ajan."},
            "puhe": {"title": "Puhe", "text": "Kuuntelemme sinua."},
            "loppu": {"title": "Loppu", "text": "Kysymme, miten meni."},
        },
        "remember": {"kysy": "Saat kysyä.", "lepo": "Saat levätä."},
        "contact": "Soita meille:\n\n- päivällä\n- illalla",
    },
    "guideline": {
        "purpose": "Ohje auttaa alkuun.",
        "steps": {
            "avaus": {"title": "Avaus", "minutes": "10", "text": "Aloitetaan."},
            "kierros": {"title": "Kierros", "text": "Jokainen puhuu."},
        },
        "sections": {
            "tausta": {"title": "Tausta", "text": "Näin on sovittu."},
            "rajat": {"title": "Rajat", "text": "Tähän ei sovi kaikki."},
        },
        "checklist": {"tila": "Tila on varattu.", "kutsu": "Kutsu on lähetetty."},
    },
    "huoneentaulu": {
        "heading": "Näin teemme työtä",
        "principles": ["dialogi", "suhteet"],
        "closing": "Kiitos!",
    },
    "meeting": {
        "purpose": "Puhutaan yhdessä.",
        "participants": {
            "lapsi": {"title": "Lapsi", "text": "Kertoo, mitä haluaa."},
            "vanhempi": {"title": "Vanhempi", "text": "Kuuntelee lasta."},
        },
        "before": {"varaa": "Varaa huone.", "kutsu": "Kutsu mukaan."},
        "agenda": {
            "avaus": {
                "title": "Avaus",
                "minutes": "15",
                "text": "Tervetuloa.",
                "questions": {"kuulumiset": "Mitä kuuluu?", "toive": "Mitä toivot?"},
            },
            "sopiminen": {"title": "Sopiminen", "minutes": "20", "text": "Sovitaan askeleet."},
        },
        "recording": {
            "paiva": {"title": "Päivä", "type": "date", "hint": "Tapaamisen päivä"},
            "sovittu": {
                "title": "Sovittu",
                "type": "table",
                "rows": "3",
                "choices": {"mita": "Mitä", "kuka": "Kuka"},
            },
        },
        "after": {"kirjaa": "Kirjaa sovittu.", "laheta": "Lähetä muistio."},
    },
    "model": {
        "definition": "Työtä tehdään yhdessä.",
        "sections": {
            "juuret": {"title": "Juuret", "text": "Malli on muualta."},
            "suunta": {"title": "Suunta", "text": "Malli muuttuu."},
        },
        "principles": {
            "dialogi": {
                "title": "Dialogi",
                "text": "Kuunnellaan.",
                "practice": "Kysy ensin.\n\nOdota sitten.",
            },
            "suhteet": {
                "title": "Suhteet",
                "text": "Katsotaan ihmisten väliin.",
                "practice": "Piirrä kartta.",
            },
        },
        "team": {
            "tyontekija": {"title": "Työntekijä", "text": "Vastaa asioista."},
            "terapeutti": {"title": "Terapeutti", "text": "Tutkii yhdessä."},
        },
        "weekly_meeting": {
            "alku": {"title": "Alku", "text": "Kuulumiset."},
            "perhe": {"title": "Perhe", "text": "Perheen asia."},
        },
        "elements": {
            "tuki": {
                "title": "Tuki",
                "text": "Tukea saa.",
                "tasks": {"soita": "Soita.", "kirjoita": "Kirjoita."},
            },
            "oppi": {"title": "Oppi", "text": "Opitaan lisää.", "tasks": {"kertaa": "Kertaa."}},
        },
    },
    "onboarding": {
        "role": "sosiaalityontekija",
        "intro": "Tervetuloa työhön.",
        "stages": {
            "paiva-1": {
                "title": "Päivä 1",
                "day": "1",
                "goal": "Tiedät, missä olet.",
                "tasks": {
                    "lue": {
                        "title": "Lue esite",
                        "text": "Se on lyhyt.",
                        "minutes": "10",
                        "materials": ["perheelle"],
                    },
                    "tapaa": {"title": "Tapaa tiimi", "minutes": "30"},
                },
                "reflection": {"mietin": "Mitä jäi mieleen?", "kysyn": "Mitä haluan kysyä?"},
            },
            "viikko-1": {
                "title": "Viikko 1",
                "day": "8",
                "goal": "Tunnet tiimin.",
                "tasks": {
                    "seuraa": {"title": "Seuraa kokousta", "text": "Istu mukana.", "minutes": "90"}
                },
            },
        },
        "sign_off": {"kuittaus": "Tehtävät on tehty.", "keskustelu": "Niistä on puhuttu."},
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
            },
            "arvio": {
                "title": "Arvio",
                "text": "Arvioidaan yhdessä.",
                "family": "Perhe kertoo toiveensa.",
                "worker": "Työntekijä kirjaa ne.",
            },
        },
    },
    "sheet": {
        "beside": ["koe-meeting"],
        "lead": "Tämä lomake on sinulle.",
        "parts": {
            "toiveet": {
                "title": "Toiveet",
                "text": "Mistä haluat puhua?",
                "fields": {
                    "toive": {
                        "title": "Toive",
                        "type": "text",
                        "rows": "3",
                        "hint": "Yksi riittää",
                    },
                    "tunne": {
                        "title": "Tunne",
                        "type": "checkboxes",
                        "choices": {"ilo": "Ilo", "suru": "Suru"},
                    },
                },
            },
            "luettavaa": {"title": "Luettavaa", "text": "Tutustu lomakkeeseen."},
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
                    },
                    "ryhma": {
                        "title": "Ryhmä",
                        "text": "Ryhmä kokoontuu.",
                        "body": "Tiimit itse",
                        "state": "agreed",
                    },
                },
            },
            "seuranta": {
                "title": "Seuranta",
                "text": "Katsotaan taaksepäin.",
                "tasks": {
                    "kysely": {
                        "title": "Kysely",
                        "text": "Kysytään kaikilta.",
                        "body": "Johto",
                        "state": "running",
                    }
                },
            },
        },
        "sections": {
            "vuosi": {"title": "Vuosi", "text": "Vuosi alkaa syksystä."},
            "raha": {"title": "Raha", "text": "Rahasta sovitaan erikseen."},
        },
    },
    "structure": {
        "purpose": "Tuetaan toisia.",
        "members": {"tiimit": "Tiimivastaavat", "johto": "Johtajat"},
        "goal": "Kukaan ei jää yksin.",
        "tasks": {"jaa": "Jaa kokemuksia.", "kehita": "Kehitä työtä."},
        "way": "Kokoonnutaan etänä.",
        "rhythm": "Kerran kuussa",
        "moments": {
            "kevat": {"when": "Keväällä", "title": "Kysely", "text": "Kysytään."},
            "syksy": {"when": "Syksyllä", "text": "Kootaan."},
        },
        "coordinator": "{coordinator}",
        "now": "Verkosto on olemassa.",
        "agree": {"aika": "Milloin kokoonnutaan.", "paikka": "Missä kokoonnutaan."},
        "start": {"nimea": "Nimeä vetäjä.", "kutsu": "Kutsu koolle."},
    },
    "form": {
        "purpose": "Pohja auttaa suunnittelemaan.",
        "steps": {"lue": "Lue ohje.", "tayta": "Täytä yhdessä."},
        "groups": {
            "tavoite": {
                "title": "Tavoite",
                "text": "Kirjatkaa lyhyesti.",
                "fields": {
                    "mita": {
                        "title": "Mitä",
                        "type": "line",
                        "hint": "Yksi asia",
                        "example": "Yhteinen kokous",
                    },
                    "kuka": {
                        "title": "Kuka",
                        "type": "checkboxes",
                        "choices": {"me": "Me", "muut": "Muut"},
                        "example": "Me kaikki",
                    },
                },
            },
            "seuranta": {
                "title": "Seuranta",
                "fields": {"milloin": {"title": "Milloin", "type": "date"}},
            },
        },
        "example": "Keksitystä tiimistä",
        "after": {"jaa": "Jakakaa pohja.", "palaa": "Palatkaa siihen."},
    },
    "county": {
        "basics": "Alue on pieni.",
        "years": "2021",
        "services": {"lastensuojelu": "Lastensuojelu", "perhetyo": "Perhetyö"},
        "environment": "Etäisyydet ovat pitkiä.",
        "target_group": "Perheet, joilla on monta työntekijää.",
        "idea": "Tehdään yhdessä.",
        "conditions": "Johto on mukana.",
        "milestones": {
            "alku": {"when": "2021", "title": "Alku", "text": "Aloitettiin."},
            "laajennus": {"when": "2022", "text": "Laajennettiin."},
        },
        "figures": {
            "tiimit": {"title": "5", "text": "tiimiä"},
            "perheet": {"title": "120", "text": "perhettä"},
        },
        "results": "Perheet kokivat tulleensa kuulluiksi.",
        "tips": "Varatkaa aikaa.",
        "phase": "Työ jatkuu.",
    },
    "measure": {
        "status": "Tämä on ehdotus.",
        "purpose": "Katsotaan, missä mennään.",
        "steps": {"yksin": "Vastaa yksin.", "yhdessa": "Puhukaa yhdessä."},
        "scale": {
            "ei": {"value": "1", "title": "Ei", "text": "Ei tehty.", "reading": "Aloittakaa."},
            "kylla": {"value": "2", "title": "Kyllä", "text": "Tehty.", "reading": "Jatkakaa."},
        },
        "dimensions": {
            "puhe": {
                "title": "Puhe",
                "text": "Miten puhumme.",
                "statements": {
                    "kuuntelu": {"text": "Kuuntelimme.", "traces": ["dialogi", "suhteet"]},
                    "vuorot": {"text": "Jokainen sai vuoron.", "traces": ["dialogi"]},
                },
            },
            "teot": {
                "title": "Teot",
                "text": "Mitä teimme.",
                "statements": {"lupaus": {"text": "Pidimme lupauksen.", "traces": ["suhteet"]}},
            },
            "poiminnat": {
                "title": "Poiminnat",
                "text": "Mitä lainaamme.",
                "picks": ["vuorot", "lupaus"],
            },
        },
        "reading": "Lukuja ei lasketa yhteen.",
        "head": {
            "tiimi": {"title": "Tiimi", "type": "line", "hint": "Ei henkilöiden nimiä"},
            "palvelu": {
                "title": "Palvelu",
                "type": "checkboxes",
                "choices": {"suojelu": "Lastensuojelu", "perhe": "Perhetyö"},
            },
        },
        "notes": {
            "askel": {"title": "Askel", "type": "text", "rows": "2", "hint": "Yksi askel"},
            "apu": {
                "title": "Apu",
                "type": "checkboxes",
                "choices": {"koulutus": "Koulutus", "aika": "Aika"},
            },
        },
    },
    "training": {
        "told": "Lähde kertoo vähän.",
        "for_whom": {"uudet": "Uudet työntekijät", "johtajat": "Uudet johtajat"},
        "length": "6 päivää",
        "goals": {"kysy": "Osaat kysyä.", "kuule": "Osaat kuulla."},
        "contents": {"kehat": "Kehät", "kartat": "Kartat"},
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
            },
            "jatko": {
                "title": "Syventävä",
                "whom": "Konkareille",
                "length": "2 päivää",
                "text": "Opitaan lisää.",
            },
        },
        "choices": {
            "tyontekija": {
                "title": "Olen työntekijä",
                "answers": {
                    "ei": {
                        "title": "Minulla ei ole koulutusta",
                        "text": "Aloita alusta.",
                        "materials": ["perheelle"],
                    },
                    "on": {
                        "title": "Minulla on koulutus",
                        "text": "Syvennä sitä.",
                        "materials": ["perheelle"],
                    },
                },
            },
            "johtaja": {
                "title": "Olen johtaja",
                "answers": {
                    "aika": {
                        "title": "Minulla on aikaa",
                        "text": "Tule mukaan.",
                        "materials": ["perheelle"],
                    }
                },
            },
        },
        "sections": {
            "muut": {"title": "Muut", "text": "Muitakin on."},
            "haku": {"title": "Haku", "text": "Ilmoittaudu esihenkilölle."},
        },
    },
    "workshop": {
        "topic": "Kysyminen",
        "training": "perheelle",
        "intro": "Päivä kouluttajalle.",
        "goals": {"kysy": "Osataan kysyä.", "kuule": "Osataan kuulla."},
        "before": {"tila": "Varaa tila.", "kahvi": "Tilaa kahvi."},
        "starts": "8:30",
        "sessions": {
            "aloitus": {
                "title": "Aloitus",
                "minutes": "45",
                "text": "Istutaan rinkiin.",
                "slides": {
                    "dia": {"title": "Tervetuloa", "text": "- Ensin tämä", "notes": "Kerro."},
                    "kysymys": {
                        "title": "Kysymys",
                        "layout": "question",
                        "text": "Mitä toit mukanasi?",
                        "notes": "Odota vastausta.",
                    },
                },
                "exercises": {
                    "pari": {
                        "title": "Pari",
                        "minutes": "15",
                        "goal": "Tullaan kuulluksi.",
                        "setting": "Pareittain",
                        "steps": {"kysy": "Kysy parilta.", "vaihda": "Vaihtakaa vuoroa."},
                        "closing": "Mitä huomasit?",
                    },
                    "rinki": {
                        "title": "Rinki",
                        "minutes": "10",
                        "goal": "Kuullaan jokainen.",
                        "setting": "Kaikki yhdessä",
                        "steps": {"kierros": "Kierretään rinki."},
                        "closing": "Mitä viet mukanasi?",
                    },
                },
            },
            "lopetus": {"title": "Lopetus", "minutes": "30", "text": "Kootaan päivä."},
        },
        "after": {"palaute": "Lue palaute.", "kiitos": "Kiitä osallistujia."},
    },
    "deck": {
        "lead": "Kortit auttavat puhumaan.",
        "use": {"nosta": "Nosta kortti.", "kysy": "Kysy siitä."},
        "suits": {
            "alku": {
                "title": "Alkukortit",
                "colour": "plum",
                "cards": {
                    "eka": {"text": "Mistä aloitamme?", "back": "Odota vastausta."},
                    "toka": "Kuka puuttuu?",
                },
            },
            "loppu": {
                "title": "Loppukortit",
                "cards": {
                    "kiitos": {"text": "Mistä kiität?", "back": "Kuuntele loppuun."},
                    "askel": {"text": "Mikä on askel?"},
                },
            },
        },
    },
    "canvas": {
        "lead": "Piirretään yhdessä.",
        "when": "Alussa.",
        "use": {"kysy": "Kysy lupa.", "piirra": "Anna kynä."},
        "symbols": {
            "koti": {"text": "Talo: koti", "drawing": "koti"},
            "mokki": {"text": "Pieni talo: mökki", "drawing": "koti"},
        },
        "ground": {
            "drawing": "koti",
            "labels": {
                "ylhaalla": {"text": "Yläkerta", "x": 4, "y": 10},
                "huone": {"text": "Oma huone", "x": 10, "y": 50, "width": 60, "height": 40},
            },
        },
        "example": {
            "drawing": "koti",
            "text": "Talossa asuu äiti.",
            "labels": {
                "aiti": {"text": "äiti kotona", "x": 48, "y": 60, "anchor": "middle"},
                "isa": {"text": "isä töissä", "x": 48, "y": 80},
            },
        },
    },
    "video": {
        "lead": "Katso video.",
        "intro": "Video perheelle.",
        "scenes": {
            "ovi": {
                "title": "Ovi",
                "picture": "Ovi avautuu.",
                "words": "Tervetuloa meille, istu tähän.",
                "seconds": "5",
            },
            "poyta": {
                "title": "Pöytä",
                "picture": "Kaikki istuvat.",
                "words": "Puhutaan yhdessä, mitä toivot.",
                "seconds": "6",
            },
        },
        "making": "Käytä piirroksia.",
    },
    "page": {
        "lead": "Tervetuloa.",
        "sections": {
            "tietoa": {
                "title": "Tietoa",
                "text": "Katso [esite](id:perheelle).",
                "notice": "client-document",
            },
            "apua": {"title": "Apua", "text": "Kysy neuvoa.", "shows": "kept"},
        },
    },
}
"""What a record of each kind has of its own: every list holds two items or more."""

TABLES: Files = {
    "content/audience.yaml": {
        "perheet": {
            "title": "Perheet",
            "summary": "Lapsille ja vanhemmille.",
            "sign": "house",
            "speaks_to": "family",
        },
        "ammattilaiset": {"title": "Ammattilaiset", "sign": "dialogue"},
    },
    "content/role.yaml": {"sosiaalityontekija": {"title": "Sosiaalityöntekijä"}},
    "content/theme.yaml": {"dialogi": {"title": "Dialogi"}},
    "content/source.yaml": {
        "opas": {"title": "Opas", "publisher": "Alue", "year": "2023"},
    },
    "content/settings.yaml": {"base_url": BASE_URL},
}


HEARD: Fields = {
    "title": "Kuuleminen",
    "act": "Esimerkkilaki",
    "number": "1/2020",
    "section": "1 §",
    "means": "Ihmistä *kuullaan* ennen päätöstä.",
    "url": "https://laki.example/1",
    "seen": {"text": "Lain teksti", "dated": "tammikuu 2026", "on": "2026-01-15"},
    "unsure": "Onko pykälä muuttunut",
}
"""A section of an act that no jurist has read."""
HEARING: Fields = {
    "title": "Sinua kuullaan",
    "to": ["perheet"],
    "owner": "sosiaalityontekija",
    "law": ["laki-1"],
    "professional": "Perhettä kuullaan.",
    "exceptions": {"vaara": "Ei, jos lapsi on *vaarassa*.", "kiire": "Ei, jos on kiire."},
    "family": "Kuulemme teitä, ellei lapsi ole vaarassa.",
    "plain": "Kuulemme sinua. Joskus emme voi.",
    "child": "Sinua kuullaan. Aina ei voi.",
    "unsure": "Riittääkö poikkeus",
}
"""A promise that rests on it."""

INDEXED: Files = {
    "content/law.yaml": {
        "laki-1": HEARD,
    },
    "content/promise.yaml": {
        "kuuleminen": HEARING,
    },
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


EXCEPTIONS: Fields = {
    "long_sentence": "Lain sanat.",
    "many_clauses": "Lain sanat.",
    "passive": "Tekijää ei tiedetä.",
    "hard_form": "Lain sanat.",
    "negatives": "Lain sanat.",
    "long_word": "Perheen oma sana.",
    "abbreviation": "Tutumpi kuin sanat.",
    "unexplained": "Selitetään ääneen.",
}
"""A reason for each rule of plain language."""
FULLER: Files = {
    "content/role.yaml": {
        "sosiaalityontekija": {"title": "Sosiaalityöntekijä", "summary": "Vastaa lapsen asioista."},
        "ohjaaja": {"title": "Ohjaaja"},
    },
    "content/theme.yaml": {
        "dialogi": {"title": "Dialogi", "summary": "Kuunteleminen ja puhuminen."},
        "suhteet": {"title": "Suhteet"},
    },
    "content/source.yaml": {
        "opas": {
            "title": "Opas",
            "summary": "Perusteos.",
            "publisher": "Alue",
            "year": "2023",
            "url": "https://alue.fi/opas",
        },
        "raportti": {"title": "Raportti", "publisher": "Toinen alue", "year": "2024"},
    },
    "content/audience.yaml": {
        "perheet": {
            "title": "Perheet",
            "summary": "Lapsille ja vanhemmille.",
            "sign": "house",
            "speaks_to": "child",
            "everyday": ["teini", "koululainen"],
        },
        "ammattilaiset": {
            "title": "Ammattilaiset",
            "summary": "Työntekijöille.",
            "sign": "dialogue",
        },
        "muut": {"title": "Muut", "summary": "Heille ei ole vielä mitään.", "sign": "star"},
    },
    "content/law.yaml": {
        "laki-1": HEARD | {"summary": "Kuulemisen pykälä."},
        "laki-2": {
            "title": "Päätös",
            "act": "Toinen laki",
            "number": "2/2020",
            "section": "2 a §",
            "means": "Päätös perustellaan.",
            "url": "https://laki.example/2",
            "seen": {"text": "Lain perustelut", "dated": "2020", "on": "2026-01-16"},
            "read_on": "2026-02-01",
            "read_by": "Johtava lakimies",
        },
    },
    "content/promise.yaml": {
        "kuuleminen": HEARING
        | {
            "summary": "Lupaus kuulemisesta.",
            "plain_exceptions": EXCEPTIONS,
            "to": ["perheet", "muut"],
            "law": ["laki-1", "laki-2"],
        },
        "paatos": {
            "title": "Päätös perustellaan",
            "to": ["perheet"],
            "owner": "ohjaaja",
            "professional": "Päätökseen kirjoitetaan syy.",
            "family": "Saatte tietää syyn.",
            "plain": "Kerromme syyn.",
            "plain_exceptions": dict(EXCEPTIONS),
            "child": "Sinulle kerrotaan syy.",
            "confirmed": {"by": "Lakimies", "on": "2026-02-02"},
        },
    },
    "content/event.yaml": {
        "peruskoulutus": {
            "title": "Peruskoulutus",
            "summary": "Kuusi päivää.",
            "subject": "koe-training",
            "roles": ["sosiaalityontekija", "ohjaaja"],
            "rhythm": "6 päivää",
            "organiser": "Koulutusyksikkö",
            "place": "Kirjasto",
            "updated": "2026-01-15",
            "occasions": {
                "eka": {
                    "title": "Alku",
                    "day": "2027-03-15",
                    "last_day": "2027-03-17",
                    "starts": "9:00",
                    "ends": "15.30",
                    "place": "Kaupungintalo",
                },
                "toka": {"title": "Jatko", "when": "Sovitaan"},
            },
        },
        "malli": {
            "title": "Mallitapahtuma",
            "summary": "Näin tapahtuma täytetään.",
            "example": "true",
            "updated": "2026-01-15",
        },
    },
    "content/term.yaml": {
        "genogrammi": {
            "title": "genogrammi",
            "summary": "Sukupuu.",
            "definition": "Piirros *suvusta*.",
            "stems": ["genogramm", "sukupiirro"],
            "wrong": ["genokramm", "kenogramm"],
            "besides": ["sukukartt", "sukutaulu"],
            "everyday": ["sukupuu", "family tree"],
            "law": ["laki-1", "laki-2"],
            "sv": "genogram",
            "en": "genogram",
        },
        "dialogi": {
            "title": "vuoropuhelu",
            "definition": "Kuunnellaan ja puhutaan.",
            "sv": "dialog",
            "en": "dialogue",
        },
    },
    "content/trace.yaml": {
        "puhe": {
            "title": "Puhutaan yhdessä",
            "summary": "Puhe on tärkein.",
            "source": "opas",
            "records": ["koe-meeting", "koe-meeting-toinen"],
            "expects": ["puhutaan", "yhdessä"],
        },
        "kuulo": {
            "title": "Kuullaan jokainen",
            "source": "raportti",
            "records": ["koe-workshop"],
            "expects": ["kuullaan"],
        },
    },
    "content/trainer.yaml": {
        "perhekeskus": {
            "title": "Perhekeskus",
            "summary": "Kokenut kouluttaja.",
            "task": "Perheterapeutti",
            "trainings": ["koe-training", "koe-workshop"],
            "themes": ["dialogi", "suhteet"],
            "region": "Koko alue",
            "consent": "2026-01-15",
        },
        "mallikoti": {
            "title": "Mallikoti",
            "task": "Ohjaaja",
            "themes": ["suhteet"],
            "region": "Etelä",
            "consent": "2026-01-16",
            "example": "true",
        },
    },
}
"""Tables with every field filled, for ``full()``."""


def record(kind: str = "brochure", /, **changes: object) -> Fields:
    """Give the fields of a valid record of a kind, with changes; ``None`` takes a field away."""
    fields = HEAD | BODIES[kind] | changes
    return {name: value for name, value in fields.items() if value is not None}


def path_of(kind: str, record_id: str, language: str = LANGUAGES[0]) -> str:
    """Tell the path of a record's file, or of its translation."""
    suffix = ".yaml" if language == LANGUAGES[0] else f".{language}.yaml"
    return f"{kinds()[kind].folder}/{kind}/{record_id}{suffix}"


APPROVAL: Fields = {"role": "sosiaalityontekija", "on": "2026-03-04"}
"""Who has approved a text, and when."""

HANDOUTS = sum(len(kinds()[kind].handouts) for kind in BODIES)
"""How many handouts ``every_kind()`` is made into."""

FILES: Files = TABLES | {BROCHURE: record()}
"""The smallest bank: the tables and one brochure, ``perheelle``."""


PROMISES = {
    "guideline": ("steps.kierros.promises", "sections.tausta.promises"),
    "sheet": ("parts.luettavaa.promises", "kept"),
    "video": ("promises",),
}
"""Where the records of ``every_kind()`` take a promise."""


def _set(fields: Fields, places: Iterable[str], value: object = ("kuuleminen",)) -> Fields:
    """Give fields in which a value, or the promise, stands at these places."""
    changed = deepcopy(fields)
    for place in places:
        *way, last = place.split(".")
        part = changed
        for step in way:
            part = part[step]
        part[last] = list(value) if isinstance(value, tuple) else value
    return changed


DRAWN = {
    "brochure": ("sections.alku.drawing", "sections.jatko.drawing"),
    "guideline": ("sections.tausta.drawing",),
    "sheet": ("parts.luettavaa.drawing",),
    "video": ("scenes.ovi.drawing",),
}
CHOSEN = {
    "sheet": "parts.toiveet.fields.tunne.choices",
    "meeting": "recording.olo.choices",
    "form": "groups.tavoite.fields.kuka.choices",
    "measure": "head.palvelu.choices",
}
"""Where the records of ``full()`` have a drawing, and choices with one each."""


def _drawn(kind: str, fields: Fields) -> Fields:
    """Give the fields of a record with drawings beside its words."""
    faces = {"ilo": {"text": "Ilo", "drawing": "ilo"}, "suru": {"text": "Suru", "drawing": "koti"}}
    drawn = _set(fields, DRAWN.get(kind, ()), "koti")
    if kind == "meeting":
        drawn["recording"]["olo"] = {"title": "Olo", "type": "checkboxes"}
    if kind == "measure":
        drawn = _set(
            drawn,
            ["notes.askel"],
            {"title": "Askel", "type": "checkboxes", "hint": "Yksi askel", "choices": faces},
        )
    return _set(drawn, [CHOSEN[kind]], faces) if kind in CHOSEN else drawn


def every_kind(**head: object) -> Files:
    """Give a bank with a record of each kind; each refers to the brochure ``perheelle``.

    ``head`` is changed in each.
    """
    files = FILES | INDEXED | DRAWING | {BROCHURE: record(**head)}
    for kind in BODIES:
        if kind != "brochure":
            changes = {"title": f"Koe {kind}", "related": ["perheelle"], "sources": ["opas"]}
            fields = _set(record(kind, **changes | head), PROMISES.get(kind, ()))
            files[path_of(kind, f"koe-{kind}")] = fields
    home = record("page", title="Koti", related=["perheelle"], **head)
    return files | {path_of("page", "etusivu"): home}


def overfull(name: str) -> Files:
    """Give a huoneentaulu of this name that does not fit on its one sheet, and its model."""
    said = {"text": "Sana. " * 20, "practice": "Näin."}
    principles = {f"p{n}": {"title": f"Periaate {n}"} | said for n in range(14)}
    model = record("model", title="Pitkä malli", principles=principles)
    poster = record("huoneentaulu", title="Pitkä taulu", principles=list(principles))
    return {
        path_of("model", "pitka"): model,
        path_of("huoneentaulu", name): poster,
    }


def full() -> Files:
    """Give ``every_kind()`` and more: every list with two items, every field filled somewhere.

    Beside the records of each kind there are an approved one, a withdrawn one, a plain twin, a
    second meeting, a film, and pages of each layout.
    """
    files = every_kind()
    second = "koe-meeting-toinen"
    image = {"file": "kuva.png", "alt": "Kaksi ihmistä puhuu."}
    picture = (ROOT / "tests" / "data" / "kuva.png").read_bytes()
    changes = {
        "uudempi": {"version": "1.0", "on": "2026-01-15", "text": "Teksti *lyheni*."},
        "vanhempi": {"version": "0.9", "on": "2025-12-15", "text": "Ensimmäinen teksti."},
    }
    for path, content in files.items():
        kind = kinds().get(path.split("/")[1])
        if kind and isinstance(content, dict):
            record_id = path.removesuffix(".yaml").rpartition("/")[2]
            doubled = _doubled(content, record_id) | {"image": image, "changes": changes}
            files[path] = _drawn(kind.name, doubled)
    head: Fields = {
        "summary": "Hyväksytty teksti kertoo kaiken.",
        "audience": ["perheet", "ammattilaiset"],
        "roles": ["sosiaalityontekija", "ohjaaja"],
        "themes": ["dialogi", "suhteet"],
        "state": "approved",
        "approved": APPROVAL,
        "sources": ["opas", "raportti"],
        "law": ["laki-1", "laki-2"],
        "order": "7",
        "related": ["koe-model", "koe-county"],
        "followed_by": ["koe-guideline", "koe-form"],
        "formerly": ["esitteet/muinainen", "esitteet/ikivanha"],
        "without": ["pdf-folded", "pdf-large"],
        "plain_exceptions": EXCEPTIONS,
    }
    promising = {
        "eka": {"title": "Kuulemme", "text": "Näin.", "promises": ["kuuleminen", "paatos"]},
        "toka": {"title": "Päätämme", "text": "Ja näin."},
    }
    weighing = {"title": "Luvut", "minutes": "5", "statements": ["kuuntelu", "lupaus"]}
    private = {"title": "Keskenään", "present": ["lapsi", "vanhempi"], "text": "Saatte aikaa."}
    earlier = {"kysy": {"text": "Kysy, keitä kutsutaan.", "weeks": "6"}, "varaa": "Varaa huone."}
    later = {"kysy": {"text": "Kysy, miten on mennyt.", "weeks": "8"}, "kiita": "Kiitä kaikkia."}
    signed = {
        "nimet": {"title": "Olemme sopineet", "type": "signature", "at_table": "true"},
        "loppu": {"title": "Lopuksi", "type": "text", "at_table": "true"},
    }
    gone = {"reason": "Esite *vanheni*.", "instead": "perheelle"}
    twin: Fields = {
        "title": "Koe sheet selkokielellä",
        "plain_of": "koe-sheet",
        "plain_exceptions": EXCEPTIONS,
        "anonymous": "true",
    }
    more: Files = {
        "materials/brochure/hyvaksytty.yaml": record(title="Hyväksytty esite", **head),
        "materials/brochure/lupaava.yaml": record(title="Lupaava esite", sections=promising),
        "materials/brochure/vanha.yaml": record(
            title="Vanha esite", state="withdrawn", withdrawn=gone
        ),
        path_of("sheet", "koe-sheet-selko"): record("sheet", **twin),
        path_of("meeting", second): record(
            "meeting",
            title="Toinen",
            client_document="false",
            records_as="Palvelutapahtuma",
            goal="Mietimme *yhdessä*.",
            starts="17:00",
            before=earlier,
            agenda=BODIES["meeting"]["agenda"] | {"luvut": weighing, "keskenaan": private},
            recording=BODIES["meeting"]["recording"] | signed,
            after=later,
        ),
        path_of("canvas", "lupaava-pohja"): record(
            "canvas", title="Lupaava pohja", promises=["kuuleminen", "paatos"]
        ),
        path_of("video", "koe-film"): record("video", title="Filmi", film="https://alue.fi/v"),
        path_of("page", "ovet"): record("page", title="Ovet", layout="doors"),
        path_of("page", "kattavuus"): record("page", title="Kattavuus", layout="coverage"),
        path_of("page", "luovutus"): record("page", title="Luovutus", layout="delivery"),
    }
    pictures: Files = {
        f"{path.rpartition('/')[0]}/kuva.png": picture for path in files if path.count("/") > 1
    }
    drawings: Files = DRAWING | {
        "content/drawing.yaml": {
            "koti": {"title": "Koti", "alt": "Talo, jossa on ovi"},
            "ilo": {"title": "Ilo", "summary": "Kun jokin on hyvin.", "alt": "Hymyilevä kasvo"},
        },
        "content/drawing/ilo.svg": SVG.format('<circle class="sun" cx="48" cy="48" r="30"/>'),
    }
    return files | more | pictures | FULLER | drawings


def _doubled(fields: Fields, record_id: str) -> Fields:
    """Give fields that refer to two records wherever they referred to one."""
    doubled: Fields = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            doubled[name] = _doubled(value, record_id)
        elif value == ["koe-meeting"]:
            doubled[name] = ["koe-meeting", "koe-meeting-toinen"]
        elif value == ["kuuleminen"]:
            doubled[name] = ["kuuleminen", "paatos"]
        elif value == ["perheelle"]:
            doubled[name] = ["perheelle", "koe-model" if "guide" in record_id else "koe-guideline"]
        else:
            doubled[name] = value
    return doubled


def swedish(
    folder: Path,
    path: str,
    state: str = "approved",
    say: Callable[[str], str] = "sv: {}".format,
    **changes: object,
) -> Path:
    """Write a whole Swedish translation of a record or a table that lies in the folder.

    ``say`` says each text in Swedish: it has ``sv: `` before it. ``changes`` are of the head.
    """
    documents, _ = load(source for source in find(folder)[0] if source.path == path)
    layers, _ = overlay(documents)
    found = [
        (f"{layer.id}.{name}", name, scalar)
        for layer in layers
        for name, scalar in words(layer.root, layer.model)
    ]
    follows = digest((name, scalar) for name, _, scalar in found)
    approved = {"approved": APPROVAL} if state == "approved" else {}
    fields: Fields = {"translation": {"state": state, **approved, "follows": follows}}
    for whole, name, scalar in found:
        table = len(layers) > 1 or isinstance(layers[0].kind, Table)
        *parts, last = (whole if table else name).split(".")
        place = fields
        for part in parts:
            place = place.setdefault(part, {})
        place[last] = say(scalar.text)
    file = folder / path.replace(".yaml", ".sv.yaml")
    file.write_text(to_yaml(fields), encoding="utf-8")
    if state == "approved":
        confirm(folder, path.replace(".yaml", ".sv.yaml"))
    if changes:
        fields = yaml.safe_load(file.read_bytes())
        head = {k: v for k, v in (fields["translation"] | changes).items() if v is not None}
        file.write_text(to_yaml(fields | {"translation": head}), "utf-8")
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
    for path in REVIEWED & files.keys():
        data = (folder / path).read_bytes()
        if b"words" not in data and (b"read_by" in data or b"confirmed" in data):
            confirm(folder, path)
    return folder


def read(folder: Path, **options: Any) -> tuple[Library, Plan, list[Problem]]:  # noqa: ANN401 - those of Options
    """Read a source folder as a build does, up to the plan."""
    return prepare(Options(folder, folder.parent / "site", **options), Cache())


def lines(problems: Iterable[Problem], language: str = "en") -> list[str]:
    """Give the problems as lines, in a language."""
    return [problem.line(language) for problem in problems]


def page_jobs(plan: Plan) -> tuple[Job[object], ...]:
    """Give every job of a plan that is a page."""
    return (*plan.records, *plan.listings, *plan.redirects)


def jobs(plan: Plan) -> tuple[Job[object], ...]:
    """Give every job of a plan."""
    return (*page_jobs(plan), *plan.handouts, *plan.previews, *plan.beside, *plan.feeds)


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

    def begin(self, work: Callable[[A], B], tasks: Sequence[A]) -> Callable[[], list[B]]:
        """Do each task when its result is asked for."""
        return lambda: [work(task) for task in tasks]

    def all(self, work: Callable[[A], B], tasks: Sequence[A], together: int) -> Iterator[B]:  # noqa: ARG002 - as in Workers
        """Do each task, in order."""
        return map(work, tasks)


def build_here(source: Path, output: Path, **options: Any) -> Outcome:  # noqa: ANN401 - those of Options
    """Build in this process."""
    return build(Options(source, output, **options), Here(), Silent())


def project(folder: Path) -> Path:
    """Copy the generator into a folder, to be changed there, and give the folder."""
    for name in ("generator", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def run(folder: Path, *arguments: str) -> None:
    """Run a command of the generator that lies in a folder; it must end well."""
    command = [sys.executable, "-m", "generator", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


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


def pages_made_anew(source: Path, changes: Mapping[str, Content]) -> set[str]:
    """Change a source folder, and tell which pages of records are written again for it.

    With those that are kept the pages are what they are when nothing was kept.
    """
    kept, written = source.parent / "kept", set[str]()

    def noted(edition: Edition[Record], place: Place, *rest: Any) -> str:  # noqa: ANN401 - passed on
        written.add(f"{place.here}index.html")
        return record_page(edition, place, *rest)

    for files in ({}, changes):
        write(source, files)
        library, plan, problems = read(source)
        assert lines(problems) == []
        asked, cache = answers(library, source), Cache(kept)
        written.clear()
        with patch.object(making, "record_page", noted):
            made = make_pages(plan, library, asked, {}, cache)
        cache.save()
        assert made == make_pages(plan, library, answers(library, source), {}, Cache())
    return written


def answers(library: Library, source: Path) -> dict[str, Answers]:
    """Give what the library answers, by language."""
    return {language: Answers(library, language, source) for language in library.languages}


def view(source: Path, record_id: str, language: str = LANGUAGES[0]) -> View:
    """Give a record of a source folder as its page shows it."""
    library, _, _ = read(source)
    edition = library.record(record_id, language)
    assert edition
    lookup = Lookup(answers(library, source)[language])
    return View(edition, Place(lookup, ""), Output.SCREEN)


def pages(folder: Path, **options: Any) -> dict[str, str]:  # noqa: ANN401 - those of Options
    """Give the Markdown of every page of a sound source folder by its path.

    Two handouts stand beside each, as if they had been made.
    """
    library, plan, problems = read(folder, **options)
    assert lines(p for p in problems if p.code not in LET_BE) == []
    found = {}
    for job in page_jobs(plan):
        here = job.path.removesuffix("index.html")
        found[here] = (
            File(PDF_A4, f"{here}koe.pdf", 312_400, 2, "0" * 64),
            File(PDF_A3, f"{here}koe-a3.pdf", 1_250_000, 1, "0" * 64),
        )
    return make_pages(plan, library, answers(library, folder), found, Cache())


# --- what a reader sees ----------------------------------------------------------------------


def to_html(page: str) -> str:
    """Give the HTML of a page: its Markdown converted, below its title and description."""
    _, front, body = page.split("---\n", 2)
    said = dict(line.split(": ", 1) for line in front.splitlines())
    head = "".join(
        f'<meta name="{name}" content="{escape(json.loads(said[name]))}">'
        for name in ("title", "description")
        if name in said
    )
    converted = Markdown(extensions=["toc", "tables"]).convert(body)
    return f"<html><head>{head}</head><body>{converted}</body></html>"


def handouts(source: Path, **options: Any) -> dict[str, str]:  # noqa: ANN401 - those of Options
    """Give the HTML of every handout of a sound source folder by the path of its PDF."""
    return {path: task.html for path, task in handout_tasks(source, **options).items()}


def made(source: Path, wanted: Format, **options: Any) -> Made:  # noqa: ANN401 - as above
    """Make the one file of a format that a sound source folder has."""
    library, plan, problems = read(source, **options)
    assert problems == []
    (job,) = (job for job in jobs(plan) if job.format is wanted)
    asked = answers(library, source)
    return MAKERS[wanted.maker].task(job, Lookup(asked[job.language])).make()


def handout_tasks(source: Path, **options: Any) -> dict[str, HandoutTask]:  # noqa: ANN401 - as above
    """Give the task of every handout of a sound source folder by the path of its PDF."""
    library, plan, problems = read(source, **options)
    assert lines(p for p in problems if p.code not in LET_BE) == []
    asked = answers(library, source)
    return {job.path: handout_task(job, Lookup(asked[job.language])) for job in plan.handouts}
