"""The triage: what a person decides about a mail does what the mail would have done."""

from datetime import date
from re import findall, search

import pytest

from coordination import documents
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.database import transaction
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.letter import Letter
from coordination.milestone import Milestone
from tests.cast import draft
from tests.closeout import CONCLUSION
from tests.webapp.test_project_page import queries
from tests.webapp.world import Browser, held, pages_at


def test_the_list_says_who_wrote_and_why_it_waits(browse, cast, world):
    text = browse(cast.chenjing).get("/triage").text
    assert "张伟" in text and "something in it is unclear" in text


def test_the_lists_show_how_a_mail_begins(browse, cast, world):
    for path in ("/triage", "/received"):
        assert "1 might slip" in browse(cast.chenjing).get(path).text


def test_of_a_long_mail_only_the_first_words_stand_in_a_list(browse, cast, world):
    held(world.letter, trace=[{"stage": "read", "new_text": "第一行\n" + "很长" * 100 + "末尾"}])
    text = browse(cast.chenjing).get("/triage").text
    assert "第一行 很长" in text and "末尾" not in text and "很长…" in text


def test_an_empty_list_says_that_all_is_well(browse, cast):
    assert "Nothing waits for you" in browse(cast.chenjing).get("/triage").text


def test_one_click_records_the_answer_for_its_writer(browse, cast, world):
    record(browse(cast.chenjing), world, answer="done")
    action, event = ActionItem.get_by_id(world.action.id), Event.get(Event.verb == "reported")
    assert action.status == "done"
    assert (event.actor_id, event.on_behalf_of_id, event.inbound_id) == (
        cast.chenjing.id, cast.zhangwei.id, world.mail.id)


def test_a_delay_takes_its_date(browse, cast, world):
    record(browse(cast.chenjing), world, answer="delayed", due="2026-03-20")
    assert ActionItem.get_by_id(world.action.id).expected_due == date(2026, 3, 20)


def test_a_date_that_is_none_is_refused(browse, cast, world):
    answer = record(browse(cast.chenjing), world, answer="delayed", due="20.3.")
    assert answer.status_code == 422 and "2026-03-31" in answer.text


def test_the_mail_waits_until_every_line_has_an_answer(browse, cast, world):
    browser, asks = browse(cast.chenjing), [line.ask for line in world.letter.lines]
    for ask in (*asks, world.letter.receipt):
        assert waits(world.mail)
        browser.post(f"/triage/{world.mail.id}/answers",
                     {"ask": ask.id, "answer": "acknowledged" if ask.kind == "acknowledge" else "in_progress"})
    assert not waits(world.mail)


def test_a_line_of_another_letter_cannot_be_answered_here(browse, cast, world):
    other = Ask.get((Ask.person == cast.wangfang) & (Ask.kind == "report"))
    answer = browse(cast.chenjing).post(f"/triage/{world.mail.id}/answers", {"ask": other.id, "answer": "done"})
    assert answer.status_code == 404


def test_nothing_to_record_settles_the_mail(browse, cast, world):
    answer = browse(cast.chenjing).post(f"/triage/{world.mail.id}/settled")
    assert answer.location == "/triage"
    assert not waits(world.mail)


def test_all_mails_of_a_project_that_the_page_showed_are_settled_at_once(browse, cast, world):
    browser, elsewhere = browse(cast.chenjing), held(world.letter, project=None)
    shown = findall(r'name="mail" value="([0-9]+)"', browser.get(f"/triage?project={cast.project.id}").text)
    later = held(world.letter)
    browser.post(f"/projects/{cast.project.id}/triage", {"mail": [*shown, elsewhere.id]})
    assert (waits(world.mail), waits(later), waits(elsewhere)) == (False, True, True)


def test_a_question_nobody_answered_says_so_and_no_line_costs_a_query(browse, cast, world):
    mail, browser = held(person=cast.wangfang, project=cast.project), browse(cast.chenjing)
    address = f"/triage/{mail.id}"
    before = queries(browser, address)
    for n in range(3):
        issue = Issue.raise_one(cast.project, f"问题{n}", by=cast.wangfang)
        for question in ("position", "reasons"):
            Ask.about("provide", issue, cast.wangfang, cast.project, question)
        Ask.about("confirm", issue, cast.wangfang, cast.project, "closing")
        milestone = Milestone.create(project=cast.project, key=f"later{n}", name=f"节点{n}", due=date(2026, 4, 1))
        Ask.for_warning(milestone, cast.wangfang)
    page = browser.get(address).text
    assert "节点2" in page and f"{issue.reference} 问题2" in page and "not answered yet" in page
    assert queries(browser, address) <= before + 2  # the issues, the milestones


