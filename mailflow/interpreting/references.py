"""Which items a sentence speaks of: by number in any style, by quantity, or by the words of a title."""

import re

from mailflow.interpreting import left_out
from mailflow.interpreting import reference_grammar as grammar
from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.numerals import number
from mailflow.interpreting.reference import Reference
from mailflow.interpreting.titles import Titles


class References:
    """Finds references to the items of one letter."""

    def __init__(self, items: tuple[int, ...], titles: Titles) -> None:
        self._items = items
        self._titles = titles

    def find(self, text: str) -> tuple[list[Reference], str, set[int]]:
        """References of a folded sentence, in order, without overlaps; numbers outrank words.

        Also the sentence with its exceptions blanked, and the items that they take out of the "all" beside them:
        "除第3项外", "except item 3".
        """
        if not self._items:
            return [], text, set()
        text = grammar.DONE_BUT.sub(lambda one: f"{' ' * len(one[1])}{one[2]},", text)
        found = self._numbered(text)
        found += [ref for ref in self._bare(text) if _is_free(ref, found)]
        found += [ref for ref in self._grouped(text) if _is_free(ref, found)]
        titles = [
            Reference(start, end, "items", (n,), strong=False)
            for start, end, n in self._titles.mentions(text)
            if not (words.OTHER_PARTY.fullmatch(text[start:end]) and any(ref.start < start for ref in found))
        ]
        out, found = left_out.excepted(found + [ref for ref in titles if _is_free(ref, found)], text)
        told = [ref for ref in out if left_out.is_told_of(ref, text)]
        out, found = [ref for ref in out if ref not in told], found + told
        text = left_out.told_apart(text, told)
        text = left_out.blanked(text, out)
        last, counted = left_out.excepted([ref for ref in self._counted(text, found) if _is_free(ref, found)], text)
        text = left_out.blanked(text, last)
        excepted = {n for ref in out + told + last for n in ref.items}
        if not excepted and grammar.EXCEPT_LEFT.search(text):  # who or what is left out nobody can tell
            counted = [ref._replace(kind="unknown", items=()) if ref.kind == "all" else ref for ref in counted]
        refs = _without_echo(_without_both(sorted(found + counted), text), text)
        refs = self._joined(self._without(excepted, refs), text)
        return _without_whole(refs, text), text, excepted

    def _numbered(self, text: str) -> list[Reference]:
        refs = [
            self._of_numbers(found.start(), found.end(), self._pair(found[0]) if found["pair"] else _numbers(found))
            for found in grammar.NUMBERED.finditer(text)
        ]
        return [
            ref._replace(kind="unknown", items=()) if grammar.SINGLE.fullmatch(text[ref.start : ref.end]) else ref
            for ref in refs
        ]

    def _pair(self, name: str) -> list[int]:
        """The former or the latter of two."""
        return [] if len(self._items) != 2 else [self._items[name in ("后者", "the latter")]]

    def _of_numbers(self, start: int, end: int, numbers: list[int]) -> Reference:
        if numbers and all(n in self._items for n in numbers):
            return Reference(start, end, "items", tuple(numbers))
        return Reference(start, end, "unknown")

    def _grouped(self, text: str) -> list[Reference]:
        """The items of one project by its name: "会员系统两项"."""
        refs = []
        for name, items in self._titles.groups.items():
            for found in re.finditer(
                rf"(?:{re.escape(name)}|{re.escape(name[:2])})的?(?:那|这)?(?:(?P<n>{grammar.NUM})(?:项|个|条)"
                rf"|(?P<en> (?:stuff"
                rf"|items|things|tasks|points)))", text):
                if found["en"] or number(found["n"]) == len(items):
                    refs.append(Reference(found.start(), found.end(), "items", items))
        return refs

    def _bare(self, text: str) -> list[Reference]:
        refs: list[Reference] = []
        for found in grammar.BARE.finditer(text):
            ref = self._of_bare(found, text, refs)
            refs += [ref] if ref else []
        refs += self._listed(text, refs) + self._han_listed(text)
        for found in grammar.RUN.finditer(text):
            ref = self._of_numbers(found.start(), found.end(), [int(digit) for digit in found[0]])
            refs += [ref] if found[0] in "123456789" and ref.kind == "items" and _is_free(ref, refs) else []
        for pattern in (grammar.SLASHED, grammar.HAN_BARE):
            for found in pattern.finditer(text):
                ref = self._of_numbers(found.start(), found.end(), _expand(found[0].replace("/", "、")))
                refs += [ref] if ref.kind == "items" and _is_free(ref, refs) else []
        return self._enumerated(text, sorted(refs))

    def _of_bare(self, found: re.Match[str], text: str, known: list[Reference]) -> Reference | None:
        """A number without a word of its own: an item, something nobody can tell, or no reference at all."""
        start, end, numbers = found.start("list"), found.end(), _expand(found["list"])
        if first := grammar.FIRST_OF.search(text, 0, start):
            counts = grammar.COUNTABLE.search(text, 0, first.start("list"))
            ref = self._of_numbers(first.start("list"), end, _expand(first["list"]) + numbers)
            return ref._replace(kind="unknown", items=()) if counts else ref
        if len(numbers) == 1 and _counts_things(text, found):
            return None
        is_listed = bool(found["tail"].strip())
        if _is_unclear(text, found, known, is_listed):
            return Reference(start, end, "unknown")
        if all(n in self._items for n in numbers):
            speaks = is_listed or _speaks(text[end:])
            return Reference(start, end, "items", tuple(numbers)) if speaks else None
        opens = is_listed and start == len(text) - len(text.lstrip())
        is_ours = len(numbers) == 1 and (opens or known and grammar.STATUS.match(text, end))
        return Reference(start, end, "unknown") if is_ours else None

    def _listed(self, text: str, known: list[Reference]) -> list[Reference]:
        """ "Kenji took over 4 and 5": several numbers of the letter beside each other are its items."""
        refs = []
        for found in grammar.SEVERAL.finditer(text):
            numbers = _expand(found["list"])
            ref = Reference(found.start("list"), found.end("list"), "items", tuple(numbers))
            if set(numbers) <= set(self._items) and _is_free(ref, known):
                refs.append(ref)
        return refs

    def _han_listed(self, text: str) -> list[Reference]:
        """Chinese numbers without a sign count where there are several."""
        found = list(grammar.HAN_LISTED.finditer(text))
        if sum(len(one["list"]) for one in found) + len(grammar.HAN_RANGE.findall(text)) < 2:
            return []
        refs = [self._of_numbers(*one.span("list"), [number(digit) or 0 for digit in one["list"]]) for one in found]
        return [ref for ref in refs if ref.kind == "items"]

    def _enumerated(self, text: str, refs: list[Reference]) -> list[Reference]:
        """ "1 done 2 blocked": after a first number the next ones need no comma."""
        if not refs or text[: refs[0].start].strip(" ([【"):
            return refs
        patterns = (grammar.SPACED, grammar.RUN_ON, grammar.BRACKETED)
        more = [found for pattern in patterns for found in pattern.finditer(text)]
        for found in sorted(more, key=lambda found: found.start()):
            numbers = _expand(found["list"])
            before = [ref for ref in refs if ref.end <= found.start("list") and ref.items]
            ref = Reference(found.start("list"), found.end(), "items", tuple(numbers))
            if (
                set(numbers) <= set(self._items)
                and before
                and min(numbers) > max(before[-1].items)
                and _is_free(ref, refs)
                and _speaks(text[ref.end :])
            ):
                refs = sorted([*refs, ref])
        return refs

    def _counted(self, text: str, numbered: list[Reference]) -> list[Reference]:
        return [ref for found in grammar.COUNTED.finditer(text) if (ref := self._count(found, text, numbered))]

    def _count(self, found: re.Match[str], text: str, numbered: list[Reference]) -> Reference | None:
        start, end = found.span()
        if found["first_n"]:
            return self._of_numbers(start, end, list(self._items[: number(found["fn"] or found["fe"]) or 0]))
        if found["last_n"]:
            return self._of_numbers(
                start, end, list(self._items[-(number(found["ln"] or found["le"]) or 99) :])
            )
        if found["last"]:
            return self._of_numbers(start, end, [self._items[-1]])
        is_rest = found["others"] and grammar.REMAINDER.match(found[0]) and len(self._items) > 1
        if is_rest and grammar.SOME.search(text[:start]):
            return Reference(start, end, "unknown")  # "half delivered, the rest on Tuesday": of that, or of all
        if found["others"]:
            return Reference(start, end, "others", count=number(found["on"] or found["oe"] or ""))
        if found["all"]:
            return self._all(found)
        return self._dou(start, end, text, numbered)

    def _all(self, found: re.Match[str]) -> Reference:
        count = number(found["an"] or found["an2"] or found["an3"] or found["an4"] or found["ae"] or "")
        if found[0].startswith("both"):
            count = 2
        kind = "all" if count in (None, len(self._items)) else "unknown"
        if found[0] == "everything" and not grammar.EVERYTHING.match(found.string, found.end()):
            kind = "unknown"  # "everything art-related" is not everything
        return Reference(*found.span(), kind, self._items if kind == "all" else ())

    def _dou(self, start: int, end: int, text: str, numbered: list[Reference]) -> Reference | None:
        """ "都" gathers what stands before it: items named there, or all of them when nothing is."""
        clause = max(text.rfind(sign, 0, start) for sign in ",。;!?\n") + 1
        before = text[clause:start]
        if any(clause <= ref.start < start for ref in numbered) or self._titles.mentions(before):
            return None
        if len(self._items) == 1:
            return None
        kind = "all" if grammar.BENIGN_SUBJECT.match(before) else "unknown"
        return Reference(start, end, kind, self._items if kind == "all" else (), strong=kind == "all")

    def _without(self, excepted: set[int], refs: list[Reference]) -> list[Reference]:
        """ "除第3项外" and "except item 3" take items out of the "all" beside them."""
        rest = tuple(n for n in self._items if n not in excepted)
        if not excepted:
            return refs
        return [
            ref._replace(items=rest, kind="items") if ref.kind in ("all", "others") else ref for ref in refs
        ]

    def _joined(self, refs: list[Reference], text: str) -> list[Reference]:
        """References with nothing but "and" between them are one."""
        joined: list[Reference] = []
        for ref in refs:
            last = joined[-1] if joined else None
            if last and last.kind == ref.kind == "items" and grammar.JOIN.fullmatch(text[last.end : ref.start]):
                items = last.items + tuple(n for n in ref.items if n not in last.items)
                joined[-1] = Reference(last.start, ref.end, "items", items, None, last.strong or ref.strong)
            else:
                joined.append(ref)
        return joined


