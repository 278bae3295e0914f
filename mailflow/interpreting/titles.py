"""Knowing an item by the words of its title, as a person would shorten them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mailflow.interpreting.folding import fold
from mailflow.interpreting.glossary import (
    COMMON_ENGLISH,
    DELIVERY,
    GENERIC_HAN,
    HAN_VERBS,
    IRREGULAR,
    TRANSLATIONS,
    VERB_OF,
)
from mailflow.meaning import Item

_WORD = re.compile(r"(?a)[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[一-鿿]+")
ENOUGH = 0.4  # share of a title that names it when its head is not among it


class Mention(NamedTuple):
    start: int
    end: int
    item: int


class Titles:
    """The words that tell the items of one letter apart."""

    def __init__(self, items: Iterable[Item]) -> None:
        titles = {item.n: fold(item.title) for item in items}
        self.groups = _groups(titles)
        self.verbs = {n: verbs(title) for n, title in titles.items()}
        self._pieces = {
            n: _pieces(_without_verb(title)) or _pieces(title) or [title] for n, title in titles.items()
        }
        self._sizes = {n: len(set(pieces)) for n, pieces in self._pieces.items()}
        heads = {n: _head(titles[n], pieces) for n, pieces in self._pieces.items()}
        self._heads = {n: heads[n] | _short_forms(titles[n]) for n in titles}
        for n, title in titles.items():
            self._heads[n] |= _initials(title)
        for n, forms in self._heads.items():
            self._pieces[n].extend(forms - set(self._pieces[n]))
        shared = Counter(piece for pieces in self._pieces.values() for piece in set(pieces))
        self._owners: dict[str, int] = {
            piece: n for n, pieces in self._pieces.items() for piece in pieces if shared[piece] == 1
        }
        self._shared_heads = _heads_of_one(heads, shared)
        self._known = set(shared)
        self._spelled = {word for title in titles.values() for word in _WORD.findall(title)}
        firsts = Counter(verb for title in titles.values() if (verb := _own_verb(title)))
        self._own_verbs = {
            verb: n for n, title in titles.items() if (verb := _own_verb(title)) and firsts[verb] == 1
        }

    def mentions(self, text: str) -> list[Mention]:
        """Where a folded text names an item, in order; words that two titles share name none."""
        runs, unowned = _runs(text, self._known, self._owners)
        found = [run for run in runs if self._names(run, text, runs)]
        for start, end, piece in unowned:
            owner = None if text[start:end].endswith("ed") else self._shared_heads.get(piece)
            if owner and all(run.end <= start or run.start >= end for run in found):
                run = _Run(start, end, owner, {piece})
                found += [run] if _is_subject(run, text, runs) else []
        found += [run for run in self._contrasted(text, found, runs)]
        return sorted(Mention(run.start, run.end, run.item) for run in found)

    def _contrasted(self, text: str, found: list["_Run"], runs: list["_Run"]) -> list["_Run"]:
        """ "评审已完成，修复本周内": beside another item a title's own verb names its item."""
        named = {run.item for run in found}
        if not named:
            return []
        contrasted = []
        for verb, n in self._own_verbs.items():
            at = text.find(verb)
            run = _Run(at, at + len(verb), n, {verb})
            is_free = at > 0 and all(other.end <= at or other.start >= run.end for other in runs)
            if is_free and n not in named and _is_subject(run, text, runs):
                contrasted.append(run)
        return contrasted

    def _names(self, run: "_Run", text: str, runs: list["_Run"]) -> bool:
        share = len(run.pieces & set(self._pieces[run.item])) / self._sizes[run.item]
        return (
            share >= ENOUGH
            or bool(run.pieces & self._heads[run.item])
            or self._has_own_verb(run.item, text)
            or _is_subject(run, text, runs)
        )

    def _has_own_verb(self, n: int, text: str) -> bool:
        return any(
            verb in text if len(verb) > 1 else re.search(f"[已没未]{verb}|{verb}[了好完]", text)
            for verb in self.verbs[n]
        )

    def remainder(self, items: tuple[int, ...], span: str) -> str:
        """What is left of a mention without the words of its titles."""
        left = list(span)
        for start, end, piece in _pieces_at(span, self._known):
            if any(piece in self._pieces[n] for n in items):
                left[start:end] = " " * (end - start)
        return "".join(left).strip()

    def is_told(self, text: str) -> bool:
        """True where a word of a title stands in the past: "archive validated" says that it was."""
        return any(
            word.endswith("ed") and stem(word) in self._known and word not in self._spelled
            for word in _WORD.findall(text)
        )

    def opens_with_shared(self, text: str) -> bool:
        """True where a clause begins with words that more than one title has: which is meant, nobody knows."""
        start = next((start for start, _end, piece in _pieces_at(text, self._known) if piece not in self._owners), -1)
        return start >= 0 and bool(_OPENS.search(text[:start]))

    def words(self, n: int) -> set[str]:
        return set(self._pieces.get(n, ()))


