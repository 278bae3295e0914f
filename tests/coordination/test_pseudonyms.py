"""Other names: the same for the same, nothing else touched."""

import pytest

from coordination.pseudonyms import Pseudonyms
from tests.cast import Cast


def test_people_projects_addresses_and_telephones_get_other_names(cast: Cast) -> None:
    text = "请转给张伟（zhangwei@corp.example，13812345678），新品上线 NPL-A3，见 https://corp.example/a?b=1 。"
    other = Pseudonyms().replace(text)
    for word in ("张伟", "zhangwei", "13812345678", "新品上线", "NPL", "corp.example/a"):
        assert word not in other, word


def test_the_same_name_becomes_the_same_everywhere_and_is_replaced_once(cast: Cast) -> None:
    names = Pseudonyms()
    first, second = names.replace("张伟"), names.replace({"to": ["转给张伟，不是王芳"]})
    assert first != "张伟" and second["to"][0].startswith(f"转给{first}，不是")
    assert len({names.replace(person.name) for person in (cast.zhangwei, cast.wangfang, cast.lina)}) == 3


def test_how_colleagues_call_each_other_follows(cast: Cast) -> None:
    names = Pseudonyms()
    surname = names.replace("张伟")[0]
    assert names.replace("张工说完成了，小张在做") == f"{surname}工说完成了，小{surname}在做"
    assert "Sofia" not in names.replace("Thanks, Sofia")


@pytest.mark.parametrize("text", ["周总结，3 月 5 日完成 80%", "2026-03-05", "due 2026-03-05 10:00", "20260305 前",
                                  "预算 120000 元", "2026-03-05T10:00:00+08:00"])
def test_dates_and_amounts_stay(cast: Cast, text: str) -> None:
    assert Pseudonyms().replace(text) == text
