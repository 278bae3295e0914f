"""Letters as they go out: their headers, their words in both languages, their HTML and their buttons."""

import email
import email.policy
import re
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser

from coordination.ask import Ask
from coordination.inbound import Inbound, Mailbox
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.project import Project
from mailflow import compose, identity
from mailflow.identity import Identity
from mailflow.reading.marker import BUTTON_SIGN, REPLY_ABOVE
from tests.cast import CIRCULATED, draft, weekly


@pytest.fixture(autouse=True)
def circulated(company):
    return Minutes(Meeting.get())


@pytest.fixture(autouse=True)
def appearance():
    identity.appear_as(Identity(address="huizhi@corp.example"))
    yield
    identity.appear_as(Identity())


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CIRCULATED, tick=False) as traveller:
        yield traveller


def letter_to(person, kind="minutes"):
    letters = Letter.select().where((Letter.person == person) & (Letter.kind == kind))
    return letters.order_by(Letter.id.desc()).get()


def parsed(letter):
    return email.message_from_bytes(compose.render(letter), policy=email.policy.default)


def links(mail):
    return [node.attributes["href"] for node in LexborHTMLParser(mail.html).css("a")]


def received(subject="回复：[新品上线] 周例会纪要 2026-03-02", letter=None):
    mailbox, _new = Mailbox.get_or_create(name="huizhi@corp.example")
    id = Inbound.store(mailbox, 1, Inbound.select().count() + 1, b"raw\r\n")
    (Inbound.update(subject=subject, message_id="reply-1@qq.example", letter=letter)
     .where(Inbound.id == id).execute())
    return id


def echo(person, answers=None, in_reply_to=None, **data):
    return Letter.post("echo", person, cause=f"inbound:{answers}", answers_inbound_id=answers,
                       in_reply_to=in_reply_to, data={"recorded": [], "not_understood": [], **data})


def row(n, title, status, **more):
    """What the desk recorded of one item."""
    return {"n": n, "title": title, "status": status, "due": None, "percent": None, "to": None, **more}


# Headers


def test_the_subject_names_the_project_the_paper_and_the_day(circulated, cast):
    assert parsed(letter_to(cast.zhangwei))["Subject"] == "[新品上线] 周例会纪要 2026-03-02"
    assert parsed(letter_to(cast.sofia))["Subject"] == "[新品上线] Minutes of the weekly meeting 2026-03-02"


def test_the_answer_comes_back_to_an_address_with_the_key(circulated, cast):
    letter = letter_to(cast.zhangwei)
    mail = parsed(letter)
    assert mail["Reply-To"].addresses[0].addr_spec == f"huizhi+{letter.key}@corp.example"
    assert mail["From"].addresses[0].addr_spec == "huizhi@corp.example"
    assert mail["To"].addresses[0].addr_spec == "zhangwei@corp.example"
    assert mail["To"].addresses[0].display_name == "张伟"


def test_without_plus_addressing_it_comes_back_to_the_plain_address(circulated, cast):
    identity.appear_as(Identity(address="huizhi@163.example", plus_addressing=False))
    assert parsed(letter_to(cast.zhangwei))["Reply-To"].addresses[0].addr_spec == "huizhi@163.example"


def test_the_key_is_in_the_message_id_and_at_the_foot_but_not_in_the_subject(circulated, cast):
    letter = letter_to(cast.zhangwei)
    mail = parsed(letter)
    assert mail["Message-ID"] == f"<{letter.key}@corp.example>"
    assert letter.key not in mail["Subject"]
    assert compose.write(letter).text.rstrip().endswith(f"邮件编号：{letter.key}")


def test_no_program_answers_by_itself(circulated, cast):
    mail = parsed(letter_to(cast.zhangwei))
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert str(make_header(decode_header(mail["List-Id"]))) == "新品上线 <npl.huizhi.corp.example>"