def _groups(titles: dict[int, str]) -> dict[str, tuple[int, ...]]:
    """The items of each project of a letter, by the name before the colon."""
    groups: dict[str, tuple[int, ...]] = {}
    for n, title in titles.items():
        name, colon, _rest = title.partition(":")
        if colon and len(name.strip()) > 1:
            groups[name.strip()] = (*groups.get(name.strip(), ()), n)
    return groups


def stem(word: str) -> str:
    """Enough of English: plural, -ing and -ed off, joined and hyphenated alike."""
    word = word.replace("-", "")
    for end in ("ings", "ing", "ions", "ion", "ies", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word[: -len(end)] + ("y" if end == "ies" else "")
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def verbs(title: str) -> frozenset[str]:
    """The verbs that report a title's action: the one it begins with, else the one it ends with."""
    title = title.rpartition(":")[2].strip()
    words = _WORD.findall(title)
    if words and words[0][0].isascii():
        known = (VERB_OF[form] for word in words for form in (word, stem(word)) if form in VERB_OF)
        return next(known, frozenset()) | _forms_of(words[0])
    before = _BEFORE_ENGLISH.search(title)
    if before and before[1] in VERB_OF:
        return VERB_OF[before[1]]
    if (act := _COMPLETED.match(title)) and act[1] not in VERB_OF:
        return frozenset({act[1]}) | (DELIVERY if act[1].endswith(_PAPERS) else frozenset())
    for fits in (title.startswith, title.endswith, title.__contains__):
        verb = next(
            (verb for verb in HAN_VERBS if fits(verb) and (len(verb) > 1 or fits == title.startswith)), ""
        )
        if verb:
            return VERB_OF[verb]
    return frozenset({title[:2], title[:1]}) if len(title) > 3 else frozenset()


_COMPLETED = re.compile(r"(?:完成|进行|开展|做好|组织)[一-鿿]{2,}?([一-鿿]{2})$")  # "完成系统升级": the act stands last
_PAPERS = tuple("表书图稿单")
_BEFORE_ENGLISH = re.compile(r"([一-鿿])\s?[a-z]")


def _own_verb(title: str) -> str:
    """The Chinese verb that a title begins with."""
    title = title.rpartition(":")[2].strip()
    return next((verb for verb in HAN_VERBS if len(verb) > 1 and title.startswith(verb)), "")


def _forms_of(verb: str) -> frozenset[str]:
    """An English title's first word, told as past."""
    past = {IRREGULAR[verb]} if verb in IRREGULAR else {verb + "ed", verb + "d"}
    return frozenset({verb, *past}) if verb not in COMMON_ENGLISH else frozenset()


def _without_verb(title: str) -> str:
    """The object of the action: the verb alone would name the item in "updated", said of anything."""
    head, colon, title = title.rpartition(":")
    title = title.strip()
    for verb in (*GENERIC_HAN, *HAN_VERBS):
        if len(verb) > 1 and title.startswith(verb) and len(title) > len(verb) + 1:
            title = title[len(verb) :]
            break
    first, _, rest = title.partition(" ")
    return head + colon + (rest if first in VERB_OF and rest else title)


def _pieces(title: str) -> list[str]:
    """Pairs of Chinese characters and stems of English words, without what every title has."""
    pieces: list[str] = []
    for word in _WORD.findall(title):
        if word[0].isascii():
            if word not in COMMON_ENGLISH:
                pieces.append(stem(word))
        else:
            pairs = [word[at : at + 2] for at in range(len(word) - 1)]
            pieces.extend(pair for pair in pairs if pair not in GENERIC_HAN)
    return pieces


def _head(title: str, pieces: list[str]) -> frozenset[str]:
    """What an action is about stands last in its title, in English before the first preposition."""
    before = _pieces(_PREPOSITION.split(_without_verb(title), maxsplit=1)[0])
    return frozenset((before or pieces)[-1:])


def _heads_of_one(heads: dict[int, frozenset[str]], shared: Counter[str]) -> dict[str, int]:
    """A word of two titles that is what only one of them is about names that one."""
    owners = Counter(head for of_one in heads.values() for head in of_one)
    return {head: n for n, of_one in heads.items() for head in of_one if shared[head] > 1 and owners[head] == 1}


def _is_subject(run: "_Run", text: str, runs: list["_Run"]) -> bool:
    """The first thing that a clause names is what it speaks of, by however few of its words."""
    before = text[: run.start]
    for other in runs:
        if other.end <= run.start:
            before = before[: other.start] + " " * (other.end - other.start) + before[other.end :]
    return bool(_OPENS.search(before[-40:]))


_OPENS = re.compile(
    r"(?a)(?:^|[,.;:!?。、()-])\s*(?:我们?的?|这边|目前|现在|另外?|关于|至于|对于|还有|那个?|这个?|的|"
    r"和|与|及|跟|以及|第[一二三]|上述|所以|因此|不过|但是?|今天|昨天|刚才?|把|将|the|my|our|your|and|but|also|for|on|re|regarding"
    r"|about|as for"
    r"|now|all|both|new|finished|completed|done with|started|完成了?|搞定了?|&|/|\s)*$"
)


def _short_forms(title: str) -> frozenset[str]:
    """ "压测" for 压力测试 takes the first character of each word; "migration" is the noun of "migrate"."""
    if title.isascii():
        title = title.rpartition(":")[2].strip()
        first = stem(title.partition(" ")[0])
        return (
            frozenset({f"{first}~"})
            if len(first) > 3 and title.partition(" ")[0] not in COMMON_ENGLISH
            else frozenset()
        )
    han = "".join(word for word in _WORD.findall(_without_verb(title)) if not word[0].isascii())
    return frozenset(han[at] + han[at + 2] for at in range(len(han) - 2))


def _initials(title: str) -> frozenset[str]:
    """ "SSO" for single sign-on, "MRF" for monthly risk forecast."""
    initials = "".join(word[0] for word in re.findall(r"[a-z]+", title.rpartition(":")[2]) if len(word) > 1)
    return frozenset(initials[at : at + n] for n in (3, 4) for at in range(len(initials) - n + 1)) - {
        "the",
        "and",
        "for",
    }


_PREPOSITION = re.compile(r"(?a)\b(?:for|of|from|to|in|on|with|at|by|about)\b")
_NOUN_END = ("ion", "ions", "ing", "ment", "al", "als", "ings")


@dataclass
class _Run:
    """Words of one title that stand close together."""

    start: int
    end: int
    item: int
    pieces: set[str]


def _runs(
    text: str, known: set[str], owners: dict[str, int]
) -> tuple[list[_Run], list[tuple[int, int, str]]]:
    """Words that two titles share belong to the run they touch; those that touch none are the second part."""
    runs: list[_Run] = []
    shared: list[tuple[int, int, str]] = []
    unowned: list[tuple[int, int, str]] = []
    for start, end, piece in _pieces_at(text, known):
        owner = owners.get(piece)
        last = runs[-1] if runs else None
        near = last is not None and start - last.end <= _NEAR and not _SIGNS.search(text[last.end : start])
        if owner is None:
            if near:
                last.end = max(end, last.end)
                last.pieces.add(piece)
            else:
                shared.append((start, end, piece))
        elif near and last.item == owner:
            last.end = max(end, last.end)
            last.pieces.add(piece)
        else:
            own = [s for s in shared if start - s[1] <= _NEAR and not _SIGNS.search(text[s[1] : start])]
            runs.append(_Run(min([start, *(s[0] for s in own)]), end, owner, {piece, *(s[2] for s in own)}))
            unowned += [s for s in shared if s not in own]
            shared.clear()
    return runs, unowned + shared


_NEAR = 6
_SIGNS = re.compile(r"(?a)[,.;:!?。、&/和与及跟了已延推没未卡天]|\band\b|\bis\b|\bare\b")


_SAID_OF_ALL = frozenset("update finish complete check send prepare get make do report".split())
_NAMED = re.compile(r"(?:^|[,.;:!?(]|\bthe|\bmy|\bour|\band|-)\s*$")
_SAID_OF = re.compile(
    r"\s*(?:$|[:=,.;]|-+\s|(?:is|was|will|has|half|done|on|not|still|in|almost|nearly|mon|tue|wed|thu|fri|tomorrow|next|finished"
    r"|complete|delayed|late|blocked|slips|postponed|stuck|by|running|ongoing|started|takes|needs)\b|\d)"
)


def _is_named(text: str, found: re.Match[str]) -> bool:
    """ "The review is done": a verb that stands as a noun before what is said of it."""
    return bool(_NAMED.search(text[max(0, found.start() - 6) : found.start()]) and _SAID_OF.match(text, found.end()))


def _pieces_at(text: str, known: set[str]) -> Iterable[tuple[int, int, str]]:
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if word[0].isascii() and f"{word}~" in known and word not in _SAID_OF_ALL and _is_named(text, found):
            yield start, found.end(), f"{word}~"
        elif word[0].isascii():
            for piece in _forms(word, known):
                yield start, found.end(), piece
        else:
            for at in range(len(word) - 1):
                if word[at : at + 2] in known:
                    yield start + at, start + at + 2, word[at : at + 2]


def _forms(word: str, known: set[str]) -> list[str]:
    """The word itself, the title word it shortens, or its translation."""
    own = stem(word)
    if f"{own}~" in known and word.endswith(_NOUN_END):
        return [f"{own}~"]
    if own in known:
        return [own]
    translated = [piece for piece in TRANSLATIONS.get(own, ()) if piece in known]
    if translated:
        return translated
    longer = [
        piece
        for piece in known
        if len(own) >= 4 and piece.startswith(own) and not piece.endswith("~") and piece[0].isascii()
    ]
    return longer if len(longer) == 1 and word not in COMMON_ENGLISH else []
