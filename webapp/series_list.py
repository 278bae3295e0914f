"""The page of a project's meeting series: when each meets, what is prepared, and when the next one will be."""

from dataclasses import dataclass
from datetime import date, datetime

from coordination import clock, invitation, rhythm
from coordination.invitation import Standing
from coordination.meeting import EXAMPLES, Meeting, Series
from coordination.project import Project
from papers import rhythms


@dataclass(frozen=True)
class Row:
    """`coming` is the meeting that is prepared, `next` the first start that is not."""

    series: Series
    coming: Meeting | None
    next: datetime | None
    standing: Standing | None

    @property
    def often(self) -> str:
        return rhythms.rhythm(self.series.recurs)

    @property
    def prepared_from(self) -> date | None:
        """None where it is due already: the timetable prepares it within minutes, unless another one comes first."""
        day = rhythm.prepared_from(self.series, self.next) if self.next else None
        return day.date() if day and day > clock.now() else None

    @property
    def replies(self) -> list[str | None]:
        return list(self.standing.replies.values()) if self.standing else []

    @property
    def is_invited(self) -> bool:
        return self.coming is not None and self.coming.invited is not None and not self.standing.is_outdated


class SeriesList:
    """Three queries, however many series and people there are."""

    examples = EXAMPLES

    def __init__(self, project: Project) -> None:
        self.project = project
        found = list(Series.select().where(Series.project == project).order_by(Series.paused_at, Series.name))
        ahead = rhythm.Ahead(found)
        coming = {one.id: ahead.coming(one) for one in found}
        standing = invitation.standing([meeting for meeting in coming.values() if meeting])
        self.rows = []
        for one in found:
            one.project, meeting = project, coming[one.id]
            self.rows.append(Row(one, meeting, ahead.next_start(one, meeting.starts_at if meeting else None),
                                 standing[meeting.id] if meeting else None))
