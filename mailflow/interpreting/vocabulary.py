"""The words of replies, as data: each kind of statement with the Chinese and English patterns that make it.

Patterns are matched on folded text (narrow, lower case, simplified characters). Gaps are bounded, so that
matching stays linear. What is not in here is not understood, and what is not understood changes nothing.
"""

import re

from mailflow.interpreting.glossary import HAN_VERBS, PAST_VERBS


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.ASCII)  # a Chinese character ends a word


_VERBS = "(?:" + "|".join(verb for verb in HAN_VERBS if len(verb) > 1) + ")"

# Questions
ASKING = _any(
    r"[吗嘛么](?=$|[\s,。!~])", r"(?:^|[,。;!\s])[^,。;!\s没不着还正在都就才可了]{0,10}呢(?=$|[\s,。!~])",
    r"是否|能否|可否|是不是|有没有(?!问题)|要不要|能不能|可不可以|行不行|对不对|好不好|会不会|需不需要",
    r"(?<!没)(?<!没有)什么|怎么|怎样|如何|为何|哪[个些里儿位天]|哪(?=\d|几)|几个(?!工作日|月|小时|星期)|几点|多少|多久"
    r"|谁(?!都)|何时|(?<!没)(?<!没有)(?<!没人[说提])(?<!不[说提])啥",
    r"^(?:and |so |but |also |just )?(?:who|what|when|where|why|which|how|whom|whose)\b(?!ever)",
    r"^(?:and |so |but |also )?(?!did (?:it|this|that|them)\b)(?:is|are|was|were|do|does|did|has|have|can|could|will"
    r"|would|should|shall"
    r"|may|am)\s(?:i|you|we|they|he|she|it|this|that|there|the|someone|somebody|anyone|anybody|our|your"
    r"|my|these|those)\b",
    r"\b(?:could|can|would) (?:you|someone|somebody|anyone|we)\b(?! as)",
    r"\bany(?: news| idea)\b", r"\bwondering\b|\bnot sure (?:if|whether|what|which|how)\b",
)
TAG = _any(r"(?:对|是|好|行)(?:吧|吗|么|不对)\??$",
    r"(?:,| )(?:right|correct|yes|isn't it|aren't they|no|or not)\?+$", r"吧\??$")

# Conditions
POLITE_CONDITION = _any(
    r"(?:完成|[做弄写测签]完|到位|批下来)(?:之|以)?前[^,。;]{0,10}(?:不|没法|无法|卡)",
    r"(?:(?<=\blet you know )|(?<=\binform you )|(?<=\bupdate you )|(?<=\btell you )|(?<=\bback to you )"
    r"|(?<=\breport back ))"
    r"(?:when|once|as soon as|if)\b[^.;!]{0,60}",
    r"如有.{0,8}?请.{0,14}?(?=$|[。;!])",
    r"如果?有(?:任何|什么|其他)?(?:问题|疑问|需要|变化|变动|不妥|遗漏|不对的?|情况"
    r"|不明白的?)(?:的话)?.{0,20}?(?=$|[。;!])", r"若有.{0,8}(?:问题|疑问|需要).{0,20}?(?=$|[。;!])",
    r"有(?:任何)?问题(?:请|再|随时|就).{0,14}?(?=$|[。;!])",
    r"(?:please )?(?:let me know|tell me|shout|call me|ping me|contact me|get in touch) if .{0,60}?(?=$"
    r"|[.;!])",
    r"(?:should|if) (?:you|there|anyone) (?:have|has|are|is|need)s? (?:any|further|more|other"
    r"|something).{0,60}?(?=$|[.;!])",
    r"if (?:you need|needed|necessary|required|anything|any questions|possible|you like|that's ok"
    r"|that is ok|you don't mind|i may)[^.;!]{0,40}(?=$|[.;!,])", r"如有必要|如需要?(?:帮助|协助)?.{0,10}请.{0,12}",
)
UNDECIDED = _any(  # an open day is no question
    r"(?:具体)?(?:哪天|哪一天|什么时候|啥时候|何时|几号|多久|多少天)[^,。;!?]{0,6}?(?:(?:还|也)?没(?:有)?(?:说"
    r"|定|确定|准|告知|给)|(?:还|也)?(?:不)(?:知道|确定"
    r"|清楚|好说)|说不准|说不好|未定|待定|定不下来)[^,。;!?]{0,3}"
    r"|(?:还|也)?(?:没(?:有)?(?:说|定|确定)|(?:不)(?:知道|确定|清楚)|说不准|说不好)[^,。;!?]{0,4}(?:哪天|哪一天"
    r"|什么时候|啥时候|何时|几号|多久)(?=$|[,。;!])",
    r"\b(?:do not|don't|can't|cannot|not) (?:yet )?(?:know|say|sure|clear)(?: yet)? (?:exactly |on )?(?:when|until when"
    r"|(?:which|what) (?:exact )?(?:day|date|week)|how long)[^.!?;]{0,30}",
)
CONDITION = _any(
    r"(?:完|好|过|齐|批|定)了?(?:之?后)?才(?:能|可|会)",
    r"不行(?:的话)?(?:就|再|则)|实在不行|如果|假如|假设|要是|倘若|若是|若(?!干)|如(?=果|无意外|能|可|不)|只要"
    r"|只有(?=.{1,20}才)|了(?:之后"
    r"|以后)|(?<=[到齐批好完])了?后(?=.{0,8}(?:内|天|再|就|才|出|给|完成|提交|开始|做|办))|除非|一旦"
    r"|前提(?![交供前])|条件是|的话|取决于|视.{0,8}而定|看情况|再看|再定|(?<!纪)(?<!摘)要看(?!过|了|完)",
    r"(?:等|待|等到|等着)(?![于级同待候]).{1,30}?(?:就|再|才|后|之后|方可|方能|完了)",
    r"(?:后|之后|以后)(?:才能|方可|再(?!次)|就能|即可)", r"否则|不然",
    r"\bif\b|\bunless\b|\b(?:can\'t|cannot|can not|unable|not possible)\b(?! (?:go on|continue|proceed|move on"
    r"|progress|start))[^,.;]{0,40}\bwithout\b"
    r"|\bwithout\b[^.;]{0,30}\b(?:can\'t|cannot)\b(?! (?:go on|continue|proceed|move on|progress|start))"
    r"|\bprovided\b|\bproviding\b|\bas long as\b|\bonce\b"
    r"|\bsubject to\b|\bdepend(?:s|ing)? on\b|\bassuming\b|\bon (?:the )?condition\b|\bonly when\b"
    r"|\bwhenever\b|\bwhen (?:the|i|we|it|they|all|finance|legal|you|he|she)\b|\bcontingent\b"
    r"|\bas soon as\b|\bin case\b|\bpending\b|\bconditional(?:ly)?\b|\bwith the (?:proviso|condition"
    r"|caveat)\b|\bas and when\b|\botherwise\b",
)
ONLY_THEN = _any(r"才(?:能|可|会|行|肯|好(?!$))")  # "批下来才能领"
CONTRAST = _any(r"但(?!凡)|不过|然而|只是|可是|除了|除此|不包括|仅限|保留",
    r"\bbut\b|\bhowever\b|\bexcept\b|\balthough\b|\bthough\b|\bapart from\b|\bother than\b"
    r"|\bwith reservations?\b|\bonly\b|\byet\b|\bwith changes\b|\bwith the exception\b")

SURNAMES = (
    "王李张刘陈杨赵黄吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文严华温庞樊兰殷施陶洪翟安颜倪牛鲁俞章葛伍韦申尤毕聂焦柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟詹关苗凌费纪靳盛童欧甄项曲游裴席卫屈鲍覃霍翁隋甘景柏宁柯阮桂闵"
)
PERSON = rf"(?:(?:[老小]|阿)[{SURNAMES}]|[{SURNAMES}][一-鿿]{{1,2}}?|[{SURNAMES}](?:工|总|经理|老师|姐|哥|主任))"

