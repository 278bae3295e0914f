"""Greetings, thanks, closings and signatures: what people write around what they say."""

import re

from mailflow.interpreting.folding import fold
from mailflow.interpreting.vocabulary import SURNAMES
from mailflow.reading.signature import is_device_line, is_disclaimer

_GREETING = re.compile(
    r"(?a)(?:(?:尊敬的|亲爱的)?(?:[一-鿿]{0,6}(?:你好|您好|早上好|上午好|下午好|晚上好|大家好|各位好|各位"
    r"|早[安啊呀]|午安|晚安|领导|经理|老师|同事|同学)|[一-鿿]{1,2}(?:总|工|姐|哥)|早|hi|hello)[,:!。\s]*(?:你好"
    r"|您好|大家好|好)?|(?:项目组|公司|领导|同仁|各部门)?(?:各位|同仁|领导|同事|项目组|老师)+(?:好)?[:,!。~\s]*"
    r"|(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hallo|guten (?:tag|morgen)|ciao"
    r"|moin)\b(?:\s(?!all done|both)[\w.'-]{1,20}){0,3})[,:!。.~\s]*"
)
_CLOSING = re.compile(
    r"(?a)(?:(?:best|kind|warm|many|with kind|with best)?\s?(?:regards|wishes)|best|cheers|thanks"
    r"|thank you|many thanks|thx|sincerely|yours(?: sincerely| truly| faithfully)?|ciao|br|kr|vg|mfg|lg"
    r"|rgds|"
    r"mit freundlichen gr(?:ü|ue)(?:ß|ss)en(?: / .{1,30})?|viele gr(?:ü|ue)(?:ß|ss)e|beste gr(?:ü"
    r"|ue)(?:ß|ss)e|hugs|have a (?:nice|great|good|lovely|wonderful|relaxing|pleasant) \w+(?: \w+)?|enjoy (?:your"
    r"|the) \w+"
    r"|bonne journ[ée]e|cordialement|saludos|groeten|take care|"
    r"此致|敬礼|祝好|祝商祺|商祺|顺颂商祺|祝工作顺利|祝顺利|祝.{1,8}|时祺|顺颂|特此[一-鿿]{1,4}|谨[复启上此]|尚祈.{1,4}|[一-鿿]{2,3}\s?(?:谨上|谨启|敬上|谨复)|谢谢!?|多谢|感谢|致礼|以上|此复"
    r"|best regards / .{1,20})[,.!。~\s]*"
)
_GREETING_AT_START = re.compile(
    r"(?a)^(?:(?:[一-鿿]{1,3}(?:总|经理|工|姐|哥|老师|主任))?(?:你好|您好|早上好|上午好|下午好|晚上好"
    r"|大家好|各位好|各位领导好|各位领导|各位同事|各位|hi|hello|hey)(?: (?!all\b|both\b|item|task|i\b"
    r"|we\b|it\b)[a-z]{2,12})?[,，:：!！。.\s~、]+|(?:hi|hello|hey|dear|good morning|good afternoon"
    r"|morning)\s(?!all done|both)[a-z]{2,12}(?:\s[a-z]{2,12})?[,:!.]\s?)"
)
_TITLE_LINE = re.compile(
    r"(?a)^(?:.{0,20}(?:部|组|处|科|室|中心|办公室|有限公司|公司|集团|经理|总监|主管|工程师|专员|主任"
    r"|助理)(?:[\s/|·,、].{0,24}){0,2}|.{0,40}\b(?:manager|director|head|lead|engineer|officer|assistant"
    r"|gmbh|ltd|inc|department|dept|team|marketing|finance|engineering|procurement|purchasing|sales"
    r"|executive|consultant|coordinator|analyst)\b.{0,40})$"
)
_CONTACT = re.compile(
    r"(?a)@|https?://|www\.|\d[\d ()-]{6,20}\d|(?:电话|手机|邮箱|传真|地址|分机|邮编|微信"
    r"|座机)\s?[:：\d(+]|(?:服务|工作|办公)时间\s?[:：]|\boffice hours\b|\b(?:tel|phone|mobile|fax|ext|web"
    r"|[mte])\b\.?\s?[:+(\d]"
)
_DATE_LINE = re.compile(r"20\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?")
_NAME = re.compile(
    r"(?a)[一-鿿]{2,4}|[A-Z][\w.'-]{1,20}(?: (?:de |van |von |der |[A-Z]\.? ?)?[A-Z][\w.'-]{1,20}){0,2}"
    r"|[A-Z][a-z]{1,12}")
