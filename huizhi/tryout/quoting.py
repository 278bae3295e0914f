"""The answered mail below an answer, as mail programs put it there: QQ Mail in Chinese, Gmail in English."""

from zoneinfo import ZoneInfo

from coordination.person import Person
from mailflow.mail import Mail

WEEKDAYS = "一二三四五六日"


def quoted(mail: Mail, recipient: str, person: Person) -> str:
    """The whole quote; `recipient` is the address at which `person` got the mail."""
    if person.language == "zh":
        return _below_a_line(mail, recipient, person)
    return _behind_angles(mail, person)


def _below_a_line(mail: Mail, recipient: str, person: Person) -> str:
    head = ["------------------ 原始邮件 ------------------"]
    head.append(f'发件人: "{mail.from_name}"<{mail.from_address}>;')
    if mail.date:
        sent = mail.date.astimezone(ZoneInfo(person.time_zone))
        half = "上午" if sent.hour < 12 else "下午"
        weekday = WEEKDAYS[sent.weekday()]
        head.append(f"发送时间: {sent.year}年{sent.month}月{sent.day}日(星期{weekday}) {half}{sent:%I:%M}")
    head += [f'收件人: "{person.name}"<{recipient}>;', f"主题: {mail.subject}", "", ""]
    return "\n".join(head) + (mail.text or "")


def _behind_angles(mail: Mail, person: Person) -> str:
    lines = (mail.text or "").rstrip().split("\n")
    wrote = f"{mail.from_name or mail.from_address} <{mail.from_address}> wrote:"
    if mail.date:
        sent = mail.date.astimezone(ZoneInfo(person.time_zone))
        wrote = f"On {sent:%a}, {sent:%b} {sent.day}, {sent.year} at {sent:%I:%M %p} {wrote}"
    return "\n".join([wrote, "", *(f"> {line}".rstrip() for line in lines), ""])
