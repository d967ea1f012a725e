"""The words of the frame around every page, for the theme's templates."""

from __future__ import annotations

from generator.document import msg
from generator.interface import said

WORDS = {
    "skip": msg("Skip to the content"),
    "all_materials": msg("All materials"),
    "search": msg("Search"),
    "search_title": msg("Search the materials"),
    "search_close": msg("Close"),
    "search_keys": msg("The arrow keys move between the results, Enter opens one, Esc closes."),
    "search_failed": msg("The search could not be loaded. Check the connection and try again."),
    "menu": msg("Menu"),
    "main_menu": msg("Main menu"),
    "footer_menu": msg("About the bank"),
    "breadcrumbs": msg("You are here"),
    "home": msg("Home"),
    "back_to_top": msg("Back to top"),
    "theme_light": msg("Light theme"),
    "theme_dark": msg("Dark theme"),
    "theme_system": msg("Theme as in my device"),
    "licence": msg("The texts may be used and adapted freely when their source is named:"),
    "no_tracking": msg("This site sets no cookies and follows nobody."),
    "not_found": msg("The page was not found"),
    "not_found_help": msg("The address may have changed. You will find the materials from here:"),
    "feed": msg("New and updated"),
    "site_name": msg("Materials bank for the systemic approach"),
}
SEARCH_WORDS = {
    "none": msg("Nothing was found"),
    "one": msg("1 result"),
    "many": msg("{count} results"),
    "more": msg("Show more results"),
    "meant": msg("Did you mean"),
    "nearest": msg("The nearest of the materials"),
    "try": msg("Try another word, only the beginning of the word, or fewer words."),
    "all": msg("See all materials"),
    "waiting": msg("Searching"),
    "files": msg("Files"),
}
"""What the search says as it goes; its script gets them with the words of the site."""


def chrome(language: str) -> dict[str, str]:
    """Give the words in a language."""
    return {name: said(words, language) for name, words in WORDS.items()}


def search_words(language: str) -> dict[str, str]:
    """Give what the search says, in a language."""
    return {name: said(words, language) for name, words in SEARCH_WORDS.items()}
