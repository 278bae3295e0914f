"""How sure it is who signs or decides: the mailbox's proof, or a one-time code that comes back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from coordination import documents
from coordination.ask import Ask
from coordination.confirmation import ATTEMPTS, VALID, Confirmation
from coordination.letter import Letter
from coordination.paper import Paper
from coordination.person import Person
from mailflow import authenticate
from mailflow.authenticate import Trust
from mailflow.desk import Desk
from mailflow.mail import Mail
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import echoes, letter_to, processed, reply

OWN = "mx.corp.example"


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED, tick=False) as traveller:
        yield traveller


def standing(trust: Trust, results: list[str] | None = None, authserv_id: str = OWN, **headers: str):
    repeated = [name for name in headers if headers[name] == "twice"]
    mail = Mail(size=1, logical_key="", from_address="liu@corp.example", authentication_results=results or [],
                headers={name.replace("_", "-"): value for name, value in headers.items()}, repeated=repeated)
    return authenticate.authenticate(mail, authserv_id, trust)


def code_of(person) -> str:
    return Confirmation.select().where(Confirmation.person == person).order_by(Confirmation.id.desc()).get().code


def answered(person, kind: str = "sign") -> Ask:
    return Ask.get((Ask.person == person) & (Ask.kind == kind))


@pytest.mark.parametrize("results, trusted", [
    ([f"{OWN}; dmarc=pass header.from=corp.example"], True),
    ([f"{OWN}; spf=pass; dkim=pass header.d=corp.example; dmarc=none"], True),
    ([f"{OWN}; dkim=pass header.d=mail.corp.example"], True),
    ([f"{OWN}; dkim=fail header.d=corp.example; dkim=pass header.i=@corp.example"], True),
    ([f"{OWN}; dkim=pass header.d=evil.example"], False),
    ([f"{OWN}; dkim=pass header.d=notcorp.example"], False),
    ([f"{OWN}; dmarc=pass header.from=evil.example"], False),
    ([f"{OWN}; spf=pass"], False),
    ([f"{OWN}; (dmarc=pass) dmarc=none"], False),
    ([f"{OWN}; dkim=none reason=\"dmarc=pass\""], False),
    (["mx.elsewhere.example; dmarc=pass"], False),
    (["mx.elsewhere.example; dmarc=pass", f"{OWN}; dmarc=pass"], False),
    ([f"{OWN}; dmarc=pass", f"{OWN}; dmarc=pass"], False),
    ([], False),
])
def test_only_the_topmost_result_of_our_own_server_proves(results: list[str], trusted: bool) -> None:
    assert standing(Trust("authres"), results).is_trusted is trusted


def test_without_a_profile_nothing_is_proof() -> None:
    assert not standing(Trust(), [f"{OWN}; dmarc=pass"]).is_trusted
    assert not standing(Trust("authres"), [f"{OWN}; dmarc=pass"], authserv_id="").is_trusted


@pytest.mark.parametrize("headers, own, trusted", [
    ({"x-ms-exchange-organization-authas": "Internal"}, "", True),
    ({"x-ms-exchange-organization-authas": "Anonymous"}, "", False),
    ({}, "", False),
    ({"x-ms-exchange-organization-authas": "Internal", "x-ms-exchange-organization-authsource": "ex.corp.example"},
     "ex.corp.example", True),
    ({"x-ms-exchange-organization-authas": "Internal", "x-ms-exchange-organization-authsource": "evil.example"},
     "ex.corp.example", False),
])
def test_exchange_says_that_a_mail_is_from_inside(headers: dict, own: str, trusted: bool) -> None:
    assert standing(Trust("exchange"), authserv_id=own, **headers).is_trusted is trusted


def test_the_same_field_twice_is_nobodys_word(desk: Desk, cast: Cast) -> None:
    papers.acceptance(cast)
    desk.trust = Trust("exchange")
    field = b"X-MS-Exchange-Organization-AuthAs: Internal\r\n"
    processed(desk, field + field + reply(letter_to(cast.lina, "paper"), "确认签字"))
    assert answered(cast.lina).answered_at is None
    processed(desk, field + reply(letter_to(cast.lina, "paper"), "确认签字"))
    assert answered(cast.lina).assurance == "trusted"


@pytest.mark.parametrize("who, said, confirm", [
    ("lina", "确认签字", "确认 {}"), ("lina", "同意验收", "{}"), ("sofia", "signed", "Confirm {}")])
def test_a_signature_counts_when_the_code_is_back(desk: Desk, cast: Cast, who: str, said: str, confirm: str) -> None:
    papers.acceptance(cast)
    person = getattr(cast, who)
    mail = processed(desk, reply(letter_to(person, "paper"), said))
    assert (mail.state, mail.reason, answered(person).answered_at, echoes(person)) == ("applied", "code-sent", None, [])
    letter = letter_to(person, "confirmation")
    assert code_of(person) in letter.text
    mail = processed(desk, reply(letter, confirm.format(code_of(person))))
    ask = answered(person)
    assert (mail.state, ask.answer_given, ask.assurance, ask.inbound_id) == ("applied", "approve", "code", mail.id)
    assert echoes(person)[-1].data["recorded"][0]["said"] == "approve"


def test_the_code_may_come_in_reply_to_the_paper_too(desk: Desk, cast: Cast) -> None:
    papers.escalation(cast)
    letter = letter_to(cast.liu, "paper")
    processed(desk, reply(letter, "批准 B"))
    processed(desk, reply(letter, f"确认 {code_of(cast.liu)}"))
    ask = answered(cast.liu, "decide")
    assert (ask.option, ask.assurance, Paper.get(Paper.kind == "ruling").state) == ("B", "code", "circulated")


@pytest.mark.parametrize("said", ["确认 000000", "确认", "confirm 000 000", "Confirm"])
def test_a_wrong_or_forgotten_code_is_politely_refused(desk: Desk, cast: Cast, said: str) -> None:
    papers.acceptance(cast)
    processed(desk, reply(letter_to(cast.lina, "paper"), "确认签字"))
    Confirmation.update(code="482913").execute()
    mail = processed(desk, reply(letter_to(cast.lina, "confirmation"), said))
    assert (mail.state, mail.reason, answered(cast.lina).answered_at) == ("refused", "wrongcode", None)
    assert Confirmation.get().attempts == 1
    assert "482913" not in echoes(cast.lina)[-1].data["sentence"]


def test_after_too_many_wrong_codes_the_right_one_is_void(desk: Desk, cast: Cast) -> None:
    papers.acceptance(cast)
    processed(desk, reply(letter_to(cast.lina, "paper"), "确认签字"))
    Confirmation.update(code="482913").execute()
    letter = letter_to(cast.lina, "confirmation")
    for n in range(ATTEMPTS):
        processed(desk, reply(letter, f"确认 00000{n}"))
    assert processed(desk, reply(letter, "确认 482913")).reason == "codeexpired"
    assert answered(cast.lina).answered_at is None


def test_an_expired_code_is_politely_refused(desk: Desk, cast: Cast, at_noon: time_machine.Traveller) -> None:
    papers.acceptance(cast)
    processed(desk, reply(letter_to(cast.lina, "paper"), "确认签字"))
    at_noon.shift(VALID + timedelta(hours=1))
    mail = processed(desk, reply(letter_to(cast.lina, "confirmation"), f"确认 {code_of(cast.lina)}"))
    assert (mail.state, mail.reason) == ("refused", "codeexpired")


def test_a_second_answer_makes_the_first_code_void(desk: Desk, cast: Cast) -> None:
    papers.acceptance(cast)
    processed(desk, reply(letter_to(cast.lina, "paper"), "确认签字"))
    first, code = letter_to(cast.lina, "confirmation"), code_of(cast.lina)
    processed(desk, reply(letter_to(cast.lina, "paper"), "不签字，因为缺一项"))
    assert processed(desk, reply(first, f"确认 {code}")).reason == "codeexpired"
    processed(desk, reply(letter_to(cast.lina, "confirmation"), f"确认 {code_of(cast.lina)}"))
    assert (answered(cast.lina).answer_given, answered(cast.lina).text) == ("reject", "缺一项")


def refused(desk: Desk, cast: Cast) -> None:
    """Sofia Rossi signed, 李娜 was the last to answer and refused; every word with its code."""
    papers.acceptance(cast)
    for person, words in ((cast.sofia, "signed"), (cast.lina, "不签字，因为缺一项")):
        processed(desk, reply(letter_to(person, "paper"), words))
        processed(desk, reply(letter_to(person, "confirmation"), f"确认 {code_of(person)}"))
    assert Paper.get(Paper.kind == "acceptance").outcome == "reject"


@pytest.mark.parametrize("take_back_first", [True, False])
def test_who_refused_last_can_still_sign_by_mail(desk: Desk, cast: Cast, take_back_first: bool) -> None:
    refused(desk, cast)
    if take_back_first:
        assert "撤销" in letter_to(cast.lina, "echo").text
        assert processed(desk, reply(letter_to(cast.lina, "echo"), "撤销")).reason == "undone"
        assert (answered(cast.lina).answered_at, Paper.get(Paper.kind == "acceptance").outcome) == (None, None)
    assert processed(desk, reply(letter_to(cast.lina, "paper"), "确认签字")).reason == "code-sent"
    assert answered(cast.lina).answer_given != "approve"
    processed(desk, reply(letter_to(cast.lina, "confirmation"), f"确认 {code_of(cast.lina)}"))
    assert (answered(cast.lina).answer_given, answered(cast.lina).text) == ("approve", None)
    assert Paper.get(Paper.kind == "acceptance").state == "final"
    assert "already" not in echoes(cast.lina)[-1].data["recorded"][0]


def test_who_refused_and_proves_it_signs_with_one_word(desk: Desk, cast: Cast) -> None:
    refused(desk, cast)
    desk.trust = Trust("exchange")
    field = b"X-MS-Exchange-Organization-AuthAs: Internal\r\n"
    processed(desk, field + reply(letter_to(cast.lina, "paper"), "确认签字"))
    assert (answered(cast.lina).answer_given, answered(cast.lina).assurance) == ("approve", "trusted")
    assert "already" not in echoes(cast.lina)[-1].data["recorded"][0]


def test_who_is_asked_again_reads_why_and_signs_as_before(desk: Desk, cast: Cast) -> None:
    refused(desk, cast)
    documents.ask_again(answered(cast.lina), by=cast.chenjing)
    letter = letter_to(cast.lina, "paper")
    assert "您在3月2日（周一）拒绝签署。陈静请您再看一次。" in letter.text
    processed(desk, reply(letter, "确认签字"))
    processed(desk, reply(letter_to(cast.lina, "confirmation"), f"确认 {code_of(cast.lina)}"))
    assert Paper.get(Paper.kind == "acceptance").state == "final"


def test_somebody_elses_code_counts_nothing(desk: Desk, cast: Cast) -> None:
    papers.acceptance(cast)
    processed(desk, reply(letter_to(cast.lina, "paper"), "确认签字"))
    said, letter = f"确认 {code_of(cast.lina)}", letter_to(cast.lina, "confirmation")
    raw = reply(letter, said, sender="张伟 <zhangwei@corp.example>")
    assert processed(desk, raw).reason == "other-sender"
    assert answered(cast.lina).answered_at is None


def test_who_did_not_say_it_is_read_by_the_project_manager(desk: Desk, cast: Cast) -> None:
    papers.acceptance(cast)
    processed(desk, reply(letter_to(cast.lina, "paper"), "确认签字"))
    assert processed(desk, reply(letter_to(cast.lina, "confirmation"), "这不是我发的！")).state == "held"
    assert answered(cast.lina).answered_at is None


def test_what_would_be_refused_gets_no_code(desk: Desk, cast: Cast) -> None:
    document = papers.acceptance(cast)
    old = letter_to(cast.lina, "paper")
    papers.correct(document, cast, conclusion="验收通过，遗留一项。")
    assert processed(desk, reply(old, "确认签字")).reason == "withdrawn"
    assert Letter.select().where(Letter.kind == "confirmation").count() == 0


def test_an_agreement_needs_no_code(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    processed(desk, reply(letter_to(cast.lina, "paper"), "同意"))
    assert answered(cast.lina, "agree").assurance == "address"


def test_to_an_old_mail_no_code_goes_out(desk: Desk, cast: Cast, at_noon: time_machine.Traveller) -> None:
    papers.acceptance(cast)
    raw = reply(letter_to(cast.lina, "paper"), "确认签字")
    at_noon.shift(timedelta(hours=30))
    assert processed(desk, raw).state == "held"
    assert Confirmation.select().count() == 0


@pytest.mark.parametrize(("language", "said", "sentence"), [
    ("zh", "批准", "回复验证码后，您的“批准”即生效。"),
    ("zh", "退回修改，因为预算不清", "回复验证码后，您的“退回修改”即生效。"),
    ("en", "approve", "Once you send back the code, your “approve” counts."),
])
def test_the_confirming_mail_speaks_of_what_will_count(desk: Desk, cast: Cast, language: str, said: str,
                                                       sentence: str) -> None:
    Person.update(language=language).execute()
    papers.proposal(cast)
    processed(desk, reply(letter_to(cast.liu, "paper"), said))
    text = letter_to(Person.get_by_id(cast.liu.id), "confirmation").text
    assert sentence in text and "已批准" not in text and "approved" not in text
