"""The site without a mouse, enlarged, in other colours, on paper, and without scripts."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests import browsing
from tests.browsing import EACH, MOST_STOPS, NARROW, WIDE, address_of, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browsing import Served

# What the probes share: which controls are shown, what they are called, and where they are.
TOOLS = """
const controls = () => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^='-'])")]
  .filter((it) => it.checkVisibility({visibilityProperty: true, opacityProperty: true}));
const called = (it) => it.tagName.toLowerCase() + (it.className ? "." + it.className : "") + " "
  + (it.innerText || it.getAttribute("aria-label") || "").trim().replace(/\\s+/g, " ").slice(0, 60);
const box = (it) => {
  const {left, top, right, bottom} = it.getBoundingClientRect();
  return {left: left + scrollX, top: top + scrollY, right: right + scrollX,
    bottom: bottom + scrollY};
};
const luminance = (colour) => {
  const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255)
    .map((p) => p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const ground = (it) => {
  for (let at = it; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/^rgba.*, 0\\)$/.test(colour)) return colour;
  }
  return getComputedStyle(document.documentElement).colorScheme.includes("dark")
    ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
};
"""

SHOWN = "() => controls().map(called)"

# Where the focus is: a control's name, and what keeps a reader from seeing it there.
FOCUSED = """() => {
  const it = document.activeElement;
  if (it === document.body || it === document.documentElement) {
    window.focusedBefore = null;
    return null;
  }
  const faults = [];
  const style = getComputedStyle(it);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
    faults.push("shows no focus");
  } else if (contrast(style.outlineColor, ground(it.parentElement)) < 3) {
    faults.push("its focus is too pale");
  }
  if (it === window.focusedBefore) faults.push("holds the focus");
  window.focusedBefore = it;
  // The middle of each piece of it that is on the screen; a link may run over several lines.
  const seen = [...it.getClientRects()].map((rect) => [Math.max(rect.left, 0),
    Math.max(rect.top, 0), Math.min(rect.right, innerWidth), Math.min(rect.bottom, innerHeight)])
    .filter(([left, top, right, bottom]) => right - left >= 1 && bottom - top >= 1)
    .map(([left, top, right, bottom]) =>
      document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  if (!seen.length) {
    faults.push("is off the screen");
  } else if (!seen.some((above) => above && (it.contains(above) || above.contains(it)))) {
    faults.push("is covered by " + (seen[0] ? called(seen[0]) : "nothing"));
  }
  return [called(it), faults];
}"""

# The order of the controls against where they are seen: within a part of the page, none stands
# above and to the left of the one before.
ORDER = """() => {
  const part = (it) => it.closest("nav, header, footer, main");
  const faults = [];
  const all = controls().filter((it) => !it.matches(".skip"));
  all.forEach((it, index) => {
    const before = all[index - 1];
    if (!before || part(before) !== part(it)) return;
    const [a, b] = [box(before), box(it)];
    if (b.bottom <= a.top + 1 && b.left < a.right - 1) {
      faults.push(`${called(it)} is seen before ${called(before)}`);
    }
  });
  return faults;
}"""

# A card and an entry of a door are targets as wholes; a link within a sentence is excepted.
TARGETS = """() => {
  const faults = [];
  for (const it of controls().filter((it) => !it.matches(".skip"))) {
    const whole = it.matches(".card-title") ? it.closest(".card")
      : it.matches(".door li > a:only-child") ? it.parentElement : it;
    const rect = whole.getBoundingClientRect();
    const least = it.matches("button, .action, .tool, .brand, .menu a, .doors-plain a, "
      + ".card-title, .door li > a:only-child") ? 44 : 24;
    const inline = getComputedStyle(it).display === "inline" && whole === it
      && [...it.parentElement.childNodes].some((node) => node !== it && node.textContent.trim());
    if (!inline && (rect.height < least - 0.5 || rect.width < 24)) {
      faults.push(`${called(it)} is ${Math.round(rect.width)} x ${Math.round(rect.height)}`);
    }
  }
  return faults;
}"""

# What sticks out sideways, or is cut off by its box.
FLOW = """() => {
  const faults = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const out = [...document.querySelectorAll("body *")]
      .filter((it) => it.getBoundingClientRect().right > page.clientWidth + 1);
    faults.push(`scrolls sideways by ${page.scrollWidth - page.clientWidth}: `
      + out.slice(0, 3).map(called).join(" | "));
  }
  for (const it of document.querySelectorAll("body *")) {
    const style = getComputedStyle(it);
    if (style.display === "inline" || !it.checkVisibility() || !it.innerText
      || /auto|scroll/.test(style.overflowX + style.overflowY)) continue;
    const cut = style.overflowX !== "visible" || style.overflowY !== "visible";
    const {clientWidth, clientHeight, scrollWidth, scrollHeight} = it;
    if (cut && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1)) {
      faults.push(`${called(it)} is cut off`);
    }
    if (it.matches("a, button") && scrollWidth > clientWidth + 1) {
      faults.push(`${called(it)} is wider than its box`);
    }
  }
  return faults;
}"""

# WCAG 1.4.12, as a reader's own style.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""

# In forced colours, what is drawn must differ from what is behind it, and a box have an edge.
FORCED = """() => {
  const faults = [];
  for (const it of document.querySelectorAll("svg:not([aria-hidden]) *, .top svg *, .sign *")) {
    if (!it.checkVisibility()) continue;
    const style = getComputedStyle(it);
    const inks = [style.fill, style.stroke].filter((ink) => ink.startsWith("rgb")
      && !/^rgba.*, 0\\)$/.test(ink));
    const behind = it.matches(".d-on") ? getComputedStyle(it.previousElementSibling).fill
      : ground(it);
    if (inks.length && !inks.some((ink) => contrast(ink, behind) >= 3)) {
      faults.push(`${it.parentElement.getAttribute("class")} ${it.tagName} is lost`);
    }
  }
  // The browser lays a plate of the page's ground under words; they must stand out from it.
  const plate = getComputedStyle(document.body).backgroundColor;
  const words = [...document.querySelectorAll("body *")].filter((it) => it.checkVisibility()
    && [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    && !it.closest("svg")).map((it) => [it, null]);
  const numbers = [...document.querySelectorAll(":is(.agenda, .steps) > li")]
    .map((it) => [it, "::before"]);
  for (const [it, pseudo] of [...words, ...numbers]) {
    if (contrast(getComputedStyle(it, pseudo).color, plate) < 4.5) {
      faults.push(`${called(it)} cannot be read`);
    }
  }
  for (const it of document.querySelectorAll(
    ".action, .tool, .card, .door, .notice")) {
    if (!it.checkVisibility()) continue;
    const style = getComputedStyle(it);
    if (parseFloat(style.borderLeftWidth) === 0) faults.push(`${called(it)} has no edge`);
  }
  return faults;
}"""

MOVES = """() => [...document.querySelectorAll("*")].filter((it) => {
  const style = getComputedStyle(it);
  const longest = (list) => Math.max(...list.split(",").map(parseFloat));
  return longest(style.transitionDuration) > 0 || longest(style.animationDuration) > 0
    || style.scrollBehavior === "smooth";
}).map((it) => it.tagName)"""


def ask(page: Page, probe: str) -> Any:  # noqa: ANN401 - whatever the probe gives
    """Put a question to the open page."""
    return page.evaluate(f"(() => {{ {TOOLS} return ({probe})(); }})()")


def walk(page: Page, key: str = "Tab", most: int = MOST_STOPS) -> tuple[list[str], list[str]]:
    """Go through the page by a key, to its end; give the stops, and what is wrong at them."""
    stops: list[str] = []
    faults: list[str] = []
    while len(stops) < most:
        page.keyboard.press(key)
        focused = ask(page, FOCUSED)
        if focused is None:
            return stops, faults
        name, wrong = focused
        stops.append(name)
        faults += [f"{name}: {fault}" for fault in wrong]
        if "holds the focus" in wrong or len(stops) == MOST_STOPS:
            return stops, [*faults, f"{name}: is the last that is reached"]
    return stops, faults


def keyboard(page: Page) -> list[str]:
    """Give what is wrong for a reader who has only a keyboard."""
    shown = ask(page, SHOWN)
    stops, faults = walk(page)
    faults += [f"{name}: cannot be reached" for name in shown if name not in stops]
    if stops != shown and not faults:
        faults.append(f"the order is another: {stops}")
    back, _ = walk(page, "Shift+Tab", len(stops))
    if back != stops[::-1]:
        faults.append(f"the way back is another: {back}")
    return [*faults, *ask(page, ORDER), *ask(page, TARGETS)]


@pytest.fixture(scope="module")
def served(wide: Path) -> Iterator[Served]:
    """Serve the wide bank's site."""
    with browsing.serve(wide / "site") as served:
        yield served


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", EACH)
def test_keyboard(served: Served, browser: Browser, name: str, width: int) -> None:
    """Every control is reached both ways, in the order seen, with its focus in sight."""
    with opened(browser, served.url + address_of(served.site, name), width=width) as page:
        assert keyboard(page) == []


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_focus_changes_the_picture(served: Served, browser: Browser, theme: browsing.Theme) -> None:
    """Each sort of control looks different with the focus, to the eye and not only by style."""
    with opened(browser, served.url, theme=theme) as page:
        for name in browsing.each_sort(page):
            rect = page.evaluate(
                "() => { const r = document.activeElement.getClientRects()[0];"
                " return {x: Math.max(0, r.x - 8), y: Math.max(0, r.y - 8),"
                " width: r.width + 16, height: r.height + 16}; }"
            )
            focused = page.screenshot(clip=rect)
            page.evaluate("() => { window.was = document.activeElement; window.was.blur(); }")
            assert page.screenshot(clip=rect) != focused, name
            page.evaluate("() => window.was.focus({preventScroll: true})")


