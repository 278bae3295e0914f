"""The echo: what was recorded from a reply, with resolved dates, and what was not understood."""

from datetime import date

from coordination.action import STATUS_NAMES
from coordination.ask import DECIDED
from coordination.language import N_
from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import answers, days, said

SPOKEN = {"phone": N_("%(name)s has recorded for you what you said by phone:"),
          "paper": N_("%(name)s has recorded for you what you gave on paper:")}


def page(letter: Letter) -> dict:
    """The values of the template.

    `letter.data` holds "recorded": [{"n", "title", "status", "due", "percent", "to"}], beside a day in time "promised"
    and "agreed", for whom a deputy answered "behalf"; "acknowledged": bool, "not_understood": [text], "refused":
    [sentence], "unanswered": [{"n", "title"}], "asked_still": {"asked", "options", "paper"}, "undo": whether it may be
    taken back, "undo_of": the id of the mail that was taken back, "recorded_by": who recorded it for the reader, and
    "spoken" how the reader had said it: phone or paper.
    """
    data = letter.data
    still, unanswered = data.get("asked_still") or {}, data.get("unanswered", [])
    return {
        "subject": _subject(letter), "name": letter.person.name,
        "taken_back": _taken_back(bool(data.get("recorded"))) if data.get("undo_of") else "",
        "own": bool(data.get("own")), "recorded": [recorded(row) for row in data.get("recorded", [])],
        "acknowledged": bool(data.get("acknowledged")), "not_understood": data.get("not_understood", []),
        "project": letter.project.name if letter.project else "",
        "by": data.get("recorded_by", ""), "spoken": _spoken(data),
        "refused": data.get("refused", []), "unanswered": unanswered,
        "example": answers.numbered([row["n"] for row in unanswered]), "paper": still.get("paper", ""),
        "choices": answers.choices(still["asked"], tuple(still["options"])) if still else [],
        "undo": bool(data.get("recorded")) and not data.get("undo_of") and data.get("undo", True),
        "second_thoughts": _second_thoughts(data.get("recorded", [])),
    }


def _subject(letter: Letter) -> str:
    if not letter.data.get("spoken"):
        return _("Your reply")
    return _("[%(project)s] Recorded for you: %(paper)s", project=letter.project.name,
             paper=letter.data["recorded"][0]["title"])


def _spoken(data: dict) -> str:
    return _(SPOKEN[data["spoken"]], name=data["recorded_by"]) if data.get("spoken") else ""


def _taken_back(stands: bool) -> str:
    if stands:
        return _("What was recorded has been taken back. It now stands like this:")
    return _("What was recorded has been taken back.")


def _second_thoughts(rows: list[dict]) -> str:
    """What has been decided is taken back before something else is said; everything else may be said anew."""
    if any(row.get("asked") in DECIDED for row in rows):
        return _("Not what you meant? Reply “%(word)s” to take it back; then answer anew.", word=answers.word("undo"))
    return _("Not what you meant? Reply “%(word)s” to take it back, or simply write how it really is.",
             word=answers.word("undo"))


def recorded(row: dict) -> dict:
    """The line of one item: `{"n", "title", "now"}`, `now` being `延期到 3月10日（周二）`; `n` may be None."""
    title = row["title"]
    if row.get("behalf"):
        title = _("%(title)s (for %(name)s)", title=title, name=row["behalf"])
    return {"n": row["n"], "title": title, "now": answered(row) if "asked" in row else standing(row)}


def answered(row: dict) -> str:
    """What was said to an ask that wants more than a status."""
    if row["asked"] == "issue":
        return _("recorded as issue %(number)s; the project manager takes care of it", number=row["said"])
    if row["asked"] == "agenda":
        return _("on the agenda of %(meeting)s on %(day)s", meeting=row["said"], day=_day(row["due"]))
    if row["asked"] == "objection":
        return _("your objection is noted and goes on the agenda of the next meeting")
    if row["asked"] == "reopened":
        return _("issue %(number)s is open again", number=row["said"])
    if row["asked"] == "deputy":
        return _deputy(row)
    if row["asked"] == "acknowledge":
        return _("please reply that you received it")
    if row["said"] == "open":
        return _("open again")
    words = said.in_words(row["asked"], row["said"], row.get("option"), row.get("due"), row.get("text") or "")
    if row.get("already"):
        return _("%(answer)s; this was recorded already on %(day)s", answer=words, day=_day(row["already"]))
    return words


def _deputy(row: dict) -> str:
    if "first" not in row:
        return _("%(name)s does not stand in for you", name=row["said"])
    if row["first"] == row["last"]:
        return _("%(name)s, on %(day)s", name=row["said"], day=_day(row["first"]))
    return _("%(name)s, from %(first)s to %(last)s", name=row["said"], first=_day(row["first"]), last=_day(row["last"]))


def standing(row: dict) -> str:
    """How an item stands now, in words."""
    if row["status"] == "delayed" and row.get("due"):
        return _("delayed to %(day)s", day=_day(row["due"]))
    if row.get("confirmed"):
        return _("handed over to %(name)s", name=row["to"])
    if row["status"] == "handed_over" and row.get("to"):
        return _("handed over to %(name)s; the project manager will confirm it", name=row["to"])
    state = _(STATUS_NAMES[row["status"]])
    if row.get("percent") and row["status"] == "in_progress":
        state = f"{state} {row['percent']}%"
    if row.get("promised"):
        return _("%(state)s, you promised %(day)s (due %(due)s)", state=state, day=_day(row["promised"]),
                 due=days.plain(date.fromisoformat(row["agreed"])))
    return state


def _day(text: str) -> str:
    return days.spoken(date.fromisoformat(text))
