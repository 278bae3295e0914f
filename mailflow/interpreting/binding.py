"""Binds the clauses of a reply to items: by what they name, by where they stand, by what was named before."""

import re
from collections.abc import Iterable
from datetime import date

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.bound import NOBODY, OTHERS, Bound, doubted, obscured, restricted
from mailflow.interpreting.claims import STATES, Claim, Surroundings
from mailflow.interpreting.clauses import claim
from mailflow.interpreting.dates import Calendar, find_dates
from mailflow.interpreting.glossary import DELIVERY
from mailflow.interpreting.numerals import number
from mailflow.interpreting.parts import (
    Part,
    apart,
    asked_in,
    group_of,
    is_numbered_list,
    reasons_in,
    says,
    strongest,
    unnamed,
    without_refs,
)
from mailflow.interpreting.promises import is_supplied
from mailflow.interpreting.reference import Reference
from mailflow.interpreting.references import References
from mailflow.interpreting.sentences import Sentence, clauses
from mailflow.interpreting.subjects import foreign_subject, leftovers
from mailflow.interpreting.titles import Titles
from mailflow.interpreting.weekdays import joined
from mailflow.meaning import Item


class Binder:
    """Reads sentence after sentence of one letter's reply and remembers what was named last."""

    def __init__(
        self, items: tuple[Item, ...], people: tuple[str, ...], today: date, calendar: Calendar | None
    ) -> None:
        self._items = {item.n: item for item in items}
        open_items = [
            item.n for item in items if item.title and item.status not in ("done", "cancelled", "declined")
        ]
        self._only = (
            (open_items if len(open_items) == 1 else list(self._items))[:1]
            if len(open_items) == 1 or len(items) == 1
            else []
        )
        self._titles = Titles(items)
        self._references = References(tuple(self._items), self._titles)
        self._people, self._today, self._calendar = people, today, calendar
        self._place: tuple[int, ...] = ()
        self._last: tuple[int, ...] = ()
        self._how = "none"
        self._latest: Claim | None = None
        self._was_late = False
        self._excepted: tuple[int, ...] = ()

    def stand_under(self, n: int) -> None:
        """What follows was typed under the line of this item."""
        self._place, self._last, self._how = (n,), (n,), "place"

    def new_line(self) -> None:
        """A new line speaks of something new, unless the line above did nothing but name it."""
        if self._how == "named":
            self._how = "number"
            return
        self._last, self._how = (self._place, "place") if self._place else ((), "none")

    def leave(self) -> None:
        self._place, self._last, self._how = (), (), "none"

    def read(self, sentence: Sentence) -> list[Bound]:
        """The claims of one sentence, bound."""
        text = sentence.folded
        for pattern in (words.POLITE_CONDITION, words.LATE_ANSWER):
            text = pattern.sub(lambda found: " " * len(found[0]), text)
        text = joined(self._without_quotes(text), self._today)
        refs, text, excepted = self._references.find(text)
        self._excepted = tuple(sorted(excepted)) or self._excepted
        for ref in refs:
            if text.startswith("的话", ref.end):  # "合同的话": as for the contract
                text = text[: ref.end] + "这边" + text[ref.end + 2 :]
        parts = list(self._parts(text, refs))
        reasons = reasons_in(text, parts)
        asked = asked_in(text, parts, sentence.is_asked)
        conditions = self._conditions(text, parts)
        if len(parts) > 1 and words.CONTRADICTS.search(text):
            conditions = set(range(len(parts)))
        bound: list[Bound] = []
        for at, part in enumerate(parts):
            if at in reasons and at not in asked | conditions:
                bound.append(Bound((), Claim("reason", sentence.text[part.start : part.end]), "none"))
            else:
                bound.extend(self._bind(sentence, text, part, at in asked, at in conditions))
        if excepted:
            bound.append(Bound(tuple(sorted(excepted)), Claim("excepted", sentence.text), "number"))
        unread = self._number_unread(text, refs)
        return obscured(restricted(doubted(bound))) + unread

    def names(self, text: str) -> bool:
        """True where a folded text names an item."""
        return any(ref.items for ref in self._references.find(text)[0])

    def names_several(self, sentence: Sentence) -> bool:
        """ "第1、2项已完成，第4项改为17日" tells of items; it corrects nothing."""
        refs, text, _out = self._references.find(sentence.folded)
        return len([ref for ref in refs if ref.strong and ref.items]) > 1 and bool(words.DONE.search(text))

    def _number_unread(self, text: str, refs: list[Reference]) -> list[Bound]:
        """A number before a status that nothing has read: "…到12号4正常"."""
        named = {n for ref in refs for n in ref.items}
        for found in _UNREAD.finditer(text) if refs else ():
            inside = any(ref.start <= found.start() < ref.end for ref in refs)
            is_ours = int(found[0]) in self._items or _STANDS_ALONE.search(text, 0, found.start())
            if not inside and int(found[0]) not in named and is_ours:
                return [Bound((NOBODY,), Claim("unclear", text[found.start() :]), "number")]
        return []

    def _without_quotes(self, text: str) -> str:
        """What somebody quotes, the name of an item aside, is not what they say."""
        return _QUOTED.sub(
            lambda found: found[0] if self._titles.mentions(found[0]) else "\"" + "□" * (len(found[0]) - 2) + "\"", text
        )

    def _parts(self, text: str, refs: list[Reference]) -> Iterable[Part]:
        for start, end in clauses(text, [(ref.start, ref.end) for ref in refs]):
            inside = apart(strongest([ref for ref in refs if start <= ref.start < end], text), text)
            inside = inside[:1] + [ref for ref in inside[1:] if ref.strong or not _DETAIL.search(text[: ref.start])]
            if (
                is_numbered_list(text, refs)
                and inside
                and inside[0].strong
                and says(text[start : inside[0].start])
            ):
                yield Part(start, inside[0].start, [])
                start = inside[0].start
            if len(inside) > 1 and _WHY.fullmatch(text, start, inside[0].start):
                yield Part(start, inside[1].start, [])  # "因为账号没好测试延期": what is named first is the reason
                start, inside = inside[1].start, inside[1:]
            elif inside and _WHY.fullmatch(text, start, inside[0].start) and _LACKS.match(text[inside[0].end : end]):
                inside = [inside[0]._replace(kind="unknown", items=())]  # what is late for that reason has no name here
            if len(inside) < 2:
                yield Part(start, end, inside)
                continue
            cuts = [start, *(ref.start for ref in inside[1:]), end]
            for ref, begin, stop in zip(inside, cuts, cuts[1:], strict=False):
                yield Part(begin, stop, [ref])

    def _conditions(self, text: str, parts: list[Part]) -> set[int]:
        """A condition holds for its own part, for what it opens, and for what was said of the same items."""
        found: set[int] = set()
        for at, part in enumerate(parts):
            piece = text[part.start : part.end]
            opens = bool(part.refs) and _SUBORDINATE.search(text[max(0, part.refs[0].start - 24) : part.refs[0].start])
            if opens and not _goes_on(parts, at):
                found.add(at)  # "until item 2 is done" tells of no end
            if not words.CONDITION.search(piece):
                continue
            found.add(at)
            found |= group_of(parts, at)
            if not part.refs and at + 1 < len(parts):
                found.add(at + 1)
                found |= group_of(parts, at + 1)
        return found

    def _bind(
        self, sentence: Sentence, text: str, part: Part, is_question: bool, is_condition: bool
    ) -> list[Bound]:
        piece, original = without_refs(text, sentence.text, part)
        items, how, count = self._target(part.refs, text)
        if how == "before" and self._titles.opens_with_shared(piece):
            items = (NOBODY,)
        if self._excepted and not part.refs and _THAT.match(piece):
            items, how = self._excepted, "number"  # "all but 3 done; that one on Friday"
        around = self._surroundings(items, how)
        if part.refs and self._how == "named" and items and self._last and min(items) > 0:
            items = self._last + tuple(n for n in items if n not in self._last)
        if self._says_nothing(text, part):
            if is_question:
                return [Bound(items, Claim("question", original), how, count)]
            if part.refs:
                self._last, self._how = items, "named"
            return []
        found = claim(piece, original, around, is_condition, is_question)
        found = self._repeated(found, piece, items)
        if found.kind in STATES and self._is_foreign(found, text[part.start : part.end], piece, around, how):
            found = _estranged(found, is_loose=how not in ("title", "none") and not part.refs)
        if found.kind == "undone" and not items and self._is_full_heading(text, part):
            found = found._replace(kind="harmless")
        if found.kind == "other" and self._was_late and not part.refs and is_supplied(piece, around):
            found = self._new_day(found, piece)
        self._was_late = found.kind == "delayed" and found.day is None and found.shift is None
        if found.kind in ("other", "demand", "will") and words.REOPENED.search(piece):
            found = found._replace(kind="undone")
        if part.refs and not (self._place and how == "place"):
            self._last, self._how = items, "number"
        elif self._how == "named":
            self._how = "number"
        return [Bound(items, _of_others(found) if items == (OTHERS,) else found, how, count)]

    def _repeated(self, found: Claim, piece: str, items: tuple[int, ...]) -> Claim:
        """ "Ditto" says the latest state again; of "the others" it may mean the day, or no more than the state."""
        if self._latest is not None and _SAME.fullmatch(piece.strip(" ,.。!")):
            is_open = items == (OTHERS,) and self._latest.day
            return self._latest._replace(kind="unclear") if is_open else self._latest
        if found.kind in STATES:
            self._latest = found
        return found

    def _new_day(self, found: Claim, piece: str) -> Claim:
        """ "Late; the supplier promises 5 June": of what is to be supplied the supplier's day is the new one."""
        days = [when.day for when in find_dates(piece, self._today) if when.kind == "day"]
        is_sure = len(days) == 1 and not words.NEGATIVE.search(piece) and not words.MAYBE.search(piece)
        return found._replace(kind="dated", day=days[0]) if is_sure else found

    def _is_full_heading(self, text: str, part: Part) -> bool:
        """ "未完成的两项：盘点周五，话术下周三": as many are named behind it as it says."""
        heading = _HEADING.match(text[part.start :])
        if heading is None:
            return False
        refs, _text, _out = self._references.find(text)
        return len({n for ref in refs if ref.start > part.start for n in ref.items}) == number(heading["n"])

    def _says_nothing(self, text: str, part: Part) -> bool:
        """True for a clause that only names its items; between the words of a title a verb may stand."""
        piece = unnamed(text, part)
        if self._titles.is_told(text[part.start : part.end]):
            return False
        for ref in part.refs:
            if not ref.strong:
                piece += " " + self._titles.remainder(ref.items, text[ref.start : ref.end])
        piece = piece.strip(" ,.:、-()[]。!?的'\"=>")
        return not piece or piece in ("the", "and", "另外", "以及")

    def _target(self, refs: list[Reference], text: str) -> tuple[tuple[int, ...], str, int | None]:
        if refs and (refs[0].strong or not self._place):
            ref = refs[0]
            if ref.kind == "all" and self._place and _WHOLE.fullmatch(text[ref.start : ref.end]):
                return self._place, "place", None  # "all finished" under its line is all of the item
            if ref.kind == "others" and self._only and ref.count is None:
                return tuple(self._only), "only", None  # of one item the rest is what is left of it
            if ref.kind == "others" and self._place and ref.count is None:
                return self._place, "place", None  # under its line "the rest" is what is left of the item
            if ref.kind == "others":
                return (OTHERS,), "number", ref.count
            if ref.kind == "unknown":
                return (NOBODY,), "number", None
            return ref.items, "number" if ref.strong else "title", None
        if self._last:
            return self._last, {"place": "place", "named": "number"}.get(self._how, "before"), None
        if self._only:
            return tuple(self._only), "only", None
        return (), "none", None

    def _surroundings(self, items: tuple[int, ...], how: str) -> Surroundings:
        known = [n for n in items if n > 0]
        verbs = (
            frozenset().union(*(self._titles.verbs.get(n, frozenset()) for n in known))
            if known
            else frozenset()
        )
        title_words = frozenset().union(*(self._titles.words(n) for n in known)) if known else frozenset()
        return Surroundings(
            self._today,
            self._calendar,
            self._people,
            verbs,
            title_words,
            how in ("number", "place"),
            frozenset(self._items),
        )

    def _is_foreign(self, found: Claim, whole: str, piece: str, around: Surroundings, how: str) -> bool:
        """A clause without a number may speak of another matter than the item."""
        if not self._items:
            return False
        if found.kind in ("condition", "unclear", "cancelled", "undone", "handed", "declined", "blocked", "waiting"):
            return False
        if how == "number" or how == "place":
            if found.kind in ("promise", "dated") and _ANOTHER.match(piece) and piece.isascii():
                return foreign_subject(piece, around.own_words, around.today)
            return found.kind == "done" and _is_unexplained(piece, around)
        if found.kind == "done":
            return _is_unexplained(piece, around) if how == "title" else leftovers(piece, around.own_words) > 0
        if found.kind == "delayed":
            piece = _INNER_REASON.sub(" ", words.OTHER_PARTY.sub(" ", piece))  # whoever is late makes the item late
        return foreign_subject(piece, around.own_words, around.today)


