"""Queries whose SQL is built once give what peewee gives."""

from datetime import UTC, datetime

import pytest
from peewee import JOIN, IntegrityError

from coordination.inbound import Inbound, Mailbox
from coordination.person import Address, Department, Person
from coordination.prepared import Prepared, add, slot
from tests.cast import Cast

WITH_DEPARTMENT = Prepared(lambda: (
    Person.select(Person, Department).join(Department, JOIN.LEFT_OUTER).switch(Person).join(Address)
    .where(Address.email == slot("email"))))
AT = datetime(2026, 3, 2, tzinfo=UTC)


def test_each_call_gives_records_of_its_own(cast: Cast) -> None:
    zhangwei, lina = (WITH_DEPARTMENT.first(email=f"{name}@corp.example") for name in ("zhangwei", "lina"))
    assert (zhangwei.name, zhangwei.department.name) == ("张伟", "研发部")
    assert (lina.name, lina.department.name) == ("李娜", "财务部")
    assert zhangwei is not WITH_DEPARTMENT.first(email="zhangwei@corp.example")


def test_nothing_found_is_nothing_also_the_first_time(cast: Cast) -> None:
    fresh = Prepared(lambda: Person.select().where(Person.name == slot("name")))
    assert (fresh.rows(name="nobody"), fresh.first(name="nobody")) == ([], None)
    assert fresh.first(name="李娜") == cast.lina


def test_a_department_that_is_missing_is_none_after_one_that_is_not(cast: Cast) -> None:
    WITH_DEPARTMENT.first(email="zhangwei@corp.example")
    assert WITH_DEPARTMENT.first(email="admin@corp.example").department is None


def test_a_slot_takes_what_its_column_takes(cast: Cast) -> None:
    mailbox = Mailbox.create(name="m")
    changing = Prepared(lambda: (
        Mailbox.update(checked_at=slot("at", Mailbox.checked_at)).where(Mailbox.id == slot("id"))))
    assert changing.changed(id=mailbox.id, at=AT) == 1
    assert Mailbox.get().checked_at == AT


def test_a_row_that_is_there_is_not_added_twice(cast: Cast) -> None:
    mailbox = Mailbox.create(name="m")
    one = {"mailbox": mailbox, "uidvalidity": 1, "uid": 1, "raw": b"x", "sha256": "", "size": 1}
    assert add(Inbound, unless_present=True, **one) == Inbound.get().id
    assert add(Inbound, unless_present=True, **one) is None
    assert Inbound.get().state == "received"
    with pytest.raises(IntegrityError):
        add(Inbound, **one)


def test_saving_some_columns_leaves_the_others(cast: Cast) -> None:
    lina, other = Person.get_by_id(cast.lina.id), Person.get_by_id(cast.lina.id)
    other.language = "en"
    other.save(only=[Person.language])
    lina.name, lina.department = "李娜娜", cast.zhangwei.department
    assert lina.save(only=[Person.name, Person.department]) == 1
    kept = Person.get_by_id(lina.id)
    assert (kept.name, kept.language, kept.department) == ("李娜娜", "en", cast.zhangwei.department)
    assert not lina.dirty_fields