def test_skip_link(served: Served, browser: Browser) -> None:
    """The first stop leads past the menu: the next one is in the content."""
    address = address_of(served.site, "brochure")
    with opened(browser, served.url + address) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "_content"
        page.keyboard.press("Tab")
        assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_phone_menu(served: Served, browser: Browser, key: str) -> None:
    """The menu is opened by its button, takes the focus, is closed by Esc and gives it back."""
    with opened(browser, served.url, width=NARROW) as page:
        button = page.get_by_role("button", name="Valikko")
        links = page.locator("#_menu a")
        assert ask(page, "() => controls().filter((it) => it.closest('#_menu')).length") == 0
        assert walk(page) == (ask(page, SHOWN), [])
        button.focus()
        page.keyboard.press(key)
        assert button.get_attribute("aria-expanded") == "true"
        assert page.evaluate("() => document.activeElement === document.querySelector('#_menu a')")
        page.keyboard.press("Tab")
        assert page.evaluate("() => Boolean(document.activeElement.closest('#_menu'))")
        page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert page.evaluate("() => document.activeElement.className").endswith("menu-toggle")
        assert not links.first.is_visible()


def test_opened_menu_by_keyboard(served: Served, browser: Browser) -> None:
    """The opened menu is no trap, and its targets are large."""
    with opened(browser, served.url, width=NARROW) as page:
        page.get_by_role("button", name="Valikko").click()
        page.locator(".skip").focus()
        page.keyboard.press("Shift+Tab")
        assert keyboard(page) == []