def _goes_on(parts: list[Part], at: int) -> bool:
    """ "2 延期到周五，等账号审批": words of the title of what was just spoken of begin nothing new."""
    ref = parts[at].refs[0]
    return at > 0 and not ref.strong and bool(parts[at - 1].refs) and ref.items == parts[at - 1].refs[0].items


def _estranged(found: Claim, is_loose: bool) -> Claim:
    """What is said of something strange: a result may still be the item's, anything else is not."""
    if found.kind == "done" and not is_loose:
        return found._replace(kind="unclear", soft="done")
    return found._replace(kind="other")


def _of_others(found: Claim) -> Claim:
    """Nobody says what "the others" are that somebody will look after, or that are nobody's business here."""
    return found._replace(kind={"will": "other", "declined": "demand"}.get(found.kind, found.kind))


def _is_unexplained(piece: str, around: Surroundings) -> bool:
    """Before a result every word is to be known; behind it a few may tell where, how or to whom."""
    words_of = around.own_words
    ends = [found.end() for pattern in _RESULTS for found in pattern.finditer(piece)]
    ends += [piece.rfind(verb) + len(verb) for verb in around.verbs | DELIVERY if verb in piece]
    own = any(len(verb) > 1 and verb in piece for verb in around.verbs if not verb.isascii())
    return (
        leftovers(piece[: max(ends, default=len(piece))], words_of) > (1 if own and around.is_bound else 0)
        or leftovers(piece, words_of) > 3
    )


