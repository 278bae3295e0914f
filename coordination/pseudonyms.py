"""Other names for people, projects, addresses and telephone numbers, the same one for the same all through."""

import re
from typing import Any

from coordination.person import Person
from coordination.project import Project

CHINESE = ("张伟 王芳 李娜 陈杰 赵敏 刘洋 杨帆 黄磊 周婷 吴昊 徐静 孙强 朱琳 马超 胡军 林晓 "
           "郭鹏 何丽 高翔 罗丹 郑爽 梁栋 谢娟 宋涛 唐宁 许晴 韩磊 冯雪 邓超 曹颖").split()
LATIN = ("Sofia Rossi,Tom Becker,Priya Nair,Emma Clark,Luis Ortega,Anna Novak,Peter Lang,Mia Jensen,Omar Haddad,"
         "Lucy Grant,Jan Visser,Nora Quinn,Paul Meyer,Iris Blom,Hugo Martin,Ella Stone").split(",")
TITLE = r"总(?![结计数是会部监])|工(?![作程具期艺资厂人])|经理|部长|主任|主管|老师|哥|姐"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.+-]+)?")
LINK = r"https?://[^\s<>）)]+"
ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
TELEPHONE = (r"(?<![\w-])(?:\+\d{1,3}[ \d-]{7,14}\d|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}"
             r"|(?!20\d{6}(?!\d))\d{7,})(?![\w-])")


class Pseudonyms:
    """Names that we do not know, such as those of strangers in a signature, stay: somebody has to look."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.instead: dict[str, str] = {}
        for project in Project.select().order_by(Project.id):
            self._take(project.name, self._next("Project {}" if project.name.isascii() else "项目{}"))
            self._take(project.code, self._next("P{}"))
        people = [name for name, in Person.select(Person.name).order_by(Person.id).tuples()]
        self.chinese, self.latin = ([name for name in pool if name not in people] for pool in (CHINESE, LATIN))
        for name in people:
            self._take_person(name)

    def replace(self, value: Any) -> Any:
        """The same value with other names in all of its texts."""
        if isinstance(value, str):
            return value if MOMENT.fullmatch(value) else self._replaced(value)
        if isinstance(value, dict):
            return {key: self.replace(part) for key, part in value.items()}
        return [self.replace(part) for part in value] if isinstance(value, list | tuple) else value

    def _replaced(self, text: str) -> str:
        """In one pass, so that nobody gets another name twice."""
        here = sorted((name for name in self.instead if name in text), key=len, reverse=True)
        surnames = "".join(name for name in here if len(name) == 1)
        names = [_pattern(name) for name in here if len(name) > 1]
        if surnames:
            names += [rf"[{surnames}](?={TITLE})", rf"(?<=[老小])[{surnames}]"]
        first, last = (f"(?P<link>{LINK})", f"(?P<address>{ADDRESS})"), (f"(?P<telephone>{TELEPHONE})",)
        return re.sub("|".join((*first, *names, *last)), self._other, text)

    def _other(self, found: re.Match[str]) -> str:
        said = found[0]
        if found.lastgroup == "link":
            return "https://example.com/"
        if found.lastgroup == "address":
            return self._take(said.lower(), self._next("person{}@example.com"))
        if found.lastgroup == "telephone":
            return self._take(said, _numbers(said, self._next("{}")))
        return self.instead[said]

    def _take_person(self, name: str) -> None:
        if name.isascii():
            other = self._take(name, self._named("Colleague {}", self.latin))
            for part, instead in zip(name.split(), other.split(), strict=False):
                if len(part) > 2:
                    self._take(part, instead)
        elif name:
            self._take(name[0], self._take(name, self._named("甲{}", self.chinese))[0])

    def _take(self, said: str, instead: str) -> str:
        """The first name given stays."""
        return self.instead.setdefault(said, instead)

    def _named(self, form: str, pool: list[str]) -> str:
        return pool.pop(0) if pool else self._next(form)

    def _next(self, form: str) -> str:
        self.counts[form] = self.counts.get(form, 0) + 1
        return form.format(self.counts[form])


def _pattern(name: str) -> str:
    return rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name)


def _numbers(said: str, n: str) -> str:
    """As many digits in the same groups."""
    digits = re.sub(r"\D", "", said)
    made = iter((digits[:2] + "0" * len(digits))[:len(digits) - len(n)] + n)
    return re.sub(r"\d", lambda _digit: next(made), said)
