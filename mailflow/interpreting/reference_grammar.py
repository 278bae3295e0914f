"""How people name items in Chinese and English, as patterns: by number, by quantity, and by what is left out.

Matched on folded text. Gaps are bounded, so that matching stays linear.
"""

import re

from mailflow.interpreting.numerals import CHINESE, ORDINALS

NUM = rf"(?:\d{{1,2}}|[{CHINESE}]{{1,3}})"
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
_HAN_LIST = rf"{NUM}(?:(?:{_AND}|{_TO})第?{NUM})*"
_SUFFIX = (
    r"(?:项|条|点(?!\d|半|钟|[左右前之])|个(?:事项|任务|待办|问题)?(?![工月星小])|件事?|行)(?:事项|任务"
    r"|待办|工作)?"
)
NUMBERED = re.compile(
    rf"(?a)(?P<han>(?<![一-鿿\d]){NUM}(?:{_AND_ONLY}{NUM})+\s?(?:{_SUFFIX})?(?=\s?(?:都|均|全|已|完成|搞定|做完|好了|进行|推进|延|推|没|未|还|卡))"
    rf"|(?:第\s?{_HAN_LIST}\s?{_SUFFIX}(?:{_AND_ONLY}第\s?{_HAN_LIST}\s?{_SUFFIX})*)"
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
BARE = re.compile(
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
SEVERAL = re.compile(
    r"(?a)(?:^|(?<=[,;。!?] )|(?<=\bover )|(?<=\bkeep )|(?<=\btake )|(?<=\btakes )|(?<=\btook )|(?<=\btaken ))"
    rf"(?P<list>\d{{1,2}}{_UNIT}(?:(?:\s?[,&]\s?|\s(?:and|to)\s|-)\d{{1,2}}{_UNIT})+)(?=\s[a-z]|[.,;!]|$)"
    r"(?! (?:suppliers?|vendors?|samples?|pieces|copies|reports?|drafts?|test|screens?|rooms?|pages?)\b)"
)
FIRST_OF = re.compile(  # "took over 4 and" 5
    r"(?a)(?<=[a-z] )(?P<list>(?<![\d.:/-])\d{1,2}(?:\s?,\s?\d{1,2})*),?\s(?:and|&)\s$"
)
COUNTABLE = re.compile(
    r"(?a)\b(?:chapter|page|phase|part|section|floor|room|version|round|stage|step|ward|batche?|lot|unit|week|question"
    r"|site|building|shift|level|between|from)s?\s$"
)
SINGLE = re.compile(r"\d{1,2}\s?项")  # "1项" may be item 1 or one item
SPACED = re.compile(
    rf"(?a)(?<=\s)[(\[【]?(?P<list>{_LIST})(?P<tail>[)\]】]?\s?(?:[、.:)\]】-](?!\d)"
    r"|[、.:](?=\d{1,2}\s?(?:月|号|日|天|%)|\d{3}%))?\s?)"
)
BRACKETED = re.compile(r"(?<=\S)[(\[【]\s?(?P<list>\d{1,2})\s?[)\]】](?=\s?\S)")
RUN_ON = re.compile(  # "1完成2推迟到3月10日3完成80%"
    r"(?a)(?<=[一-鿿%])(?<![周午晚第到至约])(?P<list>[1-9](?:[、和][1-9])*)(?=\s?[、.:)]?\s?(?:已经?|都|均|也"
    r"|还)?(?:完成|搞定|做完|好了|弄好"
    r"|进行|按|照|正常"
    r"|延期|推迟|延后|延迟|没(?!问题)|未|卡|受阻|取消|转[给交]|(?:明|后|今)天|下?周[一二三四五六日]|月底|\d{1,2}[月%]))"
)
RESULT_OF = re.compile(
    r"(?a)(?<![\d.第#/-])(?<!\d:)(?<!item )(?P<n>\d{1,2})\s?[、.:)]?\s?(?:项\s?)?(?:已经?|is |was )?"
    r"(?:完成了?|搞定了|done|finished|completed|closed|started)$"
)
SLASHED = re.compile(
    r"(?a)(?<![\d/])\d{1,2}(?:/\d{1,2}){2,}(?!/?\d)|(?<![\d/])\d{1,2}/\d{1,2}(?=\s?(?:都|均|项))"
)
RUN = re.compile(r"(?a)(?<![\d.#/-])\d{2,6}(?=\s?项?(?:都|均|全))")  # "1234全完成"
HAN_BARE = re.compile(r"(?:^|(?<=[,;。;\n]))\s*[(]?(?P<list>[一二三四五六七八九十]{1,2})[)]?[、.:)]")
HAN_LISTED = re.compile(  # "一完成，二进行中"; "一完成就发" is no number
    r"(?:^|(?<=[,;。\n\s]))(?P<list>[一二三四五六七八]{1,6})(?=(?:已|均|都)?(?:完成|搞定|做完|好了|进行|未|没"
    r"|还没|按|延|推迟|推到|卡|取消|照|暂|ok|正在|在"
    r"|还|要|下周|明天|今天|后天|周)(?!.{0,6}就))"
)
HAN_RANGE = re.compile(r"(?<![一-鿿])第?[一二三四五六七八九](?:到|至)第?[一二三四五六七八九]")
EVERYTHING = re.compile(
    r"\s*(?:$|[,.:;!()-]|'s\b|'ve\b|(?:is|was|has|have|are|will|on|in|done|finished|complete|completed|ready|sent|as|according"
    r"|now|still|"
    r"slips?|moves?|late|delayed|blocked|goes|went|under|should|can|could|might|else|above|except|but|apart|other"
    r"|looks|by|from|needs)\b)"
)
COUNTS_ALL = re.compile(r"\s?[项个条件](?:都|均|全|已全)")  # "4项都好了" counts
ONLY_SO_MANY = re.compile(r"[只仅才][^,。;]{0,3}(?:完成|搞定|做完|弄完)了?$")
PIECES = re.compile(r"\s?[个条件][一-鿿]")  # "完成2个接口" is a part of something
COUNTED = re.compile(
    rf"(?a)(?P<first_n>(?:前面?|头)(?P<fn>{NUM})(?:项|个|条|件)|\b(?:the )?first (?P<fe>two|three|four"
    rf"|five)\b(?: ones?| items?| tasks?)?)"
    rf"|(?P<last_n>(?:(?<![推延拖往之以退落迟])后|最后)(?P<ln>[{CHINESE}]|\d)(?:项|个(?!工作日|月|星期|小时)|条|件)"
    rf"|\b(?:the )?last (?P<le>two|three"
    rf"|four)\b(?: ones?| items?| tasks?)?)"
    rf"|(?P<last>最后(?:一|那|这)?(?:一)?(?:项|个|条|件)(?!工作日|月|星期)|\b(?:the )?last (?:one|item|task|point)\b)"
    rf"|(?P<others>(?:另外?(?=的?(?:{NUM}|几)[项个条])|其余|其他|其它|余下|剩下"
    rf"|剩余|(?<![有没无])别的(?=都|照|按|正常|准时))的?(?P<on>{NUM})?(?:项目(?=都|均|全|按)|项|个|条"
    rf"|几[项个条])?(?:事项|任务|工作|待办)?的?(?![人方部同地时信原])"
    rf"|\b(?:the )?(?:other|remaining) (?P<oe>one|two|three|four)\b(?: ones?| items?| tasks?)?"
    rf"|\b(?:the )?(?:rest|others|remaining ones|remaining items|other ones|other items|other tasks"
    rf"|remainder|remaining tasks)\b|\beverything else\b|\ball (?:the )?others?\b)"
    rf"|(?P<all>俩(?:个|项)?都|(?P<an>{NUM})(?:项|个|条|件|样)(?:事项|任务|工作|待办|事)?(?=我?(?:这边)?(?:也|就"
    rf"|现在|目前|基本)?(?:[今明后]天"
    rf"|周[一二三四五]|本周|下周.?)?(?:可以|能|会)?(?:都|均|全部|全|一起))|(?:全部|所有|全都|统统"
    rf"|全数)(?:的)?(?P<an2>{NUM})?(?:项|个"
    rf"|条)?(?:事项|任务|工作|待办|都|均|已)?|各项(?:都|均|工作|任务)?|以上(?:各项|几项|事项|均|都)"
    rf"|这(?P<an4>{NUM})(?:项|个|条|件)|(?P<an3>{NUM})(?:项|个)(?=都|均|全)"
    rf"|\ball (?:of )?(?:the |my |these )?(?P<ae>two|three|four|five|six|seven|eight|\d)\b(?: items"
    rf"| tasks| points| of them| of these)?|\ball (?:of )?(?:the |my |these )?(?:items|tasks|points"
    rf"|actions|of them|of it|open points)\b|\ball(?= (?:but|except|apart)\b)|\ball(?=\s+(?:is |are "
    rf"|has been |have been |were |was |now |will |on |in |still |slip|delay|late|blocked|open|three "
    rf"|good)*(?:done|finished|complete|completed|closed|ready|sent|on|in|slip|delayed|late|blocked|open"
    rf"|be|tested|resolved|fixed|track|time|progress)\b)|\beverything(?! else)\b|\beach (?:item|one"
    rf"|of them)\b|\bboth\b(?: of them| items| tasks)?)"
    rf"|(?P<dou>都|均|全(?=[已完都部搞])|皆)"
)
BENIGN_SUBJECT = re.compile(
    r"(?a)^(?:我们?|这边|我方|我部门?|部门|的|负责|手上|手头|这里|这些|那些|以上|上述|事情?|工作|任务"
    r"|事项|内容|待办|目前|现在|今天|昨天|已经?|基本|你好|您好|好的?|项目组|也|就|了|除了?|外|之外|以外"
    r"|,|、|\s|hi|hello|ok|收到|各位|大家好|大家)*$"
)
JOIN = re.compile(r"(?a)(?:\s|[、&+和与及跟]|以及|还有|and|the|plus|也|that|as well as|both)*")
DIGITS = re.compile(rf"(?a)\d{{1,2}}|[{CHINESE}]{{1,3}}|{_TO}")
STATUS = re.compile(r"(?a)\s?(?:已|完成|搞定|做完|进行中|延期|推迟|没|未|卡|done\b|finished\b|delayed\b|late\b"
    r"|blocked\b|in progress\b)")
SPEAKS = re.compile(
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
GLUE = re.compile(r"\s*(?:of |the |items? |项|:|\()*\s*")
ECHO = re.compile(r"(?:'s|'re|'ll)?\s*(?:[a-z]+ (?=will|are|is|were|have|has|can))?(?:(?:will|are|is|were|have"
    r"|has|had|can|could|should|been|be|now|,|-) ?)*\b(?:both|all)")
REMAINDER = re.compile(r"(?:剩下|剩余|余下)(?!的?[一二两三四五六七八九几\d][项个条])|the (?:rest|remainder)$")
SOME = re.compile(r"(?a)一半|部分|\d%|百分之|[一二三四五六七八九\d]成|\bhalf\b|\bpart(?:ly|ially)?\b")
WHOLE = re.compile(r"(?a)(?:全部|全都|统统|全数)(?:都|均|已)?|都|均|全|皆|all|everything")
CLAUSE_ON = re.compile(r"(?a)[^;。!?\n]*,[^,;。!?\n]*")
EXCEPT = re.compile(
    r"(?a)(?:除了?|除开|除去|(?:就|只|仅)(?:差|剩|缺)(?:了|下)?)\s?$|(?:(?:(?<=\ball )|(?<=thing )|(?<=\bdone )"
    r"|(?<=\bboth )"
    r"|(?<=\bfinished )|(?<=\bcomplete )|(?<=\bready ))but|\b(?:except|bar|save|minus|apart from|other than|excluding"
    r"|with the exception of|besides))(?: for)?(?: the)?\s$"
)
EXCEPTED = re.compile(r"\s?(?:除外|不算在内|excluded|excepted)")
EXCEPT_END = re.compile(r"\s?(?:除外|不算在内|excluded|excepted)|\s?(?:之外|以外|外)?")
EXCEPT_LEFT = re.compile(
    r"(?a)(?<![删清解排消拆免革])除(?![夕法草尘湿霜锈])|\b(?:except|apart from|other than|excluding"
    r"|with the exception of)\b")
TOLD = re.compile(
    r"(?a)\s?(?:要|会|得|可能|晚|延|推|卡|受阻|还(?!有)|尚|仍|正(?=在|等)|在(?=[一-鿿])|进行|没|未|等|需|差)"
    r"(?![^,。;!]*?(?:都|均|全|其))[^,。;!]+"
    r"|,?\s?\(?(?:which|slips|that is|still)\b[^,.;!]*")
BUT = re.compile(r"(?<!\ball )(?<!thing )(?<!\bboth )\bbut(?: for)?(?: the)?\s$")
SPOKEN_OF = re.compile(r"\s?(?:is|are|will|has|needs?|slips?|moves?|not|still|late|delayed|blocked|stuck|in"
r"|on)\b[^,.;!]*")
OUTSIDE = re.compile(r"(?:之外|以外|外)(?=,)")
DONE_BUT = re.compile(r"(?a)(除了?)([^,。;]{1,12}(?:已经?|都|均)(?:全部)?完成了?)(?:之外|以外|外)(?=[,:])")
