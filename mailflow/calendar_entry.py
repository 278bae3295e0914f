"""Makes of an invitation what calendar programs read: iCalendar with METHOD REQUEST or CANCEL (RFC 5545, 5546, 6047).

All of it comes from the letter, so that the same letter always gives the same bytes. Instants are in UTC.
"""

from datetime import UTC, datetime
from email.message import EmailMessage

from icalendar import Calendar, Event, vCalAddress, vText

from coordination.letter import Letter
from mailflow.identity import identity

FILE_NAME = "invite.ics"


def attach(message: EmailMessage, letter: Letter) -> None:
    """Add it to a mail that has its bodies: as an alternative for programs that show a meeting, and as a file for those
    that open one."""
    made = as_ics(letter)
    message.add_alternative(made.decode(), subtype="calendar", cte="base64", params={"method": letter.data["method"]})
    message.add_attachment(made, maintype="application", subtype="ics", filename=FILE_NAME)


def as_ics(letter: Letter) -> bytes:
    """The whole calendar object with its one event."""
    calendar = Calendar()
    calendar.add("prodid", "-//Huizhi//Huizhi//EN")
    calendar.add("version", "2.0")
    calendar.add("method", letter.data["method"])
    calendar.add_component(_event(letter))
    return calendar.to_ical()


def uid_of(letter: Letter) -> str:
    """The same for all letters about a meeting; see `coordination.invitation.find`."""
    return f"meeting-{letter.data['meeting']}-{letter.data['uid']}@{identity().domain}"


def _event(letter: Letter) -> Event:
    data, event = letter.data, Event()
    event.add("uid", uid_of(letter))
    event.add("sequence", data["sequence"])
    event.add("dtstamp", letter.date.astimezone(UTC))
    event.add("dtstart", datetime.fromisoformat(data["starts_at"]).astimezone(UTC))
    event.add("dtend", datetime.fromisoformat(data["ends_at"]).astimezone(UTC))
    event.add("summary", _plain(f"{data['title']} ({letter.project.name})"))
    if data["place"]:
        event.add("location", _plain(data["place"]))
    if data["topics"]:
        event.add("description", "\n".join(_plain(topic) for topic in data["topics"]))
    event.add("status", "CANCELLED" if data["method"] == "CANCEL" else "CONFIRMED")
    event.add("organizer", _address(identity().address, identity().name))
    for row in data["people"]:
        event.add("attendee", _attendee(row), encode=0)
    return event


def _attendee(row: dict) -> vCalAddress:
    address = _address(row["email"], row["name"])
    address.params.update({"CUTYPE": vText("INDIVIDUAL"), "ROLE": vText("REQ-PARTICIPANT"),
                           "PARTSTAT": vText("NEEDS-ACTION"), "RSVP": vText("TRUE")})
    return address


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(_plain(name).replace('"', "'"))
    return address


def _plain(text: str) -> str:
    """On one line, without control characters."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
