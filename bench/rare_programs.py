"""Imitations of mail programs that fewer people use: Notes, Zimbra, webmails, phones, and programs of the command line."""

from bench.wrappers import ADDRESS, RECIPIENT, SENDER, Program, Sent, _blockquote, _division, _han, _labelled, _said

_ENGLISH_DATE = ("From", "Date", "To", "Subject")
_NOTES = ("From", "To", "Date", "Subject")


def _padded(sent: Sent) -> list[str]:
    """Notes sets its headers in columns and a rule below them."""
    rows = zip(_NOTES, (f"{SENDER} <{ADDRESS}>", RECIPIENT, "2026/04/07 17:03", sent.subject), strict=True)
    return [*(f"{label}:        {value}" for label, value in rows), "_" * 33, ""]


def _wide_labels(sent: Sent) -> list[str]:
    return [
        f"发件人：{SENDER} <{ADDRESS}>",
        "日　期：2026年04月07日 17:03:25",
        f"收件人：王芳 <{RECIPIENT}>",
        f"主　题：{sent.subject}",
        "",
    ]


def _without_addresses(sent: Sent) -> list[str]:
    """The name and the day of the letter stand above a block of headers that holds no address."""
    return [
        "2026-04-07 ", "", "王芳 ", "",
        f"发件人：{SENDER} ", "发送时间：2026-04-07  17:03:25 ", "收件人：王芳 ", "抄送： ", f"主题：{sent.subject} ", "",
    ]


def _without_colons(sent: Sent) -> list[str]:
    return [
        "------ 原始邮件 ------", f'发件人 "{SENDER}" <{ADDRESS}>', f"收件人 {RECIPIENT}", "日期 2026/4/7 17:03:25",
        f"主题 {sent.subject}", "",
    ]


_GREY_CITE = _blockquote('type="cite" style="border-left: #1010ff 2px solid; margin: 0"')

RARE_PROGRAMS: tuple[Program, ...] = (
    Program(
        "Outlook Mac",
        lambda s: _labelled(s, _ENGLISH_DATE, "Tuesday, April 7, 2026 at 5:03 PM"),
        box=_division('style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"'),
    ),
    Program("Outlook Mac zh", lambda s: _han(s, "", ": ", "星期二, 2026年4月7日 17:03", "fdts")),
    Program(
        "Outlook Android",
        lambda s: _han(s, "________________________________", ": ", "Tuesday, April 7, 2026 5:03:25 PM", "fdts"),
        device="获取 Outlook for Android<https://aka.ms/AAb9ysg>",
        box=('<hr><div id="divRplyFwdMsg">', "</div>"),
    ),
    Program("Notes", _padded),
    Program(
        "iNotes",
        lambda s: [
            f"-----{ADDRESS} wrote: -----", f"To: {RECIPIENT}", f"From: {SENDER} <{ADDRESS}>", "Date: 04/07/2026 05:03PM",
            f"Subject: {s.subject}", "",
        ],
    ),
    Program(
        "Zimbra zh",
        lambda s: _han(s, "----- 原始邮件 -----", ": ", "星期二, 2026年 4 月 07日 下午 5:03:25", "ftds"),
        box=('<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__QUOTED_TEXT__">', "</div>"),
    ),
    Program(
        "Zimbra",
        lambda s: _labelled(s, ("From", "Sent", "To", "Subject"), "Tuesday, April 7, 2026 5:03:25 PM"),
        box=('<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__QUOTED_TEXT__">', "</div>"),
    ),
    Program("Roundcube", _said(f"On 2026-04-07 17:03, {SENDER} wrote:"), "> ", _GREY_CITE),
    Program("Roundcube zh", _said(f"在 2026-04-07 17:03，{SENDER} 写道："), "> ", _GREY_CITE),
    Program(
        "Spark zh",
        _said(f"在 2026年4月7日 +0800 17:03，{SENDER} <{ADDRESS}>，写道："),
        "> ",
        _blockquote('type="cite" style="border-left-color: grey; border-left-width: thin; border-left-style: solid"'),
    ),
    Program(
        "K-9",
        _said(f"On April 7, 2026 5:03:25 PM GMT+08:00, {SENDER} <{ADDRESS}> wrote:"),
        ">",
        _blockquote('class="gmail_quote" style="margin: 0pt 0pt 0pt 0.8ex; border-left: 1px solid rgb(204, 204, 204)"'),
        device="Sent from my Android device with K-9 Mail. Please excuse my brevity.",
    ),
    Program(
        "K-9 zh",
        lambda s: _han(s, "-------- 原始邮件 --------", ": ", "2026年4月7日 GMT+08:00 17:03:25", "fdts"),
        device="使用 K-9 Mail 发送自我的Android设备。",
    ),
    Program("Alibaba phone", _wide_labels, device="发自阿里邮箱 iPhone版"),
    Program("NetEase Flashmail", _without_addresses, kinds=("text",)),
    Program("TOM", _said(f"在2026-04-07 17:03:25,{ADDRESS} 写道："), box=_blockquote('id="replyContent"')),
    Program("eM Client zh", _without_colons, box=_blockquote('cite="x" class="cite2"')),
    Program(
        "eM Client",
        lambda s: _labelled(s, ("From", "Sent", "To", "Subject"), "4/7/2026 5:03:25 PM", "------ Original Message ------"),
        box=_blockquote('cite="x" class="cite2" type="cite"'),
    ),
    Program("Evolution", _said(f"On Tue, 2026-04-07 at 17:03 +0800, {SENDER} wrote:"), "> ", _GREY_CITE),
    Program("Evolution zh", _said(f"在 2026-04-07二的 17:03 +0800，{SENDER}写道："), "> ", _GREY_CITE),
    Program("mutt", _said(f"On Tue, Apr 07, 2026 at 05:03:25PM +0800, {SENDER} wrote:"), "> ", kinds=("text",)),
    Program("mutt, stars", _said(f"* {SENDER} <{ADDRESS}> [2026-04-07 17:03:25 +0800]:"), "> ", kinds=("text",)),
    Program("Gnus", _said(f"{SENDER} <{ADDRESS}> writes:"), "> ", kinds=("text",)),
    Program(
        "Samsung phone zh",
        lambda s: _han(s, "-------- 原始邮件 --------", "： ", "2026/4/7 17:03 (GMT+08:00)", "fdts"),
        device="从我的 Galaxy 发送",
    ),
    Program(
        "Yahoo zh",
        _said(f"在2026年4月7日星期二 下午05:03:25 [GMT+8]，{SENDER}<{ADDRESS}> 写道："),
        box=_division('class="ydp1234yahoo_quoted" id="ydp1234yahoo_quoted_99"'),
    ),
    Program(
        "Zoho",
        _said(f"---- On Tue, 07 Apr 2026 17:03:25 +0800 {SENDER} <{ADDRESS}> wrote ---"),
        box=_division('class="zmail_extra"'),
    ),
    Program(
        "Zoho zh",
        _said(f"---- 在 星期二, 2026-04-07 17:03:25 {SENDER} <{ADDRESS}> 写道 ----"),
        box=_division('class="zmail_extra"'),
    ),
    Program("Yandex", _said(f'07.04.2026, 17:03, "{SENDER}" <{ADDRESS}>:'), box=_blockquote("")),
    Program("GroupWise", _said(f">>> {SENDER} <{ADDRESS}> 4/7/2026 5:03 PM >>>")),
)
