"""To whom an item went: the name in a sentence about handing over."""

import re

from mailflow.interpreting.folding import fold
from mailflow.interpreting.vocabulary import SURNAMES

_HAN = re.compile(
    r"(?a)(?:(?:以后|今后|后面)?归(?=[^,。]{2,4}管)|(?:以后|今后|后续|改|现在)归|转交给?|移交给?|交接给|转给|交给|转至|转到|改派给?|指派给?"
    r"|^转|委托给?|交给|交由|转由|改由|现由"
    r"|由|让|请|给|到)(?:了)?\s?"
    r"(?P<name>(?!给|[他她它])[一-鿿a-z·. ]{2,16}?)(?=管|负责|跟进|处理|接手|接管|来|去|了|做|签|发|管|测|弄"
    r"|对接|完成|继续|设计|编写|采购|审核|组织|更新|整理|联系|翻译|培训|维护|主导|牵头|全权|代|,|。|;|!|$|跟(?:了|进|$)"
    r"|\s?\()|(?:跟|和|与|向)(?P<with>[一-鿿]{2,4})(?:做了|已)?(?:交接|移交)"
)
_HAN_BEFORE = re.compile(
    r"(?a)(?:^|[,。;]|现在|以后|后续)\s?(?P<name>[一-鿿]{2,8}?)(?:已经?|会|现在|来|去|将)?(?:接手|接管|(?:去"
    r"|来)?(?:做|弄|处理|跟进|负责|搞|完成|跟))"
)
_DEPARTMENT = re.compile(
    r"(?a).*(?:小组长|组长|部长|科长|主任|总监|主管|经理|实习生|新来的|部门?|组|科|处|中心|团队|公司"
    r"|同事|办公室|法务|财务|采购|研发|市场|行政|运维|测试|人事|销售|生产|质量|IT)(?:的|那边)?(?=[一-鿿]{2})"
)
_ROLE = re.compile(r"(?a)(?:同事|同学|老师|同志|先生|女士|小姐|师傅)$")
_NOBODY = re.compile(
    r"(?a)^(?:[由给]?(?:我[一-鿿]*|你|您|[他她它][一-鿿]*)|同事|别人|其他人|对方|客户|供应商|大家|领导|有关|相关|新|专人|下"
    r"|哪|谁|部门|.*部门?|.*组)$"
)
_ENGLISH = re.compile(
    r"(?a)\b(?:to|with|by|from me to)\s(?P<after>[A-ZÀ-Þ][\wÀ-ɏ'-]+(?:\s(?:de |van |von |der |den |la |le "
    r"|di )?(?:[A-ZÀ-Þ][\wÀ-ɏ'-]+))*(?:\s(?:de|van|von|der|den)(?:\s\w+)*\s[A-ZÀ-Þ][\wÀ-ɏ'-]+)?)"
    r"|(?P<before>[A-ZÀ-Þ][\wÀ-ɏ'-]+(?:\s(?:(?:de|van|von|der|den|la|le|di)\s)*[A-ZÀ-Þ][\wÀ-ɏ'-]+)*)\s(?:has|have"
    r"|had|took|will|is|takes|now|owns|'s|'ll)\b"
)
_NOT_NAMES = frozenset(
    "I It This That We He She They Item Task The Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "My Our Your Hi Hello".split()
)


def name_after(folded: str, original: str, people: tuple[str, ...] = ()) -> str | None:
    """The person of a clause that hands over; a name the project knows wins."""
    known = [name for name in people if name and name in original]
    if len(known) == 1:
        return known[0]
    return _chinese(folded, original) or _english(original)


def _chinese(folded: str, original: str) -> str | None:
    for pattern in (_HAN, _HAN_BEFORE):
        for found in pattern.finditer(folded):
            group = "with" if found.groupdict().get("with") else "name"
            name = original[found.start(group) : found.end(group)].strip()
            department = _DEPARTMENT.match(fold(name))
            name = _ROLE.sub("", name[department.end() if department else 0 :] or name).strip()
            name = _person_in(name)
            if 2 <= len(name) <= 16 and not _NOBODY.match(name):
                return name
    return None


def _person_in(name: str) -> str:
    """The person at the end of a long name: 维修二班曹志强 is 曹志强."""
    found = _PERSON.search(name) if len(name) > 4 else None
    return found[0] if found else name


_PERSON = re.compile(rf"[{SURNAMES}][一-鿿]{{1,2}}$")


def _english(original: str) -> str | None:
    for found in _ENGLISH.finditer(original):
        name = (found["after"] or found["before"] or "").strip()
        if name and name.split()[0] not in _NOT_NAMES:
            return name
    return None