# What was meant, nearly so, or told by others: no state by itself
UNREAL = _any(
    r"[两三四五六七八九\d][项个条件](?:里|中|当中)面?有?[一两二三四五六七八\d][项个条件]"
    r"|[只仅](?![能好得有是])[一-鿿]{1,2}到|(?:昨天|前天|上次|上周|之前|原来|早先)(?:我们?"
    r"|会上)?(?:说|讲|定|答应|承诺)(?:好|过|的是?)?(?!了)|本来"
    r"|原本|(?<![按照])原计划|(?<![按照])原定|原先|原以为|我?还?以为|差一?点儿?(?=就?[完做搞弄交提签发测修])"
    r"|险些|要不是|早知道|按说|按道理",
    r"\b(?:was|were) due\b(?! to)|\b(?:was|were) (?:going|supposed|meant|planning|about|hoping|expected) to\b"
    r"|\bhad (?:planned|hoped|intended"
    r"|wanted)\b"
    r"|\b(?:i|we) (?:thought|meant|wanted|intended|hoped|planned)\b|\b(?:should|could|would|might)(?:'ve"
    r"| have)\b(?! (?:it|this|that|them|the|an?|some\w*|everything|news|all)\b)"
    r"|\bif (?:it|that|this|they|i|we) (?:were|was|had)\b|\boriginally\b|\bnearly (?:forgot|missed)\b",
)
HEARSAY = _any(
    r"(?:[一-鿿]{1,3}(?:说|讲|表示|反馈|告诉我|回复说|答应)|听.{0,4}说|据.{0,6}说|说是)",
    r"\b(?:says?|said|told (?:me|us)|claims?|reports?|assured (?:me|us)|according to(?! (?:plan|schedule|the plan"
    r"|the schedule)))\b",
)
WAITING = _any(
    r"(?:还|仍|一直|正|只能|就)?在?等(?:着|待|候)?(?!级|于|同|等"
    r"|[一二两三四五六七八九十几\d]+个?(?:工作)?[天日周星])(?=[一-鿿a-z])|(?:还|一直|正|仍)?在催",
    r"\bwait(?:ing)?\b|\bawait(?:ing)?\b|\bchasing\b|\bpending\b")

# What an item's line may say
CANCELLED = _any(
    r"取消|不(?:用|必|需要?)(?:再)?(?:做|弄|处理|提交|测|交|发)了?|不做了|(?<!版)(?<!稿)作废|中止|终止|停掉|叫停|砍掉"
    r"|没必要|无需(?:再)?(?:做|处理)", r"不再(?:需要|做|进行)",
    r"\bcancell?ed\b|\bcancell?ing\b|\bdropped\b|\bno longer (?:needed|required|necessary|relevant)\b"
    r"|\bobsolete\b|\bnot (?:needed|required|necessary)(?: any ?more)?\b|\bcalled off\b|\babandoned\b"
    r"|\bscrapped\b|\b(?:isn't|is not|aren't|not) (?:happening|going ahead|relevant)\b|\bdoesn't apply\b",
)
DECLINED = _any(
    r"接不了|没(?:法|办法)(?:承接|接|承担|负责|接手|做(?:这|了|$))|接不下|接不住|不接(?!受)|没法接|无法(?:接"
    r"|承担|承接|负责)|不能(?:接|承担|承接)|承担不了"
    r"|承接不了|负责不了|(?:我们?|部门|这边|人手).{0,6}(?:做|干|办|搞)不了|拒绝|恕(?:难|不)|无权(?:处理|办理"
    r"|负责)|没人(?:手)?(?:做"
    r"|接)|无力承担|不承担|不归我们?|不属于我们?|不是我们?(?:的|部门|负责|的活|的事)|不该(?:由)?我"
    r"|不由我|推掉|不负责(?:这|此|该|安排|做)|(?:我们?|部|组)[^,。]{0,4}不负责|(?:不|没)归[^,。]{1,6}管|不(?:是"
    r"|属于)[^,。]{1,6}(?:职责|的活|的事|范围)|(?:与"
    r"|和|跟)我们?[^,。]{0,4}(?:无关|没关系)|不在我们?[^,。]{0,6}范围|无法胜任|不打算做|不想做|(?:我们?|这边"
    r"|部门)不(?:签|发|买|交|改|修|测|提交|参与|采购"
    r"|安排|更新|准备|评审)了?(?=$|[,\s。!;])|退回(?:这|该)项",
    r"\bnot (?:mine|ours)\b|\bno can do\b|\b(?:cannot|can't|can not|won't|will not|not able to|unable to"
    r"|not going to|don't want to"
    r"|refuse to) (?:do|take|accept|handle|own|commit to|support|cover|be doing|work on|deliver)(?: (?:this"
    r"|it|that|these|on|the|any|item)\b|\s*$|\s{3,})|\b(?:cannot|can't) take (?:this|it|that|on)\b|\b(?:we"
    r"|i) (?:must |have to |need to )?(?:decline|refuse|pass on)\b|\bdeclined?\b|\bnot (?:my|our) (?:job"
    r"|task|responsibility|area|department|team)\b|\bno capacity (?:for|to)\b|\b(?:i'm|i am|we're"
    r"|we are) not responsible\b|\bnot doing (?:this|it|that)\b|\bcannot be done by us\b"
    r"|\bout of scope for (?:us|me)\b|\brefused?\b|\b(?:we|i) (?:won't|will not) be (?:doing|taking"
    r"|ordering|able to do|able to take)\b",
)
HANDED = _any(
    r"(?:以后|今后|后续|改|现在)归" + PERSON + r"|归" + PERSON +
        r"管|交给[^,。;\s我你您]{2,6}(?:处理|负责|跟进|来做|去做)|^转(?:给|交|至|由)?(?!发|下|正|账"
        r"|入)[一-鿿]{2,8}$|转(?:给|到"
        r"|交)?(?!发)[^,。;\s]{1,10}?(?:跟进|负责|处理|接手)|(?:这事|这项|这块|这个|任务|工作|事情"
    r"|此项|该项|把它).{0,8}(?:交|转|移)(?:接|交)?给|(?:已|已经)?(?:转交|移交|交接|转给|转至|转由|转到"
    r"|改派|指派|委托)(?!$)|(?:已经?|现)交(?:给|由)|交由|(?:改|现|现在|以后|后续|之后|接下来"
    r"|暂时?)由(?!我)|(?<![不应该能宜别须])由(?!我|于)[^,。;\s]{1,12}?(?:负责|跟进|接手|处理|接管|来做|去做)"
    r"|[^,。;\s]{1,8}(?:已经?)?(?:接手|接管)了?|^"
    + PERSON + r"(?:会|来|去|负责|将)(?:去|来)?(?:做|弄|处理|跟进|负责|搞|完成|跟)"
    r"|(?:给|让|找|请)[^,。;\s我你您]{2,6}(?:去做|来做|负责"
    r"|跟进|接手|处理)了",
    r"\bhand(?:ed|ing)?\s+(?:(?:this|it|that|these|them|the item|the task"
    r"|everything)(?: \w+)?\s+)?(?:over|off)\b(?! the)|\bhand(?:ed|ing)?\s+(?:(?:this|it"
    r"|that)\s+)?to\s+[a-z]|\bpassed\s+(?:(?:this|it|that|them|the task)(?: \w+)?\s+)?(?:on |over )?to\b"
    r"|\b(?:has|have|had|'s) taken (?:this|it|that|over|these)\b|\btook (?:this|it|that)? ?over\b"
    r"|\bhand(?:ed|ing)? (?:the |my |this |that )?(?:\w+ ){1,4}over to\b|(?<!\bi )(?<!\bwe )(?<=[a-z\d] )(?:will"
    r"|is going to|is) tak(?:e"
    r"|ing) (?:this|it|that|over|care of)\b|\btakes (?:this|it|that"
    r"|over)\b|\b(?:re-?assigned|delegated|transferred|given) (?:this |it |that |the task "
    r"|item \d )?to (?!next|this|the |end|mon|tue|wed|thu|fri|sat|sun|client|customer)[a-z]"
    r"|\bnow (?:with|owned by|handled by|belongs to)\b|\bis handling (?:this|it|that)\b|\b(?:is"
    r"|'s) now (?:responsible|in charge|the owner)\b|\bhandover\b|\btak(?:en|es|ing)? (?:\w+ ){1,4}off (?:my"
    r"|our) (?:hands?|plate|desk)\b|\b(?!(?:i|we|it|they|he|she|you|this|that|there|who|which|and|but|then|all"
    r"|both)\b)[a-z]{2,}(?: [a-z]{2,})? (?:will|is going to|'ll) (?:do|take|handle|finish|own|cover|take care of"
    r"|look after|take on|complete|pick up|follow up on) (?:it|this|that|them|these|everything|the \w+|item)\b"
    r"|\btakes? (?:it|this|that|them|these) in charge\b|\bnow owns\b|\bowns (?:this|it) now\b"
    r"|\btaken over by\b|\bnew owner\b",
)
BLOCKED = _any(
    r"拦住|拦下|卡住|卡壳|卡在|卡着|卡死|被卡|受阻|阻塞|阻碍|停滞|搁置|搁浅|暂停(?![一-鿿]*恢复)|挂起|僵住|没法(?:继续|往下|推进|进行|测|做"
    r"|弄|开展|推)|无法(?:继续|推进|进行|开展|往下|测试|展开)|(?:做|进行|推进?|继续|干|搞|测|走)不下去|整不动|卡(?:这|那)[儿里]|推不动"
    r"|推进不了|动不了|进展不了|不能(?:继续|推进)|联系不上|连不上|没有?权限|缺(?:少)?(?:权限|环境|资源"
    r"|人)|停工|停摆|无从下手|等不到",
    r"\bblocked\b|\bblocker\b|\bblocking\b|\bstuck\b|\bon hold\b|\bstalled\b|\b(?:can(?:no|')t|can not) (?:continue"
    r"|proceed|progress|move|go on|start|get (?:any )?(?:further|access))\b|\bcannot (?:continue|proceed"
    r"|progress|start)\b|\bunable to (?:continue|proceed|progress|start|move)\b|\bat a standstill\b"
    r"|\b(?:stands?|standing) still\b|\bblocks (?:me|us|this|it|that|the|our)\b|\bno progress possible\b|\bheld up\b"
    r"|\bimpeded\b|\bdead end\b",
)
UNBLOCKED = _any(r"不(?:再)?卡|没有?(?:被)?卡|解除|不再受阻|已恢复|疏通",
    r"\bunblocked\b|\bno longer (?:blocked|stuck|on hold|held up)\b|\bnot (?:being |really |currently "
    r"|completely )?(?:blocked|stuck)\b"
    r"|\bback on track\b|\bnothing (?:is )?blocking\b")
