"""Whether a clause speaks of the item at all: words that nothing accounts for may name another matter."""

import re

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.date_grammar import DATES
from mailflow.interpreting.dates import find_dates
from mailflow.interpreting.glossary import COMMON_ENGLISH, TRANSLATIONS, VERB_OF
from mailflow.interpreting.titles import stem

_KNOWN_HAN = re.compile(
    r"(?a)肯定|必定|铁定|只能|只好|不得不|看来|恐怕|原(?:计划|定|来|有|先)?|我们|我方|我司|我部|我|您|你|他|她|它|这边|那边|部门|这里|本人|咱们?|大家|领导|老师|各位|负责"
    r"|手上|相关|有关|上述|以上|剩余|其余|其他|另外|此外|同时|"
    r"全员|[一二两三四五六七八九十]样|已经|已|了|的|地|得|都|也|就|还|再|均|全部|全|又|才|刚刚|刚才|刚|终于|总算|顺利|正式|提前|按要求"
    r"|按照|按|要求|目前|现在|现|一并|一起|一共|共计|共|"
    r"今天|今日|昨天|昨日|前天|明天|后天|上午|下午|晚上|早上|中午|一早|今晚|今早|本周|上周|下周|这周"
    r"|周[一二三四五六日末天]|星期[一二三四五六日天]|[年月日号天周点半]|"
    r"任务|工作|事项|事情|这件|这个|那个|这项|该项|此项|这事|事|项|条|件|个|次|份|是|在|把|将|被|给|对"
    r"|跟|和|与|及|向|从|到|于|由|以|用|通过|"
    r"共享盘?|网盘|云盘|服务器|文件夹|文件|邮箱|邮件|附件|系统|平台|群里|群|上传|发送|发到|发给|发|交"
    r"|提交|查收|可以|可|能|会|要|请|放心|谢谢|感谢|辛苦|好的|好|收到|嗯|哈|啦|啊|呀|哦|吧|左右|大约|约|"
    r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2})(?:点|时)(?:半|整|左右|钟|前|之前)*|稿|件|货|入库|归档|存档|备案"
    r"|签收|盖好?章|合格|按期|全体|所有|一切|没有|没|问题|不|无|有"
    r"|需要|需|预计|计划|争取|保证|确保|一定|尽量|尽快|最晚|最迟"
    r"|最快|之前|以前|以后|之后|前|后|内|里|中|上|下|完成|时间|进度|情况|状态|进展|"
    r"新日期|新时间|截止|期限|日期|推迟|延期|延后|延迟|顺延|改到|改为|推到|调整|左右|初步|整体|总体|具体|定|成|做|弄"
    r"|办|处理|搞|出来|出|来|去|起|开始|结束|大概|大致|详细|详见|见|如下|"
    r"不好意思|抱歉|对不起|麻烦|因为|由于|所以|因此|故|而|且|并且|并|而且|但是|但|不过|然后|接着|目标"
    r"|预期|如期|准时|按时|按期|一|二|两|三|四|五|六|七|八|九|十|几|多|每|最后|最终|最|很|太|挺|非常"
    r"|比较|目前为止|通知|表示|告知|答复|回复|那边|补|重新|截至|截止到?|这就|暂时|立马|进行|开展|推进|流程|整个"
    r"|这块|那块|如下|以下|双方|本人|货期|这|那|此|该|其|本|所|之|为|往|俺|先|说"
    r"|要|大|小|少|够|整|算|另|昨|今|明|当|期|"
    r"[写改测画编修]到|看(?=来|要|得|样子|$)|度|如实|确实|果断|马上|立刻|立即|稍后|随后|晚|早|些|点|一些|经|过|完|妥|齐|毕|掉|着|们|吗|呢|么|只|仅"
    r"|各|某|自己|亲自|会议|纪要|版本|终版|最终版|定稿|正式版"
)
_HAN = re.compile("[一-鿿]")
_WORD = re.compile(r"(?a)[a-z][a-z'-]*")
_KNOWN_ENGLISH = COMMON_ENGLISH | frozenset(
    "were i'm i've i'll i'd we've we're we'll it's it'll that's they they're he she you you'll your his "
    "her their its us me them him "
    "am also already now today yesterday tomorrow morning afternoon evening night early late "
    "care follow doc docs file files final version look "
    "handle deal chase check try best effort keep posted later bit little slightly "
    "week month day days weeks end "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun last next this coming "
    "am pm about around approx approximately roughly only finally fully successfully officially "
    "just right away ago time date "
    "sent send done finished complete completed ready sorry hi hello thanks thank please find see "
    "attached attachment email mail "
    "by from to into onto via per as than then so too very well still on track schedule planned "
    "plan working work works worked progress "
    "status update updated one ones thing everything part be being get got go going make made take "
    "took taken have has had having "
    "will would could should can need needs needed want expect expected aim target by before after "
    "until till due slip slips slipped "
    "delay delayed delays postponed moved move push pushed back running behind half percent "
    "approval there here between within each "
    "other others rest remaining both all any some none more less most much many few two three four "
    "five six seven eight nine ten "
    "team side end our own personally together side list everybody everyone shared folder drive "
    "link system server tool portal "
    "closed resolved wrapped up set place ticked off taken care deliver delivered deadline latest "
    "earliest pls plz kindly ur asap soon shortly ok okay yes no not yet "
    "sure definitely certainly hopefully dusted eod cob eob fyi btw yep again once signed sealed "
    "instead attaching enclosed uploaded sharepoint onedrive teams confluence jira "
    "wiki slack dropbox drive intranet inbox "
    "over start started begin began begun almost nearly mostly "
    "abt pct po percent must might may shall ought let let's lets ours yours theirs mine someone somebody anyone "
    "anybody nobody "
    "either every such own same here's there's that'll who which what how why where while because although though "
    "since "
    "during within through across along among towards upon under above below behind beside besides regarding "
    "concerning "
    "however therefore thus hence meanwhile anyway actually basically essentially simply really quite rather fairly "
    "exactly precisely currently presently recently lately previously initially eventually immediately quickly slowly "
    "always usually normally often sometimes unfortunately sadly regrettably luckily fortunately happily thankfully "
    "afraid regret apologise apologize regarding it'd you'd they'd they'll they've they're everything's all's one's "
    "come comes coming came follow follows following expects looks seems gone went bring brings brought "
    "hour hours minutes ago noon lunch lunchtime midday weekend monday's friday's "
    "asked agreed told know knows hear see seen saw say says said".split()
)


