"""Who has answered a paper: in which words, when, how, written down by whom, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from coordination.ask import ANSWERS, DECIDED, SPOKEN, Ask
from coordination.language import N_
from coordination.language import gettext as _
from coordination.meeting import REPLIES
from coordination.person import Person
from coordination.signing import signature_code
from papers import dates, words

TITLES = {"decide": N_("Decision of the decision layer"), "sign": N_("Signatures"), "agree": N_("Agreement"),
          "acknowledge": N_("Receipts")}
RULING = N_("Ruling of the decision layer")
SAID = {
    **DECIDED,
    "acknowledge": {"acknowledged": N_("received")},
    "confirm": {"approve": N_("solved"), "reject": N_("not solved")},
    "attend": REPLIES,
}
ASSURED = {"trusted": N_("sender verified"), "code": N_("confirmed by code"), "page": N_("logged in")}


@dataclass(frozen=True)
class Answer:
    """One person's line in the matrix, in the language in force; `said` is empty as long as they have not answered."""

    name: str
    department: str
    said: str
    when: str
    how: str
    remark: str
    code: str


@dataclass(frozen=True)
class Matrix:
    """Everybody who was asked the same: `kind` is decide, sign, agree or acknowledge; `title` not translated yet."""

    kind: str
    title: str
    answers: tuple[Answer, ...]

    @property
    def given(self) -> int:
        return sum(1 for answer in self.answers if answer.said)

    def departments(self) -> list[tuple[str, list[Answer]]]:
        return [(name, list(rows)) for name, rows in groupby(self.answers, key=lambda answer: answer.department)]


def matrices(asks: Iterable[Ask], zone: str, sha256: str = "") -> list[Matrix]:
    """The asks of a version (`Document.answers()`), decisions first, receipts last; times are those of the zone."""
    asks = list(asks)
    writers = _writers(asks)
    found = {kind: tuple(_answer(ask, writers, zone, sha256) for ask in asks if ask.kind == kind) for kind in TITLES}
    titles = {**TITLES, "decide": RULING} if any(ask.is_for_a_ruling for ask in asks) else TITLES
    return [Matrix(kind, titles[kind], answers) for kind, answers in found.items() if answers]


def circulated(asks: Iterable[Ask], zone: str) -> str:
    """When the version was sent round and by whom: `2026年3月2日 周一 17:30 · 陈静`; empty for a draft."""
    version = next((ask.paper_version for ask in asks), None)
    if version is None:
        return ""
    by = version.circulated_by
    return " · ".join(part for part in (dates.moment(version.circulated_at, zone), by.name if by else "") if part)


def said(asked: str, answer: str) -> str:
    """An answer in the words of the kind of ask it was given to."""
    return _(SAID.get(asked, {}).get(answer) or ANSWERS.get(answer, answer))


def _answer(ask: Ask, writers: dict[int, str], zone: str, sha256: str) -> Answer:
    department = ask.person.department.name if ask.person.department else ""
    code = signature_code(sha256, ask.id) if ask.kind == "sign" and sha256 else ""
    if ask.answered_at is None:
        return Answer(ask.person.name, department, "", "", "", "", code)
    return Answer(ask.person.name, department, _said(ask), _when(ask, zone), _how(ask, writers), ask.text or "", code)


def _when(ask: Ask, zone: str) -> str:
    """Signatures and decisions with the year."""
    if ask.kind == "acknowledge":
        return dates.short_moment(ask.answered_at, zone)
    return f"{dates.local(ask.answered_at, zone):%Y-%m-%d %H:%M}"


def _said(ask: Ask) -> str:
    words = said(ask.kind, ask.answer_given)
    return _("%(answer)s: option %(letter)s", answer=words, letter=ask.option) if ask.option else words


def _how(ask: Ask, writers: dict[int, str]) -> str:
    """`邮件，已核实发件人`; `书面，由陈静记录`; `邮件，张伟代答`."""
    how = [words.word("channel", ask.channel)]
    if ask.assurance in ASSURED and ask.channel not in SPOKEN and ask.kind != "acknowledge":
        how.append(_(ASSURED[ask.assurance]))
    if writer := writers.get(ask.answered_by_id) if ask.answered_by_id != ask.person_id else None:
        spoken = ask.channel in SPOKEN
        how.append(_("recorded by %(name)s", name=writer) if spoken
                   else _("%(name)s on behalf of %(person)s", name=writer, person=ask.person.name))
    return _(", ").join(part for part in how if part)


def _writers(asks: list[Ask]) -> dict[int, str]:
    """The names of those who answered for others, in one query, or none."""
    others = {ask.answered_by_id for ask in asks if ask.answered_by_id not in (None, ask.person_id)}
    known: dict[int, Any] = {ask.person_id: ask.person.name for ask in asks}
    unknown = others - set(known)
    if unknown:
        known |= {person.id: person.name for person in Person.select(Person.id, Person.name)
                  .where(Person.id.in_(unknown))}
    return known