LATE = _any(
    r"延期|推迟|延后|延迟|顺延|延误|延到|延至|推到|推后|拖一(?:下|拖|阵)|[得要会]拖|缓(?:一缓|几天|一下)|往后推|往后挪|往后拖|往后放|往后顺|后延|拖到|拖后|拖延"
    r"|挪到|挪至|顺到|延后到|改至|调到|调至|调整到|调整至|移到|移至|改到|改在|改期|改约"
    r"|改为(?=.{0,6}[周号日月])|晚(?:到|交|发|出|给)?(?=[一两二三四五六七八九十\d几]+个?(?:工作)?[天日周星礼])"
    r"|延(?=后?[一两二三四五六七八九十\d几]+个?(?:工作)?[天日周星礼])|要晚"
    r"|会晚|要迟|推(?=[一两二三四五六七八九十\d]+个?(?:工作)?[天日周星])|来不及|赶不上|赶不及|赶不出"
    r"|(?:要|得|会|只能|需要?)延(?=$|[,。;!])|滞后|逾期|超期|要到|得到(?=.{0,4}[周号日月下])|得等到|才能|才会"
    r"|才(?=$|[交给到完能好出])"
    r"|晚于|迟于|落后|慢于|比(?:原)?(?:计划|预期|预计)[^,。;]{0,3}(?:晚|慢|迟)|最快(?:也)?(?:要|得)?|最早(?:也)?(?:要|得)?|宽限|多给|再给(?:我|我们)?",
    r"\blate\b|(?<=day|eek|nth|ays|eks|ths) (?:later|longer)\b|\bdelay(?:s|ed|ing)?\b|\bslip(?:s|ped|ping)?\b"
    r"|\bpostpon(?:e|es|ed|ing)\b|\bpush(?:ed"
    r"|ing)? (?:it |this |that )?(?:back|out|to)\b|\bbehind(?: schedule)?\b(?! (?:us|me|him|her|them)\b)"
    r"|\bmov(?:e|es|ed|ing) (?:it |this )?(?:back |out )?to\b|\bnot before\b|\bearliest\b|\boverdue\b"
    r"|\bshift(?:s|ed|ing)? (?:it |this |that )?(?:out |back )?to\b"
    r"|\b(?:is |are |been |was )?put back (?:to|until|till|by)\b"
    r"|\bresched?ul\w*\b|\bextend(?:ed)?\b|\bextension\b|\bneeds? (?:\w+ ){0,2}more (?:time|days"
    r"|weeks)\b|\bneed(?:s|ed)? (?:until|till|another|one more|a few more|(?:\d|two|three|four"
    r"|five) (?:more )?(?:working |business )?(?:days?|weeks?))\b|\bnot (?:until|till)\b|\bonly (?:on|by"
    r"|in|next)\b|\bmiss(?:es|ed|ing)? the (?:date|deadline)\b|\bwon't make it\b|\bafter the due date\b"
    r"|\bmore time\b",
)
NOT_LATE = _any(
    r"(?:没有?|无|不会?|未)\s?(?:any )?(?:delay|late)",
    r"(?:不会|不用|不必|不需要?|没有|无需|未|不|没)(?:再)?(?:延期|推迟|延后|延迟|延误|拖|晚|逾期|滞后"
    r"|拖延)|(?:没有|无)延期风险",
    r"\b(?:not|no|without|won't be|isn't|never|avoid) (?:any |be |going to be )?(?:delay(?:ed)?|late"
    r"|slip(?:ping)?|postponed|behind)\b|\bwon't (?:slip|delay)\b")
