"""A head who never logs in names a deputy by mail: recorded by the page's verb, told to both, taken back in a word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from coordination.delegation import Delegation
from coordination.event import Event
from coordination.letter import Letter
from coordination.person import Department, Person
from mailflow import compose
from mailflow.authenticate import Trust
from mailflow.desk import Desk
from tests.cast import Cast
from tests.mailflow import papers
from tests.mailflow.desk import echoes, letter_to, processed, reply
from tests.mailflow.test_issues_by_mail import fresh

DAYS = (date(2026, 11, 25), date(2026, 11, 30))


@pytest.fixture(autouse=True)
def in_november() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        yield


@pytest.fixture(autouse=True)
def zhouting(cast: Cast) -> Person:
    """周婷 works in the same department as 李娜, the head, and in none of her projects."""
    return Person.add("周婷", ["zhouting@corp.example"], by=None, department=cast.lina.department)


PROVEN = {"X_MS_Exchange_Organization_AuthAs": "Internal"}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The company's Exchange proves who sent a mail."""
    return replace(desk, trust=Trust("exchange"))


def own(text: str, subject: str = "出差", sender: str = "李娜 <lina@corp.example>") -> bytes:
    return b"X-MS-Exchange-Organization-AuthAs: Internal\r\n" + fresh(sender, subject, text)


def recorded() -> list[tuple]:
    return [(row.person.name, row.deputy.name, row.starts_on, row.ends_on, row.ended_at is not None)
            for row in Delegation.select()]


@pytest.mark.parametrize(("subject", "text"), [
    ("出差", "11月25日到30日由周婷代理"), ("代理：周婷 11-25 至 11-30", ""),
    ("代理：周婷 11-25 至 11-30", "请知悉，谢谢！\n\n李娜\n财务部"),
    ("hi", "I am away 25-30 Nov, 周婷 stands in"),
])
def test_a_plain_mail_names_a_deputy(desk: Desk, cast: Cast, zhouting: Person, subject: str, text: str) -> None:
    mail = processed(desk, own(text, subject))
    assert (mail.state, mail.reason, recorded()) == ("applied", "deputy-named", [("李娜", "周婷", *DAYS, False)])
    event = Event.get(Event.verb == "deputy named")
    assert (event.actor_id, event.channel, event.inbound_id) == (cast.lina.id, "mail", mail.id)
    assert "您的代理人 – 周婷，11月25日（周三）至11月30日（周一）" in compose.write(echoes(cast.lina)[-1]).text
    told = letter_to(zhouting, "deputy")
    assert "李娜请您在11月25日（周三）至11月30日（周一）期间代理。" in told.text and "记为代李娜答复" in told.text


def test_a_reply_to_any_letter_names_one_too_and_answers_nothing(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    letter = letter_to(cast.lina, "paper")
    assert processed(desk, reply(letter, "11月25日到30日由王芳代理", **PROVEN)).reason == "deputy-named"
    assert recorded() == [("李娜", "王芳", *DAYS, False)] and letter.question.answered_at is None


def test_in_english_as_well(desk: Desk, cast: Cast) -> None:
    Person.add("Anna Li", ["anna@corp.example"], by=None, department=cast.sofia.department, language="en")
    processed(desk, own("Deputy: Anna Li, 25-30 Nov", "Away", "Sofia Rossi <sofia@corp.example>"))
    assert recorded() == [("Sofia Rossi", "Anna Li", *DAYS, False)]
    text = compose.write(echoes(cast.sofia)[-1]).text
    assert "Your deputy – Anna Li, from Wed 25 November to Mon 30 November" in text and "undo" in text


def test_undo_takes_the_deputy_back_and_the_deputy_learns_it(desk: Desk, cast: Cast, zhouting: Person) -> None:
    processed(desk, own("11月25日到30日由周婷代理"))
    echo = letter_to(cast.lina, "echo")
    assert "撤销" in echo.text
    assert processed(desk, reply(echo, "撤销")).reason == "undone"
    assert recorded() == [("李娜", "周婷", *DAYS, True)]
    assert "您的代理人 – 周婷不代理您" in letter_to(cast.lina, "echo").text
    assert "李娜已撤销代理：您不再代理李娜。" in letter_to(zhouting, "deputy").text


@pytest.mark.parametrize(("text", "reason", "sentence"), [
    ("11月25日到30日由周亭代理", "unknowndeputy", "没有找到“周亭”"),
    ("由周婷代理", "daysunclear", "没有看清周婷从哪天到哪天"),
    ("代理：周婷 11-30 至 11-25", "daysunclear", "如“代理：李雷 11月25日至11月30日”"),
    ("11月25日到30日由李娜代理", "owndeputy", "代理人不能是本人"),
])
def test_what_is_not_clear_records_nothing_and_is_told_once(desk: Desk, cast: Cast, text: str, reason: str,
                                                            sentence: str) -> None:
    mail = processed(desk, own(text))
    assert (mail.state, mail.reason, recorded()) == ("held", reason, [])
    [told] = echoes(cast.lina)
    assert told.kind == "refusal" and sentence in compose.write(told).text


def test_of_two_with_that_name_none_is_taken(desk: Desk, cast: Cast) -> None:
    Person.add("周婷", ["zt@corp.example"], by=None, department=cast.lina.department)
    assert processed(desk, own("11月25日到30日由周婷代理")).reason == "severaldeputies"
    assert recorded() == []


def test_nobody_from_elsewhere_is_taken(desk: Desk, cast: Cast) -> None:
    Person.add("李雷", ["lilei@corp.example"], by=None, department=Department.add("法务部", by=None))
    assert processed(desk, own("11月25日到30日由李雷代理")).reason == "unknowndeputy"


def test_a_mail_whose_sender_is_doubtful_names_nobody(desk: Desk, cast: Cast) -> None:
    sender = '"boss@corp.example" <lina@corp.example>'
    mail = processed(desk, own("11月25日到30日由周婷代理", sender=sender))
    assert (mail.state, mail.reason, recorded()) == ("held", "name-shows-other-address", [])


def test_the_same_mail_twice_names_and_tells_once(desk: Desk, cast: Cast, zhouting: Person) -> None:
    for _time in range(2):
        processed(desk, own("11月25日到30日由周婷代理"))
    assert len(recorded()) == 1 and Letter.select().where(Letter.kind == "deputy").count() == 1


def test_a_mail_that_nobody_proves_names_no_deputy(desk: Desk, cast: Cast) -> None:
    mail = processed(replace(desk, trust=Trust("none")), own("11月25日到30日由周婷代理"))
    assert (mail.state, mail.reason, recorded()) == ("held", "unprovenhead", [])
    assert "项目经理会先向您确认" in letter_to(cast.lina, "refusal").text
