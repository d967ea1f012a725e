"""The words of the frame around every page, for the theme's templates."""

from __future__ import annotations

from generator.document import msg
from generator.interface import said

WORDS = {
    "skip": msg("Skip to the content"),
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
    "site_name": msg("Materials bank for the systemic approach"),
}


def chrome(language: str) -> dict[str, str]:
    """Give the words in a language."""
    return {name: said(words, language) for name, words in WORDS.items()}