UNABLE_IN_TIME = _any(
    r"(?:不能|无法|没法|没办法|难以|不太能|恐怕不能|可能无法|很难|做不到|不会)(?:按时|按期|如期|准时"
    r"|按计划|在.{1,10}前).{0,8}",
    r"(?:交|给|完成|完|做|弄|写|修|改|测|搞|签|到|定|出|赶|拿|走|办|谈|干|排|批|回)不(?:了|完|出来|出|好|成|定"
    r"|下来|及|上|到|齐|掉)(?!少)",
    r"\b(?:cannot|can't|won't|will not|not able to|unable to|not going to|not be able to|isn't going to"
    r"|aren't going to|not be|never) (?:be )?(?:able to )?(?:do (?:it|this|that)|make|meet|finish"
    r"|complete|deliver|have|manage|get|done|ready|finished|available|complete|in time|on time|hold"
    r"|keep)\b|\bnot (?:on|in) time\b",
)
UNDONE = _any(
    r"(?:没有|没能|尚未|还未|未能|仍未|还没|并没|并未|没|未)(?:有)?(?:完全|全部|正式|最终|真正|开始|启动"
    r"|着手)?.{0,4}?(?:完成|完|搞定|做|弄|开始|启动|动|好|签|交|发|提交|确认|测|修|定|落实|处理|解决"
    r"|准备|到|更新|收到|批|审|上线|开工|着手|安排|下单|开展|进展|动手|给|开|联系|谈|建|改|写|回复)",
    r"待定|未定|未完成|没做完|没完成|没弄|还没(?:有)?$|没有(?:完成|进展)|还差|还剩|尚需|不(?:算|是)完成"
    r"|没呢|还早|没动",
    r"\bnot\b.{0,24}?\b(?:done|finished|complete[d]?|ready|started|begun|sent|fixed|there|tested|signed"
    r"|confirmed|ordered|reviewed|submitted|prepared|delivered|closed|resolved|final|finali[sz]ed"
    r"|available|updated|deployed|begin|start)\b|n't\b.{0,24}?\b(?:done|finished|complete[d]?|ready"
    r"|started|begun|sent|fixed|there|tested|signed|confirmed|ordered|reviewed|submitted|prepared"
    r"|delivered|closed|resolved|final|finish|complete|updated|deployed|start|begin|got to|gotten"
    r"|had time|had a chance|managed)\b|\bnot yet\b|\btb[dc]\b|\bincomplete\b|\bunfinished\b"
    r"|\boutstanding\b|\bto ?do\b|\byet to\b|\bnot (?:quite|really|fully|entirely|at all)\b"
    r"|\bnothing (?:done|yet|so far)\b|\bnone (?:done|of)\b|\bfar from\b|\bneither\b|\bstill open\b"
    r"|\bstill (?:to be|needs? to|has to|have to)\b|\bno progress\b|\bnever\b|\bhardly\b|\bbarely\b"
    r"|\bundone\b|\b(?:still )?pending\b|\bno(?: |,)?(?:not)?$|\bunresolved\b|\bleft to do\b",
)
NEARLY = _any(
    r"大半|一半多|一半以上|过半|多半(?=了)|差不多|接近|基本(?:上)?|大体|大致|快(?:要)?(?:完成|完|好|做完"
    r"|弄好|弄完|搞定|写完|测完|到|签|结束)了?|即将|马上就?(?:完成|好|完|搞定)|就快|临近|大部分|绝大部分"
    r"|几乎|主体|初步|收尾|扫尾|最后(?:一点|阶段)|只差|就差|只剩|尾声",
    r"\balmost\b|\bnearly\b|\bmostly\b|\bpractically\b|\bjust about\b|\babout to\b|\bclose to\b"
    r"|\bbasically\b|\bmore or less\b|\bvirtually\b|\bas good as\b|\bfinal(?:i[sz]ing| touches| stage)\b"
    r"|\bwrapping up\b",
)
PARTLY = _any(r"\bup to (?!date\b|speed\b|scratch\b)",
    r"[一二两三初]稿|一版|提交(?:评审|审核|审批|测试|复核)|送审|报批|部分|初稿|草稿|草案|初版|第一版"
    r"|雏形|前期|个别|有的|有些|一些|一小半|除了|第一(?:批|轮|阶段|步)",
    r"\bpart(?:s|ly|ially)?\b|\bsome\b|\bdraft\b|\bfirst (?:version|draft|cut|half|part|batch|round)\b"
    r"|\bmy (?:part|share)\b|\bhalf of (?:it|them)\b|\bmost\b|\bone of\b|\bpreliminary\b|\b(?:\d+|one|two|three"
    r"|four|five|half) (?:out )?of (?:the )?(?:\d+|two|three|four|five|six|ten)\b(?! items)",
    r"(?:完成|做完|弄完|搞定|写完)了?(?:[一二两三四五六七八九十]|\d+)(?:个|份|家|张|条|台|套|页|章|人|轮|批|次|篇)")
FAILED = _any(r"失败|黄了|泡汤|作罢|重来|返工|被拒|没成|推翻|搞砸",
    r"\bfell through\b|\bfailed\b|\bwent wrong\b|\bgone wrong\b|\bstart(?:ing)? over\b|\bredo\b"
    r"|\brejected\b|\bdidn't work\b|\bnot working\b")
HEDGE = _any(
    r"(?P<own>[一-鿿]{1,2})(?:倒|确实)?是(?P=own)|(?:早|本|就|都|还)该(?!项|任务|工作|事)|应该|可能|大概|也许|估计"
    r"|好像|似乎|听说|据说|以为|希望|但愿|恐怕|说不定|不确定"
    r"|不一定|没把握"
    r"|看样子|我记得|我觉得|印象中|据我所知|本来|按理|理论上|算是|够呛|(?<=[日号])悬|有点(?:紧|悬|难)|吃紧|才怪|就怪了|怪了|做梦|呵呵|哈哈|个鬼|个屁|原本|没准|吧(?=$"
    r"|[,\s。!])",
    r"\bmaybe\b|\bperhaps\b|\bpossibly\b|\bprobably\b|\bmight\b|\bsupposed(?:ly)?\b|\bhope(?:fully)?\b"
    r"|\bi (?:think|guess|believe|assume|suppose|wish)\b|\bshould (?:be|have)\b|\bapparently\b"
    r"|\bpresumably\b|\bseems?\b|\bnot sure\b|\bunsure\b|\bcould be\b|\bmay be\b|\byeah,? right\b"
    r"|\bas if\b|\blol\b|\bhaha\b|\bwould (?:be|have)\b|\bi'd say\b|\bin theory\b|\bin my dreams\b"
    r"|\bsort of\b|\bkind of\b|\blikely\b|\ballegedly\b|\bclaims?\b|\bheard\b|\bas far as (?:i|we)\b|\bafaik\b"
    r"|\biirc\b|\bto my knowledge\b|\bif only\b|\bwish\b"
    r"|\bexpected to have\b",
)
DOUBT_ALONE = _any(  # a clause of nothing but doubt
    r"^(?:我(?:觉得|想|记得|估计|猜|印象中)?|应该|好像|大概|可能|也许|估计|记得|不太?确定|不敢保证"
    r"|记不太?清)(?:是|就)?(?:的|了|这样)?吧?[\s,.!。~]*$",
    r"^i(?:'d| would) (?:say|guess)[\s.!]*$|^i reckon[\s.!]*$|^(?:as far as i can tell|so i'm told|they say)[\s.!]*$"
    r"|^(?:at least )?(?:so |that's what )?(?:i|we) (?:think|guess|believe|suppose|hope|assume)(?: so)?[\s.!]*$"
    r"|^(?:i'm )?not (?:100% |quite |entirely )?sure.{0,20}$"
    r"|^if i (?:remember|recall)(?: correctly| right(?:ly)?)?[\s.!]*$|^(?:as far as i know|to my knowledge|afaik|iirc"
    r"|hopefully|maybe|perhaps|probably|presumably|apparently|supposedly|more or less|or so|kind of|sort of)[\s.!]*$")
