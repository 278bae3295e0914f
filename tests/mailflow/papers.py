"""Papers of the whole process, circulated by 陈静, for mails to answer."""

from datetime import date, timedelta

from coordination import clock, documents, request
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.document import Document
from coordination.issue import Issue
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.person import Person
from tests.cast import Cast


def circulated(kind: str, cast: Cast, values: dict, **more: object) -> Document:
    """A paper with these values, sent round."""
    document = documents.begin(kind, cast.project, by=cast.chenjing, **more)
    document.write({**document.paper.values, **values}, by=cast.chenjing, editor="page", revision=0)
    document.circulate(by=cast.chenjing)
    return document


def proposal(cast: Cast) -> Document:
    """For 刘总 to decide."""
    return circulated("proposal", cast, {
        "background": "竞品已上线同类功能，客户多次提出需求。", "core_goals": "三个月内完成新产品上线。",
        "expected_results": "首月用户量达到 10 万。", "period": [{"starts_on": "2026-03-09", "ends_on": "2026-06-30"}],
        "departments": [{"department": str(cast.zhangwei.department_id), "part": "开发"}]})


def correct(document: Document, cast: Cast, **values: object) -> Document:
    """A second version of it."""
    document = documents.find(document.paper.id, by=cast.chenjing)
    if document.paper.state != "draft":
        document.correct(by=cast.chenjing)
    document.write({**document.paper.values, **values}, by=cast.chenjing, editor="page",
                   revision=document.paper.revision)
    document.circulate(by=cast.chenjing, note="")
    return document


def consensus(cast: Cast) -> Document:
    """For 李娜 and Sofia Rossi, the heads, to agree to; the others only get it."""
    cast.project.add_member(cast.sofia, "head", by=cast.chenjing)
    return circulated("goal_consensus", cast, {
        "goals": [{"goal": "新产品上线", "metric": "上线日期", "target": "按期", "by": "2026-06-01"}],
        "milestones": [{"name": "需求评审完成", "due": "2026-03-20"}], "escalation": "先部门间协商，再报决策层。"})


def acceptance(cast: Cast) -> Document:
    """For 李娜 and Sofia Rossi to sign."""
    cast.project.add_member(cast.sofia, "head", by=cast.chenjing)
    return circulated("acceptance", cast, {
        "goals": [{"goal": "新产品上线", "target": "按期", "actual": "6 月 1 日上线", "result": "met"}],
        "deliverables": [], "conclusion": "验收通过。"})


def escalation(cast: Cast) -> Document:
    """An issue with two options, for 刘总 to rule on."""
    issue = Issue.raise_one(cast.project, "测试环境不稳定，联调无法进行", by=cast.zhangwei)
    issue.grade("cross", by=cast.chenjing)
    return circulated("escalation", cast, {
        "question": "是否推迟上线一周？", "positions": [],
        "options": [{"text": "推迟一周上线", "effect": "预热活动改期"},
                    {"text": "按期上线，减少功能", "effect": "二期补齐"}],
    }, issue=issue)


def weekly_questions(cast: Cast, *people: Person) -> Minutes:
    """The four questions before the weekly meeting of 9 March."""
    starts = clock.now() + timedelta(days=7)
    minutes = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", starts_at=starts,
                            ends_at=starts + timedelta(hours=1), place="301 会议室", series="周例会")
    request.ask("weekly", minutes.meeting, list(people), cast.project, by=cast.chenjing)
    return minutes


def warned(cast: Cast, owner: Person, what: str = "物料采购") -> tuple[ActionItem, Letter]:
    """An item due in two days, and the letter that asks its owner whether it will be in time."""
    action = ActionItem.agree(cast.project, what, owner, date(2026, 3, 4), by=cast.chenjing)
    letter = Letter.post("warning", owner, cause=f"warning:{action.id}", project=cast.project,
                         asks=[Ask.for_warning(action, owner)])
    return action, letter