def test_an_echo_says_that_it_was_sent_in_reply(circulated, cast):
    assert parsed(echo(cast.zhangwei, answers=received()))["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize("who, language", [("zhangwei", "zh-CN"), ("sofia", "en")])
def test_headers_and_html_name_the_language(circulated, cast, who, language):
    letter = letter_to(getattr(cast, who))
    assert parsed(letter)["Content-Language"] == language
    assert f'<html lang="{language}">' in compose.write(letter).html


def test_the_date_is_fixed_when_it_is_posted_and_shown_in_the_persons_zone(circulated, cast, clock):
    clock.shift(timedelta(hours=5))
    assert parsed(letter_to(cast.zhangwei))["Date"] == "Mon, 02 Mar 2026 17:30:00 +0800"


def test_the_same_letter_gives_the_same_bytes(circulated, cast):
    assert compose.render(letter_to(cast.zhangwei)) == compose.render(letter_to(cast.zhangwei))


def test_the_bytes_are_fit_for_any_server(circulated, cast):
    for letter in Letter.select():
        raw = compose.render(letter)
        assert raw.isascii()
        assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
        assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_mail_is_text_and_html_of_the_same_content(circulated, cast):
    mail = parsed(letter_to(cast.zhangwei))
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for part in mail.iter_parts():
        assert "完成用户登录功能测试" in part.get_content()


def test_an_echo_threads_under_the_reply(circulated, cast):
    letter = letter_to(cast.zhangwei)
    mail = parsed(echo(cast.zhangwei, answers=received(letter=letter), in_reply_to="<reply-1@qq.example>"))
    assert mail["In-Reply-To"] == "<reply-1@qq.example>"
    assert mail["References"] == f"{letter.message_id} <reply-1@qq.example>"
    assert mail["Subject"] == "Re: [新品上线] 周例会纪要 2026-03-02"


@pytest.mark.parametrize("hostile", ["<a@b>\r\nBcc: x@y", "<a b@c>", "no id", "", "<" + "x" * 2000 + "@y>"])
def test_a_strange_message_id_is_left_out(circulated, cast, hostile):
    mail = parsed(echo(cast.zhangwei, answers=received(), in_reply_to=hostile[:998]))
    assert mail["Bcc"] is None and mail["In-Reply-To"] is None


def test_a_subject_cannot_bring_a_header_of_its_own(circulated, cast):
    hostile = "x\r\nBcc: stranger@elsewhere.example\x00\u202e"
    mail = parsed(echo(cast.zhangwei, answers=received(subject=hostile)))
    assert mail["Subject"] == "Re: x Bcc: stranger@elsewhere.example"
    assert mail["Bcc"] is None


def test_names_cannot_bring_a_header_of_their_own(circulated, cast):
    cast.zhangwei.name = 'x"\r\nBcc: a@b, <c@d>'
    cast.zhangwei.save()
    Project.update(name="新\r\nBcc: a@b <c> \"d\"").execute()
    mail = parsed(letter_to(cast.zhangwei))
    assert mail["Bcc"] is None
    assert [address.addr_spec for address in mail["To"].addresses] == ["zhangwei@corp.example"]


# Words


def test_what_is_asked_comes_first(circulated, cast):
    text = compose.write(letter_to(cast.zhangwei)).text
    first = [line for line in text.splitlines() if line][:4]
    assert first == [REPLY_ABOVE["zh"], "张伟，您好：", "3月2日（周一）的周例会纪要见下文。",
                     "看过后，请直接回复“收到”。"]


def test_the_example_is_made_of_the_persons_own_items(circulated, cast):
    assert "    ◇ 1 完成，2 延期到3月10日\n" in compose.write(letter_to(cast.zhangwei)).text
    assert "    ◇ 1 完成\n" in compose.write(letter_to(cast.wangfang)).text


def test_items_are_numbered_within_the_mail_with_their_days(circulated, cast):
    text = compose.write(letter_to(cast.zhangwei)).text
    assert "\n1. 完成用户登录功能测试 – 3月5日（周四）前\n" in text
    assert "\n2. 准备测试账号 – 3月6日（周五）前\n" in text


def test_who_has_no_item_is_only_asked_for_a_receipt(circulated, cast):
    mail = compose.write(letter_to(cast.lina))
    assert "您的待办" not in mail.text
    assert len(links(mail)) == 1


def test_english_reads_as_english(circulated, cast):
    text = compose.write(letter_to(cast.sofia)).text
    assert "Minutes of the weekly meeting, Mon 2 March: the full text is below." in text
    assert "Please reply “noted” once you have read it." in text


def test_an_item_of_two_lines_stays_one_numbered_line(circulated, cast):
    action = letter_to(cast.wangfang).lines[0].ask.action
    action.what = "提交推广\n物料清单"
    action.save()
    assert "1. 提交推广 物料清单 – 3月6日（周五）前\n" in compose.write(letter_to(cast.wangfang)).text


def test_the_full_minutes_follow_without_the_matrix_of_receipts(circulated, cast):
    text = compose.write(letter_to(cast.lina)).text
    assert "按计划 3 月 5 日完成测试。" in text and "NPL-A1 提交推广物料清单" in text
    assert "未回复" not in text


def test_a_correction_says_first_what_changed(circulated, cast):
    circulated.correct(by=cast.chenjing)
    circulated.write(draft(cast, place="四楼会议室"), by=cast.chenjing, editor="page", revision=1)
    first = letter_to(cast.zhangwei)
    circulated.circulate(by=cast.chenjing, note="会议室写错了。")
    letter = letter_to(cast.zhangwei)
    text, mail = compose.write(letter).text, parsed(letter)
    places = [text.index(words) for words in ("“301 会议室” → “四楼会议室”", "会议室写错了。", "请直接回复“收到”")]
    assert places == sorted(places)
    assert mail["Subject"] == "[新品上线] 周例会纪要 2026-03-02（更正，第 2 版）"
    assert mail["In-Reply-To"] == mail["References"] == first.message_id


def test_a_corrected_time_reads_as_a_time(circulated, cast):
    circulated.correct(by=cast.chenjing)
    later = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    circulated.write(draft(cast, ends_at=later), by=cast.chenjing, editor="page", revision=1)
    circulated.circulate(by=cast.chenjing)
    assert "“2026年3月2日 周一 11:00” → “2026年3月2日 周一 12:00”" in compose.write(letter_to(cast.lina)).text


def test_an_echo_tells_what_was_recorded_with_the_resolved_day(circulated, cast):
    rows = [row(1, "完成用户登录功能测试", "done"), row(2, "准备测试账号", "delayed", due="2026-03-10")]
    text = compose.write(echo(cast.zhangwei, answers=received(), recorded=rows, acknowledged=True)).text
    assert "1. 完成用户登录功能测试 – 已完成\n2. 准备测试账号 – 延期到3月10日（周二）\n" in text
    assert "回复“撤销”即可取消" in text


def test_an_echo_in_english(circulated, cast):
    rows = [row(1, "Finish login testing", "in_progress", percent=60)]
    question = "What about Finance?"
    mail = compose.write(echo(cast.sofia, answers=received(), recorded=rows, not_understood=[question]))
    assert "1. Finish login testing – in progress 60%\n" in mail.text
    assert "The project manager will read this part in person:\n\n    What about Finance?\n" in mail.text
    assert "Not what you meant? Reply “undo”" in mail.text


def test_an_undo_tells_how_it_stands_now(circulated, cast):
    rows = [row(1, "准备测试账号", "open")]
    text = compose.write(echo(cast.zhangwei, answers=received(), recorded=rows, undo_of=1)).text
    assert "已撤销" in text and "1. 准备测试账号 – 未完成" in text
    assert "记错了" not in text


def test_an_echo_of_nothing_understood_says_so(circulated, cast):
    text = compose.write(echo(cast.zhangwei, answers=received(), not_understood=["大概可能吧"])).text
    assert "目前还没有据此做任何记录" in text and "大概可能吧" in text


def test_a_refusal_gives_its_one_reason(circulated, cast):
    data = {"reason": "too-large", "sentence": "您的邮件太大。"}
    letter = Letter.post("refusal", cast.zhangwei, cause="r", data=data)
    assert "    您的邮件太大。\n" in compose.write(letter).text


def test_a_reminder_is_grouped_by_project_and_numbered_through(circulated, cast, clock):
    website = Project.start("官网改版", "WEB", by=cast.chenjing)
    action = Ask.open_of(cast.zhangwei)[1].action
    action.project = website
    action.save()
    Ask.update(project=website).where(Ask.action == action).execute()
    clock.move_to(datetime(2026, 3, 6, 0, 30, tzinfo=UTC))
    letter = Letter.post("reminder", cast.zhangwei, cause="2026-03-06", asks=Ask.open_of(cast.zhangwei))
    mail = compose.write(letter)
    assert mail.subject == "您有 3 项待回复（官网改版、新品上线）"
    assert "【官网改版】\n\n1. 完成用户登录功能测试 – 3月5日（周四）到期，已逾期\n" in mail.text
    assert "【新品上线】\n\n2. 周例会纪要 2026-03-02 – 请回复已收到\n\n3. 准备测试账号 –" in mail.text
    assert "    ◇ 1 完成，2 收到，3 延期到3月10日\n" in mail.text


def test_status_lists_what_is_open_and_how_it_stands(circulated, cast):
    Ask.open_of(cast.zhangwei)[1].report("in_progress", by=cast.zhangwei, percent=80)
    letter = Letter.post("status", cast.zhangwei, cause="s", asks=Ask.open_of(cast.zhangwei))
    assert "2. 完成用户登录功能测试 – 3月5日（周四）前 · 进行中 80%" in compose.write(letter).text


def test_status_with_nothing_open_says_thank_you(cast):
    assert "您目前没有未完成的事项" in compose.write(Letter.post("status", cast.lina, cause="s")).text


def test_help_shows_every_kind_of_answer(cast):
    text = compose.write(Letter.post("help", cast.sofia, cause="h")).text
    for words in ("noted", "1 done", "2 delayed to", "all done", "undo", "status"):
        assert words in text


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{7*7}}", "%s %(n)s", "a & b"])
def test_what_people_wrote_stays_what_they_wrote(circulated, cast, hostile):
    action = letter_to(cast.wangfang).lines[0].ask.action
    action.what = hostile
    action.save()
    mail = compose.write(letter_to(cast.wangfang))
    assert f"1. {hostile} –" in mail.text
    assert "<script" not in mail.html
    assert hostile in LexborHTMLParser(mail.html).body.text()


