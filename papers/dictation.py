"""A Word file as it is dictated here and written in a process apart, which alone loads the library for Word."""

from collections.abc import Callable
from typing import Any

from papers.apart import apart

Step = tuple[str, tuple[Any, ...], dict[str, Any]]


class Dictation:
    """Takes what `papers.wordfile.WordFile` takes, and has it written by `saved`."""

    def __init__(self, title: str, language: str, *, landscape: bool = False) -> None:
        self._file = (title, language, landscape)
        self._steps: list[Step] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *words, **more: self._steps.append((name, words, more))

    def saved(self) -> bytes:
        return apart("papers.wordfile", "written", *self._file, self._steps)