_NOT_NAMES = re.compile(
    r"(?a)异议|意见|参加|出席|解决|请假|完成|收到|同意|批准|确认|延期|已阅|好的|谢谢|可以|不行|没有|没问题|进行"
    r"|正在|取消|推迟|知道"
    r"|明白|了解|撤销|状态|帮助|否决|驳回|反对|不批|通过|周[一二三四五六日末]|明天|后天|今天|下周|月底"
    r"|已|了|未|不|卡住|受阻|都|全部|按时|按期|准时|尽快|马上|签"
    r"|^(?:done|approved|rejected|agreed|confirmed|noted|ok|okay|yes|no|undo|status|help|finished"
    r"|completed?|blocked|delayed|sent|ready|signed|declined|thanks|both|all|tomorrow|today|monday"
    r"|tuesday|wednesday|thursday|friday|next|on|in|not|will|almost|half|started|closed|received"
    r"|acknowledged|accepted|denied|disagree|agree|approve|reject|confirm|fine|good|great|see|late"
    r"|cancelled|never|nothing|pending|open|wip|please|waiting)\b",
    re.IGNORECASE,
)


def without_politeness(text: str, name: str) -> tuple[list[str], bool]:
    """The lines that say something, and whether anything else was there (a name, a greeting)."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = [
        line for line in lines if not is_device_line(line) and not is_disclaimer(line) and not _is_confidential(line)
    ]
    kept = _above_signature(lines, name)
    said = [rest for line in kept if (rest := _without_greeting(_without_name(line, name))) and not _is_wish(rest)]
    return said, bool(lines)


def _is_wish(line: str) -> bool:
    """A wish and nothing else; thanks are heard elsewhere."""
    folded = fold(line)
    return bool(_WISH.fullmatch(folded.strip(" .!。~")))


_WISH = re.compile(
    r"(?a)(?:(?:and )?have a (?:nice|great|good|lovely|wonderful|relaxing|pleasant) \w+(?: \w+)?|happy (?:weekend"
    r"|holidays?|easter"
    r"|new year|friday|monday)|祝(?:您|你|大家|各位)?[^,。;!]{1,8}|(?:周末|节日|新年)(?:愉快"
    r"|快乐))(?:[ ,.!]{1,3}\w{1,8})?"
)
_INLINE_CLOSING = re.compile(
    r"(?<=[.!?。！])\s*(?:(?:kind|best|many|warm|with best)\s)?(?:regards|wishes|thanks|cheers|br"
    r"|best)\s?,?\s[A-Z][\w'-]{1,20}\.?\s*$", re.IGNORECASE
)


def _is_confidential(line: str) -> bool:
    return bool(_CONFIDENTIAL.search(fold(line)))


_CONFIDENTIAL = re.compile(
    r"(?a)(?:含|包含|属于?|涉及).{0,8}(?:保密|机密)|仅供.{0,8}(?:收件人|指定|使用)|\bconfidential\b"
    r"|\bconsider the environment\b|\bthink before (?:you )?print|打印.{0,10}(?:环境|环保)|(?:环境"
    r"|环保).{0,10}打印|\bintended recipient\b|\bprivileged\b"
)


def _ends_in_name(text: str, name: str) -> bool:
    return text.endswith(name) or bool(re.search(rf"\s{re.escape(name[:1])}[一-鿿]{{1,2}}$", text))


_DATED = re.compile(r"[\s,，]+20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*$")


def _without_name(line: str, name: str) -> str:
    """ "同意。王芳": the name behind the last sentence signs it."""
    line = _INLINE_CLOSING.sub("", line)
    if name and line.startswith((f"{name}:", f"{name}：")):
        line = line[len(name) + 1 :].lstrip()
    if name and (dated := _DATED.search(line)) and _ends_in_name(line[: dated.start()].rstrip(), name):
        line = line[: dated.start()].rstrip()
    signed = next((own for own in (name, name[:1]) if own and line.endswith(own)), "")
    if not signed and name and (found := re.search(rf"(?<=  ){re.escape(name[:1])}[一-鿿]{{1,2}}$", line)):
        signed = found[0]
    before = line[: -len(signed)].rstrip() if signed else ""
    is_apart = bool(signed) and line[: -len(signed)].endswith("  ")
    ends = before.endswith(("。", "！", "!", ".", "，", ",", "-", "—", "–", "~"))
    return before.rstrip("-—– ") if is_apart or ends else line


def _without_greeting(line: str) -> str:
    folded = fold(line)
    if len(line) <= 30 and _GREETING.fullmatch(folded) and not _NOT_NAMES.search(_TIME_OF_DAY.sub("", folded)):
        return ""
    found = _GREETING_AT_START.match(folded)
    return line[found.end() :].strip() if found else line


_TIME_OF_DAY = re.compile(r"^good (?=morning|afternoon|evening)")


def _above_signature(lines: list[str], name: str) -> list[str]:
    """Cuts from the delimiter, the closing, or the first of the last lines that are name, title or contact."""
    for at, line in enumerate(lines):
        if at and line.strip("-—_ ") == "" and _is_signature(lines[at + 1 :], name):
            return lines[:at]
        if at and line == "--" and at + 1 < len(lines) <= at + 12 and _is_signature_line(lines[at + 1], name):
            return lines[:at]
        if _CLOSING.fullmatch(fold(line)) and _is_signature(lines[at + 1 :], name):
            return lines[:at]
    end = len(lines)
    while end and _is_signature_line(lines[end - 1], name, end == 1):
        end -= 1
    if end < len(lines) and (end or _is_all_signature(lines, name)) and _has_name(lines[end:], name):
        return lines[:end]
    return lines


def _is_all_signature(lines: list[str], name: str) -> bool:
    """Nothing but a name is a signature when the name is the person's, or title and contact stand by."""
    return lines[0] == name or any(
        _is_contact(line) or len(lines) > 1 and _TITLE_LINE.match(fold(line)) for line in lines
    )


