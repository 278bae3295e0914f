"""A project at its end: an acceptance report out for signature, and what a scan looks like from the first byte."""

from datetime import date

import pytest

from coordination import documents, phase
from coordination.ask import Ask
from coordination.document import Document
from coordination.paper import Paper
from coordination.person import Person
from tests.cast import Cast, Stages

PDF, PNG, JPEG = b"%PDF-1.7\nscan", b"\x89PNG\r\n\x1a\nscan", b"\xff\xd8\xff\xe0scan"
CONCLUSION = {"conclusion": "目标达成，同意验收。", "goals": [
    {"key": "g1", "goal": "新产品上线", "target": "首月用户量 10 万", "actual": "10.4 万", "result": "met"}]}


@pytest.fixture
def acceptance(stages: Stages, cast: Cast) -> Document:
    """Circulated: 李娜 and 张伟, both heads, are asked to sign."""
    stages.play(send_for_signature, cast)
    return documents.find(Paper.get(Paper.kind == "acceptance").id, by=cast.chenjing)


def send_for_signature(cast: Cast) -> None:
    cast.project.add_member(cast.zhangwei, "head", by=cast.chenjing)
    documents.begin("acceptance", cast.project, by=cast.chenjing, values=CONCLUSION).circulate(by=cast.chenjing)


def to_sign(document: Document, person: Person) -> Ask:
    return Ask.get((Ask.kind == "sign") & (Ask.person == person) & (Ask.paper_version == document.paper.latest))


def close_out(cast: Cast) -> None:
    """Close the closeout, although not everything is final."""
    phase.close(cast.project, "closeout", by=cast.chenjing, reason="演示")


def fresh(document: Document) -> Paper:
    return Paper.get_by_id(document.paper.id)


def final_goals(cast: Cast) -> Document:
    """A goal consensus that every head has agreed to."""
    document = documents.begin("goal_consensus", cast.project, by=cast.chenjing, values={
        "goals": [{"key": "g1", "goal": "新产品上线", "metric": "首月用户量", "target": "10 万", "by": "2026-09-30"}],
        "milestones": [{"key": "m1", "name": "需求评审完成", "due": date(2026, 4, 1).isoformat()}]})
    document.circulate(by=cast.chenjing)
    for ask in document.answers():
        if ask.kind == "agree":
            documents.say(ask, "approve", by=ask.person)
    return document
