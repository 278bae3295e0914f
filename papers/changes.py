"""What changed between two versions, in words a reader understands: days, times and states written out."""

from typing import Any

from coordination import changes
from papers import dates, words


def in_words(change: dict[str, Any], zone: str) -> str:
    """One change of `PaperVersion.changes` in the language in force."""
    written = {side: _written(change["field"], change[side], zone) for side in ("before", "after")}
    return changes.in_words({**change, **written})


def _written(field: str, value: Any, zone: str) -> Any:
    if not value:
        return value
    if field in ("starts_at", "ends_at"):
        return dates.moment(value, zone)
    if field == "due":
        return dates.day(value)
    return words.word("attendance", value) if field == "attendance" else value