def test_theme_button(served: Served, browser: Browser) -> None:
    """The button says what it will do, does it, keeps the focus, and is heeded on other pages."""
    with opened(browser, served.url) as page:
        button, html = page.locator(".theme-toggle"), page.locator("html")
        ground = "() => getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        assert button.text_content() == "Tumma teema"
        button.focus()
        page.keyboard.press("Space")
        assert html.get_attribute("data-theme") == "dark"
        assert page.evaluate(ground) != light
        assert page.evaluate("() => document.activeElement.className").endswith("theme-toggle")
        page.wait_for_function("() => 'materiaalipankki.theme' in localStorage")
        page.goto(served.url + "esitteet/")
        assert html.get_attribute("data-theme") == "dark"
        names = []
        for _ in range(3):
            names.append(button.text_content())
            button.press("Enter")
        assert "Tumma teema" in names
        assert "Vaalea teema" in names
        assert len(set(names)) == 3


# --- enlarged, spaced, in other colours ------------------------------------------------------


@pytest.mark.parametrize("name", EACH)
def test_flow(served: Served, browser: Browser, name: str) -> None:
    """At 320 px, at 400 %, and with a reader's spacing, nothing is cut off or sticks out."""
    url = served.url + address_of(served.site, name)
    with opened(browser, url, width=NARROW, bypass_csp=True) as page:
        assert ask(page, FLOW) == []
        for width, height in ((320, 256), (360, 800), (414, 800), (768, 1024)):
            page.set_viewport_size({"width": width, "height": height})
            assert (width, ask(page, FLOW)) == (width, [])
        page.add_style_tag(content=SPACING)
        for width in (NARROW, 360, 414, 768, WIDE):
            page.set_viewport_size({"width": width, "height": browsing.HEIGHT})
            assert (width, ask(page, FLOW)) == (width, [])


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_real_bank(real: Path, browser: Browser, width: int) -> None:
    """The longest page of each sort of the real bank passes both of the gates above."""
    with browsing.serve(real / "site") as served:
        for address in browsing.longest(served.site):
            with opened(browser, served.url + address, width=width) as page:
                assert (address, keyboard(page)) == (address, [])
                assert (address, ask(page, FLOW)) == (address, [])


