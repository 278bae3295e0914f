"""What a browser without scripts would send of a form as it stands."""

import re
from html import unescape

from tests.webapp.world import Browser


def filled(browser: Browser, path: str, form: str = "editor", lists: tuple[str, ...] = ("topic", "line", "person"),
           **changes: object) -> dict[str, object]:
    """The fields of the form with that id on the page; `lists` name fields that come several times."""
    pattern = browser.get(path).text.partition(f'id="{form}"')[2].partition("</form>")[0].partition("<template")[0]
    sent: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", pattern):
        name, value = (re.search(rf'\s{key}="([^"]*)"', tag) for key in ("name", "value"))
        if not name or name[1] == "csrf_token" or ('type="checkbox"' in tag and "checked" not in tag):
            continue
        text = unescape(value[1]) if value else ""
        sent[name[1]] = [*sent.get(name[1], []), text] if name[1] in lists else text
    for name, text in re.findall(r'<textarea[^>]*\sname="([^"]*)"[^>]*>([^<]*)</textarea>', pattern):
        sent[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*\sname="([^"]*)"[^>]*>(.*?)</select>', pattern, re.S):
        sent[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    return {**sent, **changes}
