"""Work that is cancelled, declined, handed over, blocked or waiting for somebody."""

import re

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim, Surroundings
from mailflow.interpreting.courtesies import names_title
from mailflow.interpreting.dates import find_dates
from mailflow.interpreting.days import promised
from mailflow.interpreting.glossary import DELIVERY
from mailflow.interpreting.names import name_after
from mailflow.interpreting.results import PRODUCED
from mailflow.interpreting.titles import stem
from mailflow.interpreting.when import When


def refused(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Cancelled, declined, handed over, blocked."""
    if words.CANCELLED.search(text) and not re.search(r"(?a)取消(?:不了|权限)", text):
        return Claim("cancelled", original)
    if _GIVEN.search(text) and not {verb for verb in around.verbs if not verb.isascii()} & (DELIVERY | PRODUCED):
        return _handed(text, original, around)
    declined = words.DECLINED.search(text) or _wont_do(text, around)
    if declined and not _is_about_time(text, around):
        if _CANNOT.search(declined[0]) and names_title(text[: declined.start()], around) and not _OURS.search(text):
            return Claim("undone", original)  # "清单没法做" may lack anything
        is_ours = not _is_theirs(declined, text, original) and not words.HEDGE.search(text)
        return Claim("declined" if is_ours else "unclear", original)
    if _goes_to_somebody(original, around):
        return _handed(text, original, around)
    if words.HANDED.search(text) or words.HANDED.search(around.without_title(text).replace("□", "").strip()):
        if _DELIVERED.search(text) and around.verbs & (DELIVERY | PRODUCED):
            return Claim("done" if names_title(text, around) else "unclear", original, is_firm=True)
        return _handed(text, original, around)
    if words.BLOCKED.search(text) and not words.UNBLOCKED.search(text):
        is_past = words.DONE.search(text) or words.HEDGE.search(text) or _MAY_BLOCK.search(text)
        return Claim("unclear" if is_past else "blocked", original, percent=percent, is_firm=True)
    return Claim("unclear", original) if words.FAILED.search(text) else None


_GOES_TO = re.compile(r"\b(?:goes|go|went|moves?|moved) (?:over )?to ([A-Z][a-z]+)(?: [A-Z][a-z]+)?(?=$|[\s.,;!])")
_NO_PERSON = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun January"
    " February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep"
    " Sept Oct Nov Dec Week Next This The Production Finance Legal Marketing Sales Procurement Purchasing Engineering"
    " Operations Support Management Print Press Review Testing Customs".split()
)


def _goes_to_somebody(original: str, around: Surroundings) -> bool:
    found = _GOES_TO.search(original)
    return bool(found) and found[1] not in _NO_PERSON and stem(found[1].lower()) not in around.title_words


def _wont_do(text: str, around: Surroundings) -> re.Match[str] | None:
    """ "We will not review the document": the title's own verb is what one will not do."""
    found = _WONT.match(text)
    return found if found and stem(found[1]) in {stem(verb) for verb in around.verbs if verb.isascii()} else None


_WONT = re.compile(
    r"\W*(?:(?:sorry|unfortunately|but|and|no),? )*(?:i|we|our \w+|my \w+)(?: will not| won't|'ll not|(?:'re| are|'m"
    r"| am) not going to"
    r"| do not intend to| don't intend to| refuse to) (?:be )?([a-z]{3,})\b(?! (?:\w+ ){0,4}(?:now|yet|today"
    r"|tomorrow|in time))"
)
_CANNOT = re.compile(r"没(?:法|办法)做")
_OURS = re.compile(r"我|咱|这边|人手|部门")


_DELIVERED = re.compile(r"(?a)(?:已经?|刚|都)交给[一-鿿]{2,4}了?(?=$|[,。!\s])")


_MAY_BLOCK = re.compile(
    r"(?a)(?:会|怕|免得|以免|之前|曾|一度)被?卡|\bcould (?:be|get)\b|\brisk\b|\bwas (?:blocked|stuck|on hold)\b")


_GIVEN = re.compile(r"^(?:已经?|我)?交给[一-鿿]{2,10}了(?=$|[,。;!\s])|^(?:已经?|我)?交给[一-鿿]{2,4}了")


def _is_about_time(text: str, around: Surroundings) -> bool:
    """ "I can't do this before Tuesday" declines nothing."""
    return bool(re.search(r"(?a)\bbefore\b|\buntil\b|\btill\b|\bnow\b|\btoday\b|之前|以前", text)) or any(
        when.kind in ("day", "span") for when in find_dates(text, around.today)
    )


def _handed(text: str, original: str, around: Surroundings) -> Claim:
    future = re.search(
        r"(?a)(?:打算|准备|想|会|将|计划|建议|希望|能否|可以|应该)(?:把|将)?.{0,6}(?:转|移交|交)"
        r"|(?:\b(?:will|would|want to|plan to|going to|could|should|can|might|may)\b|'d\b).{0,12}\b(?:hand|pass"
        r"|transfer|delegate|give|reassign)\b",
        text,
    )
    if _NOT_TAKEN.search(text) or _APPROVAL.search(text) and not _PLAINLY.search(text):
        return Claim("unclear", original)
    name = _name(text, original, around)
    if not name and not _PLAINLY.search(text):
        return Claim("waiting", original)  # it is with others, but nobody says with whom
    kind = "unclear" if future or words.HEDGE.search(text) or words.UNDONE.search(text) else "handed"
    return Claim(kind, original, to=name)


def _is_theirs(declined: re.Match[str], text: str, original: str) -> bool:
    """ "Jan refused" and "被拒绝了": it is somebody else who declines."""
    at = declined.start()
    is_passive = _BY.match(text, declined.end())
    return bool(is_passive or words.OTHER_PARTY.search(text[:at]) or _SOMEBODY_ELSE.search(original[:at]))


_SOMEBODY_ELSE = re.compile(
    r"被\s?$|\b(?:is|was|were|been|got)\s$|(?:^|[\s,.;])(?!(?:I|We|Sorry|But|And|So|Have|Must"
    r"|To)\b)[A-Z][a-z]+(?: (?:has|have|had))?\s$")
_BY = re.compile(r"\s?(?:by (?!me|us))")
_NOT_TAKEN = re.compile(
    r"(?a)^(?:还|在|正在|就)?[等待](?!级)|没人|无人|不肯|不愿|不想|\b(?:nobody|no one|none|wait\w*|refus\w+)\b"
    r"|\b(?:hand|given|pass)(?:ed)? (?:over )?to (?:the |our )?(?:client|customer|supplier|vendor|board|press"
    r"|printer)s?\b")
_APPROVAL = re.compile(r"(?a)转[一-鿿]{2,4}?(?:审批|审核|会签|签字|盖章|确认|审阅|批示|批)")
_PLAINLY = re.compile(
    r"(?a)转交|移交|交接|转给|转至|转到|交给|交由|改派|指派|委托|接手|接管|转由|改由|负责"
    r"|\bhand(?:ed|ing)?\b.{0,30}\b(?:over|off|to)\b|\bpassed\b|\breassigned\b|\bre-assigned\b|\bdelegated\b"
    r"|\btransferred\b|\bhandover\b|\bnew owner\b|\boff (?:my|our)\b"
)


def waits(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Who waits for somebody else says where it hangs, not when it comes."""
    found = words.WAITING.search(text)
    if found is None or words.DONE.search(text) or promised(text[: found.start()], around, dates):
        return None
    return Claim("waiting", original)


def _name(text: str, original: str, around: Surroundings) -> str | None:
    """To whom; words of the title are no part of a name."""
    name = name_after(text, original, around.people)
    if name and any(word in name for word in around.title_words):
        blanked = around.without_title(text).replace("□", ",")
        kept = "".join(one if other != "," else "," for one, other in zip(original, blanked, strict=False))
        return name_after(blanked, kept, around.people) or name
    return name