def leftovers(text: str, title_words: frozenset[str]) -> int:
    """Words of a folded clause that neither the vocabulary nor the item's title accounts for."""
    return (len(unknown_han(text, title_words)) + 1) // 2 + _english_leftovers(text, title_words)


def foreign_subject(text: str, title_words: frozenset[str], today: object) -> bool:
    """True where something unknown stands before what is said: the subject may be another matter."""
    own = _OWN_SUBJECT.match(text)
    if (
        own
        and own[1] not in _KNOWN_ENGLISH
        and stem(own[1]) not in title_words
        and not _shortens(own[1], title_words)
    ):
        return True
    ends = [found.start() for pattern in _PREDICATES if (found := pattern.search(text))]
    ends += [when.start for when in find_dates(text, today)[:1]]  # type: ignore[arg-type]
    return leftovers(text[: min(ends, default=len(text))], title_words) >= 1


_OWN_SUBJECT = re.compile(
    r"(?a)^(?:but |and |so )?(?:the |our |my |their |his |her )?([a-z-]+) (?:is|are|was|were|will|has"
    r"|have|can)\b"
)
_PREDICATES = (
    words.NEARLY,
    words.DONE,
    words.READY,
    words.LATE,
    words.PLANNED,
    words.DOING,
    words.UNABLE_IN_TIME,
    words.UNDONE,
    words.PERCENT,
)


_ADVERBIAL = (
    words.NEARLY,
    words.HARMLESS,
    words.ON_TIME,
    words.DONE,
    words.NOTED,
    words.HEDGE,
    words.DOING,
    words.PLANNED,
    words.LATE,
    words.PERCENT,
    words.PAST_MARK,
    words.BECAUSE,
    DATES,
)


_LONG_HAN_VERBS = [verb for verb in VERB_OF if len(verb) > 1 and not verb.isascii()]


def unknown_han(text: str, title_words: frozenset[str]) -> list[str]:
    """The Chinese characters that nothing accounts for."""
    for pattern in _ADVERBIAL:
        text = pattern.sub(" ", text)
    for word in title_words:
        if not word.isascii():
            text = text.replace(word, " ")
    for verb in _LONG_HAN_VERBS:
        text = text.replace(verb, " ")
    known = set("".join(word for word in title_words if not word.isascii()))
    return [character for character in _HAN.findall(_KNOWN_HAN.sub(" ", text)) if character not in known]


def _english_leftovers(text: str, title_words: frozenset[str]) -> int:
    text = words.DONE.sub(" ", text)
    return sum(
        (word := _SHORT.sub("", full)) not in _KNOWN_ENGLISH and full not in _KNOWN_ENGLISH
        and not _shortens(word, title_words)
        and stem(word) not in title_words
        and f"{stem(word)}~" not in title_words
        and word not in title_words
        and not title_words.intersection(TRANSLATIONS.get(stem(word), ()))
        and word not in VERB_OF
        and stem(word) not in VERB_OF
        and len(word) > 1
        for full in _WORD.findall(text)
    )


_SHORT = re.compile(r"'(?:s|re|ve|ll|d|m)?$")


def _shortens(word: str, title_words: frozenset[str]) -> bool:
    short = stem(word)
    return len(short) >= 4 and any(title.startswith(short) for title in title_words)