def test_read_again_puts_the_mail_before_the_desk_and_nudges_it(cast, world):
    nudged = []
    browser = Browser(pages_at("http://localhost", nudge=lambda *row: nudged.append(row)), cast.chenjing)
    browser.post(f"/triage/{world.mail.id}/again")
    assert nudged == [("inbound", world.mail.id)]
    assert Inbound.get_by_id(world.mail.id).state == "received"


def test_an_unknown_mail_is_given_to_a_person_whose_open_items_then_appear(browse, cast, circulated):
    mail, browser = held(reason="unknown-sender", from_address="private@mail.example"), browse(cast.administrator)
    browser.post(f"/triage/{mail.id}/sender", {"person": cast.zhangwei.id, "project": cast.project.id})
    text = browser.get(f"/triage/{mail.id}").text
    assert "完成用户登录功能测试" in text and "准备测试账号" in text


def test_the_mail_is_shown_as_text_alone(browse, cast, world):
    mail = held(world.letter, trace=[{"stage": "screen", "text": "<img src=x onerror=alert(1)>"}])
    for path in (f"/triage/{mail.id}", f"/received/{mail.id}"):
        assert "&lt;img src=x onerror=alert(1)&gt;" in browse(cast.chenjing).get(path).text


def test_the_raw_mail_is_a_download(browse, cast, world):
    answer = browse(cast.chenjing).get(f"/received/{world.mail.id}/raw")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="mail-{world.mail.id}.txt"'
    assert answer.mimetype == "text/plain" and answer.data.startswith(b"From: zhangwei")


def test_a_mail_that_was_never_read_shows_its_bytes(browse, cast, circulated):
    mail = held(trace=[], state="quarantined", reason="three-attempts")
    text = browse(cast.administrator).get(f"/received/{mail.id}").text
    assert "Reading it failed three times." in text and "1 might slip" in text


def test_the_stages_of_a_mail_lead_to_what_was_answered(browse, cast, world):
    mail = held(world.letter, trace=[{"stage": "read", "steps": ["text"]}, {"stage": "echo", "letter": 1}])
    echo = Letter.post("echo", cast.zhangwei, cause="e", project=cast.project, answers_inbound_id=mail.id)
    text = browse(cast.chenjing).get(f"/received/{mail.id}").text
    assert search(rf"What was answered</h3>\s*<dl class=\"facts\"><dt>张伟</dt><dd><a href=\"/sent/{echo.id}\"", text)
    assert text.count("What was answered") == 1


def test_a_letter_that_failed_is_sent_again(browse, cast, world):
    Letter.update(state="failed", error="550 no such user").where(Letter.id == world.letter.id).execute()
    browser, path = browse(cast.chenjing), f"/sent/{world.letter.id}"
    assert "550 no such user" in browser.get(path).text
    browser.post(f"{path}/again")
    assert Letter.get_by_id(world.letter.id).state == "queued"


def test_a_letter_on_its_way_is_not_sent_again(browse, cast, world):
    answer = browse(cast.chenjing).post(f"/sent/{world.letter.id}/again")
    assert answer.status_code == 409 and "already" in answer.text


def test_long_lists_come_in_pages_and_can_be_narrowed(browse, cast, world):
    with transaction():
        for _n in range(60):
            held(world.letter)
    browser = browse(cast.chenjing)
    first = browser.get("/received").text
    older = search(r'href="(/received\?before=[0-9]+)"', first)[1]
    assert (first.count("<tr>"), browser.get(older).text.count("<tr>")) == (51, 12)
    assert "No mail here" in browser.get("/received?state=ignored").text


def record(browser: Browser, world, **form: object):
    ask = Ask.get(Ask.action == world.action)
    return browser.post(f"/triage/{world.mail.id}/answers", {"ask": ask.id, **form})


def waits(mail: Inbound) -> bool:
    return Inbound.get_by_id(mail.id).triaged_at is None


