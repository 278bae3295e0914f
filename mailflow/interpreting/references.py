"""Which items a sentence speaks of: by number in any style, by quantity, or by the words of a title."""

import re
from typing import NamedTuple

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.numerals import CHINESE, ORDINALS, number
from mailflow.interpreting.titles import Titles


class Reference(NamedTuple):
    """`kind`: items, all, others (all that are not named elsewhere) or unknown (names something we cannot place)."""

    start: int
    end: int
    kind: str
    items: tuple[int, ...] = ()
    count: int | None = None
    strong: bool = True


_NUM = rf"(?:\d{{1,2}}|[{CHINESE}]{{1,3}})"
_UNIT = (
    r"(?![\d%％]|\s?(?:月|日|号|天|周(?![一二三四五六日末天\d])|年|点[半钟\d]|时|小时|分|个工作|个月"
    r"|个星期|个小时|万|千|百|元|块|人|次|台|套|版|篇|页|张|封|位|轮|遍|稿|批|款|笔|份(?!的)|家|楼|成|k\b"
    r"|percent|per cent|days?\b|weeks?\b"
    r"|hours?\b|months?\b|pcs\b|units?\b|people\b|of\b|more\b|st\b|nd\b|rd\b|th\b|am\b|pm\b|/\d"
    r"|-\d{1,2}-|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|working|business))"
)
_AND = r"\s?(?:[、,&+/和与及跟]|以及|\band\b|\bplus\b|和第|,\s?and\b)\s?(?:also )?"
_AND_ONLY = r"\s?(?:[、&和与及跟]|以及|还有|\band\b)\s?"
_TO = r"\s?(?:-|~|到|至|\bto\b|\bthrough\b|–)\s?"
_WORD_AND = r"\s?(?:[和与及跟]第?|以及|\band\b|\bplus\b|,\s?and\b)\s?(?:also )?"
_NTH = rf"(?:第|#|item\s?|no\.?\s?)?\d{{1,2}}{_UNIT}"
_LIST = (  # behind an "and" a comma begins something new: "1 and 2, 3 is fine"
    rf"\d{{1,2}}{_UNIT}(?:(?:\s?[、,&+/]\s?(?:also )?|{_TO}|\s){_NTH})*"
    rf"(?:{_WORD_AND}{_NTH}(?:(?:\s?[、&+/]\s?|{_TO}|\s){_NTH})*)*"
)
_HAN_LIST = rf"{_NUM}(?:(?:{_AND}|{_TO})第?{_NUM})*"
_SUFFIX = (
    r"(?:项|条|点(?!\d|半|钟|[左右前之])|个(?:事项|任务|待办|问题)?(?![工月星小])|件事?|行)(?:事项|任务"
    r"|待办|工作)?"
)

