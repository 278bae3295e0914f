"""An issue of the cast's project at each stage, and the words with which tests bring it there."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from coordination import closing, documents, workshop
from coordination.ask import Ask
from coordination.document import Document
from coordination.issue import Issue
from coordination.minutes import Minutes
from coordination.person import Person
from tests.cast import Cast, Stages

RAISED = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)  # Tuesday, 10:00 in Shanghai
DUE = date(2026, 3, 9)


@pytest.fixture
def team(stages: Stages, cast: Cast) -> Cast:
    """With heads for three departments."""
    stages.play(appoint_heads, cast)
    return cast


@pytest.fixture
def issue(stages: Stages, team: Cast) -> Issue:
    """陈杰 (采购部) raises one that concerns 研发部 and 市场部."""
    with time_machine.travel(RAISED, tick=False):
        stages.play(raise_one, team)
    return Issue.get()


@pytest.fixture
def agreed(stages: Stages, issue: Issue, team: Cast) -> Issue:
    """A solution with two measures, agreed to by the heads."""
    stages.play(agree, issue, team)
    return Issue.get()


@pytest.fixture
def solved(stages: Stages, agreed: Issue, team: Cast) -> Issue:
    """Its measures are done and 陈杰 is asked."""
    stages.play(solve, agreed, team)
    return Issue.get()


@pytest.fixture
def ruled(stages: Stages, issue: Issue, team: Cast) -> Issue:
    """刘总 chose option B."""
    stages.play(rule, issue, team)
    return Issue.get()


def appoint_heads(cast: Cast) -> None:
    for person in (cast.zhangwei, cast.wangfang):
        cast.project.add_member(person, "head", by=cast.chenjing)


def raise_one(cast: Cast) -> None:
    Issue.raise_one(cast.project, "芯片交期推迟三周", by=cast.chenjie, impact="上线推迟", wish="换供应商",
                    departments=[cast.zhangwei.department_id, cast.wangfang.department_id])


def agree(issue: Issue, cast: Cast) -> None:
    say_all(solution(issue, cast), "approve")


def solve(issue: Issue, cast: Cast) -> None:
    finish(issue, cast)
    closing.ask_raiser(issue, by=cast.chenjing)


def rule(issue: Issue, cast: Cast) -> None:
    (ask,) = asked(dossier(issue, cast))
    documents.answer(ask, "approve", by=cast.liu, option="B")


def solution(issue: Issue, cast: Cast, **changed: str) -> Document:
    rows = [{"key": "m1", "what": "启用备选供应商", "department": str(cast.zhangwei.department_id),
             "owner": str(cast.zhangwei.id), "due": "2026-03-09", **changed},
            {"key": "m2", "what": "调整推广排期", "department": str(cast.wangfang.department_id),
             "owner": str(cast.wangfang.id), "due": "2026-03-11"}]
    document = documents.begin("solution", issue.project, by=cast.chenjing, issue=issue,
                               values={"solution": "换供应商并顺延推广", "measures": rows})
    document.circulate(by=cast.chenjing)
    return document


def dossier(issue: Issue, cast: Cast) -> Document:
    document = documents.begin("escalation", issue.project, by=cast.chenjing, issue=issue)
    document.write({"question": "是否追加预算？", "options": [{"text": "维持原计划"}, {"text": "追加 20 万空运"}]},
                   by=cast.chenjing, editor="page", revision=0)
    document.circulate(by=cast.chenjing)
    return document


def asked(document: Document) -> list[Ask]:
    return [ask for ask in document.answers() if ask.kind == document.kind.asks]


def say_all(document: Document, word: str) -> None:
    for ask in asked(document):
        documents.answer(ask, word, by=ask.person)


def finish(issue: Issue, cast: Cast) -> None:
    for measure in issue.measures:
        measure.action.report("done", by=cast.chenjing)


def word_of_raiser(issue: Issue, word: str, person: Person, **more: str) -> Issue:
    documents.answer(closing.open_ask(issue), word, by=person, **more)
    return Issue.get_by_id(issue.id)


def meeting(issue: Issue, cast: Cast) -> Minutes:
    start = workshop.next_hour("Asia/Shanghai")
    return workshop.convene(issue, by=cast.chenjing, title=workshop.title(issue), starts_at=start,
                            ends_at=start + workshop.LENGTH)