def test_a_hand_over_is_confirmed_with_one_click(browse, cast, world):
    ask = world.letter.lines[0].ask
    ask.report("handed_over", by=cast.zhangwei, to="王芳")
    browser = browse(cast.chenjing)
    assert "王芳 does it from now on" in browser.get(f"/triage/{world.mail.id}").text
    browser.post(f"/triage/{world.mail.id}/owner", {"ask": ask.id, "owner": cast.wangfang.id})
    action = ActionItem.get_by_id(ask.action_id)
    assert (action.owner, action.status, waits(world.mail)) == (cast.wangfang, "open", False)
    assert not Ask.get_by_id(ask.id).is_open
    assert Ask.get((Ask.action == action) & (Ask.person == cast.wangfang)).is_open


def test_a_mail_of_somebody_else_says_whose_letter_it_answers(browse, cast, world):
    mail = held(world.letter, person=cast.lina, reason="other-sender")
    assert "sent to 张伟" in browse(cast.chenjing).get(f"/triage/{mail.id}").text
    assert "sent to" not in browse(cast.chenjing).get(f"/triage/{world.mail.id}").text


@pytest.fixture
def to_decide(cast) -> Ask:
    """What 刘总, and nobody else, is asked to decide."""
    dossier = {"question": "预算", "options": [{"key": "1", "text": "加钱"}, {"key": "2", "text": "延期"}]}
    documents.begin("escalation", cast.project, by=cast.chenjing, values=dossier).circulate(by=cast.chenjing)
    return Ask.get(Ask.kind == "decide")


def test_nobody_decides_by_a_mail_for_somebody_else(browse, cast, to_decide):
    mail = held(Letter.get(Letter.person == to_decide.person), person=cast.zhangwei, reason="other-sender")
    browser = browse(cast.chenjing)
    assert "who decides this alone" in browser.get(f"/triage/{mail.id}").text
    answer = browser.post(f"/triage/{mail.id}/answers", {"ask": to_decide.id, "answer": "approve", "option": "B"})
    assert (answer.status_code, Ask.get_by_id(to_decide.id).answered_at) == (403, None)
    assert "This mail is from 张伟" in answer.text


def test_the_decision_in_a_persons_own_mail_is_recorded(browse, cast, to_decide):
    mail = held(Letter.get(Letter.person == to_decide.person), person=to_decide.person)
    browse(cast.chenjing).post(f"/triage/{mail.id}/answers", {"ask": to_decide.id, "answer": "approve", "option": "B"})
    assert Ask.get_by_id(to_decide.id).option == "B"


def test_a_no_keeps_its_writers_reason(browse, cast, to_decide):
    words = [{"stage": "read", "new_text": "不太同意，25号来不及"}]
    mail = held(Letter.get(Letter.person == to_decide.person), person=to_decide.person, trace=words)
    browse(cast.chenjing).post(f"/triage/{mail.id}/answers", {"ask": to_decide.id, "answer": "send_back"})
    assert Ask.get_by_id(to_decide.id).text == "不太同意，25号来不及"


def test_a_mail_is_recorded_as_its_writers_issue_with_one_click(browse, cast, world):
    browser = browse(cast.chenjing)
    assert "Record as an issue of 张伟" in browser.get(f"/triage/{world.mail.id}").text
    browser.post(f"/triage/{world.mail.id}/issue")
    issue = Issue.get(Issue.inbound_id == world.mail.id)
    assert (issue.raiser, issue.what, waits(world.mail)) == (cast.zhangwei, "1 might slip", False)
    page = browser.get(f"/triage/{world.mail.id}").text
    assert "Record as an issue" not in page and f'href="/issues/{issue.id}"' in page


def test_a_reply_to_minutes_is_noted_as_an_objection_with_one_click(browse, cast, world):
    browser = browse(cast.chenjing)
    assert "Note as an objection to the minutes" in browser.get(f"/triage/{world.mail.id}").text
    browser.post(f"/triage/{world.mail.id}/objection")
    assert Event.get(Event.verb == "objected").on_behalf_of_id == cast.zhangwei.id and not waits(world.mail)


def decided(ask: Ask) -> None:
    documents.say(ask, "approve", by=ask.person, option="B")


