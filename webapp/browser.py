"""What a person calls a browser, from what it says of itself."""

from coordination.language import gettext as _

# The first that is found counts: most browsers also name those that they descend from.
BROWSERS = (("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Lark", "Feishu"), ("QQBrowser", "QQ Browser"),
            ("QIHU", "360"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"))
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("Mac OS X", "macOS"), ("Linux", "Linux"))


def browser_name(said: str) -> str:
    """Such as `Firefox, Windows`, from a User-Agent header."""
    found = [next((name for sign, name in signs if sign in said), "") for signs in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or _("unknown browser")
