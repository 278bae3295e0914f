"""All records, in the order in which their tables depend on each other."""

from coordination.action import ActionItem
from coordination.archive import ArchiveJob
from coordination.ask import Ask
from coordination.breach import Breach
from coordination.confirmation import Confirmation
from coordination.database import Record
from coordination.delegation import Delegation
from coordination.event import Event
from coordination.inbound import Inbound, Mailbox
from coordination.issue import Issue, Measure
from coordination.letter import Letter, LetterLine
from coordination.meeting import ActionLine, Attendance, Meeting, Series, Topic
from coordination.milestone import Deliverable, Milestone
from coordination.paper import Paper, PaperVersion
from coordination.person import Address, Department, Person
from coordination.phase import PhaseClosing
from coordination.project import Membership, Project
from coordination.scan import Scan
from coordination.session import LoginAttempt, Session

ALL: tuple[type[Record], ...] = (
    Event, Department, Person, Address, Session, LoginAttempt, Project, Membership, ActionItem, Series, Meeting,
    Attendance, Topic, ActionLine, Milestone, Deliverable, Delegation, Issue, Measure, Paper, PaperVersion, Ask, Letter,
    LetterLine, Confirmation, Mailbox, Inbound, Breach, PhaseClosing,
    Scan, ArchiveJob,
)
