"""The closeout on its page: signing with one click, scans kept and taken from mails, the archive made, handed
over, reopened."""

import io
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from coordination import archive, documents, request
from coordination.archive import ArchiveJob
from coordination.ask import Ask
from coordination.document import Document
from coordination.inbound import Inbound
from coordination.letter import Letter
from coordination.person import Person
from coordination.project import Project
from coordination.scan import Scan
from coordination.signing import signature_code
from tests.cast import Cast
from tests.closeout import JPEG, PDF, close_out, to_sign
from tests.mailflow.desk import echoes, letter_to, processed, reply
from tests.webapp.routes import MANAGES, WRITES, visits
from tests.webapp.sound import faults
from tests.webapp.world import Browser, World, csrf_token, held
from workers.archiving import Archivist

PATH = "/projects/1/closeout"


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where bundles go; what is printed does not matter here."""
    monkeypatch.setattr("papers.pdf.make", lambda html: b"%PDF-")
    archive.keep_in(tmp_path / "archives")
    yield tmp_path / "archives"
    archive.keep_in(None)


@pytest.fixture
def ask(acceptance: Document, cast: Cast) -> Ask:
    """李娜 is to sign."""
    return to_sign(acceptance, cast.lina)


@pytest.fixture
def head_browser(browse: Callable[..., Browser], cast: Cast) -> Browser:
    """李娜, a department head with a log-in, who manages nothing."""
    Person.update(password_hash="never typed").where(Person.id == cast.lina.id).execute()
    return browse(cast.lina)


def row_of(page: str, ask: Ask) -> str:
    row = page.partition(f'id="signature-{ask.id}"')[2].partition("</tr>")[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row))


def upload(browser: Browser, ask: Ask, raw: bytes, name: str = "签字页.pdf"):
    return browser.post("/projects/1/scans", {"ask": ask.id, "file": (io.BytesIO(raw), name)})


def uploaded(browser: Browser, ask: Ask, raw: bytes) -> int:
    """The status of a large upload, whose body is put together here and in no temporary file."""
    fields = {"csrf_token": csrf_token(), "ask": str(ask.id), "file": FileStorage(io.BytesIO(raw), "scan.jpg")}
    boundary, body = encode_multipart(fields)
    return browser.client.post("/projects/1/scans", data=body, content_type=f"multipart/form-data; boundary={boundary}",
                               headers={"Origin": browser.site}, base_url=browser.site).status_code


# Signatures

def test_an_empty_closeout_says_what_comes_first(pm_browser: Browser, cast: Cast):
    page = pm_browser.get(PATH).text
    assert "撰写验收报告" in page and "收尾阶段还没有关闭" in page and "还没有指定 PMO" in page
    assert pm_browser.post("/projects/1/papers", {"kind": "acceptance"}).location == "/papers/1/edit"


def test_it_is_one_click_from_the_project(pm_browser: Browser):
    assert f'href="{PATH}"' in pm_browser.get("/projects/1").text


def test_a_head_with_a_log_in_signs_on_the_page(head_browser: Browser, ask: Ask, cast: Cast):
    assert "NPL-V1" in head_browser.get(f"/answers/{ask.id}").text
    head_browser.post(f"/answers/{ask.id}", {"answer": "approve"})
    signed = Ask.get_by_id(ask.id)
    assert (signed.answer_given, signed.channel, signed.assurance, signed.answered_by) == (
        "approve", "page", "page", cast.lina)


def test_a_manager_who_is_head_too_finds_the_button_on_the_paper(pm_browser: Browser, cast: Cast, acceptance: Document):
    assert "签字</button>" not in pm_browser.get(f"/papers/{acceptance.paper.id}").text
    cast.project.add_member(cast.chenjing, "head", by=cast.chenjing)
    acceptance.correct(by=cast.chenjing)
    acceptance.write({**acceptance.paper.values, "conclusion": "同意"}, by=cast.chenjing, editor="", revision=9)
    acceptance.circulate(by=cast.chenjing)
    own = to_sign(acceptance, cast.chenjing)
    for path in (f"/papers/{acceptance.paper.id}", PATH):
        assert f'action="/answers/{own.id}"' in pm_browser.get(path).text
    pm_browser.post(f"/answers/{own.id}", {"answer": "approve"})
    assert "已签字 1 / 3" in pm_browser.get(PATH).text


def test_a_scan_is_kept_with_who_recorded_it_and_only_downloaded(pm_browser: Browser, ask: Ask):
    assert upload(pm_browser, ask, PDF).location == PATH
    assert "已签署" in row_of(pm_browser.get(PATH).text, ask) and "由陈静记录" in row_of(pm_browser.get(PATH).text, ask)
    answer = pm_browser.get(f"/scans/{Scan.get().id}")
    assert answer.data == PDF and answer.headers["Content-Disposition"].startswith("attachment")


def test_one_who_refused_to_sign_is_asked_again_with_one_button(pm_browser: Browser, ask: Ask, cast: Cast):
    assert "再次征询" not in pm_browser.get(PATH).text
    documents.say(ask, "reject", by=cast.lina, reason="缺一项")
    assert f'action="/answers/{ask.id}/again"' in pm_browser.get(PATH).text
    assert f'action="/answers/{ask.id}/again"' in pm_browser.get(f"/answers/{ask.id}").text
    assert pm_browser.post(f"/answers/{ask.id}/again").status_code == 303
    assert Ask.get_by_id(ask.id).is_open and "尚未签字" in row_of(pm_browser.get(PATH).text, ask)


def test_a_refusal_becomes_a_signature_that_came_on_paper(pm_browser: Browser, ask: Ask, cast: Cast):
    documents.say(ask, "reject", by=cast.lina, reason="缺一项")
    assert upload(pm_browser, ask, PDF).location == PATH
    assert "已签署" in row_of(pm_browser.get(PATH).text, ask)


def test_a_scan_may_have_ten_mebibytes_and_no_other_form_may(pm_browser: Browser, ask: Ask):
    assert uploaded(pm_browser, ask, JPEG + bytes(9 * 1024 ** 2)) == 303
    assert uploaded(pm_browser, ask, JPEG + bytes(11 * 1024 ** 2)) == 413
    assert pm_browser.post("/projects", {"name": "x" * 5 * 1024 ** 2}).status_code == 413


@pytest.mark.parametrize("raw", [b"<svg onload=alert(1)>", b"PK\x03\x04", b""])
def test_what_is_no_scan_is_refused_with_a_sentence(pm_browser: Browser, ask: Ask, raw: bytes):
    answer = upload(pm_browser, ask, raw)
    assert answer.status_code == 422 and "不是 PDF、PNG 或 JPEG" in answer.text
    assert Ask.get_by_id(ask.id).answered_at is None


def test_no_file_and_a_signature_of_another_project(pm_browser: Browser, ask: Ask, cast: Cast):
    assert pm_browser.post("/projects/1/scans", {"ask": ask.id}).status_code == 422
    Project.start("另一个", "TWO", by=cast.chenjing)
    answer = pm_browser.post("/projects/2/scans", {"ask": ask.id, "file": (io.BytesIO(PDF), "x.pdf")})
    assert answer.status_code == 404 and Ask.get_by_id(ask.id).answered_at is None


# A signature that a person reads in a mail

def test_a_signature_that_was_not_understood_is_recorded_by_one_click(pm_browser: Browser, ask: Ask, cast: Cast):
    mail = held(letter_to(cast.lina, "paper"))
    page = pm_browser.get(f"/triage/{mail.id}").text
    assert "NPL-V1 项目验收报告" in page and 'value="approve"' in page
    pm_browser.post(f"/triage/{mail.id}/answers", {"ask": ask.id, "answer": "approve"})
    signed = Ask.get_by_id(ask.id)
    assert (signed.answer_given, signed.channel, signed.assurance) == ("approve", "mail", "address")
    assert signed.inbound_id == mail.id and signed.answered_by == cast.chenjing


def test_words_to_a_question_are_taken_from_the_mail(pm_browser: Browser, cast: Cast):
    request.ask("retrospective", cast.project, [cast.zhangwei], cast.project, by=cast.chenjing)
    mail, first = held(letter_to(cast.zhangwei, "request")), Ask.get(Ask.question == "communication")
    assert "1 might slip</textarea>" in pm_browser.get(f"/triage/{mail.id}").text
    pm_browser.post(f"/triage/{mail.id}/answers", {"ask": first.id, "answer": "例会有用"})
    assert Ask.get_by_id(first.id).text == "例会有用"


def test_who_notes_a_signature_reads_on_the_paper_whose_it_is(pm_browser: Browser, ask: Ask):
    page = pm_browser.get(f"/answers/{ask.id}").text
    signers = page[page.index("paper-signers"):]
    assert ask.person.name in signers[:signers.index("</table>")]


# A scan in a mail

def with_scan(sender: str, text: str, raw: bytes = PDF, name: str = "scan.pdf", subject: str = "签字页") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "huizhi@corp.example", subject
    mail["Message-ID"] = "<scan@mail.corp.example>"
    mail.set_content(text)
    mail.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


@pytest.mark.parametrize("sender", ["lina@corp.example", "scanner@corp.example", "stranger@elsewhere.example"])
def test_a_scan_with_its_code_waits_for_one_click(pm_browser: Browser, desk, ask: Ask, sender: str):
    mail = processed(desk, with_scan(sender, f"签字码 {signature_code(ask.paper_version.sha256, ask.id)}，请查收"))
    assert (mail.state, mail.reason, mail.project_id) == ("held", "signed-on-paper", 1)
    assert Ask.get_by_id(ask.id).answered_at is None
    page = pm_browser.get(f"/triage/{mail.id}").text
    assert "记录：李娜已签字" in page
    assert pm_browser.get(f"/received/{mail.id}/files/1").data == PDF
    assert pm_browser.post(f"/triage/{mail.id}/signatures", {"ask": ask.id, "file": 1}).status_code == 303
    signed = Ask.get_by_id(ask.id)
    assert (signed.answer_given, signed.channel, signed.inbound_id) == ("approve", "paper", mail.id)
    assert Scan.get().content_bytes() == PDF and Inbound.get_by_id(mail.id).triaged_at


def test_a_reply_that_says_yes_and_brings_a_scan_waits_too(desk, ask: Ask, cast: Cast):
    letter = letter_to(cast.lina, "paper")
    code = signature_code(ask.paper_version.sha256, ask.id)
    raw = with_scan("lina@corp.example", f"同意，签字页见附件 {code}")
    heading = f"In-Reply-To: {letter.message_id}\nTo: huizhi+{letter.key}@"
    mail = processed(desk, raw.replace(b"To: huizhi@", heading.encode()))
    assert mail.reason == "signed-on-paper" and Ask.get_by_id(ask.id).answered_at is None


def test_a_wrong_code_offers_nothing(pm_browser: Browser, desk, ask: Ask, cast: Cast):
    mail = processed(desk, with_scan("lina@corp.example", "AAAA-BBBB", subject="[NPL] 签字页"))
    assert mail.reason != "signed-on-paper"
    assert "/signatures" not in pm_browser.get(f"/triage/{mail.id}").text
    assert pm_browser.post(f"/triage/{mail.id}/signatures", {"ask": ask.id, "file": 1}).status_code == 404


def test_a_code_without_a_scan_is_only_a_mail(desk, ask: Ask):
    code = signature_code(ask.paper_version.sha256, ask.id)
    raw = with_scan("lina@corp.example", code, b"<html>", "page.html")
    mail = processed(desk, raw.replace(b"octet-stream", b"html"))
    assert mail.reason != "signed-on-paper"


# The archive

def test_a_project_is_archived_downloaded_and_handed_over(pm_browser: Browser, cast: Cast, tmp_path: Path):
    close_out(cast)
    assert pm_browser.post("/projects/1/archive").location == PATH
    page = pm_browser.get(PATH).text
    assert "正在生成归档包" in page and 'hx-trigger="every 2s"' in page
    Archivist().sweep()
    page, job = pm_browser.get(PATH).text, ArchiveJob.get()
    assert job.sha256 in page and "请下载后移交" in page
    answer = pm_browser.get("/projects/1/archive/1/bundle")
    assert answer.data == job.path.read_bytes() and "NPL-archive-1.zip" in answer.headers["Content-Disposition"]
    pm_browser.post("/projects/1/archive/handover", {"to": "周敏（PMO）"})
    assert "移交给周敏（PMO）" in pm_browser.get(PATH).text


def test_the_progress_comes_alone_for_the_open_page(pm_browser: Browser, cast: Cast):
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    ArchiveJob.claim(ArchiveJob.get().id, archive.RETRY).progress(3, 12, archive.RETRY)
    part = pm_browser.get("/projects/1/archive/progress", headers={"HX-Request": "true"}).text
    assert part.strip().startswith('<div id="job"') and "3 / 12" in part and "<html" not in part


def test_without_a_reason_or_with_mails_waiting_a_sentence_says_why_not(world: World, pm_browser: Browser):
    assert "收尾阶段还没有关闭。请先关闭" in pm_browser.post("/projects/1/archive").text
    answer = pm_browser.post("/projects/1/archive", {"reason": "演示"})
    assert answer.status_code == 409 and "1 封邮件等待处理" in answer.text


def test_after_a_failure_it_is_made_again_by_one_click(pm_browser: Browser, cast: Cast):
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    ArchiveJob.update(state="failed", error="disk full").execute()
    assert "disk full" in pm_browser.get(PATH).text
    pm_browser.post("/projects/1/archive/again")
    assert Archivist().sweep() == 1 and "SHA-256" in pm_browser.get(PATH).text


def test_a_bundle_that_was_lost_can_be_made_again(pm_browser: Browser, cast: Cast):
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    Archivist().sweep()
    ArchiveJob.get().path.unlink()
    assert "归档包文件已经不在了" in pm_browser.get(PATH).text
    assert pm_browser.get("/projects/1/archive/1/bundle").status_code == 409


@pytest.mark.slow
def test_every_form_of_an_archived_project_is_refused(pages, world: World, cast: Cast, fingerprint):
    Inbound.update(triaged_at=world.mail.received_at).execute()
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    Letter.update(state="failed").execute()
    before = fingerprint()
    own = {"closeout.make_again", "closeout.hand_over"}
    wrong = [f"{rule}: {answer.status_code}" for rule, method, answer in visits(
        pages, world, cast.chenjing, lambda route: route.who in (MANAGES, WRITES))
        if method == "POST" and rule.endpoint not in own and answer.status_code not in (409, 422, 413)]
    assert wrong == [] and fingerprint() == before


@pytest.mark.slow
def test_its_pages_can_still_be_read(pages, world: World, cast: Cast):
    Inbound.update(triaged_at=world.mail.received_at).execute()
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    wrong = [f"{rule}: {answer.status_code}" for rule, method, answer in visits(
        pages, world, cast.chenjing, lambda route: route.record in ("project", "paper", "meeting", "issue", "action"),
        looking=True) if answer.status_code not in (200, 302, 303, 204)]
    assert [line for line in wrong if not re.search("/(edit|new|circulation|discard|bundle|mail|import)", line)] == []


def test_an_administrator_reopens_it(browse, pm_browser: Browser, cast: Cast):
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    assert "重新开放" not in pm_browser.get(PATH).text
    assert pm_browser.post("/projects/1/reopening", {"reason": "补签"}).status_code == 403
    assert browse(cast.administrator).post("/projects/1/reopening", {"reason": "补签"}).status_code == 303
    assert Project.get_by_id(1).archived_at is None


# A mail to an archived project

def test_a_reply_to_an_archived_project_gets_one_polite_reason(desk, circulated, cast: Cast):
    letter = letter_to(cast.zhangwei)
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    mail = processed(desk, reply(letter, "1 完成"))
    assert (mail.state, mail.reason) == ("refused", "archived")
    processed(desk, reply(letter, "还有，2 也完成了，麻烦记一下？", Message_ID="<two@mail.corp.example>"))
    [answer] = echoes(cast.zhangwei)
    assert "新品上线" in answer.data["sentence"] and "已结束并归档" in answer.data["sentence"]
    assert Inbound.waiting_for(cast.chenjing).count() == 0


def test_help_and_status_still_work(desk, circulated, cast: Cast):
    letter = letter_to(cast.zhangwei)
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    assert processed(desk, reply(letter, "状态")).reason == "wants-status"


# In a browser

@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_sound_for_screen_readers_and_fits_a_phone(pm_page, served_pages: str, ask: Ask, cast: Cast,
                                                               phone_page: Page, language: str):
    page = pm_page(phone_page)
    page.locator(f"footer button[value={language}]").click()
    upload_path = served_pages + PATH
    page.goto(upload_path)
    assert faults(page) == []
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    page.goto(upload_path)
    assert faults(page) == []
    Archivist().sweep()
    expect(page.locator("#job code")).to_be_visible()
    assert faults(page) == []


def test_a_scan_is_chosen_and_kept(pm_page, served_pages: str, ask: Ask, chinese_page: Page):
    page = pm_page(chinese_page)
    page.goto(served_pages + PATH)
    page.locator("#ask").select_option(str(ask.id))
    page.locator("#file").set_input_files({"name": "签字.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="记录签字").click()
    expect(page.locator(f"#signature-{ask.id}")).to_contain_text("签字.pdf")