def _counts_things(text: str, found: re.Match[str]) -> bool:
    """ "4项都好了", "完成2个接口": so many, not which."""
    start, end = found.span("list")
    counts = grammar.PIECES.match(text, end) and text[:start].rstrip()[-1:] in "成了"
    return bool(grammar.COUNTS_ALL.match(text, end) or counts)


def _is_unclear(text: str, found: re.Match[str], known: list[Reference], is_listed: bool) -> bool:
    """ "目前 1完成 2进行中", "只完成了2", "started 2, 3 next week": a number that may be said of either side."""
    before, rest = text[: found.start("list")].rstrip(), text[found.end() :]
    result = None if is_listed else grammar.RESULT_OF.search(before)
    if result and not any(ref.start <= result.start("n") < ref.end for ref in known):
        return True
    if grammar.ONLY_SO_MANY.search(before) and len(_expand(found["list"])) == 1 and not rest.strip():
        return True
    return "," in found["list"] and before[-1:].isalpha() and _speaks(rest)


def _speaks(rest: str) -> bool:
    """A bare number is an item when something is said of it right away."""
    return not rest.strip() or bool(grammar.SPEAKS.match(rest.lstrip()))


def _without_both(refs: list[Reference], text: str) -> list[Reference]:
    """In "both A and B" the names say which, not the "both"."""
    return [
        ref
        for ref, after in zip(refs, [*refs[1:], None], strict=False)
        if not (
            ref.kind in ("all", "unknown")
            and ref.strong
            and after
            and after.kind == "items"
            and grammar.GLUE.fullmatch(text[ref.end : after.start])
        )
    ]


