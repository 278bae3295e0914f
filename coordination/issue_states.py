"""Where an issue stands, and which steps can come next."""

from coordination.language import N_

LEVELS = {"minor": N_("minor"), "cross": N_("cross-department")}
STATES = {"raised": N_("raised"), "accepted": N_("accepted"), "convened": N_("workshop convened"),
          "solving": N_("being solved"), "escalated": N_("escalated"), "solved": N_("solved, to be confirmed"),
          "closed": N_("closed"), "rejected": N_("not an issue")}
OVER = ("closed", "rejected")
GOING = tuple(state for state in STATES if state not in OVER)
NEW = ("raised", "accepted")
ESCALATED_FROM = (*NEW, "convened", "solving")
STEPS = {
    "raised": ("grade", "dismiss", "convene", "solution", "escalate"),
    "accepted": ("grade", "dismiss", "convene", "solution", "escalate"),
    "convened": ("dismiss", "convene", "solution", "escalate"),
    "solving": ("convene", "solution", "measure", "escalate", "confirm"), "escalated": (), "solved": ("answer",),
}
FINISHING = frozenset({"settle", "confirm"})


def steps_from(state: str, level: str | None, *, is_ruled: bool) -> frozenset[str]:
    """What can come next; those of FINISHING only once no measure is open."""
    if state in OVER:
        return frozenset({"reopen"})
    steps = frozenset(STEPS[state])
    if level == "minor":
        steps = steps - {"convene", "solution", "escalate"} | {"measure"} | FINISHING
        steps -= {"confirm"} if state == "solved" else set()
    return steps - {"escalate"} | {"reopen"} if is_ruled else steps
