"""What is said beside the items: a new problem, a correction of the minutes, mail that could not be read."""

import re
from typing import NamedTuple

from mailflow.interpreting.sentences import Sentence
from mailflow.interpreting.vocabulary import ASKING, TROUBLE

_MATTER = r"(?:问题|情况|风险|状况|隐患|bug|故障|麻烦|异常)"
_ISSUE = re.compile(
    rf"(?a)(?:另外|此外|还有|同时|顺便|但是?|不过|对了|补充)?[,，]?\s?(?:我们?|测试中|测试时|今天|昨天"
    rf"|刚刚?|最近|这边|现在|目前|团队|部门)*\s?"
    rf"(?:又|还|也)?(?:发现|遇到|碰到|出现|冒出|来|有|存在|反馈|报告|反映|上报|新增|提出|说明"
    rf"|补充(?=[一个了新另])|提醒|注意到|提示)(?:了)?(?:一?个|一些|几个|两个|一项)?(?:严重|重大|新|紧急"
    rf"|另外|其他|潜在)?(?:的)?{_MATTER}(?:(?:要|想|需要?)?(?:反馈|说明|上报|报告|关注|提出来?|提一提|讲|提|说"
    rf"|提醒)(?:一下|下)?)?\s?[:,，：。]?\s?"
    rf"|(?:另?(?:外)?(?:有|还有)(?:一?件?|一?个)?事(?:情)?(?:需?要)?(?:要)?(?:上报|汇报|报告|反映|反馈|提醒|说明"
    rf"|说|跟您说|告知)?(?:一下"
    rf"|下)?(?=\s?[:,，：])|新问题|新情况|新风险|问题反馈|风险提示|风险预警|新增问题|新增风险|另一个问题|还有个问题"
    rf"|问题上报)\s?[:：,，]?\s?"
    r"|\b(?:(?:and|but|also|however|btw|by the way|fyi|heads[- ]?up|in addition|additionally|besides"
    r"|separately|on another note|while \w+(?: \w+){0,2}|unfortunately),? ){0,2}"
    r"(?:we|i|the team|qa|our team|they|there|someone)?(?:'ve|'s| have| has| just| also| now| is| are"
    r"| recently){0,3} ?(?:found|find|noticed|discovered|ran into|run into|hit|came across|spotted"
    r"|encountered|facing|see|is|are|have|has|had|report(?:ing)?|raise|raising|detected)"
    r" (?:an?|another|one|one more|some|a few)? ?(?:new|serious|further|additional|other|different"
    r"|critical|major|separate|potential)? ?(?:problems?|issues?|bugs?|risks?|defects?"
    r"|blockers?)(?: (?:now|today|here|though|that|to report|to raise|in that))?\s?[:,.-]?\s?"
    r"|\b(?:new|another|one more|further|additional) (?:problem|issue|bug|risk|defect)"
    r"(?: (?:from|on|at|in|for) \w+ \w+)?(?: (?:found"
    r"|to report|came up|has come up|appeared|though|today))?\s?[:,-]\s?"
    r"|\bheads[- ]?up\s?[:,-]\s?"
)
_NO_ISSUE = re.compile(
    rf"(?a)(?:没有?|无|未|没有什么|暂无|不存在|未发现|没发现|没遇到)[^,。]{{0,6}}{_MATTER}"
    rf"|{_MATTER}(?:已经?|都|均)?(?:解决|修复|处理|关闭)|有问题(?:请|再|随时|就|联系|找)|如?果?有(?:什么"
    rf"|任何|其他)?问题|"
    r"\bno (?:new |other |further |more )?(?:problems?|issues?|risks?|bugs?)|\b(?:any"
    r"|if) (?:\w+ ){0,3}(?:problems?|issues?|questions?)|\b(?:problem|issue)s? (?:was|were|is|are"
    r"|has been|have been) (?:solved|resolved|fixed|closed)|没问题|有什么问题|有没有问题"
)
_ISSUE_MARK = re.compile(
    rf"(?a)新(?:的)?{_MATTER}|另(?:外)?(?:一个|有)?{_MATTER}|{_MATTER}\s?[:：]|\bnew (?:problem|issue"
    rf"|bug|risk|defect)|\b(?:another|one more|separate|different|further|additional) (?:problem|issue"
    rf"|bug|risk|defect)|(?:problem|issue|risk)\s?:"
)
_REPORTS = re.compile(
    r"事|发现|反馈|报告|反映|上报|注意到|提醒|补充|[:：]|found|noticed|discovered|spotted|detected|report"
    r"|raise|came across"
)
_ADDED = re.compile(
    r"(?a)(?:^|(?<=[,，。;；]))\s*(?:另外|此外|还有|另报|另(?:外)?报告|顺便说?一?下?|对了|补充一[点下]|also"
    r"|by the way|btw"
    r"|in addition|additionally|separately|on another note|one more thing|besides|fyi"
    r"|heads[- ]?up)[,，:：\s]*"
)
_NEW_FOUND = re.compile(r"(?a)(?:(?:另报|另外|此外|还有)[,，:：]?\s?)?(?:新|又|刚刚?)发现(?:了)?(?=[^,。;]{4,})")
_TROUBLE = re.compile(
    r"(?a)崩溃|崩了|断电|断网|停电|被盗|丢失|坏了|宕机|报错|故障|失败|漏水|泄露|丢失|丢了|打不开|用不了"
    r"|不可用|不兼容|超预算|超支|涨价|缺货|断货|停产|投诉|起火|延误|冲突|排满|不够|不足|短缺|异常|收不到"
    r"|登不上|卡顿|离职|生病|退出|倒闭|破产|涨了|罢工|不合格|质量问题|安全隐患|漏洞"
    r"|\bcrash\w*|\bbroken?\b|\bbroke\b|\bfail(?:s|ed|ing|ure)?\b|\bdown\b|\bleak\w*|\bmissing\b"
    r"|\blost\b|\bcomplain\w*|\bshortage\b|\bout of stock\b|\bconflict\w*|\bresign\w*|\bquit\b|\bsick\b"
    r"|\bvulnerab\w*|\bdefect\w*|\bprice (?:increase|rise)|\bexceed\w*|\bover budget\b|\bend up in\b"
    r"|\bdouble-?booked\b|\bbankrupt\w*|\bstrike\b|\bunavailable\b|\brun(?:ning)? out\b"
)
_CORRECTION = re.compile(
    r"(?a)把(?:我|[一-鿿]{1,3})(?:写|记|列|算|标)(?:成|为|到|错)|我(?:其实|明明|当天|那天)?(?:是)?(?:到会|参加"
    r"|出席|在场|参会)(?:了|的)|我(?:没有?|并没有?|并未"
    r"|未)(?:缺席|请假|迟到|说过|这么说|答应)"
    r"|(?:和|跟|与)(?:会上|当时|实际|现场|我)[^,，。]{0,6}(?:不一样|不一致|对不上|不符|有出入|不同)|会上(?:没有?"
    r"|并未|并没有?)(?:说|定|讨论|提|答应)|(?:请|麻烦)?(?:把"
    r"|将).{1,24}?(?:去掉|删掉|删除|移除|补上|加上|加进|划掉)|(?:参会|出席|到会"
    r"|与会|名单|纪要|人员).{0,8}(?:少了|缺了|多了|没有我|少写)|(?:写的?|记的?)是.{1,24}?(?:实际|应|会上"
    r"|其实|当时)|更正|订正|勘误|写错|记错|写成了|记成了|纪要.{0,6}[写记]成|误写|误记|笔误|错别字|打错|弄错了?.{0,8}(?:名|数|日期"
    r"|时间|金额)|有误|不准确"
    r"|应为|应改为|(?:名|日期|时间|金额|数字|负责人|单位|项|条|里|会上|写|记).{0,8}(?:应当是|应该是|应是(?!按))"
    r"|^[^,，。]{0,14}应该是[^,，。]{1,12}[,，]\s?(?:而)?不是|漏了|漏掉|遗漏了|漏记|少写|没写上|没记|没列|(?:请"
    r"|把.{1,20})补上|补充进"
    r"|加上我|请(?:把|将).{1,30}?(?:改|换|修改|更换)(?:为|成|到)|(?:请|需要?|要)?改为|改成|请(?:改|修改"
    r"|修正|更新)(?:一下)?纪要|纪要.{0,12}(?:不对|错了|错误|有错|不符)|(?:不是"
    r"|并非)[^,，。]{1,20}[,，]?\s?(?:而是|应是|应为|是)(?!因为)|是[^,，。\s]{1,20}[,，\s]\s?(?:而)?不是"
    r"|会上(?:定|说|讲|确认|讨论|决定)的?(?:其实|明明)?(?:是|为)|把.{0,14}(?:日期|时间|金额|名字|负责人|期限"
    r"|数字)(?:改|更正|修正|调整|订正)(?:一下|过来)?(?=$"
    r"|[,，。])|(?:日期|金额|名字|姓名|数字|负责人|时间|单位|参会人).{0,8}(?:不对|错了|错误|写的?不对|不正确)"
    r"|\b(?:remove|delete|add|include) .{1,30}? (?:from|to|in|on) the .{0,24}?(?:attend\w+(?: list)?"
    r"|minutes|participants(?: list)?)\b|\bcorrections?\b|\bshould (?:be|read|say"
    r"|have been)\b(?! (?:done|finished|ready|complete|completed|fine|ok|on|in|able|delivered|sent|there|with|here"
    r"|at|by|tomorrow|today|next|soon|monday|tuesday|wednesday|thursday|friday"
    r"|fixed|signed|possible|available|good))|\bshould (?:actually )?be (?:changed|corrected|amended)\b"
    r"|\b(?:is|are|was|were) (?:wrong|incorrect|not correct|not right|mistaken|misspelled|misspelt"
    r"|inaccurate)\b|\bmissing (?:from|in|on) the (?:list|minutes|attendance|attendees|participants)\b"
    r"|\b(?:left out|omitted|forgot(?:ten)? to (?:list|mention|include))\b|\btypo\b|\bplease (?:correct"
    r"|amend|fix the minutes|change the|update the minutes|add .{1,30} to the)\b|\bwe (?:agreed|said"
    r"|decided)(?: on)? .{1,40}?,? (?:not|instead of|rather than)\b|\bnot .{1,30}, but\b|\b(?:it was"
    r"|it's|it is|was|is (?:spelled|spelt|called|named)) .{1,30}, not\b|\bminutes (?:name|mention|show|say|state"
    r"|are wrong|list).{1,40}\b(?:but|not)\b"
    r"|\b(?:it|the minutes|they|you) (?:says?|states?|reads?|writes?|wrote|have|has|shows?) .{1,40}\b(?:but|whereas"
    r"|while|although)\b"
    r".{0,12}\b(?:agreed|said|decided|correct|right|was|is|should)\b"
    r"|\berrat(?:a|um)\b|\bminutes (?:name|list|mention|show|say|state).{1,30}\bby mistake\b"
    r"|^please add that .{5,80}|,? (?:and )?not (?:on |at |by |from )(?:the )?\d|\b(?:one|a|small|another) mistake\b"
    r"|\b(?:is|was|are|were) \S{1,12}(?: \S{1,12})?,? (?:and )?not (?:the )?\S{0,3}\d|\bthings? to (?:correct"
    r"|amend|fix)\b"
    r"|\bmisquoted\b|\bi (?:was not"
    r"|wasn't) (?:absent|late|excused|missing)\b|\bi (?:did|was there|was present|joined"
    r"|attended)\b(?=.{0,40}(?:meeting|call|phone|minutes|$))|\b(?:listed|marked|shown|recorded"
    r"|put down) (?:me )?as (?:absent|late|excused|present)\b|\bi (?:did not|didn't) say\b|\bwas (?:not )?(?:present"
    r"|absent"
    r"|there)\b.{0,30}\bminutes\b"
)
_CORRECTION_LEAD = re.compile(
    r"(?a)^(?:另外|此外|还有|不过|但是?|顺便|对了)?[,，\s]*(?:有一?[个处点]?(?:小)?(?:更正|错误"
    r"|地方要更正)|小?更正(?:一下|一点)?|勘误|纪要(?:有|里有)?(?:一处|个)?(?:错误|更正)"
    r"|补充一点)\s?[:：,，]\s?"
    r"|^(?:(?:and|but|also|just|only|still|there's|there is) )*(?:one|a|two|another) (?:small |minor "
    r"|little )?things? to (?:correct|amend|fix)(?: though)?"
    r"\s?[:,-]\s?|^(?:(?:and|but|also|just|one|a|two|small|minor|quick|little|slight|tiny|please note (?:a"
    r"|one)) )*(?:corrections?|typo|fix|amendment|change|remark|mistake|error)(?: though"
    r"| however)?(?: to the minutes| needed| from me"
    r"| please)?\s?[:,-]\s?|^(?:另外|此外|还有|also|additionally)[,，\s]*"
)
_UNREADABLE = re.compile(
    r"(?a)(?:附件|链接|文件|邮件|纪要|报告|正文|内容|图片|文档|pdf|表格|word|excel|压缩包|页面|建议书"
    r"|方案)?[^,，。;；]{0,10}(?:打不开|无法识别|识别不了|读不了|无法读取|无法打开|不能打开|打开不了|打开失败"
    r"|打开是空|下载不了|无法下载"
    r"|下载失败|解压(?:报错|失败|不了|出错)|下载不下来|下不下来|点不开|点了没反应|空文件|(?:open|download|access|view)\s?不了|打不\s?open|乱码|空白的?|是空的|看不了|看不到(?:内容|建议书|方案|文件|文档|附件"
    r"|正文|报告|图)|无法查看|查看不了|已?损坏"
    r"|没有?附件|附件呢|没(?:有)?看到附件|没权限(?:打开|查看)|显示不出来|显示不全)"
    r"|(?:没有?|未|还没|并未|没能)(?:收到|看到|找到)(?:过|任何)?(?:这|该|那|您|你|的|上次|本次|会议|验收|立项|解决|项目|升级|目标|共识"
    r"|周例会|[\d.月日])*(?:纪要|附件|邮件|报告|文件|链接|材料|正文|建议书|方案|文档)|漏发|忘(?:了"
    r"|记)(?:加|带|放|上传)附件|缺(?:少)?附件|附件(?:没|漏|未)"
    r"|\b(?:can(?:no|')t|cannot|can not|could(?:n't| not)|unable to|not able to|won't|doesn't|does not"
    r"|don't|didn't|did not|won't) (?:\w+ )?(?:open|read|access|view|download|see|load"
    r"|display)(?: up)?\b(?=.{0,30}\b(?:attach\w*|file|document|link|minutes|pdf|e?-?mail|report|page"
    r"|proposal|it\b|doc)|$|[.,;!])|\b(?:link|attachment|file|document|pdf|report|minutes|proposal"
    r"|page)s?\b.{0,40}\b(?:doesn't|does not|do not|don't|won't|will not|didn't|did not|isn't|is not"
    r"|cannot be|can't be|is) (?:open|opened|work|working|load|readable|corrupt(?:ed)?|damaged|empty"
    r"|blank|broken|missing|there|attached|included|display)\b"
    r"|\b(?:no|missing|without(?: the| an)?|forgot the|empty|blank|broken|corrupt(?:ed)?"
    r"|damaged) (?:attachment|file|link|pdf)\b|\b(?:did not|didn't|have not|haven't|never|has not|hasn't"
    r"|not) (?:yet )?(?:receive|received|get|got|gotten|arrived|seen|see)\b.{0,30}\b(?:minutes"
    r"|attachment|mail|e-?mail|file|document|report|link|proposal|it)\b|\battachment(?:s)? (?:is|are|was"
    r"|were|seems?) (?:missing|empty|corrupt\w*|damaged|broken|blank|password)|\bgarbled\b"
    r"|\b(?:attach\w*|file|document|pdf|report|minutes|proposal|link)\b.{0,30}\b(?:blank|empty|corrupt\w*|damaged|garbled)\b"
    r"|\b(?:blank|empty|corrupt\w*|damaged|garbled) (?:pages?|document|sheets?|mail|e-?mail|message)\b"
    r"|\b(?:attach\w*|file|document|pdf|report|minutes|proposal|link)\b.{0,20}\b(?:not|n't|fails to"
    r"|refuses to) (?:open|load|work)ing\b"
    r"|\b(?:can(?:no|')t|can not|could(?:n't| not)) (?:be (?:opened|read|accessed|viewed|downloaded|displayed)\b"
    r"|find (?:the |any |your |an )?(?:attach\w*|file"
    r"|document|link|pdf|report)\b)|\bnone of the (?:links?|attachments?|files?)\b.{0,30}\b(?:opens?|opened|works?)\b"
    r"|\bblocked the (?:attachment|file|mail)\b|\b(?:send|forward) .{0,30}\bagain\b|\bunreadable\b|\bnothing (?:i"
    r"|we) can (?:open|read)\b|\bwinmail\.dat\b|\basks? for a password\b|\baccess denied\b|\b404\b"
    r"|^(?:(?:抱歉|不好意思)[,，\s]*)?(?:我们?)?(?:这边)?(?:还|并|都)?(?:没有?|未)(?:能)?收到(?:啊|呀"
    r"|呢)?[\s。.!！~]*(?:[,，](?:请|麻烦).{0,30})?$"
    r"|^(?:sorry,? )?(?:(?:i|we)(?: have|'ve)? )?(?:not|never|haven't|didn't)(?: yet)? (?:received?|get|got)(?: yet"
    r"| this"
    r"| anything)?[\s.!]*(?:, ?(?:please|pls|can you|could you).{0,40})?$"
)


