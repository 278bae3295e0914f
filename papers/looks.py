"""How the parts of a paper look: by class where a style sheet goes along, by style in a mail, where none does."""

from markupsafe import Markup

PARTS = {
    "paper": "font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Arial,sans-serif;font-size:14px;"
             "line-height:1.6;color:#1f2933",
    "project": "margin:0;color:#52606d;font-size:13px",
    "heading": "margin:2px 0 12px;font-size:19px;line-height:1.35",
    "title": "margin:0 0 8px;font-size:15px",
    "list": "margin:0 0 6px;padding-left:24px",
    "section": "margin:22px 0 6px;font-size:15px;border-bottom:1px solid #cbd2d9;padding-bottom:3px",
    "topic": "margin:12px 0 2px;font-size:14px",
    "text": "margin:0 0 6px;white-space:pre-line",
    "decision": "margin:0 0 6px;padding:4px 10px;border-left:3px solid #2f6f4f;background:#f1f7f3;"
                "white-space:pre-line",
    "table": "border-collapse:collapse;width:100%;font-size:13px",
    "matrix": "border-collapse:collapse;width:100%;font-size:13px",
    "facts": "border-collapse:collapse;font-size:13px",
    "fact": "text-align:left;vertical-align:top;font-weight:normal;color:#52606d;padding:2px 14px 2px 0;"
            "white-space:nowrap",
    "value": "vertical-align:top;padding:2px 0",
    "head": "text-align:left;vertical-align:bottom;padding:5px 8px;border-bottom:2px solid #9aa5b1;"
            "font-weight:bold",
    "cell": "vertical-align:top;padding:5px 8px;border-bottom:1px solid #e1e5ea",
    "short": "vertical-align:top;padding:5px 8px;border-bottom:1px solid #e1e5ea;white-space:nowrap",
    "person": "display:inline-block;white-space:nowrap",
    "changes": "margin:0",
    "draft": "margin:8px 0;font-weight:bold;color:#8a5a00",
    "note": "color:#52606d;font-size:12px",
}


def _attributes(name: str, write: str) -> dict[str, Markup]:
    return {part: Markup(f' {name}="{write.format(part=part, style=style)}"') for part, style in PARTS.items()}


LOOKS = {
    "screen": _attributes("class", "paper-{part}"),
    "print": _attributes("class", "paper-{part}"),
    "mail": _attributes("style", "{style}"),
}
