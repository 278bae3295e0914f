"""Where the new text begins and ends."""

from datetime import UTC, date, datetime

import pytest

from mailflow.meaning import Item, Question
from mailflow.reading import read

LETTER = """—— 请在此行以上回复 ——

王芳，您好：

请回复下面的事项，例如：
    1 完成，2 延期到周五

1. 提交推广物料清单 – 4月10日前
2. 与供应商确认加急方案并在例会上说明结果和费用 – 4月13日前

如有问题，写在回复里即可。"""
QUESTION = Question(
    "reminder",
    "zh",
    "update",
    (
        Item(1, "提交推广物料清单", date(2026, 4, 10)),
        Item(2, "与供应商确认加急方案并在例会上说明结果和费用", date(2026, 4, 13)),
    ),
    datetime(2026, 4, 7, tzinfo=UTC),
    LETTER,
    "王芳",
)

WHOLE = [
    "发件人：那一栏请改成采购部。\n收件人：加上财务部李娜。\n其他没有意见。",
    "王总在上周的会上写道：\n“预算不变，按期完成。”\n所以我同意。",
    "王总在3月5日10:30的邮件中写道：\n“预算不变”\n所以我同意。",
    "已完成：\n- 供应商比价\n- 合同初稿\n未完成：\n- 付款申请",
    "第一部分 同意\n---\n第二部分 不同意，理由见附件。",
    "第一部分 同意\n--\n第二部分 不同意，理由见附件。",
    "On 20 October we agreed the budget.\nFrom: column should say Procurement.\nPlease update the minutes.",
    "| 事项 | 状态 |\n| 比价 | 完成 |\n| 合同 | 进行中，10月28日 |",
    "时间：2026年4月10日 10:00\n地点：3号会议室\n主题：评审\n请大家准时参加。",
    "进度：\n>80% 的用例已通过\n其余周五",
    "From Monday on: Tom\nTo be decided: the venue\nSubject to approval: the budget",
    "On Monday Anna wrote:\nthe price is 100.\nI disagree.",
    "Sent from the warehouse yesterday, tracking number follows. All good!",
    "发自内心地感谢大家的支持！项目已完成。",
    "此方案保密，请勿外传。",
    "------ 第二部分 ------\n不同意",
    "1. 同意\n______\n2. 同意，签名：王芳",
    "请联系 lina@corp.example\n会议时间 2026年4月10日 10:00\n地点不变",
    "请于 2026-04-10 17:00 前把资料发到 lina@corp.example：\n1. 报价单\n2. 合同",
    "As I wrote on 7 April 2026 at 10:30:\nthe price is 100.",
    "供应商 2026-04-07 17:03 来信\n说要晚两天",
    "第一部分 同意\n---\n第二部分 由公司承担，邮件已发",
    "第一部分 同意\n---\n请电话联系我",
    "--- done ---\n----\nthe rest tomorrow",
    "【已完成】\n接口文档",
    "病毒扫描邮件网关的项目已完成，邮件检测也通过了",
    "please add me to the mailing list",
    "我们已取消订阅该服务",
    "Subject\nthe venue\nDate\nopen\nTo\nTom",
    "A> B 的方案好\nA> C 的也行",
    "主题：评审\n时间：2026年4月10日 10:00\n联系人：李娜 lina@corp.example",
    "1 完成\n> 下一步：回归测试\n2 完成\n>> 共5个，密码另发",
    "同意\n> 但是要快\n谢谢",
    "备注：见 lina@corp.example\n完成时间：2026年4月10日 10:00\n进度：80%",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_only_looks_like_a_quotation_stays_whole(text):
    assert read(text, None, None).new_text == text


@pytest.mark.parametrize("text", WHOLE)
def test_it_stays_whole_in_html_too(text):
    markup = "".join(f"<p>{line.replace('>', '&gt;')}</p>" for line in text.split("\n"))
    assert read(None, markup, None).new_text == text


def test_an_answer_typed_behind_the_line_belongs_to_the_item():
    body = "\n".join(line + "：已完成" if line.startswith("1.") else line for line in LETTER.split("\n"))
    assert read(body, None, QUESTION).inline == ((1, "已完成"),)


def test_a_line_broken_by_the_program_is_still_ours():
    body = ("好的\n\n> 2. 与供应商确认加急方案并在\n> 例会上说明结果和\n费用 – 4月13日前\n已确认\n> \n"
            "> 如有问题，写在回复里即可。")
    found = read(body, None, QUESTION)
    assert (found.new_text, found.inline) == ("好的", ((2, "已确认"),))


def test_the_label_of_a_button_is_never_an_answer():
    markup = (
        "<div>收到</div><blockquote type='cite'><p>1. 提交推广物料清单 – 4月10日前</p><p>◇ 1 完成 ◇ 1 延期到…</p>"
        "<p><a href='mailto:a@b.example?subject=x&amp;body=1'>完成</a></p>"
        "<p>如有问题，写在回复里即可。</p></blockquote>"
    )
    found = read(None, markup, QUESTION)
    assert (found.new_text, found.inline) == ("收到", ())


def test_a_button_in_plain_text_without_marks_is_no_answer():
    body = "收到\n\n" + LETTER.replace("– 4月10日前", "– 4月10日前\n◇ 1 完成\n◇ 1 延期到…")
    found = read(body, None, QUESTION)
    assert (found.new_text, found.inline) == ("收到", ())


ARROWS = "1 完成\n> 下一步是回归测试\n2 周五\n> 供应商已经答应"


MARKED = "\n\nOn 7 Apr 2026 at 17:03, H <h@corp.example> wrote:\n> " + LETTER.replace("\n", "\n> ")


@pytest.mark.parametrize("tail", ["", f"\n\n{LETTER}", MARKED])
def test_lines_that_begin_with_an_arrow_are_not_the_letter_s(tail):
    assert read(ARROWS + tail, None, QUESTION).new_text == ARROWS


@pytest.mark.parametrize(
    "body",
    [
        "好的\n> 1. 提交推广物料清单 – 4月10日前\n已完成",
        "好的\n> 提交推广物料清单\n谢谢",
    ],
)
def test_a_lone_marked_line_of_the_letter_is_quoted(body):
    assert ">" not in str(read(body, None, QUESTION)) and "清单" not in str(read(body, None, QUESTION))


@pytest.mark.parametrize(
    "body",
    ["同意\n\n> 可以吗\n谢谢", "张伟说：\n> 可以\n同意", "同意\n> 可以吗", "同意\n> 可以吗\n> 行吗\n好"],
)
def test_marked_lines_that_do_not_stand_alone_between_others_are_quoted(body):
    assert "可以" not in read(body, None, None).new_text


def test_an_answer_at_the_bottom_is_new_text():
    quoted = "\n".join("> " + line for line in LETTER.split("\n"))
    found = read(
        f"On 7 Apr 2026, at 17:03, Huizhi <huizhi@corp.example> wrote:\n\n{quoted}\n\n两项都完成了",
        None,
        QUESTION,
    )
    assert found.new_text == "两项都完成了"


def test_an_older_round_below_is_no_answer():
    older = ("发件人: 王芳 <wangfang@corp.example>\n发送时间: 2026年4月6日 9:00\n"
             "收件人: Huizhi <huizhi@corp.example>\n主题: Re: x\n\n1 完成")
    found = read(
        f"收到\n\n发件人: Huizhi <huizhi@corp.example>\n发送时间: 2026年4月7日 9:00\n主题: x\n\n{LETTER}\n\n{older}",
        None,
        QUESTION,
    )
    assert (found.new_text, found.inline) == ("收到", ())


def test_answers_in_colour_need_no_marks():
    markup = "".join(
        f"<p>{line}</p>" + ("<p style='color:red'>已提交</p>" if line.startswith("1.") else "")
        for line in LETTER.split("\n")
    )
    assert read(None, f"<p>见红字</p>{markup}", QUESTION).inline == ((1, "已提交"),)


def test_a_forward_answered_by_a_colleague_gives_the_colleague_s_words():
    forward = (
        "李娜，请你处理一下。\n\n-----原始邮件-----\n发件人: Huizhi <huizhi@corp.example>\n"
        "发送时间: 2026年4月7日 17:03\n主题: x\n\n"
        + LETTER
    )
    body = ("我来处理，周五完成。\n\n发件人: 王芳 <wangfang@corp.example>\n发送时间: 2026年4月7日 18:00\n"
            "收件人: 李娜 <lina@corp.example>\n主题: 转发: x\n\n")
    assert read(body + forward, None, QUESTION).new_text == "我来处理，周五完成。"


@pytest.mark.parametrize(
    "tail",
    [
        "发自我的iPhone",
        "Sent from my Galaxy",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "-- \n王芳\n市场部\n电话：010-8888",
        "This e-mail may contain confidential information. If you are not the intended recipient, please delete it.",
        "本邮件及其附件含有公司保密信息，仅限于发送给上面地址中列出的收件人。如果您错收了本邮件，请您立即删除本邮件！",
    ],
)
def test_what_follows_by_itself_is_cut(tail):
    assert read(f"同意。\n\n{tail}", None, None).new_text == "同意。"


DISCLAIMER = "本邮件含有保密信息，仅限于收件人使用。如果您误收了本邮件，请立即删除。"


@pytest.mark.parametrize("signature", ["王芳", "王芳  市场部", "王芳 | 市场部", "王芳\n市场部\n电话：010-8888 1234"])
def test_the_author_s_signature_is_cut_with_the_company_s_disclaimer(signature):
    assert read(f"第1项完成\n\n{signature}\n\n{DISCLAIMER}", None, QUESTION).new_text == "第1项完成"


@pytest.mark.parametrize(
    "text",
    [
        "第1项转给\n\n李娜  财务部",
        "负责人：\n\n王芳",
        "第1项完成\n\n王芳 负责第2项",
        "第1项完成\n\n王芳\n第2项延期",
        "第1项完成\n\n王芳，周五再说",
        "第1项完成\n王芳",
        "王芳",
    ],
)
def test_only_the_author_s_signature_is_cut_with_it(text):
    assert read(f"{text}\n\n{DISCLAIMER}", None, QUESTION).new_text == text


def test_hidden_and_wide_characters_do_not_disturb():
    body = "\ufeff收\u200b到\u202e\xa0\r\n\r\n------------------&nbsp;原始邮件&nbsp;------------------\r\n发件人: x"
    assert read(body, None, None).new_text == "收到"


def test_the_html_is_read_where_only_it_shows_the_quotation():
    text = "好的\n各位好：\n请确认。"
    markup = "<div>好的</div><blockquote type='cite'><div>各位好：</div><div>请确认。</div></blockquote>"
    assert read(text, markup, None).new_text == "好的"


def test_the_marker_alone_cuts():
    assert read("收到\n\n—— 请在此行以上回复 ——\n\n各位好", None, None).new_text == "收到"


def test_nothing_is_nothing():
    assert read(None, None, None).new_text == read("", "  ", None).new_text == ""