def test_what_was_settled_elsewhere_is_said_and_filed_with_one_click(browse, cast, to_decide):
    mail, browser = held(Letter.get(Letter.person == to_decide.person), person=to_decide.person), browse(cast.chenjing)
    assert "settled meanwhile" not in browser.get(f"/triage/{mail.id}").text
    decided(to_decide)
    page = browser.get(f"/triage/{mail.id}").text
    assert "has been settled meanwhile" in page and "approved: option B" in page and "File it as read" in page
    browser.post(f"/triage/{mail.id}/settled")
    assert not waits(mail)


def test_beside_what_is_settled_nothing_else_is_offered_openly_or_filled_in(browse, cast, to_decide):
    mail = held(Letter.get(Letter.person == to_decide.person), person=to_decide.person)
    issue = Issue.raise_one(cast.project, "预算", by=cast.zhangwei)
    decided(to_decide)
    Ask.about("provide", issue, to_decide.person, cast.project, "position")
    page = browse(cast.chenjing).get(f"/triage/{mail.id}").text
    before, _details, others = page.partition("<summary>1 other item is open for 刘总")
    assert "<textarea" not in before and search(r"<textarea[^>]*></textarea>", others)


def test_a_receipt_given_before_does_not_make_a_question_settled(browse, cast, world):
    world.letter.receipt.acknowledge(by=cast.zhangwei)
    assert "settled meanwhile" not in browse(cast.chenjing).get(f"/triage/{world.mail.id}").text


def test_of_what_is_recorded_whole_no_words_are_called_unclear(browse, cast, world):
    noted = {"reasons": ["not understood: 重新打开 I2"]}
    mail = held(person=cast.zhangwei, project=cast.project, reason="issue-reopened", meaning=noted)
    page = browse(cast.chenjing).get(f"/triage/{mail.id}").text
    assert "which is recorded" in page and "was not understood" not in page


def test_an_answer_to_an_echo_is_about_what_the_first_letter_asked(browse, cast, to_decide):
    first = held(Letter.get(Letter.person == to_decide.person), meaning={"decision": "approve"})
    echo = Letter.post("echo", to_decide.person, cause="e", project=cast.project, answers_inbound_id=first.id)
    mail = held(echo, person=to_decide.person, meaning={"decision": "approve"})
    page = browse(cast.chenjing).get(f"/triage/{mail.id}").text
    assert f'id="line-{to_decide.id}"' in page and page.count('id="line-') == 1


def test_an_answer_to_an_echo_is_told_in_the_words_of_the_first_letter(browse, cast, circulated):
    cast.project.add_member(cast.zhangwei, "head", by=cast.chenjing)
    documents.begin("acceptance", cast.project, by=cast.chenjing, values=CONCLUSION).circulate(by=cast.chenjing)
    signing = Letter.select().where((Letter.person == cast.zhangwei) & (Letter.kind == "paper")).get()
    echo = Letter.post("echo", cast.zhangwei, cause="e", project=cast.project, answers_inbound_id=held(signing).id)
    mail = held(echo, person=cast.zhangwei, meaning={"decision": "approve"})
    page = browse(cast.chenjing).get(f"/triage/{mail.id}").text
    assert "It answers: signed" in page and "approved" not in page


def test_the_mail_that_raised_an_issue_offers_nothing_else_openly(browse, cast, world):
    mail = held(person=cast.zhangwei, project=cast.project, reason="issue-raised")
    Issue.raise_one(cast.project, "测试环境不稳定", by=cast.zhangwei, inbound_id=mail.id)
    page = browse(cast.chenjing).get(f"/triage/{mail.id}").text
    assert "Nothing of it is left to record." in page
    assert page.index("other items are open for 张伟") < page.index('id="line-')


def test_a_mail_about_a_superseded_version_says_which_one_replaced_it(browse, cast, world):
    old, minutes = world.letter.paper_version, world.minutes
    minutes.correct(by=cast.chenjing)
    revision = minutes.write(draft(cast, place="302"), by=cast.chenjing, editor="page",
                             revision=minutes.meeting.revision)
    new = minutes.circulate(by=cast.chenjing)
    assert revision and new.version == old.version + 1
    mail = held(world.letter, person=cast.zhangwei)
    page = browse(cast.chenjing).get(f"/triage/{mail.id}").text
    assert "replaced by version 2" in page and "See version 2" in page
    assert f'id="line-{Ask.get((Ask.person == cast.zhangwei) & (Ask.paper_version == new)).id}"' in page