_NUMBERED = re.compile(
    rf"(?a)(?P<han>(?:第\s?{_HAN_LIST}\s?{_SUFFIX}(?:{_AND_ONLY}第\s?{_HAN_LIST}\s?{_SUFFIX})*)"
    rf"|(?<![\d.第前后头共这那余另外到至-]){_LIST}\s?项(?!目)(?!都|均|全|已?全部))"
    rf"|(?P<range>(?<![一-鿿])第?[一二三四五六七八九](?:到|至|-|~)第?[一二三四五六七八九](?:项|条)?(?=\s?(?:都"
    rf"|均|全|已|完成|搞定)))"
    rf"|(?P<word>(?:\b(?:items?|points?|tasks?|actions?|lines?|ad|zu|pt|ref|numbers?|nos?\.?|nrs?\.?"
    rf"|topics?)\s?(?:no\.?\s?)?|#\s?|(?:事项|待办|任务|编号|序号|项目?|no)\s?)#?{_LIST})"
    rf"|(?P<spelled>\b(?:items?|points?|tasks?|numbers?) (?:one|two|three|four|five|six|seven"
    rf"|eight)\b(?:(?:,| and|,? &) (?:one|two|three|four|five|six|seven|eight)\b)*)"
    rf"|(?P<first>第\d{{1,2}}(?=\s|[:,、已完])|(?<!\d)\d{{1,2}}号(?=那?(?:一)?(?:项|条|任务|事)))"
    rf"|(?:\bthe )?\b(?P<ordinal>{ORDINALS})(?:\s(?:and|&)\s(?:the )?(?P<ordinal2>{ORDINALS}))? (?:ones?"
    rf"|items?|tasks?|points?|actions?|topics?)\b"
    rf"|(?P<pair>前者|后者|\bthe (?:former|latter)\b)"
    rf"|(?:^|(?<=[,;] ))\s?(?:the )?(?P<ordinal3>first|second|third|fourth)(?=[:,]| (?:is|was|has|will|done|finished"
    rf"|ready|delayed|late|blocked|in progress|on track|not)\b)"
    rf"|\b(?:for |on |as for )?the (?P<ordinal4>first|second|third|fourth|fifth|sixth|seventh)(?=[:,.]|$| (?:i|we"
    rf"|i'm|we're|is|was|has|will|still|needs|can|cannot|can't|not|won't|slips|moves)\b)"
)
_BARE = re.compile(
    rf"(?a)(?:^|(?<=[,;。!?\n])|(?<=[,;:。.!?]\s)|(?<=\band )|(?<=\bbut )|(?<=但)|(?<=但是)|(?<=不过)|(?<=可是)"
    rf"|(?<=\bso )|(?<=\bhi )"
    rf"|(?<=\bwith )|(?<=完成)|(?<=在[做弄写测改])|(?<=[一-鿿]了)|(?<=搞定了)|(?<=\bdone )|(?<=\bdone with )"
    rf"|(?<=\bthrough with )|(?<=\bfinished )"
    rf"|(?<=\bstarted )"
    rf"|(?<=\bcompleted )|(?<=\bboth )|(?<=\bexcept )|(?<=\bexcept for )|(?<=\bapart from )|(?<=\bonly )"
    rf"|(?<=除)|(?<=除了)|(?<=\bclosed )|(?<=\bhanded )|(?<=\bpassed )|(?<=\bon )"
    rf"|(?<=\bfor ))\s*[(\[【]?(?P<list>{_LIST})"
    rf"(?P<tail>[)\]】]?\s?(?:[、.:)\]】-](?!\d)|[、.:](?=\d{{1,2}}\s?(?:月|号|日|天|个|/\d|%))|,(?!\d))?\s?)"
)
_SEVERAL = re.compile(
    r"(?a)(?:^|(?<=[,;。!?] )|(?<=\bover )|(?<=\bkeep )|(?<=\btake )|(?<=\btakes )|(?<=\btook )|(?<=\btaken ))"
    rf"(?P<list>\d{{1,2}}{_UNIT}(?:(?:\s?[,&]\s?|\s(?:and|to)\s|-)\d{{1,2}}{_UNIT})+)(?=\s[a-z]|[.,;!]|$)"
    r"(?! (?:suppliers?|vendors?|samples?|pieces|copies|reports?|drafts?|test|screens?|rooms?|pages?)\b)"
)
_FIRST_OF = re.compile(  # "took over 4 and" 5
    r"(?a)(?<=[a-z] )(?P<list>(?<![\d.:/-])\d{1,2}(?:\s?,\s?\d{1,2})*),?\s(?:and|&)\s$"
)
_COUNTABLE = re.compile(
    r"(?a)\b(?:chapter|page|phase|part|section|floor|room|version|round|stage|step|ward|batche?|lot|unit|week|question"
    r"|site|building|shift|level|between|from)s?\s$"
)
_SINGLE = re.compile(r"\d{1,2}\s?项")  # "1项" may be item 1 or one item
_SPACED = re.compile(
    rf"(?a)(?<=\s)[(\[【]?(?P<list>{_LIST})(?P<tail>[)\]】]?\s?(?:[、.:)\]】-](?!\d)"
    r"|[、.:](?=\d{1,2}\s?(?:月|号|日|天|%)|\d{3}%))?\s?)"
)
_BRACKETED = re.compile(r"(?<=\S)[(\[【]\s?(?P<list>\d{1,2})\s?[)\]】](?=\s?\S)")
_RUN_ON = re.compile(  # "1完成2推迟到3月10日3完成80%"
    r"(?a)(?<=[一-鿿%])(?<![周午晚第到至约])(?P<list>[1-9](?:[、和][1-9])*)(?=\s?[、.:)]?\s?(?:已经?|都|均|也"
    r"|还)?(?:完成|搞定|做完|好了|弄好"
    r"|进行|按|照|正常"
    r"|延期|推迟|延后|延迟|没(?!问题)|未|卡|受阻|取消|转[给交]|(?:明|后|今)天|下?周[一二三四五六日]|月底|\d{1,2}[月%]))"
)
_RESULT_OF = re.compile(
    r"(?a)(?<![\d.第#/-])(?<!\d:)(?<!item )(?P<n>\d{1,2})\s?[、.:)]?\s?(?:项\s?)?(?:已经?|is |was )?"
    r"(?:完成了?|搞定了|done|finished|completed|closed|started)$"
)
_SLASHED = re.compile(
    r"(?a)(?<![\d/])\d{1,2}(?:/\d{1,2}){2,}(?!/?\d)|(?<![\d/])\d{1,2}/\d{1,2}(?=\s?(?:都|均|项))"
)
_RUN = re.compile(r"(?a)(?<![\d.#/-])\d{2,6}(?=\s?项?(?:都|均|全))")  # "1234全完成"
_HAN_BARE = re.compile(r"(?:^|(?<=[,;。;\n]))\s*[(]?(?P<list>[一二三四五六七八九十]{1,2})[)]?[、.:)]")
_HAN_LISTED = re.compile(  # "一完成，二进行中"; "一完成就发" is no number
    r"(?:^|(?<=[,;。\n\s]))(?P<list>[一二三四五六七八]{1,6})(?=(?:已|均|都)?(?:完成|搞定|做完|好了|进行|未|没"
    r"|还没|按|延|推迟|推到|卡|取消|照|暂|ok|正在|在"
    r"|还|要|下周|明天|今天|后天|周)(?!.{0,6}就))"
)
_HAN_RANGE = re.compile(r"(?<![一-鿿])第?[一二三四五六七八九](?:到|至)第?[一二三四五六七八九]")
_EVERYTHING = re.compile(
    r"\s*(?:$|[,.:;!()-]|'s\b|'ve\b|(?:is|was|has|have|are|will|on|in|done|finished|complete|completed|ready|sent|as|according"
    r"|now|still|"
    r"slips?|moves?|late|delayed|blocked|goes|went|under|should|can|could|might|else|above|except|but|apart|other"
    r"|looks|by|from|needs)\b)"
)
_COUNTS_ALL = re.compile(r"\s?[项个条件](?:都|均|全|已全)")  # "4项都好了" counts
_ONLY_SO_MANY = re.compile(r"[只仅才][^,。;]{0,3}(?:完成|搞定|做完|弄完)了?$")
_PIECES = re.compile(r"\s?[个条件][一-鿿]")  # "完成2个接口" is a part of something
_COUNTED = re.compile(
    rf"(?a)(?P<first_n>(?:前面?|头)(?P<fn>{_NUM})(?:项|个|条|件)|\b(?:the )?first (?P<fe>two|three|four"
    rf"|five)\b(?: ones?| items?| tasks?)?)"
    rf"|(?P<last_n>(?:(?<![推延拖往之以退落迟])后|最后)(?P<ln>[{CHINESE}]|\d)(?:项|个(?!工作日|月|星期|小时)|条|件)"
    rf"|\b(?:the )?last (?P<le>two|three"
    rf"|four)\b(?: ones?| items?| tasks?)?)"
    rf"|(?P<last>最后(?:一|那|这)?(?:一)?(?:项|个|条|件)(?!工作日|月|星期)|\b(?:the )?last (?:one|item|task|point)\b)"
    rf"|(?P<others>(?:另外?(?=的?(?:{_NUM}|几)[项个条])|其余|其他|其它|余下|剩下"
    rf"|剩余|(?<![有没无])别的(?=都|照|按|正常|准时))的?(?P<on>{_NUM})?(?:项目(?=都|均|全|按)|项|个|条"
    rf"|几[项个条])?(?:事项|任务|工作|待办)?的?(?![人方部同地时信原])"
    rf"|\b(?:the )?(?:other|remaining) (?P<oe>one|two|three|four)\b(?: ones?| items?| tasks?)?"
    rf"|\b(?:the )?(?:rest|others|remaining ones|remaining items|other ones|other items|other tasks"
    rf"|remainder|remaining tasks)\b|\beverything else\b|\ball (?:the )?others?\b)"
    rf"|(?P<all>俩(?:个|项)?都|(?P<an>{_NUM})(?:项|个|条|件|样)(?:事项|任务|工作|待办|事)?(?=我?(?:这边)?(?:也|就"
    rf"|现在|目前|基本)?(?:[今明后]天"
    rf"|周[一二三四五]|本周|下周.?)?(?:可以|能|会)?(?:都|均|全部|全|一起))|(?:全部|所有|全都|统统"
    rf"|全数)(?:的)?(?P<an2>{_NUM})?(?:项|个"
    rf"|条)?(?:事项|任务|工作|待办|都|均|已)?|各项(?:都|均|工作|任务)?|以上(?:各项|几项|事项|均|都)"
    rf"|这(?P<an4>{_NUM})(?:项|个|条|件)|(?P<an3>{_NUM})(?:项|个)(?=都|均|全)"
    rf"|\ball (?:of )?(?:the |my |these )?(?P<ae>two|three|four|five|six|seven|eight|\d)\b(?: items"
    rf"| tasks| points| of them| of these)?|\ball (?:of )?(?:the |my |these )?(?:items|tasks|points"
    rf"|actions|of them|of it|open points)\b|\ball(?= (?:but|except|apart)\b)|\ball(?=\s+(?:is |are "
    rf"|has been |have been |were |was |now |will |on |in |still |slip|delay|late|blocked|open|three "
    rf"|good)*(?:done|finished|complete|completed|closed|ready|sent|on|in|slip|delayed|late|blocked|open"
    rf"|be|tested|resolved|fixed|track|time|progress)\b)|\beverything(?! else)\b|\beach (?:item|one"
    rf"|of them)\b|\bboth\b(?: of them| items| tasks)?)"
    rf"|(?P<dou>都|均|全(?=[已完都部搞])|皆)"
)
_EXCEPT = re.compile(
    r"(?a)(?:除了?|除开|除去|(?:就|只|仅)(?:差|剩|缺)(?:了|下)?)\s?$|(?:(?:(?<=\ball )|(?<=thing )|(?<=\bdone )"
    r"|(?<=\bboth )"
    r"|(?<=\bfinished )|(?<=\bcomplete )|(?<=\bready ))but|\b(?:except|bar|save|minus|apart from|other than|excluding"
    r"|with the exception of|besides))(?: for)?(?: the)?\s$"
)
_EXCEPTED = re.compile(r"\s?(?:除外|不算在内|excluded|excepted)")
_EXCEPT_END = re.compile(r"\s?(?:除外|不算在内|excluded|excepted)|\s?(?:之外|以外|外)?")
_BENIGN_SUBJECT = re.compile(
    r"(?a)^(?:我们?|这边|我方|我部门?|部门|的|负责|手上|手头|这里|这些|那些|以上|上述|事情?|工作|任务"
    r"|事项|内容|待办|目前|现在|今天|昨天|已经?|基本|你好|您好|好的?|项目组|也|就|了|除了?|外|之外|以外"
    r"|,|、|\s|hi|hello|ok|收到|各位|大家好|大家)*$"
)


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
        text = _DONE_BUT.sub(lambda one: f"{' ' * len(one[1])}{one[2]},", text)
        found = self._numbered(text)
        found += [ref for ref in self._bare(text) if _is_free(ref, found)]
        found += [ref for ref in self._grouped(text) if _is_free(ref, found)]
        titles = [
            Reference(start, end, "items", (n,), strong=False)
            for start, end, n in self._titles.mentions(text)
            if not (words.OTHER_PARTY.fullmatch(text[start:end]) and any(ref.start < start for ref in found))
        ]
        out, found = _excepted(found + [ref for ref in titles if _is_free(ref, found)], text)
        told = [ref for ref in out if _is_told_of(ref, text)]
        out, found = [ref for ref in out if ref not in told], found + told
        text = _told_apart(text, told)
        text = _blanked(text, out)
        last, counted = _excepted([ref for ref in self._counted(text, found) if _is_free(ref, found)], text)
        text = _blanked(text, last)
        excepted = {n for ref in out + told + last for n in ref.items}
        if not excepted and _EXCEPT_LEFT.search(text):  # who or what is left out nobody can tell
            counted = [ref._replace(kind="unknown", items=()) if ref.kind == "all" else ref for ref in counted]
        refs = _without_echo(_without_both(sorted(found + counted), text), text)
        refs = self._joined(self._without(excepted, refs), text)
        return _without_whole(refs, text), text, excepted

    def _numbered(self, text: str) -> list[Reference]:
        refs = [
            self._of_numbers(found.start(), found.end(), self._pair(found[0]) if found["pair"] else _numbers(found))
            for found in _NUMBERED.finditer(text)
        ]
        return [
            ref._replace(kind="unknown", items=()) if _SINGLE.fullmatch(text[ref.start : ref.end]) else ref
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
                rf"(?:{re.escape(name)}|{re.escape(name[:2])})的?(?:那|这)?(?:(?P<n>{_NUM})(?:项|个|条)"
                rf"|(?P<en> (?:stuff"
                rf"|items|things|tasks|points)))", text):
                if found["en"] or number(found["n"]) == len(items):
                    refs.append(Reference(found.start(), found.end(), "items", items))
        return refs

    def _bare(self, text: str) -> list[Reference]:
        refs = []
        for found in _BARE.finditer(text):
            numbers = _expand(found["list"])
            if before := _FIRST_OF.search(text, 0, found.start("list")):
                refs.append(self._of_numbers(before.start("list"), found.end(), _expand(before["list"]) + numbers))
                if _COUNTABLE.search(text, 0, before.start("list")):
                    refs[-1] = refs[-1]._replace(kind="unknown", items=())
                continue
            if len(numbers) == 1 and (
                _COUNTS_ALL.match(text, found.end("list"))
                or _PIECES.match(text, found.end("list")) and text[: found.start("list")].rstrip()[-1:] in "成了"
            ):
                continue
            is_listed = bool(found["tail"].strip())
            before = text[: found.start("list")].rstrip()
            result = _RESULT_OF.search(before)
            if result and not is_listed and not any(ref.start <= result.start("n") < ref.end for ref in refs):
                # "目前 1完成 2进行中": not 2 is done
                refs.append(Reference(found.start("list"), found.end(), "unknown"))
                continue
            if _ONLY_SO_MANY.search(before) and len(numbers) == 1 and not text[found.end() :].strip():
                refs.append(Reference(found.start("list"), found.end(), "unknown"))  # "只完成了2": item 2, or two
                continue
            if "," in found["list"] and before[-1:].isalpha() and _speaks(text[found.end() :]):
                refs.append(
                    Reference(found.start("list"), found.end(), "unknown")
                )  # "started 2, 3 next week"
                continue
            if all(n in self._items for n in numbers):
                if is_listed or _speaks(text[found.end() :]):
                    refs.append(Reference(found.start("list"), found.end(), "items", tuple(numbers)))
            elif len(numbers) == 1 and (
                is_listed and found.start("list") == len(text) - len(text.lstrip())
                or refs and _STATUS.match(text, found.end())
            ):
                refs.append(Reference(found.start("list"), found.end(), "unknown"))
        refs += self._listed(text, refs) + self._han_listed(text)
        for found in _RUN.finditer(text):
            ref = self._of_numbers(found.start(), found.end(), [int(digit) for digit in found[0]])
            refs += [ref] if found[0] in "123456789" and ref.kind == "items" and _is_free(ref, refs) else []
        for pattern in (_SLASHED, _HAN_BARE):
            for found in pattern.finditer(text):
                ref = self._of_numbers(found.start(), found.end(), _expand(found[0].replace("/", "、")))
                refs += [ref] if ref.kind == "items" and _is_free(ref, refs) else []
        return self._enumerated(text, sorted(refs))

    def _listed(self, text: str, known: list[Reference]) -> list[Reference]:
        """ "Kenji took over 4 and 5": several numbers of the letter beside each other are its items."""
        refs = []
        for found in _SEVERAL.finditer(text):
            numbers = _expand(found["list"])
            ref = Reference(found.start("list"), found.end("list"), "items", tuple(numbers))
            if set(numbers) <= set(self._items) and _is_free(ref, known):
                refs.append(ref)
        return refs

    def _han_listed(self, text: str) -> list[Reference]:
        """Chinese numbers without a sign count where there are several."""
        found = list(_HAN_LISTED.finditer(text))
        if sum(len(one["list"]) for one in found) + len(_HAN_RANGE.findall(text)) < 2:
            return []
        refs = [self._of_numbers(*one.span("list"), [number(digit) or 0 for digit in one["list"]]) for one in found]
        return [ref for ref in refs if ref.kind == "items"]

    def _enumerated(self, text: str, refs: list[Reference]) -> list[Reference]:
        """ "1 done 2 blocked": after a first number the next ones need no comma."""
        if not refs or text[: refs[0].start].strip(" ([【"):
            return refs
        more = [found for pattern in (_SPACED, _RUN_ON, _BRACKETED) for found in pattern.finditer(text)]
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
        return [ref for found in _COUNTED.finditer(text) if (ref := self._count(found, text, numbered))]

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
        if found["others"] and _REMAINDER.match(found[0]) and _SOME.search(text[:start]) and len(self._items) > 1:
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
        if found[0] == "everything" and not _EVERYTHING.match(found.string, found.end()):
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
        kind = "all" if _BENIGN_SUBJECT.match(before) else "unknown"
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
            if last and last.kind == ref.kind == "items" and _JOIN.fullmatch(text[last.end : ref.start]):
                items = last.items + tuple(n for n in ref.items if n not in last.items)
                joined[-1] = Reference(last.start, ref.end, "items", items, None, last.strong or ref.strong)
            else:
                joined.append(ref)
        return joined


