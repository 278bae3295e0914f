"""The tables of the first release."""

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator, db):
    class Department(Model):
        name = CharField(unique=True, max_length=120)

        class Meta:
            database = db
            table_name = "department"

    db.create_tables([Department])

    class Project(Model):
        name = CharField(max_length=120)
        code = CharField(unique=True, max_length=16)
        lead_department = ForeignKeyField(Department, null=True)
        language = CharField(max_length=2, default="zh")
        time_zone = CharField(max_length=64, default="Asia/Shanghai")
        phase = CharField(max_length=16, default="kickoff")
        starts_on = CharField(null=True, max_length=10)
        ends_on = CharField(null=True, max_length=10)
        created_at = CharField(max_length=32)
        archived_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "project"

    db.create_tables([Project])

    class Person(Model):
        name = CharField(max_length=120)
        department = ForeignKeyField(Department, null=True)
        language = CharField(max_length=2, default="zh")
        time_zone = CharField(max_length=64, default="Asia/Shanghai")
        password_hash = TextField(null=True)
        administrator = BooleanField(default=False)
        active = BooleanField(default=True)
        away_until = CharField(null=True, max_length=10)
        created_at = CharField(max_length=32)

        class Meta:
            database = db
            table_name = "person"

    db.create_tables([Person])

    class ActionItem(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        number = IntegerField()
        what = TextField()
        owner = ForeignKeyField(Person)
        due = CharField(max_length=10)
        expected_due = CharField(null=True, max_length=10)
        status = CharField(index=True, max_length=16, default="open")
        percent = IntegerField(null=True)
        handed_to = CharField(null=True, max_length=120)
        reason = TextField(null=True)
        created_at = CharField(max_length=32)
        closed_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "action_item"
            indexes = ((("project", "number"), True), (("owner", "status"), False))

    db.create_tables([ActionItem])

    class Series(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        name = CharField(max_length=120)
        kind = CharField(max_length=16, default="weekly")
        plan_key = CharField(null=True, max_length=40)
        weekday = IntegerField(null=True)
        hour = IntegerField(default=10)
        minute = IntegerField(default=0)
        minutes_long = IntegerField(default=60)
        paused_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "series"
            indexes = ((("project", "name"), True),)

    db.create_tables([Series])

    class Meeting(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        series = ForeignKeyField(Series, null=True)
        kind = CharField(max_length=16, default="weekly")
        title = CharField(max_length=120)
        starts_at = CharField(index=True, max_length=32)
        ends_at = CharField(max_length=32)
        place = CharField(max_length=120, default="")
        minute_taker = ForeignKeyField(Person, null=True)
        revision = IntegerField(default=0)
        editor = CharField(max_length=40, default="")
        planned_at = CharField(null=True, max_length=32)
        invited = TextField(null=True)
        sequence = IntegerField(default=0)
        cancelled_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "meeting"
            indexes = ((("series", "planned_at"), True),)

    db.create_tables([Meeting])

    class ActionLine(Model):
        meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
        key = CharField(max_length=40)
        position = IntegerField(default=0)
        what = TextField(default="")
        owner = ForeignKeyField(Person, null=True)
        due = CharField(null=True, max_length=10)
        action = ForeignKeyField(ActionItem, null=True)
        carried = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "action_line"
            indexes = ((("meeting", "key"), True),)

    db.create_tables([ActionLine])

    class Address(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        email = CharField(unique=True, max_length=254)
        position = IntegerField(default=0)
        bounced_at = CharField(null=True, max_length=32)
        bounce_reason = TextField(null=True)

        class Meta:
            database = db
            table_name = "address"

    db.create_tables([Address])

    class ArchiveJob(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        number = IntegerField()
        state = CharField(max_length=12, default="queued")
        done = IntegerField(default=0)
        total = IntegerField(default=0)
        error = TextField(null=True)
        attempts = IntegerField(default=0)
        due_at = CharField(max_length=32)
        lease_until = CharField(null=True, max_length=32)
        fence = IntegerField(default=0)
        ordered_by = ForeignKeyField(Person)
        ordered_at = CharField(max_length=32)
        reason = TextField(default="")
        made_at = CharField(null=True, max_length=32)
        size = BigIntegerField(null=True)
        sha256 = CharField(null=True, max_length=64)
        handed_over_at = CharField(null=True, max_length=32)
        handed_over_to = TextField(default="")
        handed_over_how = CharField(null=True, max_length=12)
        handed_over_by = ForeignKeyField(Person, null=True)

        class Meta:
            database = db
            table_name = "archive_job"
            indexes = ((("project", "number"), True), (("state", "due_at"), False))

    db.create_tables([ArchiveJob])

    class Issue(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        number = IntegerField()
        raised_at = CharField(max_length=32)
        raiser = ForeignKeyField(Person)
        inbound_id = IntegerField(null=True)
        level = CharField(null=True, max_length=8)
        what = TextField()
        impact = TextField(default="")
        wish = TextField(default="")
        departments = TextField()
        state = CharField(index=True, max_length=12, default="raised")
        meeting = ForeignKeyField(Meeting, null=True)
        convened_at = CharField(null=True, max_length=32)
        escalated_at = CharField(null=True, max_length=32)
        ruling = TextField(null=True)
        ruled_at = CharField(null=True, max_length=32)
        remedy = TextField(default="")
        solved_at = CharField(null=True, max_length=32)
        closed_at = CharField(null=True, max_length=32)
        closed_by = ForeignKeyField(Person, null=True)

        class Meta:
            database = db
            table_name = "issue"
            indexes = ((("project", "number"), True),)

    db.create_tables([Issue])

    class Paper(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        kind = CharField(max_length=24)
        letter = CharField(max_length=2, default="M")
        number = IntegerField()
        meeting = ForeignKeyField(Meeting, unique=True, null=True)
        issue = ForeignKeyField(Issue, null=True)
        title = CharField(max_length=160)
        state = CharField(max_length=12, default="draft")
        final_at = CharField(null=True, max_length=32)
        outcome = CharField(null=True, max_length=12)
        values = TextField()
        chosen = TextField()
        revision = IntegerField(default=0)
        editor = CharField(max_length=40, default="")

        class Meta:
            database = db
            table_name = "paper"
            indexes = ((("project", "kind", "number"), True),)

    db.create_tables([Paper])

    class PaperVersion(Model):
        paper = ForeignKeyField(Paper, on_delete="CASCADE")
        version = IntegerField()
        content_json = TextField()
        sha256 = CharField(max_length=64)
        changes = TextField()
        note = TextField(default="")
        circulated_at = CharField(max_length=32)
        circulated_by = ForeignKeyField(Person, null=True)

        class Meta:
            database = db
            table_name = "paper_version"
            indexes = ((("paper", "version"), True),)

    db.create_tables([PaperVersion])

    class Ask(Model):
        kind = CharField(max_length=16)
        person = ForeignKeyField(Person)
        project = ForeignKeyField(Project, on_delete="CASCADE")
        paper_version = ForeignKeyField(PaperVersion, null=True, on_delete="CASCADE")
        action = ForeignKeyField(ActionItem, null=True, on_delete="CASCADE")
        subject = CharField(null=True, max_length=40)
        subject_id = IntegerField(null=True)
        question = CharField(null=True, max_length=24)
        created_at = CharField(max_length=32)
        answered_at = CharField(null=True, max_length=32)
        answer_given = CharField(null=True, max_length=16)
        answered_by = ForeignKeyField(Person, null=True)
        option = CharField(null=True, max_length=8)
        text = TextField(null=True)
        assurance = CharField(null=True, max_length=8)
        channel = CharField(null=True, max_length=16)
        inbound_id = IntegerField(null=True)
        withdrawn_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "ask"
            indexes = (
                (("kind", "person", "paper_version"), True),
                (("kind", "person", "action"), True),
                (("kind", "person", "subject", "subject_id", "question"), True),
                (("paper_version", "kind"), False),
                (("person", "answered_at"), False),
                (("subject", "subject_id"), False),
            )

    db.create_tables([Ask])

    class Attendance(Model):
        meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        state = CharField(max_length=8, default="present")
        reply = CharField(null=True, max_length=9)
        reply_sequence = IntegerField(null=True)

        class Meta:
            database = db
            table_name = "attendance"
            indexes = ((("meeting", "person"), True),)

    db.create_tables([Attendance])

    class Breach(Model):
        rule = CharField(max_length=24)
        project_id = IntegerField(index=True)
        subject = CharField(max_length=40)
        subject_id = IntegerField()
        deadline = CharField(max_length=32)
        found_at = CharField(max_length=32)

        class Meta:
            database = db
            table_name = "breach"
            indexes = ((("rule", "subject", "subject_id"), True),)

    db.create_tables([Breach])

    class Confirmation(Model):
        ask = ForeignKeyField(Ask, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        inbound_id = IntegerField(null=True)
        said = CharField(max_length=16)
        more = TextField()
        code = CharField(max_length=12)
        attempts = IntegerField(default=0)
        created_at = CharField(max_length=32)
        expires_at = CharField(max_length=32)
        used_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "confirmation"

    db.create_tables([Confirmation])

    class Delegation(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        deputy = ForeignKeyField(Person, on_delete="CASCADE")
        starts_on = CharField(max_length=10)
        ends_on = CharField(max_length=10)
        ended_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "delegation"
            indexes = ((("person", "ends_on"), False), (("deputy", "ends_on"), False))

    db.create_tables([Delegation])

    class Deliverable(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        key = CharField(max_length=40)
        department = ForeignKeyField(Department, null=True)
        owner = ForeignKeyField(Person, null=True)
        name = TextField()
        quality = TextField(default="")
        starts_on = CharField(null=True, max_length=10)
        due = CharField(max_length=10)
        expected_due = CharField(null=True, max_length=10)
        reason = TextField(null=True)
        needs_help = BooleanField(default=False)
        reached_at = CharField(null=True, max_length=32)
        dropped_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "deliverable"
            indexes = ((("project", "key"), True),)

    db.create_tables([Deliverable])

    class Event(Model):
        at = CharField(index=True, max_length=32)
        actor_id = IntegerField(null=True)
        on_behalf_of_id = IntegerField(null=True)
        channel = CharField(max_length=16)
        verb = CharField(max_length=40)
        subject = CharField(max_length=40)
        subject_id = IntegerField()
        project_id = IntegerField(null=True)
        inbound_id = IntegerField(index=True, null=True)
        before = TextField(null=True)
        after = TextField(null=True)

        class Meta:
            database = db
            table_name = "event"
            indexes = ((("subject", "subject_id"), False), (("project_id", "id"), False))

    db.create_tables([Event])

    class Mailbox(Model):
        name = CharField(unique=True, max_length=254)
        uidvalidity = IntegerField(null=True)
        epoch = IntegerField(default=0)
        last_uid = IntegerField(default=0)
        checked_at = CharField(null=True, max_length=32)
        error = TextField(null=True)
        error_since = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "mailbox"

    db.create_tables([Mailbox])

    class Letter(Model):
        key = CharField(unique=True, max_length=26)
        kind = CharField(max_length=16)
        person = ForeignKeyField(Person)
        behalf = ForeignKeyField(Person, null=True)
        address = CharField(max_length=254)
        project = ForeignKeyField(Project, null=True, on_delete="CASCADE")
        paper_version = ForeignKeyField(PaperVersion, null=True, on_delete="CASCADE")
        answers_inbound_id = IntegerField(index=True, null=True)
        cause = CharField(max_length=80)
        in_reply_to = CharField(null=True, max_length=998)
        language = CharField(max_length=2)
        message_id = CharField(unique=True, max_length=200)
        date = CharField(max_length=32)
        data = TextField()
        state = CharField(max_length=12, default="queued")
        attempts = IntegerField(default=0)
        due_at = CharField(max_length=32)
        lease_until = CharField(null=True, max_length=32)
        fence = IntegerField(default=0)
        subject = TextField(default="")
        text = TextField(default="")
        raw = BlobField(null=True)
        error = TextField(null=True)
        sent_at = CharField(null=True, max_length=32)
        claimed_at = CharField(index=True, null=True, max_length=32)
        handovers = IntegerField(default=0)
        expires_at = CharField(max_length=32)

        class Meta:
            database = db
            table_name = "letter"
            indexes = (
                (("cause", "person", "kind"), True),
                (("state", "due_at"), False),
                (("project", "id"), False),
            )

    db.create_tables([Letter])

    class Inbound(Model):
        mailbox = ForeignKeyField(Mailbox)
        uidvalidity = IntegerField()
        uid = IntegerField()
        received_at = CharField(max_length=32)
        raw = BlobField()
        sha256 = CharField(max_length=64)
        size = IntegerField()
        state = CharField(max_length=12, default="received")
        reason = CharField(max_length=60, default="")
        attempts = IntegerField(default=0)
        due_at = CharField(max_length=32)
        lease_until = CharField(null=True, max_length=32)
        fence = IntegerField(default=0)
        logical_key = CharField(index=True, null=True, max_length=64)
        message_id = CharField(index=True, null=True, max_length=998)
        from_address = CharField(null=True, max_length=254)
        subject = TextField(default="")
        date = CharField(null=True, max_length=32)
        person = ForeignKeyField(Person, null=True)
        letter = ForeignKeyField(Letter, null=True, on_delete="SET NULL")
        project = ForeignKeyField(Project, null=True)
        trace = TextField()
        meaning = TextField(null=True)
        triaged_at = CharField(null=True, max_length=32)
        triaged_by = ForeignKeyField(Person, null=True)

        class Meta:
            database = db
            table_name = "inbound"
            indexes = (
                (("mailbox", "uidvalidity", "uid"), True),
                (("state", "due_at"), False),
                (("project", "state"), False),
            )

    db.create_tables([Inbound])

    class LetterLine(Model):
        letter = ForeignKeyField(Letter, on_delete="CASCADE")
        n = IntegerField()
        ask = ForeignKeyField(Ask, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "letter_line"
            indexes = ((("letter", "n"), True),)

    db.create_tables([LetterLine])

    class LoginAttempt(Model):
        at = CharField(index=True, max_length=32)
        name = CharField(max_length=254)
        address = CharField(max_length=64)
        succeeded = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "login_attempt"
            indexes = ((("name", "at"), False), (("address", "at"), False))

    db.create_tables([LoginAttempt])

    class Measure(Model):
        issue = ForeignKeyField(Issue, on_delete="CASCADE")
        action = ForeignKeyField(ActionItem, unique=True, on_delete="CASCADE")
        department = ForeignKeyField(Department, null=True)
        source = CharField(max_length=40, default="")
        key = CharField(max_length=40, default="")

        class Meta:
            database = db
            table_name = "measure"
            indexes = ((("issue", "source", "key"), True),)

    db.create_tables([Measure])

    class Membership(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        role = CharField(max_length=16)

        class Meta:
            database = db
            table_name = "membership"
            indexes = ((("project", "person", "role"), True), (("person", "role"), False))

    db.create_tables([Membership])

    class Milestone(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        key = CharField(max_length=40)
        name = TextField()
        due = CharField(max_length=10)
        expected_due = CharField(null=True, max_length=10)
        reason = TextField(null=True)
        needs_help = BooleanField(default=False)
        reached_at = CharField(null=True, max_length=32)
        dropped_at = CharField(null=True, max_length=32)

        class Meta:
            database = db
            table_name = "milestone"
            indexes = ((("project", "key"), True),)

    db.create_tables([Milestone])

    class PhaseClosing(Model):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        phase = CharField(max_length=16)
        closed_at = CharField(max_length=32)
        closed_by = ForeignKeyField(Person)
        reason = TextField(default="")

        class Meta:
            database = db
            table_name = "phase_closing"
            indexes = ((("project", "phase"), True),)

    db.create_tables([PhaseClosing])

    class Scan(Model):
        ask = ForeignKeyField(Ask, on_delete="CASCADE")
        name = CharField(max_length=120)
        media_type = CharField(max_length=40)
        content = BlobField()
        size = IntegerField()
        sha256 = CharField(max_length=64)
        inbound_id = IntegerField(null=True)
        recorded_by = ForeignKeyField(Person)
        recorded_at = CharField(max_length=32)

        class Meta:
            database = db
            table_name = "scan"
            indexes = ((("ask", "sha256"), True),)

    db.create_tables([Scan])

    class Session(Model):
        token_hash = CharField(unique=True, max_length=64)
        person = ForeignKeyField(Person, on_delete="CASCADE")
        created_at = CharField(max_length=32)
        seen_at = CharField(max_length=32)
        expires_at = CharField(max_length=32)
        revoked_at = CharField(null=True, max_length=32)
        address = CharField(max_length=64, default="")
        browser = CharField(max_length=300, default="")

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class Topic(Model):
        meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
        key = CharField(max_length=40)
        position = IntegerField(default=0)
        title = TextField(default="")
        discussion = TextField(default="")
        decision = TextField(default="")
        taken_over = TextField(default="")
        inbound_id = IntegerField(null=True)

        class Meta:
            database = db
            table_name = "topic"
            indexes = ((("meeting", "key"), True),)

    db.create_tables([Topic])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("topic"))
    migrator.migrate(migrator.drop_table("session"))
    migrator.migrate(migrator.drop_table("scan"))
    migrator.migrate(migrator.drop_table("phase_closing"))
    migrator.migrate(migrator.drop_table("milestone"))
    migrator.migrate(migrator.drop_table("membership"))
    migrator.migrate(migrator.drop_table("measure"))
    migrator.migrate(migrator.drop_table("login_attempt"))
    migrator.migrate(migrator.drop_table("letter_line"))
    migrator.migrate(migrator.drop_table("inbound"))
    migrator.migrate(migrator.drop_table("letter"))
    migrator.migrate(migrator.drop_table("mailbox"))
    migrator.migrate(migrator.drop_table("event"))
    migrator.migrate(migrator.drop_table("deliverable"))
    migrator.migrate(migrator.drop_table("delegation"))
    migrator.migrate(migrator.drop_table("confirmation"))
    migrator.migrate(migrator.drop_table("breach"))
    migrator.migrate(migrator.drop_table("attendance"))
    migrator.migrate(migrator.drop_table("ask"))
    migrator.migrate(migrator.drop_table("paper_version"))
    migrator.migrate(migrator.drop_table("paper"))
    migrator.migrate(migrator.drop_table("issue"))
    migrator.migrate(migrator.drop_table("archive_job"))
    migrator.migrate(migrator.drop_table("address"))
    migrator.migrate(migrator.drop_table("action_line"))
    migrator.migrate(migrator.drop_table("meeting"))
    migrator.migrate(migrator.drop_table("series"))
    migrator.migrate(migrator.drop_table("action_item"))
    migrator.migrate(migrator.drop_table("person"))
    migrator.migrate(migrator.drop_table("project"))
    migrator.migrate(migrator.drop_table("department"))
