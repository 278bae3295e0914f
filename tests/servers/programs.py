"""Mail programs as raw bytes: what QQ, Outlook and an iPhone make of a few typed words and the letter they answer."""

import base64
import email
import email.policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

OUTLOOK_HEADERS = ("发件人: 回执 Huizhi <huizhi@corp.example>\r\n发送时间: 2026年3月2日 17:30\r\n"
                   "收件人: {to}\r\n主题: {subject}\r\n")


def qq(raw: bytes, typed: str) -> bytes:
    """QQ Mail on the web: GB18030 in base64, text and HTML, the original under a dashed line."""
    letter = parsed(raw)
    quote = "\r\n".join(_text(letter).splitlines())
    address = letter["reply-to"].addresses[0].addr_spec
    text = (f"{typed}\r\n\r\n\r\n------------------&nbsp;原始邮件&nbsp;------------------\r\n"
            f"发件人: \"回执\" <{address}>;\r\n\r\n{quote}")
    html = (f"<div>{typed.replace(chr(10), '<br>')}</div><div><br></div><div style='font-size:12px;'>"
            "------------------&nbsp;原始邮件&nbsp;------------------</div>" + _html(letter))
    parts = [_part("plain", text, "gb18030"), _part("html", html, "gb18030")]
    head = _head(letter, f"回复：{letter['subject']}")
    return (head + "Content-Type: multipart/alternative; boundary=\"----=_NextPart_65\"\r\n\r\n"
            + "".join(f"------=_NextPart_65\r\n{part}" for part in parts) + "------=_NextPart_65--\r\n").encode()


def outlook(raw: bytes, typed: str) -> bytes:
    """Outlook on a desk: HTML first, a block of headers above the original, no quote marks."""
    letter = parsed(raw)
    headers = OUTLOOK_HEADERS.format(to=letter["to"], subject=letter["subject"])
    answer = EmailMessage(policy=email.policy.SMTP)
    _copy_head(answer, letter, f"答复: {letter['subject']}")
    answer.set_content(f"{typed}\r\n\r\n{headers}\r\n{_text(letter)}", cte="base64")
    typed_html = "".join(f"<p class=MsoNormal>{line}</p>" for line in typed.splitlines())
    answer.add_alternative(f"<html><body><div class=WordSection1>{typed_html}<div style='border:none;border-top:solid "
                           f"#E1E1E1 1.0pt'><p class=MsoNormal>{headers.replace(chr(13) + chr(10), '<br>')}</p></div>"
                           f"{_html(letter)}</div></body></html>", subtype="html", cte="base64")
    return answer.as_bytes()


def iphone(raw: bytes, typed: dict[str, str]) -> bytes:
    """Mail on an iPhone, plain text: the letter quoted with ">", each answer typed under the line that begins so."""
    letter, lines = parsed(raw), []
    for line in _text(letter).splitlines():
        lines.append(f"> {line}")
        lines += ["", *[said for begin, said in typed.items() if line.strip().startswith(begin)], ""] if any(
            line.strip().startswith(begin) for begin in typed) else []
    answer = EmailMessage(policy=email.policy.SMTP)
    _copy_head(answer, letter, f"Re: {letter['subject']}")
    answer.set_content("\r\n".join(["On 2 Mar 2026, at 17:30, 回执 Huizhi <huizhi@corp.example> wrote:", "", *lines, "",
                                    "Sent from my iPhone"]), cte="8bit")
    return answer.as_bytes()


def plain(sender: str, to: str, subject: str, text: str) -> bytes:
    """A mail that answers nothing."""
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, to, subject, formatdate(localtime=True)
    mail["Message-ID"] = make_msgid(domain="corp.example")
    mail.set_content(text)
    return mail.as_bytes()


def parsed(raw: bytes) -> EmailMessage:
    """The mail with its headers decoded."""
    return email.message_from_bytes(raw, policy=email.policy.default)


def text(raw: bytes) -> str:
    """The plain text of a mail."""
    return _text(parsed(raw))


def recipient(raw: bytes) -> str:
    """The address that a mail is written to."""
    return parsed(raw)["to"].addresses[0].addr_spec


def _text(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def _html(letter: EmailMessage) -> str:
    return letter.get_body(("html",)).get_content()


def _head(letter: EmailMessage, subject: str) -> str:
    answer = EmailMessage(policy=email.policy.SMTP)
    _copy_head(answer, letter, subject)
    return answer.as_string().rstrip() + "\r\nMIME-Version: 1.0\r\n"


def _copy_head(answer: EmailMessage, letter: EmailMessage, subject: str) -> None:
    answer["From"], answer["To"], answer["Subject"] = letter["to"], letter["reply-to"], subject
    answer["Date"] = formatdate(localtime=True)
    answer["In-Reply-To"] = answer["References"] = letter["message-id"]
    answer["Message-ID"] = make_msgid(domain="corp.example")


def _part(subtype: str, text: str, charset: str) -> str:
    body = base64.encodebytes(text.encode(charset)).decode().replace("\n", "\r\n")
    return f"Content-Type: text/{subtype}; charset=\"{charset}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"
