"""What the interpreter noted about a reply, said to the reader; its notes are fixed forms with the reply's words."""

import re

from coordination.language import N_
from coordination.language import gettext as _
from papers.dates import short_day

# A form of note, its sentence, and whether it is a reason why a person has to look.
FORMS = tuple((re.compile(form), sentence, looks) for form, sentence, looks in (
    (r"question: (?P<text>.*)", N_("It asks: “%(text)s”"), True),
    (r"request or objection: (?P<text>.*)", N_("It requests or objects: “%(text)s”"), True),
    (r"not clear which item: (?P<text>.*)", N_("It is not clear which line is meant by “%(text)s”."), True),
    (r"not understood: (?P<text>.*)", N_("“%(text)s” was not understood."), True),
    (r"not clear which option", N_("It is not clear which option is chosen."), True),
    (r"not clear which question is answered", N_("It is not clear which question this answers."), True),
    (r"not clear which others", N_("It is not clear which other lines are meant."), True),
    (r"approved, but which option", N_("It approves, but not clearly which option."), True),
    (r"one option refused, the others not", N_("It refuses one option and says nothing of the others."), True),
    (r"both approved and sent back", N_("It both approves and sends back."), True),
    (r"sent back for changes", N_("It sends the paper back for changes."), True),
    (r"question (?P<n>\d+) answered", N_("Question %(n)s is answered."), False),
    (r"something beside the answers", N_("It says more than the answers."), True),
    (r"numbers without answers", N_("The numbers were sent back without answers."), True),
    (r"received, no answer yet", N_("It confirms the receipt and answers nothing yet."), False),
    (r"nothing written", N_("Nothing was written."), True),
    (r"on time", N_("It will be in time."), False),
    (r"needs help", N_("Help is needed."), True),
    (r"late, but not until when", N_("It will be late, but no day was named."), True),
    (r"late, but not later than due", N_("It is called late, but the day named is in time."), True),
    (r"deputy named", N_("It names a deputy."), False),
    (r"deputy named, but not from when to when",
     N_("It names a deputy, but not clearly from which day to which."), True),
    (r"code sent back", N_("It brings a code."), False),
    (r"confirmed without the code", N_("It confirms, but without the code."), True),
    (r"no code sent back", N_("It brings no code."), True),
    (r"cannot read our mail", N_("The writer could not read our mail."), True),
    (r"reports a new problem", N_("It reports a new problem."), True),
    (r"corrects the minutes", N_("It corrects the minutes."), True),
    (r"item (?P<n>\d+): done", N_("Line %(n)s: done."), False),
    (r"item (?P<n>\d+): in progress", N_("Line %(n)s: in progress."), False),
    (r"item (?P<n>\d+): in progress, but overdue", N_("Line %(n)s: in progress, but overdue."), True),
    (r"item (?P<n>\d+): blocked", N_("Line %(n)s: blocked."), True),
    (r"item (?P<n>\d+): declined", N_("Line %(n)s: declined."), True),
    (r"item (?P<n>\d+): handed over", N_("Line %(n)s: handed over to somebody else."), True),
    (r"item (?P<n>\d+): waits for somebody else", N_("Line %(n)s: waits for somebody else."), True),
    (r"item (?P<n>\d+): cancelled", N_("Line %(n)s: said not to be needed any more."), True),
    (r"item (?P<n>\d+): condition", N_("Line %(n)s: depends on something."), True),
    (r"item (?P<n>\d+): (unclear|nothing clear said)", N_("Line %(n)s: nothing clear was said."), True),
    (r"item (?P<n>\d+): ready, but not said to be delivered", N_("Line %(n)s: ready, but not said to be delivered."),
     True),
    (r"item (?P<n>\d+): contradiction of .*", N_("Line %(n)s: two things were said that contradict each other."), True),
    (r"item (?P<n>\d+): not done yet, nothing promised",
     N_("Line %(n)s: not done yet, and no day was promised."), True),
    (r"item (?P<n>\d+): more than one day promised", N_("Line %(n)s: more than one day was named."), True),
    (r"item (?P<n>\d+): (promised|delayed to|delayed,)? ?(for |by )?(?P<day>\d{4}-\d\d-\d\d),? (is )?in time",
     N_("Line %(n)s: %(day)s is in time."), False),
    (r"item (?P<n>\d+): (promised for|delayed to) (?P<day>\d{4}-\d\d-\d\d).*", N_("Line %(n)s: delayed to %(day)s."),
     False),
    (r"item (?P<n>\d+): (promised without a day|a later week, without a day|delayed, without a day)",
     N_("Line %(n)s: delayed, but no day was named."), True),
    (r"item (?P<n>\d+): delayed, more than one day", N_("Line %(n)s: delayed, but more than one day was named."), True),
    (r"item (?P<n>\d+): promised for a week that the due date is in",
     N_("Line %(n)s: promised for the week of the due date, but for no day."), True),
    (r"a line is marked as somebody's words", N_("A line is marked as a quotation: whose words are they?"), True),
    (r"a list under its status", N_("A list under its status names something that is no line of the letter."), True),
    (r"item (?P<n>\d+): left out of what is done", N_("Line %(n)s: left out of what is done."), True),
    (r"item (?P<n>\d+): not before (?P<day>\d{4}-\d\d-\d\d), but when",
     N_("Line %(n)s: not before %(day)s, but no day was named."), True),
    (r"item (?P<n>\d+): called late, but (?P<day>\d{4}-\d\d-\d\d) is in time",
     N_("Line %(n)s: called late, but %(day)s is in time."), True),
    (r"decision: approve", N_("It approves."), False),
    (r"decision: reject", N_("It rejects."), True),
    (r"decision: taken back or not meant", N_("The decision may be taken back or not meant."), True),
    (r"decision: both approve and reject", N_("It both approves and rejects."), True),
    (r"decision: approve with a reserve", N_("It approves, but with a reserve."), True),
    (r"decision: approve, but which option", N_("It approves, but not clearly which option."), True),
    (r"decision: none.*", N_("It decides nothing."), True),
))


def finding(note: str) -> str:
    """The note as a sentence; one of no known form as it is."""
    for form, sentence, _looks in FORMS:
        if match := form.fullmatch(note):
            return _(sentence, **_values(match)) if match.groupdict() else _(sentence)
    return note


def to_look_at(notes: list[str]) -> list[str]:
    """The sentences of those notes for which a person has to look."""
    clear = [form for form, _sentence, looks in FORMS if not looks]
    return [finding(note) for note in notes if not any(form.fullmatch(note) for form in clear)]


def _values(match: re.Match[str]) -> dict[str, str]:
    values = match.groupdict()
    return values | {"day": short_day(values["day"])} if "day" in values else values
