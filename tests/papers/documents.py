"""Documents of every kind as they are when frozen, and the asks about them, without a database."""

from datetime import UTC, datetime
from typing import Any

from coordination.ask import Ask
from coordination.documents import KINDS
from coordination.kind import Column, Section
from coordination.person import Department, Person

SHA256 = "ab" * 32
ANSWERED = datetime(2026, 3, 2, 8, 4, tzinfo=UTC)
CELLS = {"day": "2026-03-06", "when": "W2-W4", "person": "张伟", "department": "研发部", "number": "100000",
         "rhythm": "weekly mon 10:00"}
PEOPLE = (("张伟", "研发部"), ("王芳", "市场部"), ("李娜", "财务部"), ("陈杰", "采购部"))
APPROVALS = {"acknowledge": "acknowledged"}


def content_of(code: str, rows: int = 3, **changes: Any) -> dict[str, Any]:
    """What was frozen of a document of that kind, every field filled with words that name it."""
    kind = KINDS[code].kind
    sections = [section_of(section, rows) for section in kind.sections]
    made = {
        "project": {"name": "新产品上线", "code": "NPL"}, "time_zone": "Asia/Shanghai", "number": f"NPL-{kind.letter}1",
        "version": 1, "title": kind.title, "kind": code, "sections": sections, "changes": [], "note": "",
        "previous_version": None,
    }
    if code == "escalation":
        made["options"] = [{"letter": letter, "text": ""} for letter in "ABCDEFGH"[:rows]]
    if code in ("solution", "escalation", "ruling"):
        made["issue"] = {"number": "NPL-I4", "what": "市场物料延迟 3 天"}
    return {**made, **changes}


def section_of(section: Section, rows: int = 3) -> dict[str, Any]:
    if not section.is_table:
        return {"name": section.name, "text": f"《{section.name}》第一行\n第二行"}
    rows = 1 if section.name == "period" else rows
    return {"name": section.name, "rows": [{"key": f"r{n}",
                                            **{column.name: cell(column, n) for column in section.columns}}
                                           for n in range(1, rows + 1)]}


def cell(column: Column, n: int) -> str:
    if column.shape == "choice":
        return list(column.choices)[n % len(column.choices)]
    return CELLS.get(column.shape, f"{column.name} {n}")


def asks_for(code: str) -> list[Ask]:
    """张伟 has answered himself, 李娜 for 王芳 as her deputy; 李娜 and 陈杰 are still silent."""
    kind = KINDS[code].kind.asks
    asks = [ask_of(n, kind, name, department) for n, (name, department) in enumerate(PEOPLE, 1)]
    said(asks[0], asks[0].person, "mail", "trusted")
    said(asks[1], asks[2].person, "mail", "code")
    return asks


def ask_of(n: int, kind: str, name: str, department: str) -> Ask:
    return Ask(id=n, kind=kind, person=Person(id=100 + n, name=name, department=Department(id=n, name=department)),
               created_at=ANSWERED)


def said(ask: Ask, by: Person, channel: str, assurance: str, answer: str | None = None, **more: Any) -> None:
    """Answer an ask in memory."""
    ask.answer_given, ask.answered_at = answer or APPROVALS.get(ask.kind, "approve"), ANSWERED
    ask.answered_by, ask.channel, ask.assurance = by, channel, assurance
    for name, value in more.items():
        setattr(ask, name, value)
