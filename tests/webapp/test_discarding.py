"""Giving up a draft that never went out, or a correction that was opened by mistake; what went out stays."""

import re

import pytest

from coordination import documents
from coordination.ask import Ask
from coordination.circulation import ChangedMeanwhile, Frozen
from coordination.document import Document, SentBack
from coordination.event import Event
from coordination.paper import Paper
from coordination.refusal import NotAllowed
from tests.cast import Cast
from tests.mailflow import papers
from tests.webapp.test_papers import GOALS
from tests.webapp.world import Browser


@pytest.fixture
def consensus(cast: Cast) -> Document:
    """A complete goal consensus, still a draft."""
    return documents.begin("goal_consensus", cast.project, by=cast.chenjing, values=GOALS)


@pytest.fixture
def final(consensus: Document, cast: Cast) -> Document:
    """The same, agreed to by the only head."""
    consensus.circulate(by=cast.chenjing)
    documents.say(Ask.get(Ask.kind == "agree"), "approve", by=cast.lina)
    return documents.of(Paper.get())


def again() -> Document:
    return documents.of(Paper.get())


def test_a_draft_that_never_went_out_is_deleted_after_a_second_look(pm_browser: Browser, consensus: Document):
    path = f"/papers/{consensus.paper.id}"
    assert f'href="{path}/discard"' in pm_browser.get(f"{path}/edit").text
    page = pm_browser.get(f"{path}/discard").text
    assert "这份草稿从未分发" in page and Paper.select().exists()
    answer = pm_browser.post(f"{path}/discarded", {"revision": re.search(r'name="revision" value="(\d+)"', page)[1]})
    assert (answer.status_code, answer.location, Paper.select().count()) == (303, "/projects/1/papers", 0)
    before = Event.get(Event.verb == "discarded").before
    assert before["values"]["goals"] == GOALS["goals"] and pm_browser.get("/projects/1").status_code == 200


def test_a_correction_opened_by_mistake_goes_back_to_the_final_paper(pm_browser: Browser, final: Document, cast: Cast):
    was, values = final.paper.final_at, final.paper.values
    final.correct(by=cast.chenjing)
    final.write({}, by=cast.chenjing, editor="page", revision=final.paper.revision, title="错")
    pm_browser.post(f"/papers/{final.paper.id}/discarded", {"revision": again().paper.revision})
    paper = again().paper
    assert (paper.state, paper.final_at, paper.values, paper.title) == ("final", was, values, "项目目标共识书")
    assert paper.outcome == "approve" and len(paper.versions) == 1


def test_what_was_answered_while_the_correction_was_open_counts(consensus: Document, cast: Cast):
    consensus.circulate(by=cast.chenjing)
    consensus.correct(by=cast.chenjing)
    documents.say(Ask.get(Ask.kind == "agree"), "approve", by=cast.lina)
    assert again().paper.state == "draft"
    again().discard(by=cast.chenjing, revision=again().paper.revision)
    assert (again().paper.state, again().paper.outcome) == ("final", "approve")


def test_what_is_out_is_never_discarded(final: Document, cast: Cast, pm_browser: Browser):
    with pytest.raises(Frozen):
        final.discard(by=cast.chenjing, revision=final.paper.revision)
    assert pm_browser.get(f"/papers/{final.paper.id}/discard").location == f"/papers/{final.paper.id}"


def test_a_paper_that_was_sent_back_has_nothing_to_go_back_to(cast: Cast):
    papers.proposal(cast)
    documents.say(Ask.get(Ask.kind == "decide"), "send_back", by=cast.liu, reason="预算不清")
    assert again().paper.state == "draft" and not again().is_discardable_by(cast.chenjing)
    with pytest.raises(SentBack):
        again().discard(by=cast.chenjing, revision=again().paper.revision)


def test_what_somebody_typed_meanwhile_is_not_given_up(consensus: Document, cast: Cast):
    consensus.write(GOALS, by=cast.chenjing, editor="page", revision=0)
    with pytest.raises(ChangedMeanwhile):
        consensus.discard(by=cast.chenjing, revision=0)


def test_only_a_project_manager_discards(consensus: Document, cast: Cast):
    with pytest.raises(NotAllowed):
        consensus.discard(by=cast.zhangwei, revision=0)
