"""The page of a project's meeting series: when each meets, what is prepared, and when the next one will be."""

from dataclasses import dataclass
from datetime import date, datetime

from coordination import clock, invitation, rhythm
from coordination.language import current_language
from coordination.meeting import Meeting, Series
from coordination.project import Project
from papers.dates import WEEKDAYS


@dataclass(frozen=True)
class Row:
    """`coming` is the meeting that is prepared, `next` the first start that is not."""

    series: Series
    coming: Meeting | None
    next: datetime | None

    @property
    def begins(self) -> str:
        return f"{self.series.hour:02}:{self.series.minute:02}"

    @property
    def prepared_from(self) -> date | None:
        """None where it is due already: the timetable prepares it within minutes, unless another one comes first."""
        day = rhythm.prepared_from(self.series, self.next) if self.next else None
        return day.date() if day and day > clock.now() else None

    @property
    def replies(self) -> list[str | None]:
        return [row.reply for row in self.coming.attendance] if self.coming else []

    @property
    def is_invited(self) -> bool:
        return self.coming is not None and self.coming.invited is not None and not invitation.is_outdated(self.coming)


class SeriesList:
    def __init__(self, project: Project) -> None:
        self.project = project
        series = Series.select().where(Series.project == project).order_by(Series.paused_at, Series.name)
        for one in (found := list(series)):
            one.project = project
        self.rows = [_row(one) for one in found]

    @property
    def weekdays(self) -> list[tuple[int, str]]:
        return list(enumerate(WEEKDAYS[current_language()]))


def _row(series: Series) -> Row:
    coming = rhythm.coming(series)
    return Row(series, coming, rhythm.next_start(series, coming.starts_at if coming else None))
