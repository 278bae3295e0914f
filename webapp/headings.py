"""In which language a sheet's headings are printed: as the reader chose it on the page."""

from coordination.language import current_language

BOTH = "both"
LANGUAGES = ("zh", "en", BOTH)


class Headings:
    """A sheet whose headings can be had in zh, en or both; `language` is "" where the reader chose none."""

    language: str = ""

    def choose(self, language: str) -> None:
        self.language = language if language in LANGUAGES else ""

    @property
    def heading_choice(self) -> str:
        """The language of the headings as it can be chosen."""
        return self.language or current_language()

    @property
    def heading_language(self) -> str:
        """The language of the headings; where it is both, the one that stands first."""
        return current_language() if self.is_bilingual else self.heading_choice

    @property
    def is_bilingual(self) -> bool:
        return self.language == BOTH
