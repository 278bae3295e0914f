"""The words that answer a letter, an example of them, and the mailto: links that fill them in."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from coordination.language import current_language
from mailflow.letters import days

# Not in the catalogue: the reader understands these very words, in whatever language the mail around them is.
WORDS = {
    "zh": {"received": "收到", "done": "完成", "all_done": "全部完成", "delayed": "延期到", "undo": "撤销",
           "status": "状态", "help": "帮助", "approve": "批准", "reject": "不同意，因为", "send_back": "退回修改，因为",
           "agree": "同意", "object": "有异议，因为", "sign": "确认签字", "refuse": "不签字，因为", "on_time": "1 按时",
           "late": "2 延期", "late_days": "2 延期 3 天，因为供应商发货晚", "needs_help": "3 需要帮助：",
           "hand_over": "转交李雷", "deputy": "代理：李雷",
           "issue": "问题：付款流程太长", "solved": "已解决", "unsolved": "没有解决，因为",
           "confirm": "确认", "attend": "参加", "absent": "不参加，因为"},
    "en": {"received": "noted", "done": "done", "all_done": "all done", "delayed": "delayed to", "undo": "undo",
           "status": "status", "help": "help", "approve": "approve", "reject": "reject, because ",
           "send_back": "send back, because ", "agree": "agree", "object": "object, because ", "sign": "signed",
           "refuse": "not signed, because ", "on_time": "1 on time", "late": "2 late by ",
           "late_days": "2 late by 3 days, because the supplier is late", "needs_help": "3 needs help: ",
           "solved": "solved", "unsolved": "not solved, because ", "confirm": "confirm", "attend": "accept",
           "absent": "decline, because ", "hand_over": "handed over to Anna", "deputy": "Deputy: Anna Li,",
           "issue": "Issue: payment takes too long"},
}
# What may be said to each kind of ask, the first one being the plain yes.
CHOICES = {
    "acknowledge": ("received",), "decide": ("approve", "reject", "send_back"), "agree": ("agree", "object"),
    "sign": ("sign", "refuse"), "warn": ("on_time", "late", "needs_help"), "confirm": ("solved", "unsolved"),
    "attend": ("attend", "absent"),
}


def word(name: str) -> str:
    """One of WORDS in the language in force."""
    return WORDS[current_language()][name]


def done(n: int) -> str:
    """`1 完成`"""
    return f"{n} {word('done')}"


def handed(n: int) -> str:
    """`1 转交李雷`"""
    return f"{n} {word('hand_over')}"


def deputy(first: date, last: date) -> str:
    """`代理：李雷 3月9日至3月13日`, `Deputy: Anna Li, 9 March to 13 March`"""
    between = "至" if current_language() == "zh" else " to "
    return f"{word('deputy')} {days.plain(first)}{between}{days.plain(last)}"


def delayed(n: int, day: date | None = None) -> str:
    """`1 延期到3月10日`; without a day the beginning of it, for the person to go on."""
    if current_language() == "zh":
        return f"{n} {word('delayed')}{days.plain(day) if day else ''}"
    return f"{n} {word('delayed')} {days.plain(day) if day else ''}"


def late(n: int) -> str:
    """`1 延期 3 天，因为供应商发货晚`"""
    return f"{n} {word('late_days')[2:]}"


def numbered(numbers: list[int]) -> str:
    """`1 …；2 …`: numbered questions, for the person to go on."""
    return ("；" if current_language() == "zh" else "; ").join(f"{n} …" for n in numbers)


@dataclass(frozen=True)
class Choice:
    """One thing that may be said: `words` go into the mail; where the person has to go on, `shown` ends in …."""

    words: str
    is_first: bool = False

    @property
    def shown(self) -> str:
        bare = self.words.strip()
        unfinished = self.words != bare or bare.endswith(("：", "因为", "延期"))
        return f"{bare.rstrip('：:')}…" if unfinished else bare

    @property
    def label(self) -> str:
        """As it stands on a button."""
        return self.shown[:1].upper() + self.shown[1:]


def choices(asked: str, options: tuple[str, ...] = (), n: int | None = None) -> list[Choice]:
    """What may be said to an ask of kind `asked`; `options` are the letters to choose from, `n` the line's number."""
    said = [word(name) for name in CHOICES.get(asked, ())]
    if options:
        said = [*(f"{said[0]} {letter}" for letter in options), *said[1:]]
    number = "" if n is None else f"{n} "
    return [Choice(number + (words[2:] if n is not None and asked == "warn" else words), at == 0)
            for at, words in enumerate(said)]


@dataclass(frozen=True)
class Answers:
    """Where an answer goes; `reference` stands in it where the address alone does not name the letter."""

    address: str
    subject: str
    reference: str = ""

    def link(self, words: str) -> str:
        """A mailto: link (RFC 6068) whose mail needs only to be sent."""
        body = f"{words}\r\n\r\n{self.reference}" if self.reference else words
        # "+" is encoded too: some programs read it as a space.
        address, subject = quote(self.address, safe="@"), quote(self.subject, safe="")
        return f"mailto:{address}?subject={subject}&body={quote(body, safe='')}"