_RESULTS = (words.DONE, words.READY, words.PAST_PARTICIPLE)


_HEADING = re.compile(
    r"(?a)\W*(?:还)?(?:未|没|没有)(?:完成|做完|好|弄完)的?(?:有|是)?(?P<n>[一二两三四五六\d])[项个条件]\s?:"
)
_DETAIL = re.compile(r"\b(?:through|during|after|before|until|since|at|in|from|via) (?:the |our |my )?$")
_INNER_REASON = re.compile(r"(?:因为?|由于|受)[^,。;]{1,16}?(?=顺延|延|推|改|挪|要到|得到|拖)")
_WHY = re.compile(r"\s*(?:主要)?(?:是)?(?:因为?|由于)(?:这边|那边|我们?)?的?\s*")
_LACKS = re.compile(r"\s*(?:还|一直|又|都)?[没未不卡坏缺].*(?:延|推|晚|拖|顺延|改到)")
_WHOLE = re.compile(r"all|everything")
_THAT = re.compile(r"\W*(?:(?:i|we)(?:'ll| will| am going to| are going to)? \w+ (?:them|those|it)\b)"
    r"|\W*(?:(?:that|this)(?: one)?|those|these|they)(?:'s|'ll|'re)?\b")
_SAME = re.compile(r"(?a)同上|同前|也?(?:一样|同样)|也是(?:这样|如此|的)?|同样|同理|ditto|(?:the )?same(?: as above"
    r"| here| for this(?: one)?)?")
_SUBORDINATE = re.compile(
    r"(?a)\b(?:until|till|before|after|once|when|as soon as|unless|while) (?:the |our |my )?$|(?:^"
    r"|[,。;\s一-鿿])[等待](?:到|着)?$")
_ANOTHER = re.compile(r"(?a)\W*[a-z]+ (?:is |are )?(?:expected|coming|due|arriving|goes|follows|meeting)\b")
_UNREAD = re.compile(
    r"(?a)(?<![\d.:/第-])[1-9](?=[)\]】]?\s?(?:已|完|正常|延|推|没|未|不|还|进行|ok|done|按|照|卡|late|blocked))"
    r"|(?:(?<=[,;] )"
    r"|(?<=[,;，；])"
    r"|(?<=\band ))[1-9](?=[ :.、](?!\d)\s?[a-z])(?! (?:more|other|days?|weeks?|hours?|months?|people|of|working"
    r"|business|units?|pcs|items?|tasks?|\w+s)\b)")
_STANDS_ALONE = re.compile(r"(?:^|[\s,;。])$")  # a number that the letter does not have: "1完成 3完成" of two
_QUOTED = re.compile(r"\"[^\"]{1,40}\"|「[^」]{1,40}」|《[^》]{1,40}》")


