"""Approve or reject: a decision is taken only from words that say nothing else."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.sentences import Sentence

ASKED = frozenset({"decide", "agree", "sign", "approve"})


class Ruling(NamedTuple):
    decision: str | None
    attention: bool
    reason: str
    option: str | None = None


_NO_OBJECTION = re.compile(
    r"(?a)没有?\s?(?:comments?|objections?|issues?|problems?|questions?|concerns?)|(?:没有?(?:任何|什么|其他"
    r"|其它|不同)?|无(?:任何|其他"
    r"|其它|不同)?|没什么)(?:的)?(?:异议|意见"
    r"|反对意见|不同意见|补充意见|反对)"
    r"|\bno (?:further |other |more )?objections?\b|\bhave no objections?\b|\bno (?:further |other "
    r"|more |additional )?(?:concerns|comments|remarks|questions|changes|additions)\b"
    r"|\bnothing to object\b|\bwithout objections?\b|\bdon't object\b|\bdo not object\b"
    r"|\bnot object(?:ing)?\b"
)
_REJECT = re.compile(
    r"(?a)不予(?:立项|批复|考虑|支持|验收)|不(?:同意)?立项|不(?:予|能|可以|敢|会|太)?(?:同意|批准|批|准|认可"
    r"|赞成|赞同|支持|接受|通过|签字|签署"
    r"|签)(?!意见)|否决|驳回|反对(?!意见)|拒绝|拒签|退回|打回|不行|不可以|不妥|没(?:法|办法)(?:同意|批准|接受"
    r"|签字|签署|认可|签)|无法(?:同意|批准|接受"
    r"|签字|签署|认可|签)|(?:难以|恕难|碍难|歉难)(?:同意|接受|批准)|未(?:予)?(?:批准|通过|同意)|没(?:有)?(?:批准|通过|同意)"
    r"|(?:不|别)(?:签|批)|予以否决|同意不了|签不(?:了|下去|下)|批不了"
    r"|\bnot (?:be )?(?:approved?|agreed?|accept(?:ed)?|confirm(?:ed)?|sign(?:ed)?|support(?:ed)?"
    r"|agreeable|acceptable|in favou?r|ok with|okay with|happy with|fine with)\b|\b(?:do not|don't"
    r"|cannot|can't|won't|will not|can not|unable to|not able to|not going to|not willing to"
    r"|refuse to) (?:\w+ )?(?:approve|agree|accept|confirm|sign|support|endorse)\b|^no(?=[\s.!]*$|,)"
    r"|(?:不|没法|无法|不能|不会)\s?(?:approve|agree|accept|sign|confirm|support|endorse|ok)\b"
    r"|\bno (?:agreement|approval|consent|signature|support|go|green light) (?:from|by) (?:us|me|our \w+|my \w+)\b"
    r"|\b(?:can't|cannot|can not|won't|will not) (?:commit|put (?:my|our) names?) to\b"
    r"|\breject(?:ed)?\b|\bdeclined?\b|\bdisagree(?:d)?\b|\bdisapproved?\b|\bden(?:y|ied)\b"
    r"|\bveto(?:ed)?\b|\bturned down\b|\bobject(?:ed)?\b|\bagainst (?:it|this|the)\b|\brefused?\b"
    r"|\bdisallow(?:ed)?\b|\bunacceptable\b"
)
_EXECUTE = re.compile(  # what is to be done after a consent is no reserve of it
    r"(?a)(?:^|(?<=[,;。\s]))请?(?:大家|项目组|各部门|你们|各位)?(?:请)?(?:尽快|抓紧|马上|立即|及时|认真)*(?:组织|启动"
    r"|召开|安排|推进|执行|实施|落实|开展|开工|发文|通知|下发)"
    r"(?!.{0,12}(?:后|再|如果|前))[^,;。不补改减增]{0,16}(?=$|[,;。!])|(?<=[,;。\s])(?:原件|纸质版|扫描件|签字页"
    r"|盖章版)[^,;。不没未]{0,14}(?=$"
    r"|[,;。!])"
    r"|(?:快递|运|顺丰)?单号\s?[:：]?\s?[a-z]{0,3}\d{6,20}"
    r"|\b(?:(?:please|pls|plz|kindly|then)|(?:so )?(?:you|they|we|the \w+|\w+) (?:can|may)(?: now)?|you're good to"
    r"|feel free to)"
    r" (?:(?:now|then|also) )?(?:inform|tell|notify|let|implement|start|begin|execute|carry (?:it )?out|carry on|go on"
    r"|continue|order|book|release|launch|roll (?:it )?out|kick off|place|move|get started|get going)\b[a-z ]{0,30}"
    r"(?=$|[.,;!])|\b(?:please|pls|kindly) (?:check|see|find) (?:the |my |our )?(?:(?:attached|signed"
    r"|scan(?:ned)?) )*(?:copy|page|scan"
    r"|attachment|file|document|version|attached)[a-z ]{0,16}(?=$|[.,;!])"
    r"|\bkeep me (?:posted|informed"
    r"|updated)\b"
    r"|\bas (?:requested|presented|submitted|proposed|described)\b"
)
_DOUBLE = re.compile(
    r"(?a)没有?.{0,4}不(?:同意|批|签)|不是不|并非不|不得不|不能不|不会不|没有不|未尝不|不反对|并不反对"
    r"|不能(?:再|更)?(?:同意|赞成|支持|认同)(?:得)?更多|不能更(?:同意|赞成|支持)"
    r"|(?:没有?|无)(?:任何|什么)?理由(?:不|拒|反|否|驳)"
    r"|\bno (?:good )?reasons? (?:not )?to (?:reject|object|refuse|decline|disagree|disapprove|approve|agree)\b"
    r"|\bcan(?:not|'t| not) (?:but|help but)\b|\bcouldn't agree more\b"
    r"|不拒绝|\bnot (?:disagree|reject|against|opposed|unhappy|refus\w+|declin\w+)|\b(?:don't|do not"
    r"|not) (?:disagree|reject|object)\b"
)
_APPROVE = re.compile(
    r"(?a)^批$|^准$|同意(?!书|与否|权|函|见)|批准(?!书|文|函|与否)|已批(?!评|注)|批了|准了|照准|核准"
    r"|审批通过|批复同意|通过|赞成|赞同|认可|支持|确认(?!收到|一下)|已签字|已签署|签字了|已签|签好了"
    r"|签了|签署完毕|准予|可以执行|按(?:此|该|本)?方案(?:执行|办|推进|办理|落实)|按(?:此|这个|这样)(?:执行|办理?"
    r"|来|做|推进)"
    r"|同意(?:执行|验收)|照此办理|照办"
    r"|签字页已?(?:签好?|扫描|拍照)?(?:件|版)?(?:,?已?(?:回传|寄回|发回|传回|寄出))了?"
    r"|\b(?:you have|you've got|you got|it has|this has) (?:my|our) (?:full )?(?:ok|okay|approval|consent|blessing"
    r"|agreement|support|yes|vote|go-ahead|go ahead)\b"
    r"|\bapproved?\b|\bagree[ds]?\b(?! (?:on|last|in|at|before)\b)|\bagreement\b|\bconfirm(?:ed)?\b|\baccept(?:ed)?\b"
    r"|\bsigned(?: off)?\b|\bsign(?:ing)? off\b|\bgo ahead\b|\bendorsed?\b|\bi support\b|\bgreen light\b"
    r"|\bin favou?r\b|\bgo for it\b|\bno (?:problem|issue)s? with (?:that|this|it|the)\b|^granted$|\bfine (?:with"
    r"|by) (?:me|us"
    r"|the)\b|\bok(?:ay)? with (?:me|us)\b|\bhappy (?:with"
    r"|to (?:approve|agree|sign|confirm))\b|\bworks for (?:me|us)\b|\bplease proceed\b|\blgtm\b"
    r"|\bproceed\b"
)
_YES = re.compile(r"(?a)^(?:yes|yep|yes please|yes of course)[\s,.!]*$")
_RESERVE = re.compile(
    r"(?a)但|不过|然而|前提|如果|若|原则上?|基本上?|部分|暂(?!停)|除了?|仅|只(?:是|要|有)|先|再(?:议|说"
    r"|看|定|报|研究|讨论|考虑)|改[为成]|控制在|不超过|最多|至多|上限|至少|降[到至]|减[到至少]|待|等|缓"
    r"|放一放|考虑|研究一下|讨论|建议|希望|需要?|必须|务必|应当?|补充|修改|调整|完善|重新|还是|或者?"
    r"|可能|应该|大概|倾向|个人|口头|另(?:议|行|定|说|批|谈|报|算)|分(?:期|批|步|阶段)|试(?:行|点|用)|临时"
    r"|限(?:期|额|于|定)|为期|尽量|望(?!见谅|周知|知悉)|有条件|保留|另外|同时请|明确|说明|提供|附加|质疑"
    r"|担心|顾虑"
    r"|犹豫|听[一-鿿]{1,4}的|为准|你们定|随便|都行|未|还没|没有?(?!问题|意见|异议|任何|什么|其他)|尚|不(?!错|仅)"
    r"|别|(?<!上)会(?!议|签)|将|想|准备|打算"
    r"|即将|以后|之后|届时"
    r"|\bbut\b|\bif\b|\bonly\b|\bprovided\b|\bproviding\b|\bsubject to\b|\bexcept\b|\bhowever\b"
    r"|\bcondition\w*\b|\bas long as\b|\bonce\b|\bunless\b|\bassuming\b|\bup to\b|\bat most\b"
    r"|\bnot more\b|\bmax(?:imum)?\b|\bin principle\b|\bpartly\b|\bpartially\b|\bmostly\b|\blater\b"
    r"|\bwait\b|\bpostpone\b|\blet's (?:discuss|talk|wait)\b|\bdiscuss\b|\bsuggest\b|\bwould\b"
    r"|\bshould\b|\bmight\b|\bmay\b(?! this)|\bcould\b|\bprobably\b|\bperhaps\b|\bmaybe\b|\bi think\b"
    r"|\btentative\w*\b|\bprovisional\w*\b|\binstead\b|\brather\b|\bchange\b|\badjust\b|\brevise\b"
    r"|\bneeds?\b|\bmust\b|\bwill\b|\bgoing to\b|\bnot\b|n't\b|\bno\b|\bnever\b|\bon hold\b|\bpending\b"
    r"|\bafter\b|\buntil\b|\bbefore\b|\bwith (?:the )?(?:changes|amendments|reservations?|comments"
    r"|conditions?|caveats?)\b|\bexcluding\b|\bminus\b|\bfirst\b|\bfor now\b|\bthough\b|\balthough\b"
    r"|\byet\b|\bhesita\w+\b|\bwant\b|\bwish\b|\btry\b|\bawait\w*\b|\bif only\b|\bunder\b|\bdepend\w*\b"
    r"|\bor\b|\bonly\b|\bhalf\b|\bconcern\w*\b|\bexpect\b|\brequire\w*\b|\bcheck\b|\balmost\b|\bnearly\b"
    r"|\bformer\w*\b|\bif\b"
)
_BENIGN_HAN = re.compile(
    r"(?a)上马|上线|附件为|[我本]部门?|(?:代表)?[一-鿿]{1,3}(?:部|科|处|中心|事业部)(?!分|门|理|置)|可行|措施|这个"
    r"|那个|[这那](?:块|事|件事|一块|方面)|归档"
    r"|我们?|我方|我司|我部|本人|部门|市场部|财务部|研发部|采购部"
    r"|销售部|法务部|人事部|这边"
    r"|完全|正式|一致|均|都|已经?|了|的|对|对此|此|该|本|这|以上|上述|所附|附件|方案|项目|立项|建议书?"
    r"|申请|报告|验收|预算|追加|书|解决|共识|目标|计划|内容|请|并|也|就|吧|特此|予以|可以|好的?|收到"
    r"|已阅|经|审阅|核对|研究|讨论后?|后|无误|没问题|没有问题|没什么问题|完毕|审批|执行|这个|那个|推进"
    r"|按|尽快|抓紧|加快|落实|办理|办|谢谢|辛苦|大家|各位|领导|签字|签署|盖章|扫描件|原件|文件|见|在|上"
    r"|里|中|给|您|你|本次|此次|项|条|年|月|日|意见|异议|部|方|由|按照|照|行|嗯|是|全文|所有|全部|条款"
    r"|开展|开始|启动|进行|实施|附|继续|往下|走|流程|提交|上报|上会|原件|快递|寄|送过去|给你|于|盖章|组织|安排"
    r"|各项|指标|核对过|账|核过|金额|对得上|准确|属实|合格|抽检|照片|扫描档|档|放手|去|赶紧|干|往下走|你们?|咱们?|冲鸭?|中"
    r"|做好|通知|筹备|召开|启动会|工作|后续|来|做"
)
_BENIGN_ENGLISH = frozenset(
    (
        "i we my our us me the this that it is are was has have been be hereby fully completely all as to "
        "from for of on with and a an please go ahead proceed yes ok okay fine thanks thank you hi hello "
        "dear sure good great looks look proposal solution plan request budget increase raise report "
        "project document minutes decision marketing finance engineering procurement sales purchasing hr "
        "legal department team side part am happy agree agreed agreement approve approved confirm confirmed "
        "accept accepted sign signed off endorsed endorse support objection objections no concerns works "
        "lgtm green light in favour favor proposed described attached option above below so do let's move "
        "forward forwards best regards cheers now today goals goal milestones milestone targets scope terms "
        "measures results hire hiring contractors yes received noted everything well done proceed execute "
        "start started everybody formally officially "
        "also both on behalf fully requested submitted presented planned have problem "
        "scan copy i'm we're it's that's i've we've fully entirely totally absolutely wholly wholeheartedly "
        "la plan end perspective point view technical technically commercial commercially financial legally considered "
        "content read "
        "reviewed pleased glad delighted carefully mate folks guys team's full whole too again hereby duly right then "
    ).split()
)
_THIRD = re.compile(
    r"(?a)(?:总|经理|董事会|财务|法务|领导|客户|他们|她|他|委员会|总部|上级|主任|部长|老板|院长|局)(?:也"
    r"|都|已经?|正式)?(?:已经?)?(?:同意|批准|批了|通过|确认|签|认可)|\b(?:he|she|they|finance|legal"
    r"|board|boss|ceo|cfo|committee|management|customer|client|(?<![a-z])(?!(?:i|we) )[a-z]+ (?:has|have)) (?:has "
    r"|have |had "
    r"|already |also |is |are )*(?:approved?|agreed?s?|confirmed|accepted|signed)\b"
    r"|\bapproved by\b(?! me| us)|\bagree with [a-z]+'s\b|同意.{1,6}(?:的(?:意见|看法|观点|建议|说法))"
    r"|批准的|同意的|approval of"
)
_OPTION = re.compile(
    r"(?a)(?:方案|选项|选择|选|option|choice|alternative|plan|proposal|批准|同意|approve[ds]?"
    r"|agree(?: to| with)?|go (?:with|for))\s*[:：]?\s*(?P<option>[a-h]|[1-9]"
    r"|[一二三四五六])(?![a-z\d一-鿿]*[%万元月日号天])(?![a-z])"
)


def rule(sentences: Sequence[Sentence], options: tuple[str, ...], letter: str = "") -> Ruling:
    """The decision of a whole reply; anything beside plain words of decision leaves it open.

    An amount that the letter names is no other offer.
    """
    named = {_digits(found[0]) for found in _SUM.finditer(letter)}
    sentences = [_without_sums(sentence, named) for sentence in sentences]
    said = [_of_sentence(sentence, letter) for sentence in sentences]
    kinds = {kind for kind, _ in said}
    option = _option(sentences, options)
    if any(words.CONTRADICTS.search(sentence.folded) for sentence in sentences):
        return Ruling(None, True, "decision: taken back or not meant")
    if "approve" in kinds and "reject" in kinds:
        return Ruling(None, True, "decision: both approve and reject")
    if "reject" in kinds:
        return Ruling("reject", True, "decision: reject")
    if "approve" in kinds:
        return _approved(kinds, option, options)
    return Ruling(
        None,
        bool(kinds - {"noted", "nothing"}),
        "decision: none" + (f" ({', '.join(sorted(kinds))})" if kinds else ""),
    )


_SUM = re.compile(
    r"(?a)(?:€|\$|¥|usd|eur|rmb)?\s?\d[\d,.' ]{0,12}\d?\s?(?:k\b|thousand|million|万元?|亿元?|元|eur\b|usd\b|€"
    r"|%)?(?:\s?(?:increase|more|extra))?")


def _digits(amount: str) -> int:
    """"80k", "80,000" and "8万" are one amount."""
    digits = int("".join(character for character in amount if character.isdigit()) or 0)
    return digits * (1000 if re.search(r"k\b|thousand", amount) else 10_000 if "万" in amount else 1)


def _without_sums(sentence: Sentence, named: set[int]) -> Sentence:
    for found in _SUM.finditer(sentence.folded):
        if _digits(found[0]) > 31 and _digits(found[0]) in named:
            sentence = sentence._replace(folded=sentence.folded.replace(found[0], " " * len(found[0])))
    return sentence


def refuses(folded: str) -> bool:
    """True where a word of refusal stands in the text."""
    return bool(_REJECT.search(folded))


def _approved(kinds: set[str], option: str | None, options: tuple[str, ...]) -> Ruling:
    if kinds & {"reserve", "condition", "unclear"}:
        return Ruling(None, True, "decision: approve with a reserve")
    if options and option is None and len(options) > 1:
        return Ruling(None, True, "decision: approve, but which option")
    return Ruling("approve", "question" in kinds or "demand" in kinds, "decision: approve", option)


def _of_sentence(sentence: Sentence, letter: str) -> tuple[str, str]:
    """One of approve, reject, reserve, condition, unclear, question, order, demand, weak, noted, nothing."""
    text = words.POLITE_CONDITION.sub(" ", sentence.folded)
    bare = text.strip(" ,.!。~;；")
    if not any(character.isalnum() for character in bare):
        return "nothing", ""
    if sentence.is_asked or words.ASKING.search(words.HARMLESS.sub(" ", _NO_OBJECTION.sub(" ", bare))):
        return "question", bare
    kind = _kind(bare, letter)
    return kind, bare


def _kind(bare: str, letter: str) -> str:
    cleared = _EXECUTE.sub(" ", _NO_OBJECTION.sub(" approved ", bare))
    if not any(character.isalnum() for character in cleared):
        return "order"
    if _DOUBLE.search(cleared):
        return "unclear"
    if words.CONDITION.search(cleared):
        return "condition"
    if _REJECT.search(cleared):
        return _kind_of_refusal(cleared)
    if _APPROVE.search(cleared) or _YES.match(bare):
        return _kind_of_consent(cleared, letter)
    return _kind_of_other(bare)


def _kind_of_refusal(text: str) -> str:
    rest = re.sub(
        r"(?a)没有?[^,。;]{0,6}(?:通过|批准|确认|签)"
        r"|(?:not|never|n't) [a-z ]{0,12}(?:approved|agreed|confirmed)",
        " ",
        _REJECT.sub(" ", text),
    )
    if _APPROVE.search(rest) or re.search(
        r"(?a)暂(?:时|且|缓)?不|(?:目前|现阶段|眼下|当前)(?:还)?不|现在(?:还)?不|先不|再议|(?<!还)(?:没有?|未)(?:批准|通过"
        r"|同意)|\byet\b|\buntil\b|\bfor now\b|\bnot (?:ready|able) to .{0,12}(?:now|today)\b|不太|不敢"
        r"|\bhard(?:ly)? to\b|应该|可能|\bmight\b|\bmay\b|\bthink\b|倾向",
        text,
    ):
        return "unclear" if not _is_flat_refusal(text) else "reject"
    return "unclear" if _THIRD.search(text) else "reject"


def _is_flat_refusal(text: str) -> bool:
    return bool(
        re.match(
            r"(?a)^(?:i |we )?(?:不同意|不批准|未批准|未予批准|未通过|否决|驳回|rejected|not approved|(?:don't"
            r"|do not) agree)[\s.,。!]*$",
            text,
        )
    )


def _kind_of_consent(text: str, letter: str) -> str:
    if (
        _RESERVE.search(re.sub(r"(?a)建议书|要求|需求|会议", " ", text))
        or _THIRD.search(text)
        or re.search(r"(?a)\d", _without_identifiers(text))
    ):
        return "unclear" if not words.CONTRAST.search(text) else "reserve"
    return (
        "unclear"
        if _REQUESTED.search(text) or not all(_is_plain(clause, letter) for clause in re.split(
            r"[,，、()（）:]|\s-+\s", text))
        else "approve"
    )


def _is_plain(clause: str, letter: str) -> bool:
    """A clause of consent says nothing else; one beside it may say a little, but no number."""
    clause = words.NOTED.sub(" ", words.HARMLESS.sub(" ", clause))
    if _APPROVE.search(clause) or _YES.match(clause):
        return _leftovers(clause, letter) == 0
    return _leftovers(clause, letter) <= 1 and not _AMOUNT.search(clause)


_AMOUNT = re.compile(
    r"(?a)[一二两三四五六七八九十半\d]|\b(?:one|two|three|four|five|half|part|less|first|second)\b"
)


_REQUESTED = re.compile(
    r"请(?:您|尽快|抓紧|大家|领导|及时|予以|帮忙|[一-鿿]{1,3}总)*(?:批准|同意|确认|签|审批|批复|支持"
    r"|通过)"
)


def _without_identifiers(text: str) -> str:
    return _OPTION.sub(
        " ",
        re.sub(
            r"(?a)(?:第|item|issue|问题|版本|v)\s?\d+(?:\.\d+)?(?:项|条|版)?"
            r"|20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}月\d{1,2}日",
            " ",
            text,
        ),
    )


def _leftovers(text: str, letter: str = "") -> int:
    """Words beside those of consent that are neither common nor words of the letter itself."""
    rest = _BENIGN_HAN.sub(" ", _APPROVE.sub(" ", text))
    han = [
        pair
        for at, pair in enumerate(rest)
        if "一" <= pair <= "鿿" and not _is_of(letter, rest[at : at + 2]) and not _is_of(letter, rest[at - 1 : at + 1])
    ]
    english = [
        word
        for word in re.findall(r"(?a)[a-z']+", _APPROVE.sub(" ", text))
        if word not in _BENIGN_ENGLISH and len(word) > 1 and not re.search(rf"\b{word}\b", letter)
    ]
    return (len(han) + 1) // 2 + len(english)


def _is_of(letter: str, pair: str) -> bool:
    return len(pair) == 2 and pair in letter


def _kind_of_other(bare: str) -> str:
    if words.WEAK_OK.match(bare) or words.WEAK_OK.match(_THANKS.sub("", bare)):
        return "weak"
    if bare in ("已阅", "阅", "已读", "看过了", "已看", "看了", "read", "seen"):
        return "weak"
    plain = words.HARMLESS.sub(" ", bare)
    if not plain.strip(" ,.!。") or words.HARMLESS.fullmatch(bare):
        return "nothing"
    if (
        words.NOTED.search(plain)
        and not _RESERVE.search(plain)
        and not words.DEMAND.search(words.NOTED.sub("", plain))
    ):
        return "noted"
    if _RESERVE.search(plain) or re.search(r"(?a)\d", plain):
        return "reserve"
    return "demand" if words.DEMAND.search(plain) else "other"


_THANKS = re.compile(r"[,.!\s]*(?:\b(?:many )?thanks?\b(?: you)?|谢谢|多谢|\bthx\b|\bcheers\b)[^,.!]{0,20}$")


def _option(sentences: Sequence[Sentence], options: tuple[str, ...]) -> str | None:
    """The one option that is named, by its letter or number."""
    if not options:
        return None
    named = {found["option"] for sentence in sentences for found in _OPTION.finditer(sentence.folded)}
    chosen = {option for option in options if _key(option) in named}
    return chosen.pop() if len(chosen) == 1 else None


def _key(option: str) -> str:
    found = re.search(r"(?a)[a-h](?![a-z])|[1-9]|[一二三四五六]", option.lower())
    return found[0] if found else option.lower()