def test_focus_is_seen_at_400_percent(served: Served, browser: Browser) -> None:
    """On a screen as small as 400 % leaves, the focus is never covered nor off the screen."""
    url = served.url + address_of(served.site, "huoneentaulu")
    with opened(browser, url, width=320, height=256) as page:
        assert walk(page)[1] == []


@pytest.mark.parametrize("theme", browsing.THEMES)
@pytest.mark.parametrize("name", ["home", "audience", "model", "meeting", "onboarding"])
def test_forced_colours(served: Served, browser: Browser, name: str, theme: browsing.Theme) -> None:
    """In forced colours whatever is drawn is seen, whichever theme was chosen before."""
    url = served.url + address_of(served.site, name)
    with opened(browser, url, theme=theme, forced_colors="active") as page:
        assert ask(page, FORCED) == []
        page.locator(".theme-toggle").click()
        assert ask(page, FORCED) == []


def test_reduced_motion(served: Served, browser: Browser) -> None:
    """Nothing moves for a reader who wants no motion."""
    with opened(browser, served.url + address_of(served.site, "model")) as page:
        assert page.evaluate(MOVES) == []


# --- on paper --------------------------------------------------------------------------------


def test_paper(served: Served, browser: Browser, tmp_path: Path) -> None:
    """A page prints unfolded, without menus, light, and with the addresses of its links."""
    url = served.url + address_of(served.site, "brochure")
    with opened(browser, url, theme="dark") as page:
        page.locator(".theme-toggle").click()
        page.evaluate(
            """() => document.querySelector("h1").insertAdjacentHTML("afterend",
            "<details><summary>Lisää</summary><p>Taitettu teksti</p></details>")"""
        )
        page.pdf(path=tmp_path / "page.pdf")
        assert page.locator("h1 + details").get_attribute("open") is None
        page.emulate_media(media="print", color_scheme="dark")
        for hidden in (".menu", ".tool", ".breadcrumbs", ".contents", ".skip", ".bottom nav"):
            assert not any(each.is_visible() for each in page.locator(hidden).all()), hidden
        ink = page.evaluate("() => getComputedStyle(document.querySelector('h1')).color")
        assert ink == "rgb(27, 42, 46)"
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"],  # noqa: S607 - Debian's own
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Taitettu teksti" in text
    assert "(https://creativecommons.org/licenses/by/4.0/" in text.replace("\n", "")


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_paper_is_light(served: Served, browser: Browser, chosen: str) -> None:
    """Whatever theme is chosen, ink on paper is dark."""
    with opened(browser, served.url) as page:
        page.evaluate("(chosen) => { document.documentElement.dataset.theme = chosen; }", chosen)
        page.emulate_media(media="print")
        for element in ("h1", "main a", ".quiet"):
            colour = page.locator(element).first.evaluate("(it) => getComputedStyle(it).color")
            assert sum(int(part) for part in colour[4:-1].split(",")) < 255, (element, colour)


