"""How a paper's headings are spoken: in one language, or in both."""

from collections.abc import Callable

from coordination.language import LANGUAGES, gettext, use_language


def speech(language: str, bilingual: bool) -> Callable[[str], str]:
    """What translates a heading: into the language, or into both, that language first (`背景 / Background`)."""
    second = next(code for code in LANGUAGES if code != language)

    def both(message: str) -> str:
        with use_language(language):
            one = gettext(message)
        with use_language(second):
            other = gettext(message)
        return one if one == other else f"{one} / {other}"

    return both if bilingual else gettext


def says(heading: str, title: str) -> bool:
    """Whether the heading, in any language, says what the title says, so that the title need not be printed."""
    return title.casefold() in speech("zh", True)(heading).casefold()
