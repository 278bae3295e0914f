"""All papers of a project by phase: which it needs, which are begun, and what to do next."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coordination import overview
from coordination.documents import BY_HAND, KINDS, ONCE
from coordination.kind import NEEDED
from coordination.overview import PHASE_NAMES, PaperRow
from coordination.phase import PAPERS_OF
from coordination.project import Project


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper in its phase, with the papers of that kind there are."""

    code: str
    title: str
    is_needed: bool
    papers: list[PaperRow]

    @property
    def is_offered(self) -> bool:
        """Whether another one can be begun by hand."""
        return self.code in BY_HAND and not (self.papers and self.code in ONCE)


class PaperIndex:
    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def papers(self) -> list[PaperRow]:
        return overview.papers(self.project)

    def phases(self) -> Iterator[tuple[str, list[PaperKind]]]:
        for phase in PHASE_NAMES:
            yield phase, [self._kind(kind, phase) for kind in PAPERS_OF[phase] if kind in KINDS]

    @property
    def first(self) -> PaperKind:
        """With what every project begins."""
        return self._kind(NEEDED["kickoff"][0], "kickoff")

    @property
    def next_kind(self) -> str:
        """The first paper that the project's phase still needs; where there is no paper the button above offers it."""
        missing = (kind for kind in NEEDED[self.project.phase] if not any(row.kind == kind for row in self.papers))
        return next(missing, "") if self.papers else ""

    def _kind(self, kind: str, phase: str) -> PaperKind:
        return PaperKind(kind, KINDS[kind].kind.title, kind in NEEDED[phase],
                         [row for row in self.papers if row.kind == kind])