# --- without scripts -------------------------------------------------------------------------


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_scripts(served: Served, browser: Browser, width: int) -> None:
    """Without scripts the menu is open, no dead button is shown, and all leads on."""
    with opened(browser, served.url, width=width, java_script_enabled=False) as page:
        links = page.locator("#_menu a").all()
        assert len(links) >= 5
        assert all(link.is_visible() for link in links)
        dead = page.locator("button:not(form[action] button)")
        assert not any(button.is_visible() for button in dead.all())
        assert page.locator("form[action] button").is_visible()
        links[0].click()
        page.wait_for_url(lambda url: url != served.url)
        assert page.locator("h1").is_visible()


# --- planted faults --------------------------------------------------------------------------


def _forced(page: Page) -> list[str]:
    page.emulate_media(forced_colors="active")
    return list(ask(page, FORCED))


TRAP = """
addEventListener("keydown", (event) => {
  if (event.key === "Tab" && document.activeElement.matches(".door a")) event.preventDefault();
});
"""
SOON = ("no focus", "covered", "too wide")
"""Faults that are planted in the short run; the others are in the long one."""
FAULTS: dict[str, tuple[str, str, str, Callable[[Page], list[str]], str]] = {
    "trap": (
        "assets/page.js",
        '"use strict";',
        f'"use strict";{TRAP}',
        keyboard,
        "holds the focus",
    ),
    "no focus": (
        "assets/site.css",
        ":focus-visible {",
        ":focus-visible { outline: none !important;",
        keyboard,
        "shows no focus",
    ),
    "pale focus": (
        "assets/site.css",
        ":focus-visible {",
        ":focus-visible { outline-color: var(--hairline) !important;",
        keyboard,
        "its focus is too pale",
    ),
    "covered": (
        "assets/site.css",
        ".top {",
        ".top { position: fixed; z-index: 9; inset: 0;",
        keyboard,
        "is covered by",
    ),
    "off the screen": (
        "assets/site.css",
        ".brand {",
        ".brand { position: fixed; left: -40rem;",
        keyboard,
        "is off the screen",
    ),
    "not reached": (
        "index.html",
        'class="brand"',
        'class="brand" tabindex="-1"',
        keyboard,
        "reach",
    ),
    "other order": (
        "assets/site.css",
        ".menu > ul {",
        ".menu > ul { flex-direction: column-reverse;",
        keyboard,
        "is seen before",
    ),
    "small target": (
        "assets/site.css",
        ".brand {",
        ".brand { scale: 1 .4;",
        keyboard,
        " x 18",
    ),
    "too wide": (
        "assets/site.css",
        ".frame {",
        ".frame { min-width: 1400px;",
        lambda page: list(ask(page, FLOW)),
        "scrolls sideways",
    ),
    "cut off": (
        "assets/site.css",
        ".card, .door {",
        ".card, .door { height: 3rem; overflow: hidden;",
        lambda page: list(ask(page, FLOW)),
        "is cut off",
    ),
    "unreadable in forced colours": (
        "assets/site.css",
        ".skip, :is(.agenda, .steps) > li::before { color: LinkText;",
        ".skip, :is(.agenda, .steps) > li::before, .brand { color: Canvas !important;",
        _forced,
        "cannot be read",
    ),
    "motion": (
        "assets/site.css",
        "a:hover {",
        "a { transition: color 1s !important; } a:hover {",
        lambda page: list(page.evaluate(MOVES)),
        "A",
    ),
}


@pytest.mark.parametrize(
    "fault",
    [name if name in SOON else pytest.param(name, marks=pytest.mark.slow) for name in FAULTS],
)
def test_planted_fault(wide: Path, browser: Browser, fault: str) -> None:
    """A fault that is put into the site is found."""
    path, old, new, gate, said = FAULTS[fault]
    with browsing.serve(wide / "site") as served:
        served.plant(old, new, path)
        with opened(browser, served.url) as page:
            found = gate(page)
    assert any(said in line for line in found), found