REOPENED = _any(  # it was done, and is not any more
    r"(?:还|又|都|再|需|说)(?:是|得|需|要)+(?:再)?(?:大)?(?:改|修|重|补|返)|(?:被|给|让)[^,。;]{0,6}(?:退|打|驳"
    r"|否|毙|拒|撤)|退(?:信|回|件)(?:了|来)"
    r"|又(?:被|给)?(?:拆|撤|退|删|坏|停|取消|换|改|回)|打回|返工|重(?:新)?(?:做|写|测|改|来|弄|搞|签|谈|画|拍|印|订|买|发|审|走)|没(?:有)?通过"
    r"|未通过|不合格|不合要求|不满意|推翻|报废|回退|回滚",
    r"\b(?:bounced|sent back|came back|rejected|returned|rolled back|reverted|reopened|failed|redo\w*|rework\w*"
    r"|re-?done)\b|\bback to (?:square one|the drawing board)\b|\bstart(?:ing)? over\b|\bneeds? (?:another|a second"
    r"|more|re)",
)
LATE_ANSWER = _any(  # late is the reply, not the work
    r"(?:回复|回信|答复|反馈|回)(?:得|的)?(?:有点|太)?(?:晚|迟)了?|(?:迟|晚)复|(?:晚|迟|才)(?:看到|回复|回"
    r"|答复)(?:邮件|您|你|了)?(?!.{0,8}[周号日])",
    r"\b(?:late|delayed|belated|slow) (?:reply|response|answer|feedback)\b|\bdelay in (?:replying|responding"
    r"|answering|getting back)\b"
    r"|\b(?:for|excuse) (?:the|my) delay\b|\b(?:replying|responding|answering) (?:so )?late\b|\bwas (?:on"
    r"|off) (?:leave|sick|holiday)\b",
)
ON_TIME = _any(
    r"在\s?(?:deadline|due date|截止(?:日期?|时间)?|期限|节点)之?(?:前|内)(?=$|[,。;!])"
    r"|照常|按\s?(?:schedule|plan)|照(?:原)?计划|按计划|按时|按期|如期|准时|按进度|正常推进|进展顺利|顺利进行"
    r"|正常(?!情况|人)|进度正常"
    r"|没有(?:延期|延误)风险|在计划内|可控|能赶上|赶得上|来得及|没有?变(?:化|动)?,?按原|原定时间不变|时间不变"
    r"|(?:按|照)(?:着)?原(?:定|来|有)?(?:的)?(?:计划|时间|日期|进度)",
    r"\bon track\b|\bon time\b|\bin time\b|\bon schedule\b|\bas planned\b|\bas scheduled\b"
    r"|\bgoing (?:well|to plan|fine)\b|\baccording to plan\b|\bper plan\b|\bto plan\b|\bas agreed\b"
    r"|\b(?:will|'ll|can) make it\b(?! (?:to|until|till|before|by))"
    r"|\bby (?:the|their|its) (?:due dates?|deadlines?)\b"
    r"|\bon target\b|\bno delays?\b",
)
DOING = _any(
    r"\b(?!wait|await|chas|look|ask|hop|try|struggl|hav|wonder|go|leav|miss|fac|los|stopp|cancel)[a-z]{3,}ing (?:it"
    r"|them|this|that)"
    r"(?: \w+)? (?:now|today|at the moment|right now|as we speak|currently)\b|\b(?:currently|presently|now) (?!wait"
    r"|await|chas|look"
    r"|ask|hop|try|struggl|hav|wonder|leav|miss|stopp|cancel|block)[a-z]{3,}ing (?:it|them|this|that|the)\b",
    r"进行中|进展中|正在|推进中|处理中|办理中|测试中|开发中|编写中|整理中|准备中|修复中|审核中|评审中"
    r"|采购中|安排中|跟进中|沟通中|洽谈中|在(?:做|办|弄|写|改|修|测|谈|走|推|审|跑|准备|安排|处理|进行"
    r"|推进|跟进|整理|沟通|确认|开发|测试|排|编|核|收集|对接|联系|更新|赶|搞|调|查|统计|汇总|试|画|设计|翻译"
    r"|采购|申请|评估|比价|询价|复核|校对|录|导|迁|装|盘点|清理|定位)(?!了)|着手"
    r"|在(?:做|办|弄|写|改|修|测|谈|推|审|跑|编|搞|赶|整)了(?=$|[,。!;~\s])|已(?:经)?(?:开始|启动|着手|开工|动手)|(?<![能要再以])开始(?:做|写|测|修|准备|处理)?了|启动了|做着|还在|仍在"
    r"|继续(?:推进|进行|做|跟进)|(?<=[正还仍])在(?="
    + _VERBS
    + r")|(?<=^)在(?="
    + _VERBS
    + r")|(?<=[一-鿿])ing|(?<![其手当心空集停置])中(?=$"
    r"|[\s,。;!~])",
    r"\bin pro(?:gress|cess)\b|\bongoing\b|\bunder ?way\b|\bworking on\b|\bwork(?:ing)? in progress\b|\bwip\b"
    r"|\bstarted\b|\bbegun\b|\bstill (?!to be|need|has|have|open|not|no|wait|await|chas|miss|look|try|struggl|ask"
    r"|pend|hop)\w+ing\b|\b(?:i'm|i am|we're"
    r"|we are) (?!not|wait|await|chas|look|ask|hop|try|struggl|hav|wonder|going|leav|miss|fac|los|stopp"
    r"|cancel)\w+ing\b|\bbeing (?!blocked|delayed|cancelled|ignored|asked|forced)\w+(?:ed|en|ilt|ent|ght|ade|awn)\b"
    r"|\bin the works\b|(?:^|\b(?:i|we|team)(?:'m|'re| am| are| is)? |\bstill |\balready |\bcurrently )on it\b"
    r"|\bin hand\b|\bprogressing\b"
    r"|\bcontinu(?:ing|es)\b|\bmoving along\b|\bin (?:testing|review|development|preparation|production)\b",
)
_BY = (  # by a day, not by a person
    r"\bby(?= (?:(?:the|this|next|about|around|early|mid|late|latest|end|close|at) ?)*(?:\d|□|mon|tue|wed|thu|fri"
    r"|sat|sun|jan|feb"
    r"|mar(?:ch)?\b|apr|may\b|jun|jul|aug|sep|oct|nov|dec|end|eo[dwmy]|cob|tom|tm|tonight|today|noon|week|month|cw|kw|q\d"
    r"|then|latest|now|first|second|third|due|deadline|day after|evening|afternoon|morning|midday|close|year|quarter"
    r"|middle|beginning|start)|$)"
)
PLANNED = _any(
    r"(?<=[日号天一二三四五六])准(?=[交完给能])|(?<![到参开与例晨周年社大])会(?!上|议|后|前|中|签|的)|将(?!军)|预计"
    r"|计划|打算|争取|力争|尽量|保证|确保|承诺"
    r"|准备(?=.{0,6}[交给提测修签发改])|可以(?=.{0,12}(?:完成|给|交|签|提交|搞定|弄好|做完|发|修|改|出"
    r"|到))|可(?=完成|提交|签|交付|给)|能(?=.{0,8}(?:完成|给|交|签|提交|搞定|弄好|做完|弄完|出|到|修|改"
    r"|发|搞|结束))|要(?=.{0,8}(?:完成|给|交|签|提交))|最晚|最迟|之前|以前|(?<!目)前(?=完成|给|交|提交|搞定|弄"
    r"|做|签|修|测|发|更新|出|能|可|一定|$)|内(?=完成|给|交|提交|搞定|解决)|一定|定稿时间|完成时间",
    r"\bwill\b|\bshall\b|\b(?:i|we|you|he|she|it|they|that)'ll\b|\bgoing to\b|\bplan(?:s|ned|ning)? (?:to|for)\b"
    r"|\baim(?:s|ing)? (?:to|for)\b|\bexpect(?:s|ed|ing)?\b|" + _BY + r"|\bto be (?:done|finished|completed"
    r"|delivered|sent|ready)\b|\btarget(?:ing)?\b|\b(?:hope|hoping) (?:to|for)\b|\bscheduled (?:for|on)\b"
    r"|\bplanned\b|\b(?:goes|go) (?:out|live|up|to)\b|\bintend\b"
    r"|\bshould be\b|\bcan (?:be|have|finish|do|deliver|send|complete)\b|\bdue\b|\bpromise\b|\beta\b"
    r"|\bready (?:on|by|in|at|for)\b|\bestimated?\b",
)
NOT_RESULT = _any(  # before or around a word of completion: no result yet
    r"(?:待|需要?(?!求)|要(?!求)|应(?!商|用|急)|须|必须|为了?|以便|等(?!级)|尽快|尽早|争取|力争|保证"
    r"|确保|预计|计划|打算|会(?!议|上)|将|能(?!力)|可以?|快(?!递)|即将|努力|设法|希望|着急|抓紧|想|再"
    r"|帮忙|继续|开始|请|按时|按期|如期|准时|怎么|如何|马上|尽量|最晚|最迟|一定|才能?|(?<!之|以|目|提"
    r"|当)前(?!端|期)|内(?!容|部)|后天|底)(?:去|要|能|把)?(?:.{0,3})?(?:完成|提交|交付|确认|签|更新|修复"
    r"|解决|测试(?!已)|安排|发(?!现|票)|交(?!期|付|易)|给|做|搞定|处理|办(?!公)|准备)(?!了|完了|好了)",
    r"(?:完成|提交|确认|签|更新|修复|发|交|做完|弄完|搞定|测完|修好)(?:的?时候?|后|之后|以后|之前|前|率"
    r"|度|时间|情况|进度|日期|标准)",
    r"\b(?:will|'ll|to|be|being|get(?:ting)?|should|would|could|can|must|might|may|until|till|before"
    r"|after|need(?:s|ed)?|want|going|partly|half|gets?|have it|has to be|needs to be|when"
    r"|once) (?:\w+ )?(?:be |it |this |that |them )?(?:been )?(?:done|finished|completed?|ready|sent"
    r"|fixed|tested|signed|confirmed|ordered|reviewed|submitted|prepared|updated|delivered|closed)\b",
    r"(?:改[天日]|过[几两]天|过(?:一?段|些)时间|这[几两]天|晚[点些](?:时候)?|稍[后晚]|[随之以]后|后续|回头|[节年假]后)(?:再|就)?"
    r"(?:完成|提交|交付|搞定|做[完好]|弄[完好]|处理完)(?!了)",
    r"\b(?:done|finished|completed?|ready|sent|fixed|submitted|delivered) (?:soon|shortly|later(?! than)|asap"
    r"|one of these"
    r"|some ?(?:time|day))\b",
    r"\bwell done\b|完成得|做得(?:很|真|不错)|\bdone for (?:today|now)\b|\bdone by\b"
    r"|\bget(?:ting)? (?:it|this|that|them|things) done\b|\bcan be done\b",
)
_HAN_DONE = (
    r"(?:弄|搞|办|收拾|处理|整)利索|整好|整完|整妥|"
    r"完成|完毕|完工|搞定|办妥|办结|弄妥|做完|做好|弄完|弄好|搞好|搞掂|搞妥|弄妥当|办成|办齐|收尾完|验收完|搞完"
    r"|办好|办完|处理完|处理好|处理掉"
    r"|解决|结束|竣工|完事|落实|到位|就绪|闭环|收工|完结|ok|done|好|妥|齐|齐全|完"
)
DONE = _any(
    r"(?:确认|核对|核实|测试|验收|审核|评审|联调)\s?(?:都|全|均)?\s?ok(?=$|[\s,。!;])",
    rf"(?:已|已经|都|全|全部|均|早|早就|就|刚|刚刚|昨天|前天|今天|上午|下午)?(?:{_HAN_DONE})了",
    r"[贴发交寄写做画弄拿赶印打算跑]出(?:来|去)了|(?:已|已经)(?:入库|验收|贴出|上架|签收|寄出|送出|上线|发布"
    r"|交付|投产|启用|归档|关闭|达成|通过|到货|到齐|到位)|(?:测试|评审|验收|审核"
    r"|联调|检验|检查|复检|复核|质检|终审|内审)(?:均|都|已|全部)?(?:通过|合格)|(?:通过|上线|发布|归档|关闭|到货"
    r"|到齐)了|(?:弄|做|写|测|搞|改|修|发|交|签|提交"
    r"|完成)(?:完|好)?的(?=$|[\s,。!])",
    rf"(?:已|已经|均已|都已|全已|早已|也已|早就|业已)[^,。;\s]{{0,6}}?(?:{_HAN_DONE})(?!后|前|时|度|率)",
    r"(?:昨[天日晚]|前天|今[天早晨]|刚刚?|上午|中午|早上|上周[一二三四五六日末]?)[^,。;]{0,4}?(?:通过|到货|上线"
    r"|发布|交付|验收|签约|签署|结束|贴出)(?!的)(?=$"
    r"|[,。!;\s])|^完了?$|完(?:事儿?|活儿?|工)了"
    r"|[盖签办走开跑改写测发交填报核审打订付讲]完(?!成)[一-鿿]{1,3}了(?!没)|(?:刚|刚刚|刚才)[一-鿿]{1,3}(?:完|好|掉"
    r"|出去)(?=$|[\s,。!])",
    r"(?:谈|商量|协商|沟通|说|约|订|敲|签|办|备|收|配|落|寄|填)(?:妥|定|好|齐|回|讫)了?|[干弄做搞办]完(?=$"
    r"|[,。;!\s])|完成(?=$|[\s,。!~;、)])|完毕|搞定|办结|完工"
    r""
    r"|(?:落实|安排|准备|部署|执行|办理)到位(?=$|[,。;!])|(?:已经?|提前|都|全)(?:做|办|弄|搞)了?(?=$|[,。;!])"
    r"|办妥|已闭环|完结",
    r"已\s?(?:finish|done|complete|send|sent|submit|fix|close|sign|confirm|upload)(?:ed|d|ted)?\b"
    r"|^pass(?:ed)?$|已经?\s?pass(?:ed)?\b|\b(?:pass|fix|send|done|submit|update|upload|close|merge|deploy|release"
    r"|finish|complete|test"
    r"|sign|confirm|review|order|book|check|ready)(?:ed|d)? ?(?:完|好|过)?了|\b(?:is|are|was|were|been) (?:send|finish"
    r"|complete|test|sign|submit|order)\b|\b(?:have|has|already) (?:finish|complete|send|submit|sign|order|test"
    r"|confirm|deliver)\b|\balready did\b|\bdid (?:it|this|that|them)\b",
    r"\b(?:done|finished|completed|complete|wrapped up|all set|closed|resolved|delivered|finali[sz]ed|up and running"
    r"|in and running|live(?! (?:on|from|by|next|tomorrow))|good to go|sorted(?: out)?|shipped(?=$|[.!;])"
    r"|off my (?:desk|plate|list)"
    r"|checked in(?=$|[.,;!])|(?:is|are|was|were|went|gone|came|sailed) through(?=$|[.,;!])|wrapped(?=$|[.,;!])"
    r"|over the line|signed[ -]off(?! by)|(?:is|are|'s) (?:up|on|in)(?=$|[.,;!])"
    r"|achieved|ticked off|taken care of|in place|over and done)\b",
)
READY = _any(r"\bready\b|\bprepared\b", r"准备好|备好|齐备|备齐|写好|画好|整理好|做好|定稿|成稿")
WEAK_OK = _any(
    r"^(?:ok|okay|okey|k|好的?|好吧|好嘞|行|可以|嗯+|是的?|对|成|没问题|没有问题|fine|sure|alright"
    r"|all right|yes|yep|yeah|no problem|great|good|perfect|cool|👌|👍|sounds good|looks good|looks fine"
    r"|looks good to me|sounds good to me|all (?:good|fine|ok)|fine (?:by|with) (?:me|us)"
    r"|understood)[\s.,!~。了吧哦呀啊的]*$")
