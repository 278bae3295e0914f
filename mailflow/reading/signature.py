"""Signatures, device lines and disclaimers below what somebody wrote; never the words themselves."""

import re
from functools import partial

from mailflow.reading.characters import words

LONGEST_SIGNATURE = 14  # lines

_DEVICE = re.compile(
    r"(?:发自|發自|来自|來自|寄自|傳送自|传送自|发送自)(?!内心|肺腑|客户|内部)\s?(?:我的|于我的|于"
    r"|於)?.{1,24}|[从從由]我的.{1,24}"
    r"|从\s?.{0,24}(?:发送|发出|邮件发送)|從\s?.{0,24}(?:傳送|寄出)|(?:获取|取得"
    r"|下载)\s?(?:适用于\s?\w{1,10}\s?的\s?)?outlook.{0,60}"
    r"|使用.{1,24}(?:发送|邮箱|编辑)|(?:使用|用)\s?.{1,24}(?:发送|發送|寄)自我的.{1,24}|通过.{1,24}发送(?:的邮件)?|自豪地.{0,20}"
    r"|sent from (?!the |our |his |her |here)[^.]{1,60}(?:\. please excuse .{1,30})?|sent via .{1,40}|sent with .{1,40}"
    r"|get outlook for .{1,60}|von meinem .{1,30} gesendet"
    r"|gesendet (?:von|mit) .{1,40}|envoyé (?:de|depuis) .{1,40}|enviado (?:desde|do|de) .{1,40}"
    r"|inviato da .{1,40}"
    r"|verzonden (?:vanaf|met) .{1,40}|sendt fra .{1,40}|skickat från .{1,40}|wysłane z .{1,40}"
    r"|отправлено с .{1,40}"
    r"|download .{1,20} for (?:ios|android).{0,40}|.{1,20}から送信",
    re.IGNORECASE,
)
_LINK = re.compile(r"<https?://[^<>\s]{1,400}>|\[https?://[^\]\s]{1,400}\]|https?://\S{1,400}")
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{3,64}|https?://|www\.|(?:\+?\d[\d ()/.-]{6,20}\d)"
    r"|(?:电话|手机|电邮|邮箱|传真|地址|分机|電話|手機|座机|微信)\s?[:：]|\b(?:tel|phone|mobile|fax)\b\.?\s?[:：+\d]"
    r"|\bgmbh\b|\bltd\b|\binc\b|有限公司|股份公司|集团公司",
    re.IGNORECASE,
)
_CONTACT_LABEL = re.compile(
    r"电话|手机|电邮|邮箱|邮件|电子邮箱|电子邮件|邮编|传真|网址|地址|微信|電話|手機|信箱"
    r"|e-?mail|mail|tel|phone|mobile|fax|web|[tmfew]",
    re.IGNORECASE,
)
_CONFIDENTIAL = (
    "保密",
    "机密",
    "機密",
    "收件人",
    "误收",
    "错收",
    "誤收",
    "删除本邮件",
    "删除此邮件",
    "立即删除",
    "商业秘密",
    "法律责任",
    "泄露",
    "免责声明",
    "confidential",
    "intended recipient",
    "intended solely",
    "privileged",
    "disclaimer",
    "received this",
    "in error",
    "please delete",
    "notify the sender",
    "unauthorised",
    "unauthorized",
    "addressee",
    "think before",
    "consider the environment",
    "请考虑环境",
    "打印此邮件",
    "vertraulich",
    "irrtümlich",
    "confidentiel",
)
# What mailing lists and virus scanners add below.
_ADDED = re.compile(
    r"邮件.{0,20}(?:已经?|通过).{0,20}(?:病毒|检测|扫描|杀毒|网关)|收到此邮件是因为|如需取消订阅"
    r"|(?:e-?mail|message) (?:has been|was) .{0,30}(?:virus|scanned|malware)"
    r"|you (?:are receiving|received) this .{0,40}because|unsubscribe from this"
)
_AFTER_NAME = re.compile(r"\s{2,}|[|｜/·]")
_ENDS = "。！？!?；;"


def without_tail(text: str, names: set[str], may_be_all: bool) -> tuple[str, tuple[str, ...]]:
    """The text without what follows it automatically, and what was cut; all of it where more was said elsewhere.

    `names` are the words of the author's name.
    """
    lines = text.split("\n")
    steps: list[str] = []
    for cut, name in (
        (partial(_signed_disclaimer, names=names), "disclaimer"),
        (_device, "device line"),
        (_delimited, "signature"),
        (_debris, "signature table"),
    ):
        end = cut(lines)
        if end < len(lines) and (may_be_all or name == "device line" or any(line.strip() for line in lines[:end])):
            lines = lines[:end]
            steps.append(f"{name} cut")
    return "\n".join(lines).strip("\n"), tuple(steps)