def test_the_preview_is_the_mail_that_is_sent(cast):
    Letter.delete().execute()
    minutes = weekly(cast)
    subject, text, html = compose.preview(minutes.meeting, cast.zhangwei)
    minutes.circulate(by=cast.chenjing)
    mail = compose.write(letter_to(cast.zhangwei))
    assert subject == mail.subject
    assert text.partition("-----")[0] == mail.text.partition("-----")[0]
    assert Letter.select().count() == 7


# HTML and buttons


def test_the_html_needs_nothing_from_elsewhere(circulated, cast):
    for letter in Letter.select():
        html = compose.write(letter).html
        assert not re.search(r"<(img|script|link|form|iframe|svg)|url\(|https?:|\son\w+=", html)
        assert all(link.startswith("mailto:") for link in links(compose.write(letter)))


def test_the_style_is_in_the_tags(circulated, cast):
    tree = LexborHTMLParser(compose.write(letter_to(cast.zhangwei)).html)
    assert all("padding" in (node.attributes.get("style") or "") for node in tree.css("a"))
    assert "prefers-color-scheme: dark" in tree.html


def test_the_first_line_asks_to_reply_above_and_buttons_bear_their_sign(circulated, cast):
    mail = compose.write(letter_to(cast.zhangwei))
    tree = LexborHTMLParser(mail.html)
    assert tree.css_first(".letter p").text().strip() == REPLY_ABOVE["zh"]
    assert all(node.text().strip().startswith(BUTTON_SIGN) for node in tree.css("a"))