NOTED = _any(
    r"收到|(?:看|读)(?:了|过)(?:一遍|一下|两遍)|(?:仔细|认真|都|全)看了|拜读|已阅|已读|已看|看到了?|看过了?"
    r"|看完了?(?=$|没|,)|知道了?|知悉|已悉|悉知|收悉|^看了$|看完了?$"
    r"|了解|明白|清楚|获悉|阅(?=$|[,。!\s])"
    r"|阅悉|敬悉|已查收|查收|记下了?|铭记|晓得",
    r"\bnoted\b|\backnowledged?\b|\breceived\b|\bgot it\b|\bunderstood\b|\bread\b|\bwill do\b|\bseen\b"
    r"|\broger\b|\bcopy that\b|\baware\b|\bthanks?\b|\bthank you\b|\bthx\b|\bcheers\b"
    r"|^ta$|^ack$|\b(?:message|mail|minutes|copy) received\b|\bfiled\b|\breviewed the minutes\b|\b(?:have )?(?:gone"
    r"|went|going|been) through (?:it|the minutes|them)\b|\bconfirm(?:ing)? receipt\b|\bwill follow up\b|\bduly\b"
    r"|^all clear\b|^clear\b",
)
PAST_MARK = _any(
    r"了(?!解)|已|过(?!来|去|期|程|度|于|两|几)|就(?=.{0,4}了)",
    r"\b(?:was|were|has|have|had|been|already|'ve)\b")
