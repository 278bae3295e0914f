"""Why a mail ended as it did: a sentence for each short code that the desk writes down."""

from coordination.language import N_

REASONS = {
    # It waits for a person.
    "attention": N_("Please read it: something in it is unclear or speaks against what was asked. Nothing was "
                    "guessed."),
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
    "which-project": N_("It reports an issue, but not in which project. Please say below which one it is about."),
    "unknowndeputy": N_("It names a deputy whom nobody of its sender's department or projects is called. The sender "
                        "was told."),
    "severaldeputies": N_("It names a deputy whose name several people have. Please ask who is meant, and name the "
                          "deputy on the person's page."),
    "daysunclear": N_("It names a deputy, but not clearly from which day to which. The sender was told."),
    "unprovenhead": N_("It names a deputy, and no mail server proves its sender. Please ask the sender, and name the "
                       "deputy on the person's page."),
    "owndeputy": N_("It names its own sender as deputy."),
    "help-and-more": N_("It asks for help, and got the help mail; please read whether it says more."),
    "issue-raised": N_("It raised an issue, which waits to be graded."),
    "undo-changed-since": N_("It takes something back that was changed again later; that part was left as it is."),
    "which-issue": N_("It asks to reopen an issue, but not clearly which one. Its writer was asked for the number."),
    "issue-reopened": N_("It opened an issue again, which is recorded. Please agree on what is to be done now."),
    "issue-not-solved": N_("Its writer says that the issue is not solved yet. That is recorded, and the issue is in "
                           "work again: please agree on what is still to be done."),
    "said-no": N_("It says no, or asks for changes. That is recorded with the reason: please take it up with whoever "
                  "wrote it."),
    "record-undone": N_("It takes back what a project manager had recorded for its sender."),
    "record-disputed": N_("It objects to what a project manager had recorded for its sender by phone or on paper."),
    # It was declined with a reason.
    "expired-key": N_("It answers a letter that is too old."),
    "unknown-key": N_("It answers a letter that we did not send."),
    "encrypted": N_("It is encrypted, so that its text cannot be read."),
    "delivery-report": N_("A mail server reports what became of a mail. It is no answer."),
    "winmail": N_("Its text is in a winmail.dat file, which cannot be opened."),
    "too-large": N_("It is too large; only its head was kept."),
    "nothing-to-undo": N_("It takes something back, but nothing was recorded."),
    "withdrawn": N_("It answers a paper of which there is a newer version."),
    "archived": N_("It answers a letter of a project that is archived."),
    "notyours": N_("It reports on an action item that now belongs to somebody else."),
    "decidedalready": N_("It answers differently what was decided already."),
    "nosuchoption": N_("It chooses an option that there is not."),
    "ruledalready": N_("It asks to reopen an issue on which the decision layer has ruled."),
    "onlytheraiser": N_("It asks to reopen an issue that somebody else raised."),
    "wrongstate": N_("It asks for something that does not fit the state of the issue."),
    "wrongcode": N_("It does not bring the right code."),
    "codeexpired": N_("It brings a code that is no longer valid."),
    "concluded": N_("It takes back a decision that has taken effect."),
    "notallowed": N_("Whoever wrote it has not the right to answer."),
    "notontheteam": N_("It raises an issue in a project that the sender is not a member of."),
    "overalready": N_("It answers the invitation to a meeting that is over or cancelled."),
    "notinvited": N_("It answers the invitation to a meeting to which the sender is not invited."),
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
    "calendar-not-invited": N_("It answers an invitation that its sender did not get."),
    "calendar-other-attendee": N_("It answers an invitation for somebody else."),
    "calendar-proposal": N_("It proposes another time for a meeting."),
    "calendar-unclear": N_("It answers an invitation, but neither yes nor no."),
    "calendar-old": N_("It answers an invitation that has changed since."),
    "calendar-too-late": N_("It answers an invitation to a meeting that is over or was cancelled."),
    "calendar-reply": N_("It is a calendar program's answer to an invitation."),
    "calendar-request": N_("It is an invitation of a calendar program."),
    "calendar-cancel": N_("It is a calendar program's cancellation."),
    "archive-received": N_("It answers the mail that handed over the archive."),
    # It did what it asked for.
    "code-sent": N_("It signs or decides; it counts when the code that was mailed comes back."),
    "undone": N_("It took back what was recorded before."),
    "deputy-named": N_("It named a deputy, which was recorded."),
    "wants-status": N_("It asked how things stand, and was answered."),
    "wants-help": N_("It asked how to answer, and was answered."),
}
# They say it all: nothing of such a mail is left unclear, whatever was noted when its words were read.
SAY_ALL = ("issue-raised", "issue-reopened", "issue-not-solved", "said-no", "which-project", "which-issue")
CONCLUSIONS = {
    "person": N_("a person's mail"), "own": N_("our own mail"), "bounce": N_("a returned letter"),
    "automatic": N_("an automatic mail"), "away": N_("an absence notice"), "calendar": N_("a calendar mail"),
    "unreadable": N_("not readable"), "unclear": N_("origin not clear"), "refused": N_("to be declined"),
    "letter": N_("the letter's key and its person"), "comment": N_("the letter's key, but another person"),
    "hold": N_("for a person to decide"), "refuse": N_("a key that does not count"),
    "fresh": N_("a new mail of a person"), "ignore": N_("nothing to do with us"),
    "address": N_("the key and the person's address"),
    "authenticated": N_("the key, the address, and our mail server's proof"),
}
# What the reader cut off, in the words of `mailflow.reading`.
STEPS = {
    "text": N_("read as plain text"), "html": N_("read as HTML"), "no text": N_("no text"),
    "sent letter subtracted": N_("our own letter below it"), "reply-above marker": N_("everything below our line"),
    "quoting box": N_("a quoted mail"), "quote marks": N_("lines with quote marks"),
    "attribution": N_("a quoted mail with its heading"), "separator": N_("a quoted mail below a rule"),
    "header block": N_("a quoted mail with its head"), "no quotation found": N_("no quotation found"),
    "disclaimer cut": N_("a disclaimer"), "device line cut": N_("a line of the mail program"),
    "signature cut": N_("a signature"), "signature table cut": N_("a signature"),
}
# What is odd about a mail, and the byte limits that it can exceed, in the words of `mailflow.mail` and `mailflow.mime`.
PECULIARITIES = {
    "more-attachments": N_("it has more attachments than were kept"),
    "signature-unchecked": N_("its digital signature was not checked"),
    "text-cut": N_("its text is longer than what was read"),
    "unreadable-characters": N_("some of its characters could not be read"),
    "comments in From": N_("comments in the sender's line"), "header block": N_("the whole head of the mail"),
    "header lines": N_("the lines of the head"), "header fields": N_("the number of fields in the head"),
    "header field": N_("one field of the head"), "boundaries": N_("the number of its parts"),
    "delimiter lines": N_("the lines between its parts"), "nested messages": N_("mails within mails"),
    "old or not to be answered": N_("It is too old, or of a kind that is not answered."),
}
DETAILS = {
    "kind": N_("Kind"), "reason": N_("Reason"), "defects": N_("Peculiarities"), "attachments": N_("Attachments"),
    "way": N_("Found by"), "letter": N_("Letter"), "letter_of": N_("Sent to"), "person": N_("Person"),
    "level": N_("Sure by"),
    "steps": N_("How it was read"), "inline": N_("Answers under the lines"), "reasons": N_("Reasons"),
    "recorded": N_("Recorded"), "acknowledged": N_("Receipt given"), "refused": N_("Not accepted"),
    "sent": N_("Answered"), "refusal": N_("Reason told"), "attempt": N_("Attempt"), "error": N_("Error"),
    "limit": N_("Limit"), "away_until": N_("Away until"), "bounced": N_("Address"), "why": N_("Why"),
    "duplicate_of": N_("Same as mail"), "message_id_used_again": N_("Message-ID used before"),
    "signatures": N_("Signatures by their codes"), "taken_back": N_("Taken back from mail"),
    "changed_since": N_("Changed since"),
    "attendance": N_("Attendance"), "objection": N_("Objection kept"),
}