def test_buttons_are_mails_with_the_answer_filled_in(circulated, cast):
    letter = letter_to(cast.zhangwei)
    found = [urlsplit(link) for link in links(compose.write(letter))]
    assert {unquote(link.path) for link in found} == {f"huizhi+{letter.key}@corp.example"}
    assert {parse_qs(link.query)["subject"][0] for link in found} == {"Re: [新品上线] 周例会纪要 2026-03-02"}
    assert [parse_qs(link.query)["body"][0] for link in found] == [
        "收到", "全部完成", "1 完成", "1 延期到", "2 完成", "2 延期到"]


def test_nothing_in_a_button_needs_decoding_twice(circulated, cast):
    for link in links(compose.write(letter_to(cast.zhangwei))):
        assert "+" not in link and " " not in link
        assert link.isascii()


def test_without_plus_addressing_a_button_carries_the_reference(circulated, cast):
    identity.appear_as(Identity(address="huizhi@163.example", plus_addressing=False))
    letter = letter_to(cast.lina)
    [link] = links(compose.write(letter))
    assert parse_qs(urlsplit(link).query)["body"] == [f"收到\r\n\r\n邮件编号：{letter.key}"]


def test_a_screen_reader_hears_what_it_is(circulated, cast):
    tree = LexborHTMLParser(compose.write(letter_to(cast.zhangwei)).html)
    [article] = tree.css("div[role=article]")
    assert article.attributes["aria-label"] == "[新品上线] 周例会纪要 2026-03-02"
    assert len(tree.css("ul[role=list] > li")) == 2


def test_the_day_of_a_meeting_is_that_of_where_the_project_is(circulated):
    content = circulated.paper.latest.content
    assert compose.minutes.subject(content).endswith("2026-03-02")
    assert compose.minutes.subject({**content, "time_zone": "America/New_York"}).endswith("2026-03-01")


def test_who_circulated_it_is_not_asked_for_a_receipt(circulated, cast):
    mail = compose.write(letter_to(cast.chenjing))
    assert "这是您本人分发的，回执已自动登记" in mail.text and "请回复“收到”" not in mail.text
    assert links(mail) == []