_JOIN = re.compile(r"(?a)(?:\s|[、&+和与及跟]|以及|还有|and|the|plus|也|that|as well as|both)*")
_DIGITS = re.compile(rf"(?a)\d{{1,2}}|[{CHINESE}]{{1,3}}|{_TO}")
_STATUS = re.compile(r"(?a)\s?(?:已|完成|搞定|做完|进行中|延期|推迟|没|未|卡|done\b|finished\b|delayed\b|late\b"
    r"|blocked\b|in progress\b)")
_SPEAKS = re.compile(
    r"(?a)[一-鿿]|'(?:s|re|ll|ve)\b|which\b|\d{1,3}%|\d{1,2}\s?[月号日]|20\d\d[-/.年]|(?:is|are|was|were|will|has|have|can|done|ok|finished"
    r"|complete|completed|in progress"
    r"|on|blocked|delayed|late|slips?|not|still|sent|ready|started|needs?|should|wip|open|moved|handed"
    r"|stuck|almost|nearly|closed|fixed|ordered|tested|signed|cancelled|cannot|can't|won't|isn't|hasn't"
    r"|waiting|pending|tomorrow|by|monday|tuesday|wednesday|thursday|friday|fri|delay|to\b|tbd|tbc|n/a"
    r"|wip|end of|mid|sorry|we\b|i\b|i'|(?:one|two|three|four|five|six|seven|ten|another|within"
    r"|between|some|new|revised|mid|eom|takes?|unknown|hopefully)\b|an? (?=day|week|month|few|couple|bit|little"
    r"|working|business)|nothing|no\b|submitted"
    r"|confirmed|reviewed"
    r"|prepared|next|today|tonight|this (?:week|afternoon|morning|evening)|eta\b|got|went|goes|go|already|also|same"
    r"|all\b|both\b|partly|partially|mostly|about|approx|around|roughly|currently|now|just|awaiting|cancel|running"
    r"|underway|under way|ongoing|well\b|shipped|delivered|received|agreed|approved|arrived|paid|uploaded|published"
    r"|released|fully|finally|unfortunately|possibly|probably|maybe|should|might|needs|need|yes\b|early|late|end\b"
    r"|eod|eow|cob|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sat|sun|mon|tue|wed|thu|thurs|hand|pass"
    r"|[a-z]+ed\b|the\b|we\b|外|in \d|in (?:two|three|a)|until|normal|as planned|fine|at|half|declined|postponed"
    r"|=|->|:|-)"
)


