"""Objections to circulated minutes that come by mail: within the window they go to the next agenda."""

from datetime import timedelta

import time_machine

from coordination import rhythm, triage
from coordination.meeting import Series
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow.desk import letter_to, processed, reply

WRONG = "第一项决定写错了，应为 3 月 8 日完成测试。"


def next_topics(cast: Cast) -> list[tuple[str, int | None]]:
    series = Series.get()
    series.meet("weekly mon 10:00", 60, by=cast.chenjing)
    return [(topic.title, topic.inbound_id) for topic in rhythm.prepare_next(series).meeting.topics]


def test_a_correction_by_mail_goes_to_the_next_agenda_with_its_mail(company: Cast, desk: Desk):
    with time_machine.travel(CIRCULATED + timedelta(hours=20), tick=False):
        mail = processed(desk, reply(letter_to(company.wangfang), WRONG))
        assert mail.state == "held"
        assert next_topics(company) == [("对上次纪要的异议：王芳", mail.id)]


def test_after_the_window_it_waits_for_the_project_manager_alone(company: Cast, desk: Desk):
    with time_machine.travel(CIRCULATED + timedelta(hours=49), tick=False):
        assert processed(desk, reply(letter_to(company.wangfang), WRONG)).state == "held"
        assert next_topics(company) == []


def test_a_receipt_is_no_objection(company: Cast, desk: Desk):
    with time_machine.travel(CIRCULATED + timedelta(hours=20), tick=False):
        processed(desk, reply(letter_to(company.wangfang), "收到"))
        assert next_topics(company) == []


def test_what_waits_is_noted_as_an_objection_with_one_click_if_it_came_in_time(company: Cast, desk: Desk):
    with time_machine.travel(CIRCULATED + timedelta(hours=47), tick=False):
        mail = processed(desk, reply(letter_to(company.wangfang), "第一项是不是该写 3 月 8 日？"))
    with time_machine.travel(CIRCULATED + timedelta(hours=60), tick=False):
        late = processed(desk, reply(letter_to(company.zhangwei), "这个日期对吗？"))
        assert [triage.may_note_objection(row) for row in (mail, late)] == [True, False]
        triage.note_objection(mail, by=company.chenjing)
        assert not triage.may_note_objection(mail)
        assert next_topics(company) == [("对上次纪要的异议：王芳", mail.id)]
        assert "您的异议已记下，将列入下次会议议程" in letter_to(company.wangfang, "echo").text
