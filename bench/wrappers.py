"""Imitations of mail programs: how each wraps a reply around the letter that it answers.

A program is a heading, a way to quote, and what it adds by itself. The shapes follow what such programs send;
the words are examples of theirs.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap

Answers = Sequence[tuple[int, str]]

SENDER, ADDRESS, RECIPIENT = "Huizhi 回执", "huizhi@corp.example", "wangfang@corp.example"
SENT = datetime(2026, 4, 7, 17, 3, 25)
_ENGLISH_WEEKDAY = "Tuesday"
_WEEKDAY = "星期二"


@dataclass(frozen=True)
class Sent:
    """The letter that is answered; `item_lines` tells under which line of `text` an item's answer is typed."""

    subject: str
    text: str
    item_lines: dict[int, int]


@dataclass(frozen=True)
class Wrapped:
    text: str | None
    html: str | None


@dataclass(frozen=True)
class Program:
    """`box` opens and closes the quotation in HTML; `marks` is what stands before quoted lines of plain text."""

    name: str
    heading: Callable[[Sent], list[str]]
    marks: str = ""
    box: tuple[str, str] = ("<div>", "</div>")
    device: str = ""
    gap: int = 1
    kinds: tuple[str, ...] = ("text", "html")
    entities: bool = False
    width: int = 0
    can_inline: bool = True

    def wrap(self, typed: str, answers: Answers, sent: Sent) -> Wrapped:
        text = self._text(typed, answers, sent) if "text" in self.kinds else None
        markup = self._html(typed, answers, sent) if "html" in self.kinds else None
        return Wrapped(text, markup)

    def _text(self, typed: str, answers: Answers, sent: Sent) -> str:
        lines = [*typed.split("\n"), *([""] * self.gap)]
        lines += [self.device, ""] if self.device else []
        lines += self.heading(sent)
        for quoted, line in _answered(sent, answers):
            lines += [self.marks + piece if quoted else piece for piece in self._broken(line, quoted)]
        text = "\n".join(lines)
        return text.replace("\n\n", "\n&nbsp;\n") if self.entities else text

    def _broken(self, line: str, quoted: bool) -> list[str]:
        return wrap(line, self.width) or [line] if self.width and quoted else [line]

    def _html(self, typed: str, answers: Answers, sent: Sent) -> str:
        own = "".join(f"<div>{_escaped(line) or '<br>'}</div>" for line in typed.split("\n")) if typed else ""
        device = f"<div><br></div><div>{_escaped(self.device)}</div>" if self.device else ""
        heading = "".join(f"<div>{_escaped(line)}</div>" for line in self.heading(sent))
        return f"<html><body>{own}<div><br></div>{device}{self._quoted(heading, answers, sent)}</body></html>"

    def _quoted(self, heading: str, answers: Answers, sent: Sent) -> str:
        begin, end = self.box
        outside = begin.startswith("<blockquote")
        parts = [heading if outside else "", begin, "" if outside else heading]
        for quoted, line in _answered(sent, answers):
            inside = f"<p>{_escaped(line)}</p>" if line.strip() else ""
            answer = f'<div style="color: rgb(0, 0, 255)">{_escaped(line)}</div>'
            parts.append(inside if quoted else f"{end}{answer}{begin}" if outside else answer)
        return "".join([*parts, end])


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _answered(sent: Sent, answers: Answers) -> list[tuple[bool, str]]:
    """The letter's lines, each True, with the answers, each False, under the lines of their items."""
    under = {sent.item_lines[n]: answer for n, answer in answers}
    lines: list[tuple[bool, str]] = []
    for at, line in enumerate(sent.text.split("\n")):
        lines.append((True, line))
        if at in under:
            lines.append((False, under[at]))
    return lines


def _han(
    sent: Sent, rule: str = "", colon: str = "：", when: str = "2026年4月7日 17:03", order: str = "ftds"
) -> list[str]:
    rows = {
        "f": f"发件人{colon}{SENDER} <{ADDRESS}>",
        "d": f"发送时间{colon}{when}",
        "t": f"收件人{colon}王芳 <{RECIPIENT}>",
        "s": f"主题{colon}{sent.subject}",
    }
    return [*([rule] if rule else []), *(rows[key] for key in order), ""]


def _labelled(sent: Sent, labels: Sequence[str], when: str, rule: str = "") -> list[str]:
    sender, date, recipient, subject = labels
    return [
        *([rule] if rule else []),
        f"{sender}: {SENDER} <{ADDRESS}>",
        f"{date}: {when}",
        f"{recipient}: {RECIPIENT}",
        f"{subject}: {sent.subject}",
        "",
    ]


def _said(line: str) -> Callable[[Sent], list[str]]:
    return lambda sent: [line, ""]


def _blockquote(kind: str) -> tuple[str, str]:
    return f"<blockquote {kind}>", "</blockquote>"


def _division(kind: str) -> tuple[str, str]:
    return f"<div {kind}>", "</div>"


