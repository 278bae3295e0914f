"""Signatures on paper: scans that come back with a code, and what may be kept as one."""

import pytest

from coordination import archive, documents, event, signed_paper
from coordination.ask import Ask, DecidedAlready, Withdrawn
from coordination.document import Document
from coordination.letter import Letter
from coordination.refusal import NotAllowed
from coordination.scan import LARGEST, NotAScan, Scan, ScanTooLarge
from coordination.signed_paper import NothingToSign, asks_named, record
from coordination.signing import signature_code
from tests.cast import Cast
from tests.closeout import JPEG, PDF, PNG, fresh, to_sign
from tests.webapp.world import held


@pytest.fixture
def ask(acceptance: Document, cast: Cast) -> Ask:
    return to_sign(acceptance, cast.lina)


def code_of(ask: Ask) -> str:
    return signature_code(ask.paper_version.sha256, ask.id)


def test_a_scan_is_a_signature_on_paper_recorded_by_whoever_looked_at_it(ask: Ask, cast: Cast):
    scan = record(ask, "验收报告 签字.pdf", PDF, by=cast.chenjing)
    signed = Ask.get_by_id(ask.id)
    assert (signed.answer_given, signed.channel, signed.assurance) == ("approve", "paper", "paper")
    assert (signed.answered_by, scan.recorded_by) == (cast.chenjing, cast.chenjing)
    assert (scan.name, scan.media_type, scan.content_bytes()) == ("验收报告 签字.pdf", "application/pdf", PDF)


def test_the_last_signature_makes_the_report_final(acceptance: Document, cast: Cast):
    documents.say(to_sign(acceptance, cast.zhangwei), "approve", by=cast.zhangwei)
    assert fresh(acceptance).state == "circulated"
    record(to_sign(acceptance, cast.lina), "scan.png", PNG, by=cast.chenjing)
    assert (fresh(acceptance).state, fresh(acceptance).outcome) == ("final", "approve")


@pytest.mark.parametrize(("raw", "name", "kept"), [
    (PDF, "x.exe", "x.pdf"), (PNG, "../../签字.png", "签字.png"), (JPEG, "a/b\\c<>.jpeg", "c.jpg"),
    (PDF, "", "scan.pdf")])
def test_the_first_bytes_say_what_it_is_and_the_name_is_made_safe(ask: Ask, cast: Cast, raw, name, kept):
    assert record(ask, name, raw, by=cast.chenjing).name == kept


@pytest.mark.parametrize("raw", [b"", b"<html>", b"PK\x03\x04", b"<svg/>", b" %PDF-"])
def test_nothing_else_is_kept_and_nobody_has_signed(ask: Ask, cast: Cast, raw):
    with pytest.raises(NotAScan):
        record(ask, "scan.pdf", raw, by=cast.chenjing)
    assert Scan.select().count() == 0 and Ask.get_by_id(ask.id).answered_at is None


def test_a_scan_beyond_ten_mebibytes_is_refused(ask: Ask, cast: Cast):
    with pytest.raises(ScanTooLarge):
        record(ask, "scan.pdf", PDF + bytes(LARGEST), by=cast.chenjing)


def test_a_superseded_version_cannot_be_signed(acceptance: Document, ask: Ask, cast: Cast):
    code = code_of(ask)
    acceptance.correct(by=cast.chenjing)
    acceptance.write({**acceptance.paper.values, "conclusion": "另行说明"}, by=cast.chenjing, editor="", revision=9)
    acceptance.circulate(by=cast.chenjing)
    with pytest.raises(Withdrawn):
        record(Ask.get_by_id(ask.id), "scan.pdf", PDF, by=cast.chenjing)
    assert asks_named(code) == [] and Scan.select().count() == 0


def test_who_refused_does_not_sign_what_is_being_corrected(ask: Ask, cast: Cast):
    documents.say(ask, "reject", by=cast.lina)
    documents.of(ask.paper_version.paper).correct(by=cast.chenjing)
    ask = Ask.get_by_id(ask.id)
    with pytest.raises(DecidedAlready, match="refused to sign"):
        record(ask, "scan.pdf", PDF, by=cast.chenjing)
    assert Scan.select().count() == 0


def test_the_scan_of_who_signed_by_mail_already_is_kept_beside_it(ask: Ask, cast: Cast):
    with event.acting(channel="mail"):
        documents.answer(ask, "approve", by=cast.lina, assurance="trusted")
    record(ask, "scan.pdf", PDF, by=cast.chenjing)
    record(ask, "scan.pdf", PDF, by=cast.chenjing)
    assert (Ask.get_by_id(ask.id).channel, Scan.select().count()) == ("mail", 1)


def test_only_a_project_manager_records_one(ask: Ask, cast: Cast):
    with pytest.raises(NotAllowed):
        record(ask, "scan.pdf", PDF, by=cast.lina)


def test_a_receipt_is_no_signature(acceptance: Document, cast: Cast):
    receipt = Ask.get((Ask.kind == "acknowledge") & (Ask.person == cast.wangfang))
    with pytest.raises(NothingToSign):
        record(receipt, "scan.pdf", PDF, by=cast.chenjing)


# The code

@pytest.mark.parametrize("typed", ["{}", "签字码：{}。", "page {} signed", "{}.pdf", "scan {}", "见附件{}谢谢"])
def test_the_code_is_found_wherever_it_is_typed(ask: Ask, typed):
    assert asks_named(typed.format(code_of(ask))) == [ask]


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " "),
                                    lambda code: code.replace("-", "－"),
                                    lambda code: code.replace("O", "0").replace("I", "1")])
def test_small_slips_of_typing_do_not_matter(ask: Ask, change):
    assert asks_named(f"code {change(code_of(ask))} ok") == [ask]


@pytest.mark.parametrize("text", ["", "AAAA-BBBB", "2026-0302", "收到"])
def test_other_words_name_nobody(ask: Ask, text):
    assert asks_named(text) == []


def test_the_codes_of_an_archived_project_count_no_more(ask: Ask, cast: Cast):
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    assert asks_named(code_of(ask)) == []


def test_the_mail_that_brought_it_is_on_record_and_settled(ask: Ask, cast: Cast, held_mail):
    signed_paper.record_from_mail(held_mail, ask, "scan.pdf", PDF, by=cast.chenjing)
    assert Ask.get_by_id(ask.id).inbound_id == held_mail.id == Scan.get().inbound_id
    assert type(held_mail).get_by_id(held_mail.id).triaged_by == cast.chenjing
    told = Letter.get(Letter.answers_inbound_id == held_mail.id)
    assert (told.kind, told.person, told.data["recorded"][0]["said"]) == ("echo", cast.lina, "approve")


@pytest.fixture
def held_mail(cast: Cast):
    return held(project=cast.project, person=cast.lina)