def _speaks(rest: str) -> bool:
    """A bare number is an item when something is said of it right away."""
    return not rest.strip() or bool(_SPEAKS.match(rest.lstrip()))


_GLUE = re.compile(r"\s*(?:of |the |items? |项|:|\()*\s*")


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
            and _GLUE.fullmatch(text[ref.end : after.start])
        )
    ]


def _without_echo(refs: list[Reference], text: str) -> list[Reference]:
    """ "1 and 2 will both be ready": the "both" says again what the numbers said."""
    return [
        ref
        for before, ref in zip([None, *refs], refs, strict=False)
        if not (before and before.kind == "items" and ref.kind in ("all", "unknown") and ref.strong
                and _ECHO.fullmatch(text[before.end : ref.end]))
    ]


_ECHO = re.compile(r"(?:'s|'re|'ll)?\s*(?:[a-z]+ (?=will|are|is|were|have|has|can))?(?:(?:will|are|is|were|have"
    r"|has|had|can|could|should|been|be|now|,|-) ?)*\b(?:both|all)")


def _without_whole(refs: list[Reference], text: str) -> list[Reference]:
    """ "Training comes in three parts, all held by the 28th": behind a title a bare "all" is all of that item."""
    named = [ref for ref in refs if ref.kind == "items"]
    return [
        ref
        for ref in refs
        if not (
            ref.kind == "all"
            and _WHOLE.fullmatch(text[ref.start : ref.end])
            and any(
                _CLAUSE_ON.fullmatch(text[one.end : ref.start]) and (not one.strong or text[ref.start] in "都均皆")
                for one in named
            )
        )
    ]


