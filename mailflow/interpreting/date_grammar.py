"""The closed grammar of dates in Chinese and English, as data: what is no pattern here is no date."""

import re

from mailflow.interpreting.numerals import CHINESE

CLASH = "⊘"  # stands for what names a day in two ways that contradict each other
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
EN_DAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday|sunday)"
DAYS_FROM_TODAY = {  # by how the word begins
    "大后天": 3, "后天": 2, "后日": 2, "明": 1, "听": 1, "今": 0, "当": 0, "下班": 0, "昨": -1, "前天": -2, "刚": 0,
    "the day after": 2, "day after": 2, "tom": 1, "tm": 1, "tonight": 0, "today": 0, "this": 0, "end": 0, "eod": 0,
    "cob": 0, "yesterday": -1, "last": -1, "earlier": 0,
}

_CN = f"[{CHINESE}]"
_N = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_COUNT = (
    r"(?:\d{1,3}|a couple of|a few|several|another|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|couple of|few)"
)

_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("clash", CLASH),
    (
        "iso",
        r"(?<!\d)(?P<iso_y>20\d\d)\s?[-/.年]\s?(?P<iso_m>\d{1,2})\s?[-/.月]\s?(?P<iso_d>\d{1,2})(?!\d)\s?[日号]?",
    ),
    (
        "hanshort",  # behind 到 the month stands first
        r"(?<=[到至])\s?(?P<hs_m>0?[1-9]|1[0-2])\s?[./-]\s?(?P<hs_d>[0-2]?\d|3[01])"
        r"(?![\d./%-])(?!\s?(?:天|个|万|元|版|折|倍))",
    ),
    ("dmy", r"(?<![\d.])(?P<dmy_a>\d{1,2})[./-](?P<dmy_b>\d{1,2})[./-](?P<dmy_y>20\d\d|\d\d)(?![\d.]*\d)"),
    (
        "monthend",
        rf"(?:(?P<me_year>今年|明年)?(?P<me_m>{_N})月(?:份)?|(?P<me_which>本|这个?|当|下个?)?月)(?:底|末)(?:前|之前)?",
    ),
    ("monthpart", rf"(?:(?P<mp_m>{_N})|(?P<mp_which>本|这个?|当|下个?))?月份?(?P<mp_part>初|中旬?|上旬|下旬)"),
    (
        "hanrange",  # "3月9-10日"
        r"(?<![\d从由原自])(?P<hr_m>\d{1,2})月(?P<hr_a>\d{1,2})[日号]?\s?[-~到至]\s?(?P<hr_b>\d{1,2})[日号]?(?![\d月])",
    ),
    (
        "monthrange_en",
        rf"(?<![\d-])(?P<mr_a>\d{{1,2}})(?:st|nd|rd|th)?\s?-\s?(?P<mr_b>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?"
        rf"(?P<mr_mon>{_MONTH})",
    ),
    (
        "han",
        rf"(?<!\d)(?:(?P<han_rel>下个?|本|这个?)月(?P<han_rd>{_N})[日号](?!\d)"
        rf"|(?:(?P<han_year>今年|明年)的?)?(?P<han_m>{_N})\s?月(?!份)\s?(?P<han_d>{_N})(?!\d)\s?[日号]?)(?:当天)?",
    ),
    (
        "handay",
        rf"(?<![\d年月./迟晚延后期-])(?!两日)(?P<hd_d>\d{{1,2}}|(?<![要需]){_CN}{{1,3}})"
        rf"(?:号(?![楼线机位])|日(?![内后间常志程用均志前]))(?:前|之前|当天)?",
    ),
    ("nthweek_zh", rf"(?:(?:{_N}|本|这个?|下个?)月)?的?第[一二三四五1-5]个?(?:周|星期|礼拜)(?!\s?\d)"),
    ("hanmonth", rf"(?<!\d)(?:(?P<hm_m>{_N})|(?P<hm_which>下个?|这个?|本))月份?(?![底末])(?:之?内|里|间)?"),
    (
        "hanweekday",
        r"(?<!每)(?P<hw_which>上上个?|上个?|本|这个?|下下个?|下个?)?(?:周|星期|礼拜)"
        r"(?P<hw_d>[一二三四五六日天]|[1-6](?!\d|[天日个项]))",
    ),
    ("hanweekend", r"(?P<hk_which>上个?|本|这个?|下个?)?(?:周末)(?P<hk_by>之?前|以前)?"),
    (
        "hanweek",
        r"(?<!每)(?P<hn_which>上个?|本|这个?|下下个?|下个?)(?:周|星期|礼拜)(?:之?内|里|初|末|中|底|后半段)?",
    ),
    (
        "weekno",
        r"\b(?:cw|kw|wk|w|week)\s?(?P<wk_n>\d{1,2})\b(?!\s?(?:days?|hours?))|第\s?(?P<wk_h>\d{1,2})\s?周",
    ),
    (
        "duration_zh",
        rf"(?P<dz_vague>半|两三|三四|四五|五六|三五|几|数|若干|十几)\s?个?\s?(?:工作日|天|日|周|星期|礼拜|月)"
        rf"|(?<![\d.])(?P<dz_n>\d{{1,3}}|{_CN}{{1,3}})(?:(?:到|-|~)(?P<dz_m>{_N}))?\s?个?\s?"
        rf"(?P<dz_u>工作日|自然日|工作天|天|日(?![期常志程用均前])|周(?![一二三四五六日天](?![次天个]))"
        rf"|星期|礼拜|月(?![底末份初中\d])|小时|钟头)(?P<dz_half>半)?",
    ),
    (
        "day_zh",
        r"(?P<rel>大后天|后[天日]|[明听][天日早晚儿]|今[天日晚早儿]|当天|当日|昨[天日晚]|前天|刚才|刚刚"
        r"|刚(?=[完发提交签])|(?:今天)?下班[前时后]?)(?:上午|下午|早上|晚上|中午|一早|下班)?",
    ),
    (
        "monthday_en",
        rf"(?P<me_mon>{_MONTH})\s?(?P<me_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s(?P<me_y>20\d\d))?",
    ),
    (
        "endmonth_en",
        rf"(?:\b(?:the )?end of (?:the |this )?(?P<em_next>next )?(?P<em_month>month|{_MONTH})|\beom\b"
        rf"|\bmonth[- ]end\b)",
    ),
    (
        "daymonth_en",
        rf"(?<!\d)(?P<dm_d>\d{{1,2}})\.?(?:st|nd|rd|th)?\s(?:of\s)?(?P<dm_mon>{_MONTH})(?:,?\s(?P<dm_y>20\d\d))?",
    ),
    ("endweek_en", r"\b(?:the )?end of (?:the |this )?(?P<ew_next>next )?week\b|\beow\b"),
    (
        "weekday_en",
        rf"\b(?P<we_pre>last|past|since(?: last)?|this coming|this|next|coming)?\s?(?:week\s)?(?:on\s)?"
        rf"(?P<we_d>{EN_DAY})\b(?:\s(?:of\s)?(?P<we_post>next week|this week|last week|week))?",
    ),
    (
        "week_en",
        r"\b(?:first|second|third|last) week (?:of|in) \w+"
        r"|\b(?P<wn_which>this|next|last|the week after next|the following|following)\s?week\b"
        r"|\bthe week after next\b",
    ),
    (
        "month_en",
        rf"\b(?:next|this) month\b|\b(?:in|during|early|mid|late|until|till|by|to|before|after) {_MONTH}(?!\s?\d)"
        rf"|\bq[1-4]\b|\bnext quarter\b|\bnext year\b",
    ),
    (
        "relative_en",
        r"\b(?P<rel_en>the day after tomorrow|day after tomorrow|tomorrow|tmrw?|tonight|today"
        r"|this (?:morning|afternoon|evening)|end of (?:the )?(?:business )?day|eod|cob|yesterday|last night"
        r"|earlier today)\b",
    ),
    ("nth_en", r"\bthe (?P<nth_d>\d{1,2})(?:st|nd|rd|th)\b"),
    (
        "duration_en",
        rf"\b(?:(?P<de_range>{_COUNT}\s?(?:-|to|or)\s?)|(?:another|a further)\s)?(?P<de_n>{_COUNT})\s"
        rf"(?:more |extra |full |additional |further )?(?P<de_w>working |business |calendar |work)?"
        rf"(?P<de_u>days?|weeks?|months?|hours?|fortnights?)\b|\b(?:a )?fortnight\b"
        rf"|\b(?:couple of|few) (?:days|weeks)\b",
    ),
    ("slash", r"(?<![\d/.:])(?P<sl_a>\d{1,2})/(?P<sl_b>\d{1,2})(?![\d/])(?!\s?(?:项|个|done|完成|of\b))"),
    (
        "dotted",
        r"(?<![\d/.:])(?P<dt_a>\d{1,2})\.(?P<dt_b>\d{1,2})\.?(?![\d%])"
        r"(?!\s?(?:天|个|万|元|小时|周|days?|hours?|weeks?|k\b|版|版本))",
    ),
    (
        "festival",  # some of them move, and nobody says how long before
        r"(?:元旦|春节|除夕|过年|清明|五一|端午|中秋|国庆|十一|圣诞)(?:节|假期|长假)?(?:之?前(?!端)|之?后|以前|以后)"
        r"|\b(?:before|after|by|until|till) (?:the )?(?:christmas|new year(?:'s)?|easter)\b",
    ),
    (
        "vague",
        r"节后|节前|年底|年后|年初|季度末|季末|过几天|过两天|过段时间|晚些时候|晚点|晚些|改天|尽快|尽早|抓紧|马上|稍后"
        r"|稍晚|随后|回头|很快|近期|最近|later\b|soon\b|asap\b|shortly\b|some ?time\b|the other day",
    ),
)
DATES = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _GRAMMAR), re.ASCII)
NAMES = frozenset(name for name, _ in _GRAMMAR)