PERCENT = _any(
    r"(?P<p1>\d{1,3})\s?(?:%|个百分点|percent|per cent|pct|pc\b|perc\b)|(?P<p4>\d{2})\s?成(?![本功为立果就都交])",
    r"百分之(?P<p2>[零一二三四五六七八九十百两\d]{1,4})",
    r"(?P<p3>[一二两三四五六七八九]|(?<!\d)\d)\s?成(?![本功为立果就都交])(?P<p3h>半"
    r"|[一二三四五六七八九](?![一-鿿]?[天周月个项台]))?",
    r"(?P<half>(?<!大)(?<!多)一半(?!多|以上|发现|时|的时|才|就|卡|停|断|坏|没|被)"
    r"|\bhalf\b(?! day| an hour| a day| hour|-|(?: of)? (?:the|our|my|a) (?:team|staff|people|department|office"
    r"|colleagues|crew|group|budget|price|cost|company|day|week|month|year|hour|time))|50/50|half ?way)",
    r"(?P<quarter>\b(?:a|one|three) quarters?\b|四分之[一三])")
LEFT = _any(r"还?剩(?:下|余)?|还?差(?!不多)|未完成",
    r"\bleft\b|\bremain(?:s|ing)?\b|\bto go\b|\bmissing\b|\boutstanding\b")
RELATIVE_DELAY = _any(
    r"推迟|延期|延后|延迟|延误|顺延|晚|推后|往后推|后延|推(?=.{1,4}[天日周])|拖|宽限"
    r"|延(?=.{1,4}[天日周])",
    r"\blate\b|\blater\b|\blonger\b|\bdelay(?:s|ed)?\b|\bslip(?:s|ped|ping)?\b|\bpostpon(?:e|es|ed|ing)\b"
    r"|\bpush(?:ed|ing)?\b|\bbehind\b|\bextension\b|\bextend(?:ed)?\b")
FROM_NOW = _any(
    r"还(?:要|需要?|得)|再(?:给|要|需|有|过)?|需要?|大概要|至少要|预计要|估计要"
    r"|要(?=[一两二三四五六七八九十\d])|过",
    r"\b(?:in|within|another|needs?|give (?:me|us)|takes?|more|requires?|approx\.?|still)\b")
AFTER_NOW = _any(r"^(?:之?后|以后|内|之内|以内|就|能|可以|左右)",
r"^\s?(?:from now|more|to (?:finish|complete|go)|left|needed)")
BECAUSE = _any(r"(?:主要)?(?:是)?(?:因为|由于)|因(?!此|而)(?=.{2,})|原因|鉴于|主要是|毕竟",
    r"\b(?:mainly |mostly |just |simply )?(?:because|due to|since|as (?:the|we|i|our|my)|owing to|on account of)\b"
    r"|\bthanks to\b|\bthe reason\b|\breasons?:")