def _without_echo(refs: list[Reference], text: str) -> list[Reference]:
    """ "1 and 2 will both be ready": the "both" says again what the numbers said."""
    return [
        ref
        for before, ref in zip([None, *refs], refs, strict=False)
        if not (before and before.kind == "items" and ref.kind in ("all", "unknown") and ref.strong
                and grammar.ECHO.fullmatch(text[before.end : ref.end]))
    ]


def _without_whole(refs: list[Reference], text: str) -> list[Reference]:
    """ "Training comes in three parts, all held by the 28th": behind a title a bare "all" is all of that item."""
    named = [ref for ref in refs if ref.kind == "items"]
    return [
        ref
        for ref in refs
        if not (
            ref.kind == "all"
            and grammar.WHOLE.fullmatch(text[ref.start : ref.end])
            and any(
                grammar.CLAUSE_ON.fullmatch(text[one.end : ref.start])
                and (not one.strong or text[ref.start] in "都均皆")
                for one in named
            )
        )
    ]


def _numbers(found: re.Match[str]) -> list[int]:
    if found["ordinal"]:
        numbers = [number(found["ordinal"]), number(found["ordinal2"] or "")]
        return [n for n in numbers if n]
    if found["ordinal3"] or found["ordinal4"]:
        return [number(found["ordinal3"] or found["ordinal4"]) or 0]
    if found["spelled"]:
        return [n for word in re.findall(r"[a-z]+", found["spelled"])[1:] if (n := number(word))]
    return _expand(found["han"] or found["range"] or found["word"] or found["first"])


def _expand(text: str) -> list[int]:
    """Numbers of a list, ranges written out."""
    numbers: list[int] = []
    is_range = False
    for part in grammar.DIGITS.finditer(text):
        n = number(part[0])
        if n is None:
            is_range = bool(numbers)
            continue
        numbers.extend(range(numbers[-1] + 1, n + 1) if is_range and n - numbers[-1] < 50 else [n])
        is_range = False
    return numbers


def _is_free(ref: Reference, taken: list[Reference]) -> bool:
    return all(ref.end <= other.start or ref.start >= other.end for other in taken)
