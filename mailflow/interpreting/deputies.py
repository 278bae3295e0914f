"""Who stands in for the writer, and from which day to which, where a mail says this and nothing else."""

import re
from datetime import date

from mailflow.interpreting.dates import find_dates
from mailflow.interpreting.folding import fold, spelled
from mailflow.interpreting.politeness import without_politeness
from mailflow.interpreting.when import FARTHEST, When
from mailflow.meaning import Deputy, Meaning

LONGEST = 200  # characters
_DAY = "§"  # stands for each character of a date

_NAME = r"(?P<name>[一-鿿·]{2,8}?|[A-Za-zÀ-ɏ][\w'.-]*?(?:\s[A-Za-zÀ-ɏ][\w'.-]*){0,3}?)"
_CAPITAL = (r"(?P<name>[一-鿿·]{2,8}?|(?!(?:I|We|He|She|They|It|You|This|That|Who|Please)\b)[A-ZÀ-Þ][\w'.-]*"
            r"(?:\s(?:de|van|von|der|la|le|di|[A-ZÀ-Þ][\w'.-]*)){0,3})")
_LABELLED = (
    rf"(?:我的|授权)?代理人?\s?(?:[:是为]|§+\s?[:是为]?)\s?{_NAME}(?=[\s,;。.!(]*(?:§|$))",
    rf"\b(?:[Mm]y )?[Dd]eputy\b(?: (?:from |on )?§+)?(?:\s(?:is|will be)\b)?\s?[:=-]?\s?"
    rf"(?!from\b|on\b|between\b){_NAME}(?=[\s,;.!(]*(?:§|from\b|on\b|$))",
)
_SAID = (
    rf"(?:由|请|让|安排|委托|授权|指定)\s?{_NAME}\s?(?:来)?(?:全权)?(?:代理(?:我的?)?|[代替]我|代为|代班|(?:担任|作为|[作做当为])(?:我的?)?代理人?)"
    r"(?:处理|负责|审批|签字|回复)?(?:一切|相关|部门)?(?:工作|事务|事情|职责)?",
    rf"(?:^|(?<=[\s,;。§])){_NAME}\s?(?:代理我|[代替]我)的?(?:工作|处理|负责|审批|签字|回复)?",
    rf"{_CAPITAL}\s(?:(?:(?:will |is )?(?:stand|step|fill)(?:s|ing|ping)? in|(?:will |is )?(?:cover|act|deputi[sz])"
    r"(?:e|s|es|ing)?)(?: for me)?|(?:is|will be) my (?:deputy|stand-in|substitute))\b",
)
_FORMS = tuple((re.compile(form), form in _LABELLED) for form in (*_LABELLED, *_SAID))
_AWAY = re.compile(
    r"(?:因|由于)?(?:我|本人)?(?:将|会|要|需要?|正?在)?(?:出差|休假|休?年假|请假|外出|不在(?:公司|办公室)?|外地培训|培训|病假|产假|度假)"
    r"(?:期间|时|的时候)?|期间|这段时间|这几天|为止|[从自到至起止请我]|本人|知悉|谢谢")
_AROUND = frozenset(
    "i i'm i'll am will be is away on in a the my leave annual vacation holiday business trip out of office ooo "
    "travelling traveling from to until till through between and during while for please let have thanks".split())
_UNTIL = re.compile(r"(?:到|至|\b(?:until|till|through|to))\s?$")
_SINCE = re.compile(r"(?:从|自|\b(?:from|since))\s?$")
_ONWARDS = re.compile(r"\s?(?:起|开始|以后|之后|onwards?\b)")
_BETWEEN = re.compile(r"\s?起?\s?(?:[-~到至]|to|until|till|through)\s?")
_MAY_NAME_ONE = re.compile(
    r"代理|代我|替我|代为|代班|deput|(?:stand|step|fill)\w* in\b|\b(?:cover|act)|stand-in|substitute", re.I)
_QUESTION = re.compile(r"[?？吗]")

