"""An author's text becomes a tree or a fault, and never markup that nobody meant."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from generator.document import richtext
from generator.document.richtext import (
    BulletList,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    ListItem,
    MarkupError,
    OrderedList,
    Paragraph,
    RecordLink,
    RichText,
    Setting,
    Strong,
    Target,
    Text,
    Value,
    parse,
    to_html,
    to_text,
    walk,
)

if TYPE_CHECKING:
    from generator.document.richtext import Block, Inline

TAGS = {"p", "h3", "h4", "ul", "ol", "li", "em", "strong", "a", "br", "span"}
SCHEMES = {"https", "http", "mailto", "tel"}


class Place:
    """Where ``perheelle`` has a page, the county has a name, and nobody answers the phone."""

    def target(self, record_id: str) -> Target | None:
        """Lead to the one record there is, and to one that is in Finnish alone."""
        targets = {
            "perheelle": Target("../perheelle/"),
            "suomeksi": Target("../../ohje/", "fi", "på finska"),
        }
        return targets.get(record_id)

    def value(self, key: str) -> Value:
        """Give the name of the county; the rest is left to a pen."""
        return Value(f"Täytä {key}", "Alue & <kumppanit>" if key == "county" else "")


PLACE = Place()


# --- an author who writes a tree down --------------------------------------------------------


def written(tree: RichText) -> str:
    """Write a tree as an author would, every mark that is meant as text escaped."""
    return "\n\n".join(block_written(block) for block in tree.blocks)


def block_written(block: Block) -> str:
    """Write a block."""
    if isinstance(block, Paragraph):
        return line_written(block.children)
    if isinstance(block, Heading):
        return f"{'#' * block.level} {line_written(block.children)}"
    items = []
    for number, item in enumerate(block.items, start=1):
        mark = "- " if isinstance(block, BulletList) else f"{number}. "
        text = "\n\n".join(block_written(part) for part in item.blocks)
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    return "\n\n".join(items)


def line_written(nodes: tuple[Inline, ...]) -> str:
    """Write what stands in a line."""
    return "".join(inline_written(node) for node in nodes)


def inline_written(node: Inline) -> str:
    """Write a piece of a line."""
    match node:
        case Text(text):
            return escaped(text)
        case Emphasis(children):
            return f"_{line_written(children)}_"
        case Strong(children):
            return f"**{line_written(children)}**"
        case Link(text, href):
            return f"[{escaped(text)}]({href})"
        case RecordLink(text, target):
            return f"[{escaped(text)}](id:{target})"
        case Setting(key):
            return f"{{{key}}}"
        case _:
            return "\\\n"


def escaped(text: str) -> str:
    """Escape everything that could be a mark."""
    return "".join("\\" + c if c in string.punctuation else c for c in text)


# --- any tree --------------------------------------------------------------------------------

WORD = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Cn", "Co", "Zs", "Zl", "Zp"),
        exclude_characters="•‣◦▪●∙·",  # they begin no line, and cannot be escaped
    ),
    min_size=1,
    max_size=8,
).filter(lambda word: word != "o")  # which a word processor leaves for a bullet
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join) | st.just("5\u00a0§")
KEY = st.from_regex(r"[a-z]{1,6}(_[a-z0-9]{1,4}){0,2}", fullmatch=True)
ID = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
HREF = st.sampled_from(["https://alue.fi/", "http://a.fi/b?c=d&e=f", "mailto:a@b.fi", "tel:+3581"])
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    WORDS.map(Text),
    KEY.map(Setting),
    st.builds(Link, WORDS, HREF),
    st.builds(RecordLink, WORDS, ID),
)


@st.composite
def lines(
    draw: st.DrawFn, inner: st.SearchStrategy[Inline], *, breaks: bool = False
) -> tuple[Inline, ...]:
    """Draw pieces with a space or a line break between them."""
    nodes: list[Inline] = []
    for piece in draw(st.lists(inner, min_size=1, max_size=4)):
        if nodes:
            nodes.append(LineBreak() if breaks and draw(st.booleans()) else Text(" "))
        nodes.append(piece)
    joined: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


PLAIN = lines(LEAVES)
STRONG = PLAIN.map(Strong)
EMPHASIS = PLAIN.map(Emphasis)
INLINE = st.one_of(
    LEAVES, STRONG, EMPHASIS, lines(LEAVES | STRONG).map(Emphasis), lines(EMPHASIS).map(Strong)
)
LINE = lines(INLINE, breaks=True)
PARAGRAPH = LINE.map(Paragraph)


def list_joined(blocks: list[Block]) -> tuple[Block, ...]:
    """Join lists that differ by nothing, since nobody writes two in a row."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, BulletList) and isinstance(last, BulletList):
            joined[-1] = BulletList(last.items + block.items)
        elif isinstance(block, OrderedList) and isinstance(last, OrderedList):
            joined[-1] = OrderedList(last.items + block.items)
        else:
            joined.append(block)
    return tuple(joined)


