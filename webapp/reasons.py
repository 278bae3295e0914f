"""Why a mail ended as it did: a sentence for each short code that the desk writes down."""

from coordination.language import N_

REASONS = {
    # It waits for a person.
    "attention": N_("Not everything in it was clear; what was clear is recorded."),
    "no-key": N_("It is no reply to one of our letters."),
    "two-keys": N_("It names two different letters."),
    "other-sender": N_("It answers a letter that was sent to somebody else."),
    "unknown-sender": N_("Its sender is not known here, but it names a project."),
    "dmarc-fail": N_("The mail server says that it does not come from this sender."),
    "forged-authentication": N_("Its proof of origin does not come from our mail server."),
    "name-shows-other-address": N_("The sender's name shows another address than the real one."),
    "look-alike": N_("The sender's name mixes letters that look alike."),
    "two-from-lines": N_("It names more than one sender."),
    "unclear-from": N_("Its sender's address is not clear."),
    "signed-on-paper": N_("It brings back a page that was signed on paper. Please look at the scan and record it."),
    "undo-changed-since": N_("It takes something back that was changed again later; that part was left as it is."),
    # It was declined with a reason.
    "expired-key": N_("It answers a letter that is too old."),
    "unknown-key": N_("It answers a letter that we did not send."),
    "encrypted": N_("It is encrypted, so that its text cannot be read."),
    "too-large": N_("It is too large; only its head was kept."),
    "nothing-to-undo": N_("It takes something back, but nothing was recorded."),
    "withdrawn": N_("It answers minutes of which there is a newer version."),
    "archived": N_("It answers a letter of a project that is archived."),
    "notyours": N_("It reports on an action item that now belongs to somebody else."),
    # It could not be read.
    "three-attempts": N_("Reading it failed three times."),
    "beyond-limits": N_("It is built so unusually that it was not read."),
    "no-sender": N_("It names no sender."),
    # It needed nothing.
    "empty": N_("It is empty."),
    "duplicate": N_("It is the same mail as an earlier one."),
    "stranger": N_("It comes from outside and has to do with no project."),
    "own-mail": N_("It is a letter of our own that came back."),
    "bounce": N_("It says that a letter of ours could not be delivered."),
    "delayed": N_("It says that a letter of ours is delayed."),
    "read-receipt": N_("It is an automatic read receipt, which is no answer."),
    "auto-submitted": N_("It is an automatic reply, which is no answer."),
    "autoreply-header": N_("It is an automatic reply, which is no answer."),
    "automatic-words": N_("It is an automatic reply, which is no answer."),
    "null-return-path": N_("A machine sent it, so that it is no answer."),
    "precedence": N_("It was sent to many at once, so that it is no answer."),
    "mailing-list": N_("It came by way of a mailing list."),
    "calendar-reply": N_("It is a calendar program's answer to an invitation."),
    "calendar-request": N_("It is an invitation of a calendar program."),
    "calendar-cancel": N_("It is a calendar program's cancellation."),
    "archive-received": N_("It answers the mail that handed over the archive."),
    # It did what it asked for.
    "undone": N_("It took back what was recorded before."),
    "wants-status": N_("It asked how things stand, and was answered."),
    "wants-help": N_("It asked how to answer, and was answered."),
}
CONCLUSIONS = {
    "person": N_("a person's mail"), "own": N_("our own mail"), "bounce": N_("a returned letter"),
    "automatic": N_("an automatic mail"), "away": N_("an absence notice"), "calendar": N_("a calendar mail"),
    "unreadable": N_("not readable"), "unclear": N_("origin not clear"), "refused": N_("to be declined"),
    "letter": N_("the letter's key and its person"), "comment": N_("the letter's key, but another person"),
    "hold": N_("for a person to decide"), "refuse": N_("a key that does not count"),
    "fresh": N_("a new mail of a person"), "ignore": N_("nothing to do with us"), "address": N_("the key and the person's address"),
    "authenticated": N_("the key, the address, and our mail server's proof"),
}
DETAILS = {
    "kind": N_("Kind"), "reason": N_("Reason"), "defects": N_("Peculiarities"), "attachments": N_("Attachments"),
    "way": N_("Found by"), "letter": N_("Letter"), "person": N_("Person"), "level": N_("Sure by"),
    "steps": N_("What was cut off"), "inline": N_("Answers under the lines"), "reasons": N_("Reasons"),
    "recorded": N_("Recorded"), "acknowledged": N_("Receipt given"), "refused": N_("Not accepted"),
    "sent": N_("Answered"), "refusal": N_("Reason told"), "attempt": N_("Attempt"), "error": N_("Error"),
    "limit": N_("Limit"), "away_until": N_("Away until"), "bounced": N_("Address"), "why": N_("Why"),
    "duplicate_of": N_("Same as mail"), "message_id_used_again": N_("Message-ID used before"),
    "signatures": N_("Signatures by their codes"), "taken_back": N_("Taken back from mail"), "changed_since": N_("Changed since"),
}
