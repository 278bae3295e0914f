"""From the words of a reply to its meaning, with a reason for every conclusion."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from mailflow.interpreting import commands, decisions, remarks
from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.accounting import NEEDS_REASON, unaccounted, worries
from mailflow.interpreting.binding import Binder
from mailflow.interpreting.bound import NOBODY, OTHERS, Bound
from mailflow.interpreting.claims import STATES, Claim
from mailflow.interpreting.dates import Calendar
from mailflow.interpreting.folding import fold, spelled
from mailflow.interpreting.headed import turned
from mailflow.interpreting.politeness import without_politeness
from mailflow.interpreting.retractions import has_status, is_retraction, retracted, takes_back_all
from mailflow.interpreting.sentences import Sentence, sentences
from mailflow.interpreting.subjects import leftovers
from mailflow.interpreting.verdicts import judge
from mailflow.meaning import Meaning, Question, Update
from mailflow.reading.characters import visible

LONGEST_REPLY = 20_000  # characters; a longer one is read by a person
MOST_LINES = 400
MOST_SENTENCES = 300
LONGEST_SENTENCE = 600


def interpret(
    question: Question,
    new_text: str,
    inline: Sequence[tuple[int, str]],
    sent: datetime,
    calendar: Calendar | None = None,
) -> Meaning:
    """What a reply means; `sent` is its date in the zone of the person who wrote it."""
    new_text = visible(new_text or "")
    if len(new_text) + sum(len(text) for _, text in inline) > LONGEST_REPLY:
        return _held("reply too long to be understood")
    return _Interpretation(question, sent.date(), calendar).of(spelled(new_text), inline)


def command(question: Question, new_text: str, inline: Sequence[tuple[int, str]]) -> Meaning | None:
    """Undo, status or help, where a reply says nothing else; they are the same in reply to any letter."""
    lines, _had_words = without_politeness(spelled(visible(new_text or "")), question.to_name)
    return _command(lines, inline)


def _held(reason: str, acknowledged: bool | None = None) -> Meaning:
    return Meaning(acknowledged, (), None, None, None, True, (reason,))


def _command(lines: list[str], inline: Sequence[tuple[int, str]]) -> Meaning | None:
    text = " ".join(lines)
    if inline or not text:
        return None
    if commands.is_undo(text):
        return Meaning(None, (), None, None, None, False, ("undo asked for",), undo=True)
    wants = commands.wanted(text)
    return (
        Meaning(None, (), None, None, None, False, (f"{wants} asked for",), wants=wants)
        if wants
        else None
    )


class _Interpretation:
    """Collects what is said, then judges item by item."""

    def __init__(self, question: Question, today: date, calendar: Calendar | None) -> None:
        self._question, self._today, self._calendar = question, today, calendar
        self._binder = Binder(question.items, question.people, today, calendar)
        self._sentences: list[list[Bound]] = []
        self._reasons: list[str] = []
        self._issues: list[str] = []
        self._corrections: list[str] = []
        self._deciding: list[Sentence] = []
        self._count = 0
        self._attention = self._unreadable = self._dealt_with = self._is_decided = False

    def of(self, new_text: str, inline: Sequence[tuple[int, str]]) -> Meaning:
        lines, had_words = without_politeness(new_text, self._question.to_name)
        found = _command(lines, inline)
        if found is not None:
            return found
        answers = [(n, visible(text)) for n, text in inline if text.strip()]
        if not lines and not answers:
            return self._empty(had_words, new_text)
        for n, text in answers:
            self._read_under(n, spelled(text))
        if any(line.lstrip().startswith(">") for line in new_text.split("\n")):
            self._note("a line is marked as somebody's words", attention=True)
        if len(lines) > MOST_LINES:
            self._note("more lines than are read", attention=True)
        for line in self._turned(lines[:MOST_LINES]):
            self._binder.new_line()
            self._read_line(line)
        return self._conclude()

    def _turned(self, lines: list[str]) -> list[str]:
        if not self._question.items:
            return lines
        lines, is_whole = turned(lines, self._binder.names)
        if not is_whole:
            self._note("a list under its status", attention=True)
        return lines

    def _empty(self, had_words: bool, text: str) -> Meaning:
        if (
            re.search(r"(?a)谢谢|感谢|多谢|\bthank|\bcheers\b|\bthx\b", fold(text))
            and self._question.asks not in decisions.ASKED
        ):
            return Meaning(True, (), None, None, None, False, ("thanks and nothing else",))
        return _held("greeting or signature only" if had_words else "nothing written")

    def _read_under(self, n: int, text: str) -> None:
        for line in text.split("\n"):
            self._binder.stand_under(n)
            self._read_line(line)
        self._binder.leave()

    def _read_line(self, line: str) -> None:
        for sentence in sentences(line):
            self._count += 1
            if self._count > MOST_SENTENCES:
                self._attention = True
                return
            if len(sentence.text) > LONGEST_SENTENCE:
                self._note("sentence too long to be understood", attention=True)
            else:
                self._read_sentence(sentence)

    def _read_sentence(self, sentence: Sentence) -> None:
        if remarks.is_unreadable(sentence):
            self._note("cannot read our mail", attention=True)
            self._unreadable = True
            return
        issue = remarks.issue_in(sentence)
        if issue is not None:
            self._issues.append(issue.text)
            self._note("reports a new problem", attention=True)
            if words.REOPENED.search(fold(issue.text)):
                return  # "测完又发现问题，重测": what was done is not any more
            sentence = sentence.part(0, issue.start)
        elif (correction := self._correction(sentence)) is not None:
            self._corrections.append(correction)
            self._note("corrects the minutes", attention=True)
            return
        if sentence.text.strip(" ,，"):
            self._read_rest(sentence)

    def _correction(self, sentence: Sentence) -> str | None:
        if (
            self._question.asks in decisions.ASKED
            or self._is_retraction(sentence)
            or self._binder.names_several(sentence)
        ):
            return None
        found = remarks.correction_in(sentence)
        return found.text if found else None

    def _read_rest(self, sentence: Sentence) -> None:
        if self._question.asks in decisions.ASKED and not self._question.items:
            self._deciding.append(sentence)
            return
        is_taken_back = self._is_retraction(sentence)
        bounds = self._binder.read(sentence)
        if is_taken_back:
            at = 0 if takes_back_all(sentence) else -1
            self._sentences[at:] = [retracted(before) for before in self._sentences[at:]]
            bounds = retracted(bounds)
            self._note("takes back what was said", attention=True)
        self._sentences.append(bounds)
        for bound in bounds:
            self._notice(bound)

    def _is_retraction(self, sentence: Sentence) -> bool:
        before = self._sentences[-1] if self._sentences else []
        return bool(self._question.items) and is_retraction(sentence, has_status(before))

    @property
    def _bound(self) -> list[Bound]:
        return [bound for bounds in self._sentences for bound in bounds]

    def _notice(self, bound: Bound) -> None:
        """What a claim means beside its item: a question, a request, a status of nothing in particular."""
        claim = bound.claim
        if claim.kind == "question" and not _has_words(claim.text):
            self._attention = True
            self._reasons.append("a question mark and nothing else")
            return
        if claim.kind == "question":
            self._note(f"question: {_short(claim.text)}", attention=True)
        elif claim.kind == "demand":
            self._note(f"request or objection: {_short(claim.text)}", attention=True)
        elif claim.kind == "done" and not self._question.items:
            self._reasons.append(f"a result without an item: {_short(claim.text)}")
        elif claim.kind == "harmless" and NOBODY in bound.items:
            self._note(f"not clear which item: {_short(claim.text)}", attention=True)
        elif claim.kind in STATES and not [n for n in bound.items if n != NOBODY]:
            self._note(f"not clear which item: {_short(claim.text)}", attention=True)
        if claim.kind not in ("other",):
            self._dealt_with = True

    def _note(self, reason: str, attention: bool = False) -> None:
        self._reasons.append(reason)
        self._attention = self._attention or attention
        self._dealt_with = True

    def _conclude(self) -> Meaning:
        updates = self._updates()
        ruling = (
            decisions.rule(self._deciding, self._question.options, fold(self._question.text))
            if self._deciding
            else None
        )
        if ruling:
            self._reasons.append(ruling.reason)
            self._attention = self._attention or ruling.attention
            self._is_decided = ruling.decision is not None
        self._unexplained(updates)
        acknowledged = self._acknowledged(updates)
        return Meaning(
            acknowledged,
            tuple(updates),
            ruling.decision if ruling and not self._unreadable else None,
            "\n".join(self._issues) or None,
            "\n".join(self._corrections) or None,
            self._attention or acknowledged is None,
            tuple(self._reasons),
            option=ruling.option if ruling else None,
        )

    def _updates(self) -> list[Update]:
        claims = self._claims_by_item()
        updates = []
        for item in self._question.items:
            verdict = judge(item, claims.get(item.n, []), self._today, self._calendar)
            if verdict is None or not item.title:  # a line without a title asks for a receipt only
                continue
            self._note(verdict.reason, verdict.attention)
            if verdict.update:
                updates.append(verdict.update)
        return updates

    def _claims_by_item(self) -> dict[int, list[Claim]]:
        named = {n for bound in self._bound for n in bound.items if n > 0}
        rest = tuple(item.n for item in self._question.items if item.n not in named)
        claims: dict[int, list[Claim]] = {}
        for bound in self._bound:
            if bound.claim.kind in ("other", "ok", "noted") and bound.how in ("only", "before", "none"):
                continue
            for n in self._resolved(bound, rest):
                claims.setdefault(n, []).append(bound.claim)
        return claims

    def _resolved(self, bound: Bound, rest: tuple[int, ...]) -> Iterable[int]:
        """ "The other two" are two, or nobody knows which."""
        if OTHERS not in bound.items:
            return (n for n in bound.items if n > 0)
        if bound.claim.kind in STATES and (
            self._is_one_unplaced()
            or not rest or bound.count not in (None, len(rest)) or len(rest) == len(self._question.items)
        ):
            self._note("not clear which others", attention=True)
            return ()
        return rest

    def _is_one_unplaced(self) -> bool:
        """What is said of nobody knows what may be said of one of "the others"."""
        explained = {
            n
            for bound in self._bound
            if bound.claim.kind in NEEDS_REASON and bound.how != "before"
            for n in bound.items
        }
        return any(
            _is_unplaced(bound) and (_opens_topic(bound) or not explained.intersection(bound.items))
            for bound in self._bound
        )

    def _unexplained(self, updates: list[Update]) -> None:
        """Words that nothing accounts for need a reader, unless they go with something understood."""
        kinds = {bound.claim.kind for bound in self._bound}
        if not self._question.items and "done" in kinds and "noted" not in kinds:
            self._attention = True
        left = None if self._attention else unaccounted(self._sentences)
        if left is not None:
            self._attention = True
            self._reasons.append(f"not understood: {_short(left)}")

    def _acknowledged(self, updates: list[Update]) -> bool | None:
        if self._unreadable and not updates and not self._names_items():
            return False
        if updates or self._is_decided or self._dealt_with and not self._is_small_talk():
            return True
        said = [bound.claim.text for bound in self._bound] + [sentence.text for sentence in self._deciding]
        return True if any(_has_words(text) for text in said) and not self._is_small_talk() else None

    def _names_items(self) -> bool:
        """Who speaks of item 2 has read what there is of it."""
        return any(bound.how == "number" and min(bound.items) > 0 for bound in self._bound)

    def _is_small_talk(self) -> bool:
        said = [bound.claim.text for bound in self._bound] + [sentence.text for sentence in self._deciding]
        kinds = {bound.claim.kind for bound in self._bound}
        is_said = "noted" in kinds or self._question.items and kinds & STATES
        return not is_said and any(_SMALL_TALK.search(fold(text)) for text in said)


def _is_unplaced(bound: Bound) -> bool:
    """True where something is said of nobody knows what: an item in other words, perhaps."""
    if bound.claim.kind in STATES and not [n for n in bound.items if n != NOBODY]:
        return True
    if bound.claim.kind not in _MAY_BE_ANOTHER:
        return False
    text = fold(bound.claim.text)
    is_loose = bound.how == "none" or bound.how == "before" and worries(text)
    is_loose = is_loose and leftovers(text, frozenset()) > 0
    return is_loose or NOBODY in bound.items


def _opens_topic(bound: Bound) -> bool:
    """ "仓库那边还没动静" behind a delay may be its reason, or news of another item."""
    text = fold(bound.claim.text)
    return bool(_TOPIC.match(text)) and not words.OTHER_PARTY.match(text) and worries(text)


_TOPIC = re.compile(
    r"(?a)(?!我们?|咱们?|你们?|这|那)[一-鿿]{2,6}(?:[那这]边|[那这]块|方面|的事|(?<!什)么的?(?=[,还没])|呢|的话|嘛)"
    r"|(?:as for|regarding|about|on) (?:the )?[a-z]+")
_MAY_BE_ANOTHER = frozenset("other undone unclear waiting blocked".split())
_SMALL_TALK = re.compile(
    r"(?a)吃饭|食堂|喝茶|奶茶|聚一聚|一起去|午饭|晚饭|午餐|晚餐|聚餐|咖啡|打球|羽毛球|篮球|足球|乒乓|爬山|拼单|拼车|团购|唱歌|电影|生日|快递|停车|报销"
    r"|外卖|有空吗|有时间吗"
    r"|加班餐|团建|天气|周末.{0,4}(?:干|玩|去)|恭喜|新年|节日|快乐"
    r"|\blunch\b|\bdinner\b|\bcoffee\b|\bbeers?\b|\bbirthday\b|\bweather\b|\bparking\b|\b(?:nice|good|great|long"
    r"|this|the) weekend\b"
    r"|\bnothing to do with (?:your|the|this) (?:e?-?mail|message|minutes|project)\b|\boff[- ]topic\b|\bfarewell\b"
    r"|\bcollecting for\b"
    r"|\bcanteen\b|\bumbrella\b|\bkitchen\b|\bfridge\b|\bmy (?:keys?|glasses|jacket|wallet|phone charger)\b"
    r"|\blost and found\b"
    r"|\bcongratulations\b|\bparty\b|\bare you (?:free|around|available)\b|\bfootball\b"
)


def _has_words(text: str) -> bool:
    return (
        any("一" <= character <= "鿿" for character in text)
        or sum(character.isalnum() for character in text) >= 2
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
