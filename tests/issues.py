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
from tests.cast import Cast

RAISED = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)  # Tuesday, 10:00 in Shanghai
DUE = date(2026, 3, 9)


@pytest.fixture
def team(cast: Cast) -> Cast:
    """With heads for three departments."""
    for person in (cast.zhangwei, cast.wangfang):
        cast.project.add_member(person, "head", by=cast.chenjing)
    return cast


@pytest.fixture
def issue(team: Cast) -> Issue:
    """陈杰 (采购部) raises one that concerns 研发部 and 市场部."""
    with time_machine.travel(RAISED, tick=False):
        return Issue.raise_one(team.project, "芯片交期推迟三周", by=team.chenjie, impact="上线推迟", wish="换供应商",
                               departments=[team.zhangwei.department_id, team.wangfang.department_id])


@pytest.fixture
def agreed(issue: Issue, team: Cast) -> Issue:
    """A solution with two measures, agreed to by the heads."""
    say_all(solution(issue, team), "approve")
    return Issue.get_by_id(issue.id)


@pytest.fixture
def solved(agreed: Issue, team: Cast) -> Issue:
    """Its measures are done and 陈杰 is asked."""
    finish(agreed, team)
    closing.ask_raiser(agreed, by=team.chenjing)
    return agreed


@pytest.fixture
def ruled(issue: Issue, team: Cast) -> Issue:
    """刘总 chose option B."""
    (ask,) = asked(dossier(issue, team))
    documents.answer(ask, "approve", by=team.liu, option="B")
    return Issue.get_by_id(issue.id)


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
