"""Who takes part in a meeting, by the words of the communication plan: roles, departments and names."""

import re

from coordination.meeting import Series
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Membership, Project

ROLE_WORDS = {
    "项目经理": "pm", "project manager": "pm", "pm": "pm",
    "项目决策层": "decision_layer", "决策层": "decision_layer", "decision layer": "decision_layer",
    "部门负责人": "head", "负责人": "head", "department head": "head", "head": "head",
    "部门接口人": "liaison", "接口人": "liaison", "department liaison": "liaison", "liaison": "liaison",
    "核心成员": "member", "核心执行成员": "member", "core member": "member",
    "记录人": "minute_taker", "minute taker": "minute_taker",
}
EVERYBODY = re.compile(r"全体|全员|所有|大家|成员|\b(?:all|everybody|everyone|members)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[、,，;；/\n]|和|与|及|\band\b|&")
_ALL_OF_THEM = re.compile(r"^(?:各|全体|所有|all |the )+")


def planned_for(series: Series) -> list[Person] | None:
    """Whom the circulated communication plan names for a series; None where that is everybody, or nobody can tell."""
    plan = (Paper.select().where((Paper.project == series.project) & (Paper.kind == "communication_plan"))
            .order_by(Paper.number.desc()).first()) if series.plan_key else None
    version = plan.latest if plan else None
    rows = [row for section in version.content["sections"] for row in section.get("rows", ())] if version else []
    words = next((row["people"] for row in rows if row["key"] == series.plan_key), "")
    return named(words, series.project) if words else None


def named(words: str, project: Project) -> list[Person] | None:
    """The members that all the words name, and the project managers; None where a word names nobody, such as 全体."""
    memberships, found = project.memberships(), set()
    for word in filter(None, (word.strip().lower() for word in _BETWEEN.split(words))):
        those = {row.person_id for row in memberships if _names(word, row)}
        if not those:
            return None
        found |= those
    found |= {row.person_id for row in memberships if row.role == "pm"}
    return [person for person in project.members() if person.id in found]


def _names(word: str, row: Membership) -> bool:
    department = row.person.department.name.lower() if row.person.department else ""
    role = _ALL_OF_THEM.sub("", word)
    return word in (row.person.name.lower(), department) or row.role == (
        ROLE_WORDS.get(role) or ROLE_WORDS.get(role.removesuffix("s")))