def is_device_line(text: str) -> bool:
    bare = _LINK.sub("", text[:600]).strip(" -—·.。")
    if not 0 < len(bare) <= 90 or any(sign in bare for sign in "，,。！!？?；"):
        return False
    return bool(_DEVICE.fullmatch(bare))


def is_contact_label(word: str) -> bool:
    """True for the label of a line that tells where somebody is reached."""
    return bool(_CONTACT_LABEL.fullmatch(word.strip()))


def is_disclaimer(text: str) -> bool:
    lowered = text[:4000].lower()
    if _ADDED.search(lowered):
        return True
    return len(lowered) >= 30 and sum(word in lowered for word in _CONFIDENTIAL) >= 2


def _signed_disclaimer(lines: list[str], names: set[str]) -> int:
    """A disclaimer, with the paragraph above it where that begins with the author's name."""
    end = _disclaimer(lines)
    above = [at for at in range(max(0, end - LONGEST_SIGNATURE), end) if lines[at].strip()]
    if end == len(lines) or not above:
        return end
    start = above[-1]
    while start and lines[start - 1].strip():
        start -= 1
    before = next((lines[at].strip() for at in range(start - 1, -1, -1) if lines[at].strip()), ":")
    is_signed = _is_named_signature(lines[start : above[-1] + 1], names)
    return start if is_signed and not before.endswith((":", "：")) else end


def _is_named_signature(paragraph: list[str], names: set[str]) -> bool:
    """ "Tom Becker", alone or above details of how to reach him; "王芳 | 市场部"."""
    name, below = words(_AFTER_NAME.split(paragraph[0].strip(), maxsplit=1)[0]), paragraph[1:]
    if not name or not name <= names or len(paragraph) > LONGEST_SIGNATURE or not _is_signature(paragraph):
        return False
    return not below or any(_CONTACT.search(line) or "|" in line for line in below)


def _disclaimer(lines: list[str]) -> int:
    """A disclaimer is one of the last paragraphs."""
    tail = max(0, len(lines) - 2 * LONGEST_SIGNATURE)
    for at in range(tail, len(lines)):
        if (
            is_disclaimer(lines[at])
            or is_disclaimer(" ".join(lines[at : at + 4]))
            and len(lines[at]) >= 12
            and _confides(lines[at])
        ):
            return at
    return len(lines)


def _confides(line: str) -> bool:
    lowered = line[:1000].lower()
    return any(word in lowered for word in _CONFIDENTIAL) or lowered.startswith(
        ("this e-mail", "this email", "this message", "本邮件")
    )


def _device(lines: list[str]) -> int:
    """A device line stands last, or above a few short lines of a signature."""
    filled = [at for at, line in enumerate(lines) if line.strip()][-4:]
    for at in filled:
        if is_device_line(lines[at]) and not any(_is_sentence(line) for line in lines[at + 1 :]):
            return at
    return len(lines)


def _delimited(lines: list[str]) -> int:
    """ "-- " is the standard's delimiter; a longer rule counts when contact details follow."""
    for at in range(len(lines) - 1, max(-1, len(lines) - LONGEST_SIGNATURE - 2), -1):
        bare = lines[at].strip()
        if not bare or bare.strip("-—–_=*~─ "):
            continue
        below = [line.strip() for line in lines[at + 1 :] if line.strip()]
        if not below or (
            _is_signature(below) and (bare in ("--", "—", "——") or any(map(_CONTACT.search, below)))
        ):
            return at
    return len(lines)


def _is_signature(below: list[str]) -> bool:
    return all(len(line) <= 80 and not _is_sentence(line) for line in below)


def _is_sentence(line: str) -> bool:
    return line.strip().endswith(tuple(_ENDS))


def _debris(lines: list[str]) -> int:
    """A signature's table that a program turned into lines of bars."""
    at = len(lines)
    bars = 0
    while at and (not lines[at - 1].strip() or len(lines[at - 1]) <= 60):
        bare = lines[at - 1].strip()
        if bare and not bare.strip("| "):
            bars += 1
        elif (
            bare
            and not _CONTACT.search(bare)
            and (_is_sentence(bare) or len(bare.strip("| ")) > 24 or "|" in bare.strip("| "))
        ):
            break
        at -= 1
    first = next(
        (n for n in range(at, len(lines)) if lines[n].strip() and not lines[n].strip("| ")), len(lines)
    )
    return first if bars >= 2 else len(lines)
