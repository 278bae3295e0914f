"""What a project manager has typed into the minutes so far, as the page sends it."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class TopicDraft:
    key: str
    title: str = ""
    discussion: str = ""
    decision: str = ""
    inbound_id: int | None = None

    @property
    def is_blank(self) -> bool:
        return not (self.title or self.discussion or self.decision)


@dataclass(frozen=True)
class LineDraft:
    """`status` is what the page shows for an item that exists already, `status_before` what it showed when it was
    opened: only a difference is a change, so that a reply that came meanwhile is not overwritten."""

    key: str
    what: str = ""
    owner_id: int | None = None
    due: date | None = None
    status: str | None = None
    status_before: str | None = None

    @property
    def is_blank(self) -> bool:
        return not self.what and self.due is None


@dataclass(frozen=True)
class Draft:
    """The whole page at once; instants are aware. Rows that are not in it are taken away, blank ones are not kept."""

    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    minute_taker_id: int | None = None
    attendance: dict[int, str] = field(default_factory=dict)
    topics: tuple[TopicDraft, ...] = ()
    lines: tuple[LineDraft, ...] = ()