_REMAINDER = re.compile(r"(?:剩下|剩余|余下)(?!的?[一二两三四五六七八九几\d][项个条])|the (?:rest|remainder)$")
_SOME = re.compile(r"(?a)一半|部分|\d%|百分之|[一二三四五六七八九\d]成|\bhalf\b|\bpart(?:ly|ially)?\b")
_WHOLE = re.compile(r"(?a)(?:全部|全都|统统|全数)(?:都|均|已)?|都|均|全|皆|all|everything")
_CLAUSE_ON = re.compile(r"(?a)[^;。!?\n]*,[^,;。!?\n]*")


def _is_told_of(ref: Reference, text: str) -> bool:
    """ "All in time, except the list, a week late": the exception is told of, behind or before what is said of all."""
    told = _TOLD.match(text, ref.end) or _BUT.search(text, 0, ref.start) and _SPOKEN_OF.match(text, ref.end)
    return bool(told and (_COUNTED.search(text, 0, ref.start) or _COUNTED.search(text, told.end())))


_EXCEPT_LEFT = re.compile(
    r"(?a)(?<![删清解排消拆免革])除(?![夕法草尘湿霜锈])|\b(?:except|apart from|other than|excluding"
    r"|with the exception of)\b")
_TOLD = re.compile(
    r"(?a)\s?(?:要|会|得|可能|晚|延|推|卡|受阻|还(?!有)|尚|仍|正(?=在|等)|在(?=[一-鿿])|进行|没|未|等|需|差)"
    r"(?![^,。;!]*?(?:都|均|全|其))[^,。;!]+"
    r"|,?\s?\(?(?:which|slips|that is|still)\b[^,.;!]*")