# Requests and objections that a project manager has to read
DEMAND = _any(
    r"(?<![申邀聘])请(?!假|了|[你您大]家?(?:喝|吃))|麻烦|帮(?!助文档)|希望|需要(?=您|你|领导|公司|项目组|[一-鿿]{1,3}(?:帮|协|支|配合|批"
    r"|定|确认))|建议|能否|协调|协助|配合一下|支持一下|(?<![去在忙抽调来])支援|求助"
    r"|讨论|商量|(?<!不)开会(?!议)|(?<![不别])催(?![我了])|反对|异议|不同意|不合理|不满|尽快给|联系我|打电话|面谈|看一下|确认一下|问一下"
    r"|已经?回复过|回复过|说过"
    r"|为什么|凭什么|投诉|不认可|不接受|重新考虑|通融|麻烦了|有误|搞错|弄错|不了解|不清楚|不明白|看不懂",
    r"\bplease\b|\bpls\b|\bplz\b|\b(?:i|we) (?:\w+ )?need\b|\bneed (?:your|help|some|someone|somebody|you|more)\b"
    r"|\bhelp\b|\bassist\b"
    r"|\byour support\b|\bcall me\b|\bdiscuss\b|\btalk\b"
    r"|\bsuggest\b|\bpropose\b|\bobject\b|\bdisagree\b|\b(?:don't|do not|cannot|can't) (?:understand|see why|agree"
    r"|accept)\b|\bwrong\b"
    r"|\balready (?:replied|answered|told|reported|said)\b|\bwhy\b|\bescalate\b|\bunclear\b|\bmeeting\b",
)
PASSED_ON = _any(
    r"(?:纪要|会议|内容|精神|通知|要求|邮件)*(?:已经?|都)+(?:通知|转发|传达|转达|告知|同步|布置|下发|知会)(?:给"
    r"|到|至|了)?[^,。;]{0,12}",
    r"(?:the |my |our )?\w+ (?:is|are|has been|have been) (?:informed|told|notified|aware)",
    r"(?:我)?(?:已经?|都|会|将|也|来|去)*(?:转给|转发给?|发给|传给)[^,。;]{0,14}(?:看|学习|传阅|参考|知悉"
    r"|了解)(?:一下|下)?",
    r"(?:我)?(?:已经?|都|会|将|也)+(?:通知|转发|传达|转达|告知|同步|布置|安排|知会|下发|转给|发给)(?:给|到|至"
    r"|了)?[^,。;]{0,12}",
    r"(?:i |we )?(?:have |'ve |will )?(?:informed?|told|tell|passed (?:it )?on to|forward(?:ed)? (?:it )?to|notified"
    r"|shared (?:it )?with) [^,.;]{1,30}",
)
TROUBLE = _any(  # what goes badly: a detail of a delay, news beside a result
    r"无法|不能|不行|担心|风险|问题|错(?!开|过|峰)|不对|bug|缺陷|报错|故障|缺(?!席)|不够|不足|困难|麻烦|失败"
    r"|异常|投诉|涨价|超支|超预算|崩|坏|丢|漏|冲突",
    r"\bconcern(?:ed|s)?\b|\bworr(?:y|ied)\b|\bproblems?\b|\bissues?\b|\berrors?\b|\bcannot\b|\brisks?\b|\bunable\b"
    r"|\burgent\b|\bmissing\b|\bbugs?\b|\bbroken?\b|\bfail\w*\b|\bdefects?\b|\bwrong\b|\bcrash\w*\b",
)
INVITES = _any(  # to look at what is delivered
    r"(?:请|麻烦|烦请|劳烦|有劳)(?:您|你|各位|大家|帮忙|领导|项目组|[一-鿿]{1,3}总)?(?:抽空|有空|及时|尽快"
    r"|先)?(?:查收|查看|查阅|审阅|审核|审批|验收|验证|测试验证|测试|检查"
    r"|过目|核对|核实|关掉|关一下|关了吧?|勾掉|划掉|销掉|看看|看下|看一下|看|确认|试用|接收|签收|关闭|销号|结案|归档|核销|指正|评审)(?:一?下"
    r"|是否.{0,8})?(?=$|[,。!;~\s])|你?看看(?:行不行)?(?=$"
    r"|[,。!~])",
    r"\b(?:so |therefore )?you (?:can|may|could) (?:now |therefore |please |already )?(?:close|tick|check|mark"
    r"|take|remove|cross)\b[^.!?;]{0,40}",
    r"\b(?:please|pls|plz|kindly) (?:re)?(?:check|review|verify|test|have a look|take a look|look at|confirm receipt"
    r"|validate|inspect|close|let me know if)[^.!?;]{0,40}",
)
HARMLESS = _any(
    r"(?:谢谢|感谢|多谢)[^,。;!]{0,20}(?=$|[,。;!~])|(?:^|(?<=[\s;,。]))(?:呜+|哈+|嘿+|唉+|哎[呀呦哟]?|啊+|额|诶|emm+|求救|救命|老师|老板|亲)(?=$|[\s,。;!~])",
    r"祝(?:您|你|大家|各位|好)?[^,。;!]{0,8}(?=$|[,。;!~])|(?:周末|节日|新年|中秋|国庆|假期|春节|五一|端午|元旦"
    r"|双节)(?:愉快|快乐)"
    r"|工作顺利|没毛病|请\s?check|无补充|别催|没啥(?:问题|意见|异议|变化|补充)?|请(?:您|各位|大家|领导|知悉"
    r"|予以)?(?:查收|查阅"
    r"|查看|审阅|知悉|关闭|放心|关注"
    r"|见附件|参考|参阅|悉知|周知|惠存|过目|抓紧(?:推进|落实|执行|办理)?|继续(?:推进)?|推进|执行"
    r"|按方案执行|尽快推进|尽快执行|加快推进|加快|大力推进|关单|见谅|包涵|确认收到)",
    r"(?:附件|扫描件|截图|清单|报告|结果|详情|详细|文件|内容)?.{0,4}(?:请)?见附件|(?:详)?见(?:下方?|下面"
    r"|下文|附件|邮件|正文|如下|以下|上方|各项下)[^,。]{0,8}|按(?:方案|计划|此|纪要)(?:执行|办理|推进"
    r"|落实)|辛苦了?|谢谢|多谢|感谢|没问题|没有问题|问题不大|(?:无|没有)遗留问题?|无遗留(?:项|事项)?|(?:没有?|无)遗留(?:缺陷|bug)?|无问题|不客气|抱歉"
    r"|不好意思|对不起|不用(?:担心|客气)|无异议|(?:没有?|无)(?:任何|什么|其他|其它|不同)?(?:的)?(?:意见|异议"
    r"|疑问|补充)|没什么(?:问题|意见|异议|变化|补充|不同)"
    r"|(?:没有?|无|未见)(?:什么|任何|发现)?(?:需要?|要)?(?:更正|修改|改动|错误|遗漏|错漏)的?(?:地方|内容|之处)?(?=$|[,。!;])"
    r"|以上|祝好|此复|特此回复|如上|逐项回复|回复如下|如下|(?:答复|回复|意见|进展|说明|情况)?(?:都|已|均|我)?(?:写|填|标|放|附|回)在?(?:了)?(?:各项|各条|每项|每条|下面|下方|原文|邮件里?|对应)[^,。;]{0,6}了?|不多|不错|差不多|不仅|不但|不只|已回复"
    r"|(?:没有?|无|暂无|未见)(?:什么|任何|明显|特别|其他|新的?)?(?:风险|困难|障碍|阻碍|异常|延误|特殊情况"
    r"|异常情况|新情况)"
    r"|(?:写|整理|总结|记录|做|记)得(?:很|非常|挺|真|蛮|都|比较)?(?:清楚|详细|好|全面?|到位|清晰|完整|不错|准确"
    r"|及时)|(?:没有?|无)(?:什么|别的|其他)?(?:需?要)?补充(?:的"
    r"|了)?"
    r"|不受影响|没受影响|(?:不|没)影响(?:进度)?|(?:谢谢|感谢|多谢)[^,。;!]{0,20}(?=$|[,。;!])|全力支持"
    r"|(?:内容)?(?:属实|无误|准确)|(?<![不没未])同意(?:以上|上述|纪要"
    r"|会议)(?:的)?(?:内容|结论|安排)?"
    r"|已?(?:转发|传达|转达)(?:给|至|到)?[^,。;]{0,12}(?=$|[,。;!])",
    r"^\W*(?:(?:a|here's|here is|my|our|quick|short|brief|small|status|weekly|latest|the) )*(?:status"
    r"|updates?)(?: (?:from|on) (?:me|us|my side"
    r"|our side|my items|my points))?\W*$|\b(?:please|pls|plz|kindly) (?:find(?! (?:some|an|any))|see|note|close"
    r"|go ahead|proceed|have a look at the attach\w*"
    r"|refer to)[^.!?;]{0,60}|\b(?:please|pls|plz|kindly) be (?:informed|advised|aware)(?: that)?|\b(?:they|it|which"
    r"|the minutes) (?:reflects?|captures?|summari[sz]es?|covers?) [^.!?;]{0,40}(?:well|correctly|accurately"
    r"|everything)|\bsee (?:below|attached|inline|my comments|comments)[^.!?;]{0,30}"
    r"|\bplease see (?:below|attached|my)\b[^.!?;]{0,30}|\bno (?:problems?|issues?|worries|changes"
    r"|objections?|concerns?|comments|questions|rush|delays?)\b(?: so far| here| from (?:my|our) side)?"
    r"|\bas (?:discussed|agreed|planned)\b|\bsorry(?: for the (?:delay|late reply|short notice))?"
    r"|\bapologies\b|\b(?:please )?keep (?:me|us) (?:posted|informed|updated)\b|\bnot a problem\b"
    r"|\bnothing (?:further |else |more )?to add\b|\bno (?:further )?(?:additions|remarks|feedback)\b"
    r"|\bthanks for (?:the |your )?(?:help|support|reminder|minutes|patience)\b|\bmy comments below\b"
    r"|\bhave a (?:nice|great|good|lovely|wonderful|relaxing) \w+(?: \w+)?|\bhappy (?:weekend|holidays?|easter"
    r"|new year)\b"
    r"|\b(?:great|good|nice|excellent|clear|helpful) (?:minutes|summary|notes|work|job|overview)\b"
    r"|\bwill act accordingly\b"
    r"|\bno (?:further )?(?:corrections|amendments)\b|\bwithout (?:any )?(?:problems?|issues?)\b|\bif not\b"
    r"|\bthank(?:s| you)(?: (?:so|very) much| a lot)? for [^.!?;,]{0,60}|\bno risks?\b|\bnothing (?:special"
    r"|unusual|new)\b"
    r"|\bno blockers?\b|\bno surprises\b|\b(?:well|nicely|clearly) (?:written|summarised|summarized|done|put)\b"
    r"|\bnot affected\b|\bunaffected\b",
)
THIRD_PARTY_FUTURE = _any(
    r"到货|发货|送达|交付给|生效|到账|开会|会议|上线|发布|培训",
    r"\barriv\w+\b|\bdelivery\b|\bship\w*\b|\bgo(?:es)? live\b")
CONTRADICTS = _any(
    r"才怪|做梦|个鬼|个屁|呵呵|(?:哦|啊|噢|呃|嗯)?不对[,，、 ]|不,|说错|写错了|更正[:,]|我是说|应该说"
    r"|记错|改口|口误|笔误|上面(?:说|写)错|刚才(?:说|写)错",
    r"\bin my dreams\b|\byeah,? right\b|\bas if\b|\blol\b|\bhaha\b|\bjust kidding\b|\bi mean\b"
    r"|\bi meant\b|\bscratch that\b|\bno wait\b|\bwait,|\bactually,? no\b|\bsorry,? (?:no(?=$|[,.!])|i meant"
    r"|not(?= \d| item|$|,))\b"
    r"|\bcorrection\b|\boops\b|\bor rather\b|\bstrike that\b|\bmy mistake\b")

PAST_PARTICIPLE = re.compile(r"\b(?:" + "|".join(PAST_VERBS) + r")\b", re.ASCII)

# Who else may be spoken of, what may be, and what is not
OTHER_PARTY = _any(
    r"供应商|对方|客户|他们?|她们?|法务|财务|厂家|厂商|领导|老板|物流|银行|甲方|乙方|[一-鿿]总",
    r"\b(?:they|he|she|suppliers?|vendors?|customers?|clients?|legal|finance|management|boss|bank|carrier)\b",
)
MAYBE = _any(
    r"(?:延期|延误|推迟|逾期|延迟)的?风险|可能|也许|没准|说不定|不一定|(?<!恐)怕是?要",
    r"\bmight\b|\bmaybe\b|\bperhaps\b|\bpossibly\b|\bcould\b|\bmay (?:be|slip|move|need|have)\b|\brisk\b",
)
NEGATIVE = _any(r"[不没未无别](?!锈)", r"\bnot\b|n't\b|\bno\b|\bnever\b|\bnone\b|\bwithout\b|\bnothing\b")
