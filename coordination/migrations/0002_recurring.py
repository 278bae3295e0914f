"""A series keeps how often it meets in words; before, it had a weekday and a time."""

from peewee import CharField, IntegerField, Model

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHEN = ("weekday", "hour", "minute")


class Series(Model):
    weekday = IntegerField(null=True)
    hour = IntegerField(default=10)
    minute = IntegerField(default=0)
    recurs = CharField(null=True, max_length=60)

    class Meta:
        table_name = "series"


def up(migrator, db):
    migrator.migrate(migrator.add_column("series", "recurs", CharField(null=True, max_length=60)))
    with db.bind_ctx([Series]):
        for row in list(Series.select().where(Series.weekday.is_null(False))):
            row.recurs = f"weekly {DAYS[row.weekday]} {row.hour:02}:{row.minute:02}"
            row.save(only=[Series.recurs])
    migrator.migrate(*(migrator.drop_column("series", name) for name in WHEN))


def down(migrator, db):
    """What does not meet weekly has no rhythm any more."""
    migrator.migrate(
        migrator.add_column("series", "weekday", IntegerField(null=True)),
        migrator.add_column("series", "hour", IntegerField(default=10)),
        migrator.add_column("series", "minute", IntegerField(default=0)))
    with db.bind_ctx([Series]):
        for row in list(Series.select().where(Series.recurs.startswith("weekly "))):
            _every, day, time = row.recurs.split(" ")
            row.weekday, row.hour, row.minute = DAYS.index(day), int(time[:2]), int(time[3:])
            row.save(only=[Series.weekday, Series.hour, Series.minute])
    migrator.migrate(migrator.drop_column("series", "recurs"))