_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"\s?(?:[-–—~]|to|until|till|through|and)\s?"
_SPELLINGS = (  # ways to write two days that the grammar of dates has otherwise
    (re.compile(rf"(?<!\d)(\d{{1,2}}){_ORDINAL}{_TO}(\d{{1,2}}){_ORDINAL}\s(?:of\s)?{_MONTH}", re.I), r"\1-\2 \3"),
    (re.compile(rf"\b{_MONTH}\s(\d{{1,2}}){_ORDINAL}{_TO}(\d{{1,2}}){_ORDINAL}(?!\d)", re.I), r"\2-\3 \1"),
    (re.compile(r"(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)"), r"\1年\2月\3日"),
    (re.compile(r"(?<=\d)([./]\d{1,2})\s?-\s?(?=\d{1,2}[./]\d)"), r"\1~"),
    (re.compile(r"[从自](?=\s?\d)"), ""),
)
_HYPHENED = re.compile(
    r"(?<![\d月-])(0?[1-9]|1[0-2])-(\d{1,2})(?=\s?(?:[,，)）。~到至-]|to\b|until\b|till\b|$|[一-鿿]))(?!\s?[日号])"
)
_HAN = re.compile("[一-鿿]")


def deputy_in(text: str, to_name: str, today: date, *, is_reply: bool) -> Deputy | None:
    """None where anything else is said. Without its days only in words that can mean nothing else."""
    if not _MAY_NAME_ONE.search(text):
        return None
    text = _with_days_spelled(spelled(text))
    said = " ".join(without_politeness(text, to_name)[0]).strip()
    if not said or len(said) > LONGEST or _QUESTION.search(said):
        return None
    days = find_dates(fold(said), today)
    found = _named(_without(days, said), said)
    if found is None or is_reply and not days and not found[1]:
        return None
    first, last = _from_to(fold(said), days, today) or (None, None)
    return Deputy(found[0], first, last)


def named(deputy: Deputy) -> Meaning:
    """It answers nothing that was asked, and whether there is one of that name is for others to know."""
    reason = "deputy named" if deputy.first else "deputy named, but not from when to when"
    return Meaning(None, (), None, None, None, True, (reason,), deputy=deputy)


def _with_days_spelled(text: str) -> str:
    """"11-25 至 11-30" is of days where somebody stands in; "11/12" in English may be either."""
    for pattern, replacement in _SPELLINGS:
        text = pattern.sub(replacement, text)
    return _HYPHENED.sub(r"\1月\2日" if _HAN.search(text) else r"\1/\2", text)


def _without(days: list[When], said: str) -> str:
    """Narrow, but with its capitals, and each date masked."""
    masked = "".join(character if character.lower() == narrow else narrow
                     for character, narrow in zip(said, fold(said), strict=True))
    for when in days:
        masked = masked[: when.start] + _DAY * (when.end - when.start) + masked[when.end :]
    return masked


def _named(masked: str, said: str) -> tuple[str, bool] | None:
    """The name, and whether it stands behind a label; None where the rest says more."""
    for form, is_label in _FORMS:
        if found := form.search(masked):
            is_all = not _says_more(masked[: found.start()] + " " + masked[found.end() :])
            return (" ".join(said[found.start("name") : found.end("name")].split()), is_label) if is_all else None
    return None


def _says_more(rest: str) -> bool:
    words = re.findall(r"[\w']+", _AWAY.sub(" ", rest).lower())
    return any(word not in _AROUND for word in words)


def _from_to(folded: str, days: list[When], today: date) -> tuple[date, date] | None:
    """Both days included; None where they are not clear, run backwards or are too far away to be believed."""
    if any(when.kind not in ("day", "span") for when in days):
        return None
    found = _one(folded, days[0], today) if len(days) == 1 else _two(folded, days) if len(days) == 2 else None
    if found is None or found[0] > found[1] or found[1] < today or found[1] - today > FARTHEST:
        return None
    return found


def _one(folded: str, when: When, today: date) -> tuple[date, date] | None:
    before, after = folded[: when.start], folded[when.end :]
    if when.kind == "span":
        return when.day, when.last
    if _SINCE.search(before) or _ONWARDS.match(after):
        return None
    return (today, when.day) if _UNTIL.search(before) else (when.day, when.day)


def _two(folded: str, days: list[When]) -> tuple[date, date] | None:
    """From one to the other; "下周一到周五" ends on the Friday after its Monday."""
    first, last = days
    if first.kind != "day" or last.kind != "day" or not _BETWEEN.fullmatch(folded[first.end : last.start]):
        return None
    if last.named and last.day < first.day:
        return first.day, last.day.fromordinal(first.day.toordinal() + (last.day - first.day).days % 7)
    return first.day, last.day
