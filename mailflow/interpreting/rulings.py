"""Approval, agreement, signature and ruling: which option, whether sent back, and why not, in the person's words."""

import re
from collections.abc import Callable
from dataclasses import replace

from mailflow.interpreting.decisions import refuses
from mailflow.interpreting.folding import fold
from mailflow.interpreting.politeness import without_politeness
from mailflow.meaning import Meaning, Question

Read = Callable[[Question, str], Meaning]

_LEAD = (
    r"(?:(?:批准|同意|赞成|支持|采纳|采用|选择|选定|选用|选|按|定|approved?|agree(?:d)? (?:to|with)|go (?:with"
    r"|for)|choose|i choose|pick|select(?:ed)?)\s*[:：]?\s*(?:the )?)?"
         r"(?:第)?(?:方案|选项|备选|option|choice|alternative|plan|variant)\s*[:：]?\s*")
_CONSENT = (
    r"(?:批准|同意|赞成|支持|采纳|采用|选择|选定|选用|选|approved?|agree(?:d)?(?: to| with)?|go (?:with|for)"
    r"|choose|pick|select(?:ed)?)\s*[:：]?\s*(?:第|the )?\s*")
_LETTER = (
    r"[(\[\"'“]?(?P<{0}>[a-z]|\d"
    r"|[一二三四五六七八])[)\]\"'”]?(?![a-z\d])(?!\s?[%天日号月周年个人名万元])(?:\s?(?:方案|选项|项"
    r"|option)(?![a-z]))?")
_END = r"(?=\s*(?:please|pls|吧|了)?\s*(?:$|[,.;!。、)\n~]|[一-鿿]))"
_WHOLE = r"(?=\s*(?:$|[,.;!。、\n~]))"
# A ruling that is a clause of its own; whatever else is in it makes it a condition, a doubt or somebody's view.
_RULED = (
    rf"(?:(?<=[,.;!。、\n])|^)\s*(?:那么?)?(?:就|还是)?请?(?:(?:按照?|依照?|照)\s*{_LETTER.format('ruled')}\s*"
    rf"(?:来|去)?(?:办理?|执行|做|走|来|实施|推进|落实)|{_LETTER.format('taken')}(?=吧))(?:吧|了|即可|就行|就好)?{_WHOLE}",
    rf"(?:(?<=[,.;!\n])|^)\s*(?:option |plan )?{_LETTER.format('said')} it is{_WHOLE}",
)
_NAMED = re.compile("(?am)" + "|".join((
    *_RULED,
    rf"{_LEAD}{_LETTER.format('led')}", rf"{_CONSENT}{_LETTER.format('agreed')}{_END}",
    r"(?<![a-z\d])(?P<bare>[a-z])(?![a-z\d])(?=\s?(?:方案|选项|项|可以|行|吧|$|[,.;!。、)\n]))",
)))
_OR = re.compile(r"(?a)(?:\bor\b|还是|或者?)\s*(?:方案|option )?[a-h](?![a-z\d]|\s[a-z])")
_TOLD = re.compile(  # a ruling is nobody else's view: "财务部意见：同意 B"
    r"(?a)(?<![我本])(?:部门?|处|科|中心|总|经理|方|委员会|客户|财务|法务|采购|市场|研发|销售)的?(?:意见|看法|建议|立场|态度)\s?[:是为]"
    r"|\b(?!my|our)[a-z]+(?:'s|s') (?:view|opinion|position|vote|choice)\b")
_HAN = {han: n for n, han in enumerate("一二三四五六七八", 1)}

_SEND_BACK = re.compile(
 r"(?a)(?:退回|打回|返回)(?:去)?(?:修改|重写|重做|补充|完善|调整|重新|再改)?|(?:请|需|要"
        r"|应)?(?:先)?(?:修改|完善|补充|调整|改好|改完|重写)(?:一下|好|完|完善)?[^,。;\n]{0,12}?(?:后|再"
        r"|之后)(?:再|重新)?(?:次)?(?:报|提交|上报|送|交|议|审|发|来)|请(?:您|你们?|先)?(?:修改|重新(?:提交"
        r"|上报|编写|整理)|重报)|重新(?:提交|上报|修改后)"
 r"|\bsen[dt] (?:it |this |that )?back\b|\breturn(?:ed)? (?:it )?(?:for|to)\b|\bplease (?:revise|rework"
        r"|amend|change it|correct|resubmit)\b|\brevise and re-?submit\b|\bback for (?:changes|revision"
        r"|rework)\b|\bneeds? (?:rework|revision|reworking)\b"
)
_NOT_SENT_BACK = re.compile(
    r"(?a)(?:不用|不必|无需|不需要?|别|没必要|不要)[^,。;]{0,4}(?:退回|修改|重)|\b(?:no need|not|don't|do not"
    r"|without)\b[^.;]{0,16}(?:send|sent|revis|return|rework)|[?？吗]")
_OBJECTION = re.compile(r"(?<![没无未如若果])有(?:不同|反对)?(?:异议)(?!的话|请)|有反对意见|^异议")
_BECAUSE = re.compile(
    r"(?a)因为|由于|原因(?:是|为|在于)?|理由(?:是|为)?|(?<=同意)[:：]|\bbecause(?: of)?\b|\bdue to\b|\bsince\b"
    r"|\bthe reason is\b|\breasons?\s?:|\bas (?=the|we|it|there)")
