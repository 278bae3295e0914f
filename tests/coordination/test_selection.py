"""Queries that write their columns themselves say what peewee's say."""

from pathlib import Path

import pytest
from peewee import JOIN, ModelSelect, fn

from coordination.database import Record
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.person import Address, Person
from coordination.project import Membership, Project
from coordination.records import ALL


@pytest.mark.parametrize("record", ALL)
def test_a_whole_record_is_asked_for_as_peewee_does(database: Path, record: type[Record]) -> None:
    query = record.select().where(record.id == 7).order_by(record.id.desc()).limit(2)
    assert query.sql() == as_peewee(query).sql()


def test_joins_other_names_and_nested_queries_are_as_peewee_writes_them(database: Path) -> None:
    deputy = Person.alias()
    mine = Membership.select(Membership.project).where(Membership.person == 1)
    queries = [
        Letter.select(Letter, Person, Project).join(Person).switch(Letter).join(Project, JOIN.LEFT_OUTER),
        Person.select(Person, deputy).join(deputy, on=deputy.id == Person.id),
        Project.select(Project.name, fn.COUNT(Project.id)).where(Project.id.in_(mine)).group_by(Project.name),
        Address.select().where(Address.person.in_(Person.select().where(Person.active))),
        Person.select(Person.name.alias("called")).distinct(),
        Person.select().where(Person.id.in_(Project.select())),
    ]
    assert [query.sql() for query in queries] == [as_peewee(query).sql() for query in queries]


def test_a_record_found_by_its_id_is_the_one_that_peewee_finds(circulated: Minutes) -> None:
    for record in ALL:
        for row in record.select().limit(3):
            found = record.get(record.id == row.id)
            assert (type(found), found.__data__, found.is_dirty()) == (record, row.__data__, False)


def test_a_record_that_does_not_exist_is_not_found(database: Path) -> None:
    with pytest.raises(Person.DoesNotExist):
        Person.get_by_id(7)
    assert Person.get_or_none(Person.id == 7) is None


def as_peewee(query: ModelSelect) -> ModelSelect:
    plain = query.clone()
    plain.__class__ = ModelSelect
    return plain
