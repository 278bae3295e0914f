"""Knows a read receipt: that a mail was displayed is never an acknowledgement of what it says."""

import re

from mailflow.mail import Mail

READ_CHARACTERS = 600

_SUBJECT = re.compile(
    r"\s*(?:(?:(?:已|未)[读讀]|[阅閱][读讀])(?:回[执執條条])?|回[执執條条])\s*[:：]"
    r"|\s*(?:not read|read|(?:return|read) receipt)\b",
    re.I,
)
_BODY = re.compile(
    r"(?:邮件|郵件|消息|message|mail)[^。.\n]{0,80}(?:被(?:阅读|閱讀|打开|查看|对方打开)|显示过|未经阅读"
    r"|(?:was|has been) (?:displayed|read|opened))"
    r"|(?:邮件|郵件)的(?:已读|阅读)?回执|no guarantee that it (?:was|has been) read",
    re.I,
)


def is_read_receipt(mail: Mail) -> bool:
    """A report (RFC 8098), or the prose that Chinese programs and some old ones send instead."""
    if "message/disposition-notification" in mail.kinds:
        return True
    return bool(_SUBJECT.match(mail.subject) and _BODY.search((mail.text or mail.html or "")[:READ_CHARACTERS]))