_ENGLISH = ("From", "Sent", "To", "Subject")
_GMAIL = _blockquote(
    'class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex"'
)
_CITE = _blockquote('type="cite"')

PROGRAMS: tuple[Program, ...] = (
    Program(
        "QQ web",
        lambda s: _han(
            s, "------------------ 原始邮件 ------------------", ":", "2026年4月7日(星期二) 下午5:03", "fdts"
        ),
        gap=4,
    ),
    Program(
        "QQ entities",
        lambda s: _han(s, "------------------&nbsp;原始邮件&nbsp;------------------", ":"),
        kinds=("text",),
        entities=True,
    ),
    Program(
        "QQ app",
        lambda s: _labelled(
            s,
            ("From", "Date", "To", "Subject"),
            "Tue,Apr 7,2026 5:03 PM",
            "------------------ Original ------------------",
        ),
        device="发自我的iPhone",
    ),
    Program(
        "Foxmail",
        lambda s: [" ", *_han(s, "", "： ", "2026-04-07 17:03", "fdts")],
        box=("<blockquote style='margin-left:0.5em'>", "</blockquote>"),
        can_inline=False,
    ),
    Program(
        "163 web",
        _said(f'在 2026-04-07 17:03:25，"{SENDER}" <{ADDRESS}> 写道：'),
        box=_blockquote('id="isReplyContent"'),
        gap=4,
    ),
    Program(
        "163 web, English",
        _said(f'At 2026-04-07 17:03:25, "{SENDER}" <{ADDRESS}> wrote:'),
        box=_blockquote('id="isReplyContent"'),
        gap=4,
    ),
    Program(
        "163 app",
        lambda s: [
            "---- 回复的原邮件 ----",
            f"| 发件人 | {SENDER}<{ADDRESS}> |",
            "| 日期 | 2026年04月07日 17:03 |",
            f"| 收件人 | 王芳<{RECIPIENT}> |",
            f"| 主题 | {s.subject} |",
        ],
        box=_division('class="ntes-mailmaster-quote"'),
    ),
    Program(
        "Outlook zh",
        lambda s: _han(s, "", ": ", "2026年4月7日 17:03", "fdts"),
        box=_division('style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"'),
    ),
    Program(
        "Outlook en",
        lambda s: _labelled(s, _ENGLISH, "Tuesday, 7 April 2026 17:03"),
        box=_division('style="border:none;border-top:solid #E1E1E1 1.0pt"'),
    ),
    Program(
        "Outlook de",
        lambda s: _labelled(s, ("Von", "Gesendet", "An", "Betreff"), "Dienstag, 7. April 2026 17:03"),
    ),
    Program("Outlook fr", lambda s: _labelled(s, ("De", "Envoyé", "À", "Objet"), "mardi 7 avril 2026 17:03")),
    Program(
        "Outlook zh-TW",
        lambda s: _labelled(s, ("寄件者", "寄件日期", "收件者", "主旨"), "2026年4月7日 下午 05:03"),
    ),
    Program(
        "Outlook ja", lambda s: _labelled(s, ("差出人", "送信日時", "宛先", "件名"), "2026年4月7日 17:03")
    ),
    Program(
        "Outlook web",
        lambda s: _labelled(
            s,
            ("发件人", "发送时间", "收件人", "主题"),
            "2026年4月7日 17:03",
            "________________________________",
        ),
        box=('<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">', "</div>"),
    ),
    Program(
        "Outlook iOS",
        lambda s: _labelled(
            s, _ENGLISH, "Tuesday, April 7, 2026 5:03:25 PM", "________________________________"
        ),
        device="Get Outlook for iOS<https://aka.ms/o0ukef>",
    ),
    Program("Apple Mail zh", _said(f"> 在 2026年4月7日，17:03，{SENDER} <{ADDRESS}> 写道："), "> ", _CITE),
    Program("Apple Mail en", _said(f"> On 7 Apr 2026, at 17:03, {SENDER} <{ADDRESS}> wrote:"), "> ", _CITE),
    Program(
        "iPhone zh",
        _said(f"> 在 2026年4月7日，17:03，{SENDER} <{ADDRESS}> 写道："),
        "> ",
        _CITE,
        device="发自我的 iPhone",
    ),
    Program("Gmail zh", _said(f"{SENDER} <{ADDRESS}> 于2026年4月7日周二 17:03写道："), "> ", _GMAIL),
    Program("Gmail en", _said(f"On Tue, Apr 7, 2026 at 5:03 PM {SENDER} <{ADDRESS}> wrote:"), "> ", _GMAIL),
    Program(
        "Gmail, broken lines",
        lambda s: [f"On Tue, Apr 7, 2026 at 5:03 PM {SENDER}", f"<{ADDRESS}> wrote:", ""],
        "> ",
        _GMAIL,
        width=34,
    ),
    Program("Gmail zh-TW", _said(f"{SENDER} <{ADDRESS}> 於 2026年4月7日 週二 下午5:03寫道："), "> ", _GMAIL),
    Program(
        "Gmail de", _said(f"Am Di., 7. Apr. 2026 um 17:03 Uhr schrieb {SENDER} <{ADDRESS}>:"), "> ", _GMAIL
    ),
    Program("Gmail fr", _said(f"Le mar. 7 avr. 2026 à 17:03, {SENDER} <{ADDRESS}> a écrit :"), "> ", _GMAIL),
    Program(
        "DingTalk",
        lambda s: _han(s, "-" * 66, "：", "2026年4月7日(星期二) 17:03", "fdts"),
        box=("<blockquote style='margin:0'>", "</blockquote>"),
        gap=0,
        can_inline=False,
    ),
    Program(
        "Feishu",
        lambda s: [
            f'发件人: "{SENDER}"<{ADDRESS}>',
            "时间: 2026年4月7日 (周二) 17:03",
            f"主题: {s.subject}",
            f'收件人: "王芳"<{RECIPIENT}>',
        ],
        box=_division('class="history-quote-wrapper" id="lark-mail-quote-17"'),
        gap=0,
    ),
    Program(
        "Feishu, marks",
        lambda s: [
            f'> 发件人: "{SENDER}"<{ADDRESS}>',
            "> 时间: 2026年4月7日 (周二) 17:03",
            f"> 主题: {s.subject}",
            f'> 收件人: "王芳"<{RECIPIENT}>',
        ],
        "> ",
        _CITE,
        gap=0,
        kinds=("text",),
    ),
    Program(
        "WeCom",
        lambda s: [
            "----------回复的邮件信息----------",
            f"{SENDER} <{ADDRESS}> 在 2026年4月7日 周二 17:03 写道：",
        ],
        box=_division('id="original-content"'),
        device="发自我的企业微信",
    ),
    Program("Thunderbird zh", _said(f"在 2026/4/7 17:03, {SENDER} 写道:"), "> ", _CITE),
    Program("Thunderbird en", _said(f"On 07/04/2026 17:03, {SENDER} wrote:"), "> ", _CITE),
    Program(
        "Thunderbird, flowed",
        _said(f"On 07/04/2026 17:03, {SENDER} wrote:"),
        ">",
        _CITE,
        kinds=("text",),
        width=30,
    ),
    Program(
        "Huawei phone",
        lambda s: _han(s, "-------- 原始邮件 --------", "： ", "2026年4月7日周二 下午5:03", "fdts"),
        box=_division('class="quote"'),
        device="发自我的华为手机",
    ),
    Program(
        "Xiaomi phone",
        _said(f"在 {SENDER} <{ADDRESS}>，2026年4月7日 下午5:03写道："),
        box=_division('class="elided-text"'),
        device="发自我的小米手机",
    ),
    Program(
        "Coremail",
        lambda s: _han(s, "-----原始邮件-----", ":", "2026-04-07 17:03:25 (星期二)", "fdts"),
        box=_blockquote('name="replyContent" class="ReferenceQuote" style="border-left:#b6b6b6 2px solid"'),
        can_inline=False,
    ),
    Program(
        "Coremail, one line",
        lambda s: [
            f'-----原始邮件-----发件人:"{SENDER}" <{ADDRESS}>发送时间:2026-04-07 17:03:25 '
            f'(星期二)收件人:王芳 <{RECIPIENT}>主题:{s.subject}',
            "",
        ],
        kinds=("text",),
    ),
    Program(
        "139",
        lambda s: _han(s, "----邮件原文----", "：", "2026-04-07 17:03:25", "ftds"),
        box=_division('id="reply139content"'),
    ),
    Program(
        "Sina",
        lambda s: _han(s, "----- 原始邮件 -----", "：", "2026年04月07日 17点03分", "ftsd"),
        box=_division('id="origbody"'),
    ),
    Program(
        "Windows Mail",
        lambda s: _han(s, "", ": ", "2026年4月7日 17:03", "fdts"),
        device="从 Windows 版邮件发送",
    ),
    Program(
        "Yahoo",
        _said(f"On Tuesday, April 7, 2026 at 05:03:25 PM GMT+8, {SENDER} <{ADDRESS}> wrote:"),
        box=_division('class="yahoo_quoted"'),
    ),
    Program(
        "ProtonMail",
        lambda s: [f"On Tuesday, April 7th, 2026 at 17:03, {SENDER} <{ADDRESS}> wrote:", ""],
        "> ",
        _blockquote('class="protonmail_quote" type="cite"'),
        device="Sent with Proton Mail secure email.",
    ),
    Program(
        "Samsung phone",
        lambda s: _labelled(
            s,
            ("From", "Date", "To", "Subject"),
            "07/04/2026 17:03 (GMT+08:00)",
            "-------- Original message --------",
        ),
        device="Sent from my Galaxy",
    ),
)
