"""Phase 2 in the sample, in English papers: duties agreed, a communication plan just out, resources half answered."""

from coordination.letter import Letter
from coordination.project import Project
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, iso
from huizhi.sample.prelude import Charter

TEAM = {
    "liu": "decision_layer",
    "linxia": "head",
    "huangbo": "head",
    "sunyue": "head",
    "lina": "head",
    "anna.schmidt": "liaison",
    "sofia.rossi": "member",
    "xumin": "liaison",
}

ANSWERED = {
    "linxia": {
        "people": "Two team leads for six weeks, Anna Schmidt half of her time.",
        "budget": "EUR 18,000 for training and travel.",
        "material": "Twelve headsets.",
        "deliverables": "Shift plan and training handbook\nGerman and English answer templates",
    },
    "huangbo": {
        "people": "One network engineer for three weeks.",
        "budget": "EUR 26,000 for telephony licences.",
        "material": "Two routers, one firewall.",
        "deliverables": "Telephony and ticket system in operation",
    },
}


def begin(company: Company) -> list[Letter]:
    """Berlin service centre; returns the letters to those who have not named their resources."""
    project = steps.start(company, "Berlin service centre", "BSC", "客服部", TEAM, ago=15, language="en")
    charter = _charter(company)
    project = prelude.kick_off(company, project, charter, ago=13)
    plan = steps.circulate(company, project, "communication_plan", {"rows": charter.occasions}, ago=1, at="11:00")
    steps.answer(plan, ago=1, but=("Anna Schmidt", "孙悦"))
    steps.request_and_provide(company, project, "resources", project, ANSWERED, ago=1)
    return _unanswered(project)


def _unanswered(project: Project) -> list[Letter]:
    heads = [person.id for person in project.people_with("head") if person.name in ("孙悦", "李娜")]
    return list(
        Letter.select().where((Letter.project == project) & (Letter.kind == "request") & Letter.person.in_(heads))
    )


def _charter(company: Company) -> Charter:
    return Charter(
        background="Customers in Europe wait until the next day for an answer: our service works in Chinese hours.",
        core_goals="Open a service centre in Berlin that answers in German and English during European office hours.",
        expected_results="First answer within two hours; 90 % of calls taken; churn of European customers halved.",
        starts=iso(-12),
        ends=iso(75),
        departments={
            "客服部": "Staff and training",
            "信息部": "Telephony and ticket system",
            "销售部": "Key customers in Europe",
            "财务部": "Budget and lease",
        },
        authority="陈静 coordinates the four departments, convenes their meetings, and reports once a month.",
        goals=steps.rows(
            {
                "goal": "Answer European customers quickly",
                "metric": "First answer",
                "target": "within 2 hours",
                "by": iso(70),
            },
            {"goal": "Be reachable", "metric": "Calls taken", "target": "90 %", "by": iso(75)},
        ),
        milestones=steps.rows(
            {"name": "Lease signed", "due": iso(15)},
            {"name": "Team of eight hired", "due": iso(40)},
            {"name": "First call answered", "due": iso(60)},
        ),
        escalation="Questions go to the project manager by mail; what a workshop cannot settle goes to "
        "the decision layer.",
        duties=steps.rows(
            {
                "department": company.unit("客服部"),
                "head": company.who("linxia"),
                "duties": "Hire and train the team",
                "deliverable": "Trained team of eight",
                "due": "6-9",
            },
            {
                "department": company.unit("信息部"),
                "head": company.who("huangbo"),
                "duties": "Telephony and ticket system",
                "deliverable": "Systems in operation",
                "due": "5-8",
            },
            {
                "department": company.unit("销售部"),
                "head": company.who("sunyue"),
                "duties": "Inform the key customers",
                "deliverable": "List of key customers with contacts",
                "due": "3-4",
            },
            {
                "department": company.unit("财务部"),
                "head": company.who("lina"),
                "duties": "Budget, lease and payroll",
                "deliverable": "Signed lease",
                "due": iso(15),
            },
        ),
        occasions=steps.rows(
            {
                "occasion": "sync",
                "way": "meeting",
                "people": "All members",
                "rhythm": "weekly tue 15:00",
                "topics": "Weekly call Berlin",
                "output": "Minutes",
                "owner": company.who("chenjing"),
            },
            {
                "occasion": "workshop",
                "way": "meeting",
                "people": "Departments concerned",
                "rhythm": "at once",
                "topics": "One issue at a time",
                "output": "Solution",
                "owner": company.who("chenjing"),
            },
            {
                "occasion": "review",
                "way": "mail",
                "people": "Decision layer",
                "rhythm": "when needed",
                "topics": "Budget and scope",
                "output": "Ruling",
                "owner": company.who("chenjing"),
            },
        ),
    )
