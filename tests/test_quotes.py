"""Quotes without a pair: told where they may be lost, and nowhere else."""

from __future__ import annotations

import pytest

from generator.source.load import Source, load
from generator.source.quotes import unpaired

MORE = "Hän sanoi ”hei”.\n\nToinen ”sana”."


def _found(text: str) -> list[str]:
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    documents, _ = load([Source("a.yaml", None, "a", "fi", f"text: |\n{lines}")])
    return [f"{each.at.line}: {each.values['found']}" for each in unpaired(documents)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sanoi ”hei ja lähti.", ["2: ”hei ja lähti."]),
        ('Sanoi "hei ja\nlähti.', ['2: "hei ja lähti.']),
        ("Sanoi hei” ja ”lähti”.", ["2: ” ja ”lähti”."]),
        ("Sanoi ”hei ja lähti. Toinen ”sana.", ["2: ”sana."]),
        ("”Tulen kello 5”, hän sanoi. ”Hei ja lähti.", ["2: ”Hei ja lähti."]),
        ("Ruutu 5 ”hieno juttu", ["2: ”hieno juttu"]),
        ("”Yksi alku.\n\n”Toinen.\n\n”Kolmas”, hän sanoi.", []),
        ("”Yksi alku.\n\n”Toinen.\n\n”Kolmas, hän sanoi.", ["6: ”Kolmas, hän sanoi."]),
        ("Hän sanoi: ”yksi.\n\n”Toinen” loppui.", []),
        ("Yksi” alku.\n\n”Toinen” loppui.", ["2: ” alku."]),
        ("- ”Toinen alku\n- ”Kolmas” sana", ["2: ”Toinen alku"]),
        ("”Hän sanoi ”hei” ja lähti”", []),
        ("Sana ”hei”lle, (”moi”-sana) ja *”moi”*: ”Mitä?””Ei.” –”Hei.”", []),
        ("sanoi ” hei ” ja", []),
        ('"Ruutu on 24" leveä" ja muuta', []),
        (f"{MORE}\n\nKolmas ”sana.", ["6: ”sana."]),
        ("- Toinen ”sana\n- Kolmas” sana", ["2: ”sana", "3: ” sana"]),
        (MORE, []),
        ("“Hello” and „hei“, »ja« ”ja”", []),
        ('Ruutu on 24 ” leveä tai 5½".', []),
        ("Sanoi ”kello 5” ja lähti.", []),
        ('Merkki \\" on lainausmerkki.', []),
        ('https://a.fi/"b', []),
        ("Äidin 'sana ja vaa'an", []),
        ("Avaa Asetukset » Tietosuoja.", []),
        ("Sanoi ”tulen\n12. elokuuta” ja lähti.", []),
        ("Sanoi ”tulen\n1. elokuuta” ja lähti.", []),
    ],
)
def test_a_quote_without_a_pair_is_found_in_its_paragraph(text: str, found: list[str]) -> None:
    """It is told by what stands after it; inches and escaped signs are none."""
    assert _found(text) == found