class Remark(NamedTuple):
    """`start` is where the remark begins in the sentence; what is before it is read on its own."""

    start: int
    text: str


def issue_in(sentence: Sentence) -> Remark | None:
    """A new problem that is reported for itself, without its lead-in."""
    folded = sentence.folded
    if _NO_ISSUE.search(folded):
        return None
    found = _ISSUE.search(folded)
    if found and not sentence.is_asked:
        rest = sentence.text[found.end() :].strip(" ，,。.：:-")
        if _ISSUE_MARK.search(folded) or rest and (_REPORTS.search(found[0]) or _ADDED.search(folded)):
            return Remark(found.start(), rest or sentence.text.strip())
    new = _NEW_FOUND.search(folded)
    if new and not sentence.is_asked:
        return Remark(new.start(), sentence.text[new.end() :].strip(" ，,。.：:-"))
    added = _ADDED.search(folded)
    if added and _TROUBLE.search(folded, added.end()) and not sentence.is_asked:
        return Remark(added.start(), sentence.text[added.end() :].strip(" ，,。.：:-"))
    return None


def is_trouble(folded: str) -> bool:
    return bool(_TROUBLE.search(folded) or TROUBLE.search(folded))


def correction_in(sentence: Sentence) -> Remark | None:
    """The person's words for what the minutes should say, without the lead-in."""
    if _NO_CORRECTION.search(sentence.folded):
        return None
    if sentence.is_asked or ASKING.search(sentence.folded) or not _CORRECTION.search(sentence.folded):
        return None
    lead = _CORRECTION_LEAD.match(sentence.folded)
    text = sentence.text[lead.end() if lead else 0 :].strip(" ，,。.：:")
    return Remark(0, text) if text else None


_NO_CORRECTION = re.compile(
    r"(?a)预[计期](?:的)?(?:完成|交付|到货)?(?:的)?(?:日期|时间|日)?(?:要)?(?:改|调整|变更)"
    r"|(?:没有?|无|不(?:用|需要?|必))(?:什么|任何|需要?)?(?:更正|订正|修改|改动)|\b(?:no|without"
    r"|any) (?:further )?(?:corrections?|typos?|amendments?)\b"
)


def is_unreadable(sentence: Sentence) -> bool:
    return bool(_UNREADABLE.search(sentence.folded)) and not _OF_THE_PRODUCT.search(sentence.folded)


_OF_THE_PRODUCT = re.compile(
    r"(?a)(?:登录|支付|注册|首页|官网|网站|后台|系统|app|小程序|服务器|数据库|环境|门户|订单)[^,。;;]{0,8}(?:打不开|用不了|白屏|看不了)")