_SIGNS = re.compile(r"(?a)(?:我|本人)?(?:同意)?(?:签字|签名|签署|签)|(?:i )?sign(?: it)?[.!。]?")
_BARE_NO = re.compile(  # a refusal that gives no reason, up to where the next clause begins
    r"(?a)\s*(?:我|我们|本人|我方|我部|本部门)?(?:(?:请|先|暂|暂时)?(?:不(?:能|予)?(?:同意|批准?|通过|赞成|可以|行|签字?|认可)"
    r"|有异议|异议|反对|驳回|退回|打回|返回)(?:修改|重写|重做|完善|调整|签字|签署)?(?:一下)?"
    r"|不(?:能)?参加|参加不了|来不了|去不了|没有?解决"
    r"|(?:i )?(?:do not |don't |cannot |can't )?(?:agree|approve|sign|attend)|not (?:approved|agreed|signed|solved)"
    r"|(?:i )?(?:disagree|object|reject|decline)(?:ed)?|(?:please )?sen[dt] (?:it )?back|no|objections?"
    r"|谢谢(?:您|你)?|辛苦|收到|[您你]好|thanks?(?: you)?)"
    r"(?:吧|了|的|哦|啊)?\s*(?:[,，.。;；:：!！、\n]+|\s[-–—]+\s|[—–]+|$)\s*")
_CLAUSES = re.compile(r"[,，.。;；:：!！\n]\s*\w")
_SHORT = 10


def interpret(question: Question, text: str, read: Read) -> Meaning:
    """`read` reads the reply as far as plain consent and refusal go."""
    text, option, is_clear = _without_option(text, question.options)
    signed = "已签字" if question.asks == "sign" and _SIGNS.fullmatch(fold(text).strip()) else text
    meaning = read(replace(question, options=()), _OBJECTION.sub("不同意", signed))
    if meaning.undo or meaning.wants:
        return meaning
    if not is_clear:
        return replace(meaning, decision=None, attention=True, reasons=(*meaning.reasons, "not clear which option"))
    meaning = _with_option(meaning, option, question.options)
    return _with_reason(_sent_back(meaning, text), text, question.to_name)


def _without_option(text: str, options: tuple[str, ...]) -> tuple[str, str | None, bool]:
    """The text with the option put as plain consent, the option, and whether it is one, and one that is offered."""
    if not options:
        return text, None, True
    named = {_letter(found, options) for found in _NAMED.finditer(fold(text))}
    if not named:
        return text, None, True
    if len(named) > 1 or None in named or _OR.search(fold(text)) or _TOLD.search(fold(text)):
        return text, None, False
    plain = "批准" if any("一" <= character <= "鿿" for character in text) else "approved"
    folded = fold(text)
    for found in reversed(list(_NAMED.finditer(folded))):
        text = text[: found.start()] + plain + text[found.end() :]
    return text, named.pop(), True


def _letter(found: re.Match[str], options: tuple[str, ...]) -> str | None:
    """The option's letter; "方案二" is the second one. None where it is not offered."""
    name = next(filter(None, found.groupdict().values()))
    if name.isdigit() or name in _HAN:
        at = int(name) if name.isdigit() else _HAN[name]
        return options[at - 1] if 1 <= at <= len(options) else None
    return next((option for option in options if option.lower() == name), None)


def _with_option(meaning: Meaning, option: str | None, options: tuple[str, ...]) -> Meaning:
    if meaning.decision == "reject" and option:
        reasons = (*meaning.reasons, "one option refused, the others not")
        return replace(meaning, decision=None, attention=True, reasons=reasons)
    if not options or meaning.decision != "approve":
        return meaning
    if option is None:
        return replace(meaning, decision=None, attention=True, reasons=(*meaning.reasons, "approved, but which option"))
    return replace(meaning, option=option)


def _sent_back(meaning: Meaning, text: str) -> Meaning:
    folded = fold(text)
    if not _SEND_BACK.search(folded) or _NOT_SENT_BACK.search(folded):
        return meaning
    if meaning.decision == "approve":
        return replace(meaning, decision=None, option=None, attention=True,
                       reasons=(*meaning.reasons, "both approved and sent back"))
    is_refused = meaning.decision == "reject" and refuses(_SEND_BACK.sub(" ", folded))
    return replace(
        meaning,
        decision="reject" if is_refused else None,
        send_back=True,
        acknowledged=True,
        attention=True,
        reasons=(*meaning.reasons, "sent back for changes"),
    )


def _with_reason(meaning: Meaning, text: str, name: str) -> Meaning:
    """Why not: what follows the "because", or the whole of a reply that says more than no."""
    if meaning.decision != "reject" and not meaning.send_back:
        return meaning
    return replace(meaning, reason=reason_in(text, name) or None)


def reason_in(text: str, name: str = "") -> str:
    """What follows a word of reason, or a bare no; else the whole text, where it is more than a few words."""
    text = "\n".join(without_politeness(text, name)[0])
    found = _BECAUSE.search(fold(text))
    if found:
        return text[found.end() :].strip(" ,，:：。.…\n")
    rest = text
    while rest and (bare := _BARE_NO.match(fold(rest))):
        rest = rest[bare.end() :]
    rest = rest.strip()
    says_more = len(rest) < len(text.strip()) or len(rest) > _SHORT or _CLAUSES.search(rest)
    return rest if says_more else ""