def lists(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Draw lists whose items begin with a paragraph."""
    item = st.builds(
        lambda first, more: ListItem(list_joined([first, *more])),
        PARAGRAPH,
        st.lists(inner, max_size=2),
    )
    items = st.lists(item, min_size=1, max_size=3).map(tuple)
    return items.map(BulletList) | items.map(OrderedList)


BLOCK = st.recursive(PARAGRAPH, lists, max_leaves=6)
HEADING = st.builds(Heading, st.sampled_from([3, 4]), lines(INLINE))


def headings_in_order(blocks: list[Block]) -> RichText:
    """Make the first heading of level 3."""
    first = True
    made: list[Block] = []
    for block in blocks:
        made.append(Heading(3, block.children) if first and isinstance(block, Heading) else block)
        first = first and not isinstance(block, Heading)
    return RichText(list_joined(made))


TREE = st.lists(BLOCK | HEADING, min_size=1, max_size=4).map(headings_in_order)
MARKS = st.sampled_from(
    [
        *"*_`[](){}<>#!|~+-=&\\\n\t\"':;.1 ",
        *("\n\n", "  \n", "    ", "](", "id:", "https://a.fi", "javascript:", "{county}"),
        *("[a](javascript:b)", "<javascript:a>", "[a](data:,b)", "[a](id:perheelle)", "[a](b)"),
        *(
            "\\<b>",
            "&lt;b&gt;",
            "\\&lt;",
            "<b>",
            "<!--",
            "-->",
            "&lt;",
            "&#60;",
            "data:",
            "![",
            "```",
        ),
    ]
)
ANYTHING = st.lists(
    MARKS | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5), max_size=25
).map("".join)


@given(TREE)
def test_what_an_author_writes_is_what_is_read(tree: RichText) -> None:
    """Any tree, written as an author would write it, is read as the same tree."""
    assert parse(written(tree)) == tree


@given(LINE)
def test_a_phrase_is_read_like_a_paragraph(nodes: tuple[Inline, ...]) -> None:
    """A phrase bears everything that a paragraph does, and is written without ``<p>``."""
    tree = parse(line_written(nodes), phrase=True)
    assert tree == RichText((Paragraph(nodes),), phrase=True)
    assert f"<p>{to_html(tree, PLACE)}</p>" == to_html(RichText((Paragraph(nodes),)), PLACE)


@settings(max_examples=300)
@given(ANYTHING)
def test_any_text_is_a_fault_or_safe_html(text: str) -> None:
    """Whatever is typed is refused by name, or becomes allowed tags around the same words."""
    try:
        tree = parse(text)
    except MarkupError:
        return
    root = html.fragment_fromstring(to_html(tree, PLACE), create_parent="div")
    for element in root.iterdescendants():
        assert element.tag in TAGS
        allowed = {"a": {"href"}, "span": {"class"}}.get(str(element.tag), set())
        assert set(element.attrib) <= allowed
        href = element.get("href")
        assert href is None or href == "../perheelle/" or urlsplit(href).scheme in SCHEMES
    shown = "".join(root.text_content().split())
    labelled = "".join("".join(spoken(node) for node in walk(tree)).split())
    assert LABEL.sub("", shown) == LABEL.sub("", labelled)
    told = iter(to_text(tree, PLACE))
    assert all(character in told for character in shown)


def spoken(node: Inline) -> str:
    """Give the words of one piece; its children speak for themselves."""
    match node:
        case Text(text) | Link(text) | RecordLink(text):
            return text
        case Setting(key):
            return PLACE.value(key).text or PLACE.value(key).label
    return ""


LABEL = re.compile("Täytä[a-z_0-9]*:(?=Alue&)")
"""The label of the one value that is filled in, where it stands alone."""
PIECES = st.sampled_from([*"ab1Ä.,:)(-+=\"'/ \t\n\u00a0\u2028?%", "a\nb", " \n ", "    "])


@given(
    st.lists(PIECES, max_size=20)
    .map("".join)
    .filter(lambda text: text.strip() and not richtext.MARKUP.search(text))
)
def test_plain_text_is_read_as_the_parser_would(text: str) -> None:
    """Text that skips the Markdown parser gives the tree that the parser gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(richtext, "MARKUP", re.compile(""))
        parsed = parse(text)
    assert parse(text) == parsed


def test_plain_text_never_reaches_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most texts are plain, and cost no parser."""
    monkeypatch.setattr(richtext, "_Reader", None)
    assert parse("Tapaamme sinut, ja kysymme: mitä kuuluu?").blocks


# --- one by one ------------------------------------------------------------------------------


def faults(text: str, *, phrase: bool = False) -> list[str]:
    """Give the codes of what is refused in a text."""
    try:
        parse(text, phrase=phrase)
    except MarkupError as error:
        return [fault.code for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("<b>a</b>", ["markup-not-allowed"] * 2),
        ("<!-- a -->", ["markup-not-allowed"]),
        ("a `b`", ["markup-not-allowed"]),
        ("    a", ["markup-not-allowed"]),
        ("> a", ["markup-not-allowed"]),
        ("a\n\n***", ["markup-not-allowed"]),
        ("![a](b.png)", ["markup-not-allowed"]),
        ("[![a](b.png)](id:a)", ["markup-not-allowed"]),
        ("[a]\n\n[a]: https://a.fi", ["markup-not-allowed"]),
        ("[a `b`](id:a)", ["markup-not-allowed"]),
        ("[a {county}](id:a)", ["markup-not-allowed"]),
        ("# a", ["comment-inside"]),
        ("a\n# b\n\n- c\n- # d", ["comment-inside", "comment-inside"]),
        ("a\n\\# b\n\\#c d#e # f", []),
        ("a\n===", ["heading-level"]),
        ("##### a", ["heading-level"]),
        ("#### a", ["heading-skipped"]),
        ("### a\n\n#### b\n\n### c\n\n#### d", []),
        ("###", ["heading-empty"]),
        ("[](id:a)", ["link-empty"]),
        ("[a](b)", ["link-target"]),
        ("[a](//a.fi)", ["link-target"]),
        ("[a](JavaScript:a)", ["link-target"]),
        ("[a](data:text/html,a)", ["link-target"]),
        ("[a](HTTPS://a.fi)", []),
        ("<https://a.fi>", []),
        ("<javascript:a>", ["link-target"]),
        ("3. a", ["markup-list-start"]),
        ("0. a", ["markup-list-start"]),
        ("12. maaliskuuta: a\n13. maaliskuuta: b", ["markup-day"]),
        ("1. maaliskuuta: a\n13. maaliskuuta: b", ["markup-day"]),
        ("1. a\n15. maaliskuuta: b\n2. c", ["markup-day"]),
        ("- a\n\n  12. maaliskuuta: b\n  13. maaliskuuta: c", ["markup-day"]),
        ("1. a\n2. 13. maaliskuuta: b", []),
        ("12. a\n13. b", ["markup-list-start"]),
        ("3. a\n7. b\n9. c", ["markup-list-start", "markup-list-number"]),
        ("1. a\n2. b\n2. c", ["markup-list-number"]),
        ("1. a\n\n   1. b\n   3. c", ["markup-list-number"]),
        ("# a\n\n> b\n\n[c](d)", ["comment-inside", "markup-not-allowed", "link-target"]),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(text: str, codes: list[str]) -> None:
    """Everything outside the allow list is a fault, and all faults are told at once."""
    assert faults(text) == codes


@pytest.mark.parametrize("text", ["- a", "a\n\nb", "### a", "1. a"])
def test_a_phrase_is_one_paragraph(text: str) -> None:
    """A phrase holds no list, no heading and no second paragraph."""
    assert faults(text, phrase=True) == ["markup-phrase"]
    assert faults(text) == []


def test_a_fault_knows_its_place() -> None:
    """A fault tells where in the text it stands."""
    text = "a\n\n- b\n- [c](d)\n\n> e"
    with pytest.raises(MarkupError) as caught:
        parse(text)
    assert [text[fault.offset :][:2] for fault in caught.value.faults] == ["c]", "> "]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * depth + "- a" for depth in range(12)),
        "*" * 4000 + "a" + "*" * 4000,
        "> " * 4000,
        "- " * 4000 + "a",
        "[" * 4000 + "a" + "](b)" * 4000,
        "_a " * 4000,
        "![" * 4000,
    ],
    ids=["lists", "emphasis", "quotes", "items", "links", "openings", "pictures"],
)
def test_deep_nesting_loses_no_words_and_does_not_crash(text: str) -> None:
    """What is nested deeper than anyone means is a fault, or all its words are there."""
    try:
        shown = to_text(parse(text), PLACE)
    except MarkupError:
        return
    assert shown.count("a") == text.count("a")


def test_lists_may_be_nested_as_deep_as_anyone_needs() -> None:
    """Eight lists in each other are read whole."""
    tree = parse("\n".join("  " * depth + f"- kohta{depth}" for depth in range(8)))
    assert "kohta7" in to_text(tree, PLACE)


def test_a_link_over_two_lines_keeps_its_space() -> None:
    """A link whose words go on on the next line reads as written."""
    expected = RecordLink("Katso esite", "perheelle")
    assert parse("[Katso\nesite](id:perheelle)").blocks == (Paragraph((expected,)),)
    assert parse("[*Katso* esite](id:perheelle)").blocks == (Paragraph((expected,)),)


def test_a_setting_is_its_value_or_a_line_for_a_pen() -> None:
    """A filled setting is escaped text; an unfilled one is a labelled blank."""
    tree = parse("{county}: {worker_phone}", phrase=True)
    blank = '<span class="blank"><span class="blank-label">Täytä worker_phone</span></span>'
    assert to_html(tree, PLACE) == f"Alue &amp; &lt;kumppanit&gt;: {blank}"
    assert to_text(tree, PLACE) == "Alue & <kumppanit>: Täytä worker_phone: ________"


def test_a_setting_that_stands_alone_is_labelled() -> None:
    """In a list of contacts each value says what it is; in a sentence the words do."""
    label = '<span class="setting-label">Täytä county:</span> Alue &amp; &lt;kumppanit&gt;'
    assert to_html(parse("- {county}"), PLACE) == f"<ul>\n<li>{label}</li>\n</ul>"
    assert to_text(parse("{county}"), PLACE) == "Täytä county: Alue & <kumppanit>"
    assert to_html(parse("Me, *{county}*", phrase=True), PLACE).startswith("Me, <em>Alue")


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ("040 123 4567", ["tel:0401234567"]),
        ("+358 (0)50 123-4567", ["tel:+3580501234567"]),
        ("116117", ["tel:116117"]),
        ("a.b@alue.fi, 029 151 500 (ark. 9-15)", ["mailto:a.b@alue.fi", "tel:029151500"]),
        ("https://alue.fi/tuki?a=1&b=2", ["https://alue.fi/tuki?a=1&b=2"]),
        ("Ohjausryhmä 2023-2024", []),
        ("Katu 12, 00100 Helsinki", []),
    ],
)
def test_a_number_or_an_address_can_be_tapped(value: str, links: list[str]) -> None:
    """What can be called, written to or opened is a link; what cannot is words."""

    class Filled(Place):
        def value(self, key: str) -> Value:
            return Value(key, value)

    made = html.fragment_fromstring(
        to_html(parse("{county}", phrase=True), Filled()), create_parent="p"
    )
    assert [link.get("href") for link in made.iter("a")] == links
    assert made.text_content() == f"county: {value}"


def test_an_unfilled_setting_says_what_to_do_on_a_screen() -> None:
    """Where nothing can be written with a pen, a kind sentence stands, with a number to call."""

    class Screen(Place):
        def value(self, key: str) -> Value:
            return Value(key, instead="Hätätilanteessa soita", call="112")

    said = to_html(parse("{on_call_phone}", phrase=True), Screen())
    assert said == (
        '<span class="setting-label">on_call_phone:</span> Hätätilanteessa soita'
        ' <a href="tel:112">112</a>'
    )


def test_an_escaped_brace_is_no_setting() -> None:
    r"""``\{county\}`` is the word in braces, and so is ``\{county}``."""
    for written in (r"\{county\}", r"\{county}"):
        assert parse(written).blocks == (Paragraph((Text("{county}"),)),)


def test_a_link_to_a_record_that_is_left_out_is_its_words() -> None:
    """Where the target has no page, the words stay and lead nowhere."""
    assert to_html(parse("[a < b](id:muu)", phrase=True), PLACE) == "a &lt; b"
    assert to_text(parse("[a](id:muu)"), PLACE) == "a"


def test_html_of_every_block() -> None:
    """Headings, paragraphs and lists become their elements; a lone paragraph of an item none."""
    tree = parse("### O\n\na\\\nb\n\n- *c*\n- d\n\n  1. **e**\n\n#### [f](tel:1)")
    assert to_html(tree, PLACE) == (
        "<h3>O</h3>\n<p>a<br>b</p>\n<ul>\n<li><em>c</em></li>\n<li><p>d</p>\n"
        "<ol>\n<li><strong>e</strong></li>\n</ol></li>\n</ul>\n"
        '<h4><a href="tel:1">f</a></h4>'
    )


def test_text_of_every_block() -> None:
    """Plain text keeps the words, marks lists, and gives addresses in brackets."""
    tree = parse("### O\n\na\\\nb\n\n- *c*\n- d\n\n  1. [e](https://a.fi)\n\n[f](id:perheelle)")
    assert to_text(tree, PLACE) == (
        "O\n\na\nb\n\n- c\n- d\n  1. e (https://a.fi)\n\nf (../perheelle/)"
    )


def test_an_address_as_its_own_words_is_said_once() -> None:
    """A bare address is not repeated in brackets."""
    assert to_text(parse("<https://a.fi>"), PLACE) == "https://a.fi"


def test_nothing_written_is_nothing() -> None:
    """A text of blanks is empty, and tells so."""
    assert not parse(" \n ")
    assert parse("a")


# --- what looks like markup and is none ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        ("Tämä on **tärkeää.", "markup-unclosed", "**"),
        ("Tämä on tärkeää**.", "markup-unclosed", "**"),
        ("Tämä on *tärkeää.", "markup-unclosed", "*"),
        ("Tämä on __tärkeää.", "markup-unclosed", "__"),
        ("~~vanha~~ uusi", "markup-tag", "~~"),
        ("sana ` sana", "markup-tag", "`"),
        ("[esite](id:perhe elle)", "link-broken", "](id:perhe"),
        ("[esite] (id:perheelle)", "link-broken", "] (id:"),
        ("[esite](id:perheelle", "link-broken", "](id:"),
        ("[soita](tel:040 123 4567)", "link-broken", "](tel:"),
        ("esite](id:perheelle)", "link-broken", "](id:"),
        ("[esite(id:perheelle)", "link-broken", "id:"),
        ("[[perheelle]]", "link-broken", "[["),
        ("[esite][ohje]", "link-broken", "]["),
        ("sana[^1]", "link-broken", "[^"),
        ("kirjoita mailto:a@b.fi", "link-broken", "mailto:"),
        ("![kuva](kuva.png", "link-broken", "!["),
        ("• yksi\n• kaksi", "markup-bullet", "•"),
        ("Näin:\n· yksi", "markup-bullet", "·"),
        ("-yksi\n-kaksi", "markup-bullet", "-"),
        ("Näin:\n-yksi", "markup-bullet", "-"),
        ("Näin\n-yksi\n-kaksi", "markup-bullet", "-"),
        ("1.yksi\n2.kaksi", "markup-bullet", "1."),
        ("✓ yksi\n✓ kaksi", "markup-bullet", "✓"),
        ("► yksi\n► kaksi", "markup-bullet", "►"),
        ("a) yksi\nb) kaksi", "markup-bullet", "a)"),
        ("Näin:\n  B) yksi", "markup-bullet", "B)"),
        ("(ii) yksi", "markup-bullet", "(ii)"),
        ("1) yksi\n2) kaksi", "markup-bullet", "1)"),
        ("1.) yksi", "markup-bullet", "1.)"),
        ("Näin:\n(2) yksi", "markup-bullet", "(2)"),
        ("o yksi\no kaksi", "markup-bullet", "o"),
        ("o\xa0\xa0yksi", "markup-bullet", "o"),
        ("A. yksi\n\nB. kaksi", "markup-bullet", "A."),
        ("a. yksi,\njatkuu\nb. kaksi", "markup-bullet", "a."),
        ("I. yksi\nII. kaksi", "markup-bullet", "I."),
        ("- yksi\n-kaksi", "markup-bullet", "-kaksi"),
        ("- yksi\n  jatkuu\n-kaksi", "markup-bullet", "-kaksi"),
        ("Näin\n-yksi\n- kaksi", "markup-bullet", "-yksi"),
        ("1. yksi\n2.kaksi", "markup-bullet", "2."),
        ("9*15*20", "markup-unclosed", "*"),
        ("Barnet*s bästa, föräldra*r", "markup-unclosed", "*"),
        ("x&#x202e;y", "markup-tag", "&#x202e;"),
        ("&lt;b&gt;", "markup-tag", "&lt;"),
        ("Voit:\n– soittaa\n– kysyä", "markup-bullet", "–"),
        ("Voit\n— soittaa\n— kysyä", "markup-bullet", "—"),
        ("-\xa0yksi", "markup-bullet", "-"),
        ("###Otsikko", "markup-heading", "###"),
        ("#TODO: kysy", "comment-inside", "#TODO: kysy"),
        ("- yksi\n  #kaksi", "comment-inside", "#kaksi"),
        ("| a | b |\n|---|---|", "markup-table", "| a"),
        ("a | b\n--- | ---\nc | d", "markup-table", "--- |"),
        ("{County}", "markup-braces", "{County}"),
        ("{ county }", "markup-braces", "{ county }"),
        ("{{county}}", "markup-braces", "{"),
        ("{county", "markup-braces", "{county"),
        ("county}", "markup-braces", "county}"),
        ("{county-name}", "markup-braces", "{county-name}"),
        ("<b sana", "markup-tag", "<b"),
    ],
)
def test_what_looks_like_markup_is_refused_where_it_stands(text: str, code: str, mark: str) -> None:
    """A mark that would be printed raw is a fault, and so it is after other lines."""
    for before in ("", "Ensin *muuta* ja [esite](id:perheelle).\n\n"):
        with pytest.raises(MarkupError) as caught:
            parse(before + text)
        found = caught.value.faults[0]
        assert found.code == code
        assert (before + text)[found.offset :].startswith(mark)
        assert found.offset >= len(before)


@pytest.mark.parametrize(
    "text",
    [
        "– Mitä kuuluu?\n– Hyvää.",
        "— Mitä kuuluu?",
        "perhetyö ja\n-ohjaus",
        "Perheessä on\n1 aikuinen ja\n2 lasta.",
        "Tule klo\n1 tai\n2 iltapäivällä.",
        "- perhetyö ja\n  -ohjaus",
        "12. maaliskuuta 2026 alkaa kurssi.",
        "Kokous on\n1. huhtikuuta\nkello 9.",
        "- 12. maaliskuuta\n- 2. huhtikuuta",
        "A. Virtanen kertoo.\nC. Lahtinen kysyy.",
        "E. Aho ja A. Virtanen",
        "Ks. ohje, s. 5 tai a ja o.\nOk.",
        r"a\) yksi, 1\) kaksi",
        "A\\. yksi\n\nB\\. kaksi",
        "1. yksi\n   - a\n   - b\n2. kaksi\n\nSitten:\n\n1. yksi",
        "klo 9-12 ja klo 9–12",
        "2 * 3 = 6, 2*3",
        "hinta*",
        "Kyllä [ ] Ei [x] [ei tietoa] [1]",
        "- [ ] Lapsi\n- [x] Isä",
        "”Äiti sanoi: 'hei'”",
        "Nimi: ______ ja ___.",
        "snake_case ja a_b_c",
        "alle < 5, yli > 3, A&B, 5 %",
        "C# ja #perhe, nro #1",
        "#MeToo-liike muutti paljon.",
        "Tietueen id:n tai id:si voi tarkistaa.",
        "a | b",
        "1.1.2027 alkaen",
        "Puh. 040 123 4567, tel: 112",
        "Katso kohta (ks. ohje).",
        "-5 astetta",
        "näin :) tai (: ",
        "a~b ja ~5",
        "~ noin",
        r"\*tähti, \[\[, \{sulku\}, \#Otsikko ja \• ",
        "Lue <https://alue.fi>.",
        "[a@b.fi](mailto:a@b.fi) tai [040 123](tel:040123)",
        "[https://alue.fi](https://alue.fi)",
        "[alue.fi/sivu](https://alue.fi/sivu?a=b#c)",
        "**vahva**, *korostus*, ***molemmat***, _korostus_ ja **va*hv*a**",
        "### Otsikko ###",
        "Hinta (sis. alv) [arvio]: 5 €",
    ],
)
def test_ordinary_text_is_no_fault(text: str) -> None:
    """What anybody writes in a Finnish text is printed as it was written."""
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[a](mailto:)", "link-address"),
        ("[a](mailto:nimi)", "link-address"),
        ("[a](mailto:nimi@alue)", "link-address"),
        ("[a](tel:)", "link-address"),
        ("[a](tel:abc)", "link-address"),
        ("[a](<tel:040 123>)", "link-address"),
        ("[a](https://)", "link-address"),
        ("[a](https://alue)", "link-address"),
        ("[a](https://a@alue.fi)", "link-address"),
        ("[a](https://{county}.fi)", "link-address"),
        ("[a](id:)", "link-address"),
        ("[https://alue.fi](https://toinen.fi)", "link-words"),
        ("[katso https://alue.fi](id:perheelle)", "link-words"),
        ("[a@b.fi](mailto:c@b.fi)", "link-words"),
        ("[<https://a.fi>](https://b.fi)", "markup-not-allowed"),
        ('[a](https://a.fi "selite")', "markup-not-allowed"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(text: str, code: str) -> None:
    """An address is whole, no other stands in its words, and no words are lost behind it."""
    assert code in faults(text)
