"""The letter with minutes or their correction: please acknowledge, these are your items, this is the text."""

from datetime import date

from coordination.language import current_language
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.person import Person
from mailflow.letters import answers, days, line
from mailflow.letters.line import Line, later
from papers import changes, minutes


def page(letter: Letter) -> dict:
    """The values of the template."""
    version, today = letter.paper_version, letter.person.today()
    lines = [line.of(row.n, row.ask, today) for row in letter.lines]
    sender = version.circulated_by.name if version.circulated_by else ""
    return page_of(version.content, letter.person, lines, sender, today, version.circulated_by_id == letter.asked_id)


def preview_page(meeting: Meeting, person: Person) -> dict:
    """The same for minutes that nobody has circulated yet."""
    mine = [row for row in meeting.lines
            if row.owner_id == person.id and (row.action is None or row.action.is_open)]
    lines = [Line(n, line.one_line(row.what), due=row.due) for n, row in enumerate(mine, 1)]
    return page_of(Minutes(meeting).content(), person, lines, "", person.today())


def page_of(content: dict, person: Person, lines: list[Line], sender: str, today: date, is_own: bool = False) -> dict:
    """From the frozen `content` and the person's `lines`; `sender` is the name of who circulated it, `is_own` whether
    that is the reader, whose receipt is there."""
    language = current_language()
    return {
        "subject": subject(content), "name": person.name, "lines": lines, "sender": sender,
        "is_own": is_own, "please": _please(content, is_own),
        "paper": minutes.heading(content), "day": days.spoken(line.meeting_day(content)),
        "project": content["project"]["name"], "version": content["version"],
        "changes": [changes.in_words(row, content["time_zone"]) for row in content["changes"]],
        "note": content["note"], "example": line.example(lines, later(lines, today)),
        "minutes_html": minutes.as_html(content, language, purpose="mail"),
        "minutes_text": minutes.as_text(content, language),
    }


def _please(content: dict, is_own: bool) -> str:
    if is_own:
        return _("You circulated it yourself, so your receipt is recorded already.")
    if content["version"] > 1:
        return _("Please reply “%(word)s” once you have read it. What you have reported before still counts.",
                 word=answers.word("received"))
    return _("Please reply “%(word)s” once you have read it.", word=answers.word("received"))


def subject(content: dict) -> str:
    """`[新品上线] 周例会纪要 2026-03-02`. No number in it means anything to us."""
    paper = f"{minutes.heading(content)} {line.meeting_day(content).isoformat()}"
    title = f"[{content['project']['name']}] {paper}"
    if content["version"] == 1:
        return title
    return _("%(title)s – correction, version %(n)s", title=title, n=content["version"])