def _is_signature(lines: list[str], name: str) -> bool:
    """Below a delimiter anything short that is no sentence is a signature."""
    return all(
        len(line) <= 60
        and not line.endswith(("。", "！", "？", "!", "?"))
        and not _says(line)
        or _is_signature_line(line, name)
        for line in lines
    )


_SAYS = re.compile(r"(?a)^\s*(?:\d{1,2}\s?[、.):：]|第\S{1,3}项|item \d|#\d)")


def _says(line: str) -> bool:
    return bool(_SAYS.match(fold(line)))


def _is_signature_line(line: str, name: str, alone: bool = False) -> bool:
    if len(line) > 60 or line.endswith(("。", "？", "?", "！")):
        return False
    if name and (line == name or line.startswith(name + " ") and len(line) < len(name) + 24):
        return True
    folded = fold(line)
    if _is_contact(line) and not _NOT_NAMES.search(_outside_contact(folded)):
        return True
    if _SIGNED_OFF.fullmatch(line):
        return not alone
    if _CLOSING.fullmatch(folded):
        return not alone and "谢" not in folded and "thank" not in folded
    if _DATE_LINE.fullmatch(folded):
        return not alone
    if _TITLE_LINE.match(folded):
        return not _NOT_NAMES.search(folded) and not _SENTENCE.search(folded) and not _says(line)
    return bool(_NAME.fullmatch(line)) and not _NOT_NAMES.search(line) and _may_sign(line, name)


def _may_sign(line: str, name: str) -> bool:
    """ "成本太高" is as short as a name, but nobody's: a Chinese name begins with a surname, or is the person's own."""
    return line.isascii() or not _HAN.match(line) or bool(_SURNAMED.match(line)) or name.endswith(line)


_HAN = re.compile("[一-鿿]")
_SURNAMED = re.compile(rf"[{SURNAMES}小老阿大]|欧阳|司马|诸葛|上官|皇甫|尉迟|令狐|东方|慕容|夏侯|司徒|端木|公孙"
    rf"|长孙|宇文")


_SIGNED_OFF = re.compile(
    r"(?i:(?:kind |best |many |warm |with best )?(?:regards|wishes|thanks|cheers|br|best|rgds|lg"
    r"|mfg))[,.]?\s[A-Z][\w'-]{1,20}(?: [A-Z]\w+)?")
_SENTENCE = re.compile(  # a title line has no verb, no pronoun, no word of answer
    r"(?a)(?<!ltd)(?<!inc)(?<!co)(?<!corp)(?<!dept)\.$|:\s|\b(?:no|not|nothing|none|done|noted|confirmed|approved|agreed|signed|ok|okay"
    r"|received|read|will|is|are|was|were|have|has|had|can|cannot|should|i|i'm|i'll|we|we're|we'll|they|he|she|it|please"
    r"|pls|thanks|thank|with|from|by|today|tomorrow|objections?|finished|checked|sent)\b|n't\b"
)


def _outside_contact(folded: str) -> str:
    return re.sub(r"(?a)(?:服务|工作|办公)时间.*|office hours.*", "", folded)


def _is_contact(line: str) -> bool:
    return bool(_CONTACT.search(_DATE_LINE.sub(" ", fold(line))))


def _has_name(lines: list[str], name: str) -> bool:
    """A signature has a name; a lone title line may be an answer."""
    return any(line == name or bool(name) and line.startswith(name) or _NAME.match(line) for line in lines)