_BUT = re.compile(r"(?<!\ball )(?<!thing )(?<!\bboth )\bbut(?: for)?(?: the)?\s$")
_SPOKEN_OF = re.compile(r"\s?(?:is|are|will|has|needs?|slips?|moves?|not|still|late|delayed|blocked|stuck|in"
r"|on)\b[^,.;!]*")
_OUTSIDE = re.compile(r"(?:之外|以外|外)(?=,)")


def _told_apart(text: str, told: list[Reference]) -> str:
    """The text with a comma where the exceptions that are told of are taken out."""
    for ref in told:
        if found := _EXCEPT.search(text, max(0, ref.start - 32), ref.start):
            text = text[: found.start()] + ",".ljust(ref.start - found.start()) + text[ref.start :]
        text = _OUTSIDE.sub(lambda one: " " * len(one[0]), text)
    return text


_DONE_BUT = re.compile(r"(?a)(除了?)([^,。;]{1,12}(?:已经?|都|均)(?:全部)?完成了?)(?:之外|以外|外)(?=[,:])")


def _excepted(refs: list[Reference], text: str) -> tuple[list[Reference], list[Reference]]:
    out = [
        ref
        for ref in refs
        if ref.kind == "items" and (_is_behind_except(ref, text) or _EXCEPTED.match(text, ref.end))
    ]
    return out, [ref for ref in refs if ref not in out]


def _is_behind_except(ref: Reference, text: str) -> bool:
    """ "1 and 2 are done but 3": a "but" takes something out of "all" alone."""
    found = _EXCEPT.search(text, max(0, ref.start - 32), ref.start)
    if found is None or not found[0].startswith("but"):
        return bool(found)
    counted = _COUNTED.search(text)
    return counted is not None and counted.start() < found.start()


def _blanked(text: str, excepted: list[Reference]) -> str:
    for ref in excepted:
        before = _EXCEPT.search(text, max(0, ref.start - 32), ref.start)
        after = _EXCEPT_END.match(text, ref.end)
        start, end = before.start() if before else ref.start, after.end() if after else ref.end
        text = text[:start] + " " * (end - start) + text[end:]
    return text


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
    for part in _DIGITS.finditer(text):
        n = number(part[0])
        if n is None:
            is_range = bool(numbers)
            continue
        numbers.extend(range(numbers[-1] + 1, n + 1) if is_range and n - numbers[-1] < 50 else [n])
        is_range = False
    return numbers


def _is_free(ref: Reference, taken: list[Reference]) -> bool:
    return all(ref.end <= other.start or ref.start >= other.end for other in taken)
