"""Slips of the pen: homophones and neighbouring keys, put right where no other word is meant."""

import re

# Chinese, each as long as what it stands for, so that positions stay
_HAN = dict(
    pair.split(":")
    for pair in "己经:已经 以经:已经 已径:已经 以径:已经 已竟:已经 已竞:已经 推吃:推迟 推尺:推迟 推池:推迟"
        " 推持:推迟 推驰:推迟"
    " 延其:延期 延起:延期 延池:延迟 延尺:延迟 延吃:延迟 完城:完成 完程:完成 完呈:完成 完诚:完成 进形:进行"
    " 近行中:进行中 进型中:进行中"
    " 按是完:按时完 按是交:按时交 安时完:按时完 安计划:按计划 按计化:按计划 按记划:按计划 计化:计划 记划:计划"
    " 查守:查收 收道:收到 收倒:收到"
    " 知到了:知道了 提脚:提交 题交:提交 确人:确认 卡注:卡住 卡祝:卡住 结速:结束 解绝:解决 做玩:做完 弄玩:弄完"
    " 写玩:写完 测玩:测完 改玩:改完"
    " 搞掂:搞定 搞订:搞定 告定了:搞定了 下州:下周 下洲:下周 明添:明天 后添:后天 负则:负责 付责:负责 转叫:转交"
    " 专交:转交 转教:转交"
    " 同易:同意 没问提:没问题 没意件:没意见 进渡:进度 取肖:取消 取销:取消 准背:准备 星其:星期 月低:月底 正再:正在"
    " 批淮:批准 业经:已经 业已:已经 今朝:今天 明朝:明天 登入:登录 合约:合同 户口:账号 卡关:卡住 帐户:账户"
    " 交副:交付 测式:测试 侧试:测试 合通:合同 布署:部署 布属:部署 按装:安装 登陆:登录".split()
)
_HAN_SLIP = re.compile("|".join(sorted(_HAN, key=len, reverse=True)))
_FOR_ALREADY = re.compile(
    r"(?:^|(?<=[^一-鿿]))以(?=完成|提交|发送|发出|签|上线|更新)"
    r"|(?<![自克利知异])己(?=[完提发签确上更交做建办到收通修测付下联安开启处解整写订买审评归入验移转])"
)

# English: the usual misspellings, and each word of a status with two letters swapped, one left out or one doubled
_USUAL = dict(
    pair.split(":")
    for pair in "finnished:finished compleated:completed complated:completed compleet:complete compleeted:completed"
    " tomorow:tomorrow tommorow:tomorrow tommorrow:tomorrow tomorro:tomorrow tmr:tomorrow tmrw:tomorrow"
    " wensday:Wednesday"
    " wendesday:Wednesday tuseday:Tuesday munday:Monday acount:account acounts:accounts aproved:approved"
    " approoved:approved"
    " aprove:approve agread:agreed agre:agree postponned:postponed deleyed:delayed dellayed:delayed comming:coming"
    " untill:until"
    " inprogress:in_progress shedule:schedule schedual:schedule allready:already comfirmed:confirmed"
    " comfirm:confirm dont:don't"
    " cant:can't wont:won't isnt:isn't didnt:didn't hasnt:hasn't doesnt:doesn't havent:haven't wasnt:wasn't"
    " arent:aren't"
    " attachement:attachment doen:done donee:done redy:ready trak:track schedul:schedule progres:progress"
    " complet:complete revied:reviewed reveiw:review".split()
)
_OFTEN = (
    "finished completed delayed tomorrow received Wednesday Thursday Friday Monday Tuesday submitted postponed progress"
    " schedule already confirmed reviewed updated uploaded blocked approved delivered cancelled handed finish complete"
).split()
_OTHER_WORDS = frozenset("compete competed finnish locked".split())


def _misspelt(word: str) -> set[str]:
    """A word with two neighbours swapped, one letter left out, or one doubled; its ends stay."""
    found = set()
    for at in range(1, len(word) - 1):
        found.add(word[:at] + word[at + 1 :])
        found.add(word[: at + 1] + word[at:])
        if at + 2 < len(word):
            found.add(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return {slip.lower() for slip in found} - {word.lower()}


_WORDS = frozenset(word.lower() for word in _OFTEN)
_ENGLISH = {
    slip: word for word in _OFTEN for slip in _misspelt(word) if len(slip) > 5 and slip not in _OTHER_WORDS | _WORDS
} | _USUAL
_WORD = re.compile(r"(?<![\w@.-])[A-Za-z]{3,14}(?![\w@'-])")


def spelled_rightly(text: str) -> str:
    """English misspellings put right; the length may change."""
    return _WORD.sub(lambda found: _ENGLISH.get(found[0].lower(), found[0]).replace("_", " "), text)


def written_rightly(folded: str) -> str:
    """Chinese homophones put right; the length stays."""
    if folded.isascii():
        return folded
    return _FOR_ALREADY.sub("已", _HAN_SLIP.sub(lambda found: _HAN[found[0]], folded))
