"""Imitations of mail programs as the rest of the world uses them, in its languages."""

from bench.imitation import Imitation

_N, _A, _R, _RA = "Huizhi", "huizhi@corp.example", "Wang, Fang", "wangfang@corp.example"
_H = f"{_N} &lt;{_A}&gt;"
_RH = f"{_R} &lt;{_RA}&gt;"
_MSO = '<p class="MsoNormal"><span lang="EN-US">{}<o:p></o:p></span></p>'


def _outlook(name: str, sender: str, date: str, to: str, subject: str, when: str) -> Imitation:
    """Outlook's block of headers in one of its languages."""
    rows = ((sender, f"{_N} <{_A}>"), (date, when), (to, _RA), (subject, "{subject}"))
    text = "\n".join(f"{label}: {value}" for label, value in rows)
    markup = "<br>".join(f"<b>{label}:</b> {value.replace('<', '&lt;')}" for label, value in rows)
    return Imitation(
        f"Outlook {name}",
        f"{{own}}\n\n{text}\n\n{{quoted}}",
        '<div class="WordSection1">{own}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        f'<p class="MsoNormal">{markup}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>{{quoted}}</div>',
        paragraph=_MSO, quoted=_MSO,
    )


def _said(name: str, line: str, box: str = '<blockquote type="cite">', marks: str = "> ", markup: str = "") -> Imitation:
    """One line says who wrote, the letter follows with marks or in a box."""
    escaped = markup or line.replace("<", "&lt;").replace("\n", "<br>")
    end = f"</{box[1:].split(' ')[0].rstrip('>')}>"
    return Imitation(
        name,
        f"{{own}}\n\n{line}\n\n{{quoted}}",
        f"<html><body>{{own}}<div><br></div><div>{escaped}</div>{box}{{quoted}}{end}</body></html>",
        marks=marks, splits=(end, box) if box.startswith("<blockquote") else ("", ""),
    )


FOREIGN_PROGRAMS: tuple[Imitation, ...] = (
    _outlook("it", "Da", "Inviato", "A", "Oggetto", "martedì 7 aprile 2026 17:03"),
    _outlook("es", "De", "Enviado el", "Para", "Asunto", "martes, 7 de abril de 2026 17:03"),
    _outlook("pt", "De", "Enviada em", "Para", "Assunto", "terça-feira, 7 de abril de 2026 17:03"),
    _outlook("nl", "Van", "Verzonden", "Aan", "Onderwerp", "dinsdag 7 april 2026 17:03"),
    _outlook("ko", "보낸 사람", "보낸 날짜", "받는 사람", "제목", "2026년 4월 7일 화요일 오후 5:03"),
    _outlook("ru", "От", "Отправлено", "Кому", "Тема", "7 апреля 2026 г. 17:03"),
    _outlook("pl", "Od", "Wysłano", "Do", "Temat", "wtorek, 7 kwietnia 2026 17:03"),
    _outlook("ja, new", "差出人", "日付", "宛先", "件名", "火曜日, 2026年4月7日 17:03"),
    Imitation(
        "Outlook 2003",
        f"{{own}}\n\n-----Original Message-----\nFrom: {_N} [mailto:{_A}] \nSent: Tuesday, April 07, 2026 5:03 PM\nTo: {_R}\nSubject: {{subject}}\n\n{{quoted}}",
        '<div class="Section1">{own}<p class="MsoNormal"><span>-----Original Message-----<br><b>From:</b> '
        f"{_N} [mailto:{_A}] <br><b>Sent:</b> Tuesday, April 07, 2026 5:03 PM<br><b>To:</b> {_R}<br><b>Subject:</b> {{subject}}</span></p>{{quoted}}</div>",
        paragraph=_MSO, quoted=_MSO,
    ),
    Imitation(
        "Outlook de, old",
        f"{{own}}\n\n-----Ursprüngliche Nachricht-----\nVon: {_N} [mailto:{_A}] \nGesendet: Dienstag, 7. April 2026 17:03\nAn: {_R}\nBetreff: {{subject}}\n\n{{quoted}}",
    ),
    Imitation(
        "Outlook fr, old",
        f"{{own}}\n\n-----Message d'origine-----\nDe : {_N} [mailto:{_A}] \nEnvoyé : mardi 7 avril 2026 17:03\nÀ : {_R}\nObjet : {{subject}}\n\n{{quoted}}",
    ),
    Imitation(
        "Outlook, lines prefixed",
        f"{{own}}\n\n> -----Original Message-----\n> From: {_N} <{_A}>\n> Sent: Tuesday, April 7, 2026 5:03 PM\n> To: {_R} <{_RA}>\n> Subject: {{subject}}\n> \n{{quoted}}",
        marks="> ",
    ),
    Imitation(
        "New Outlook",
        f"{{own}}\n\n________________________________\nFrom: {_N} <{_A}>\nSent: 07 April 2026 17:03\nTo: {_R} <{_RA}>\nSubject: {{subject}}\n\n{{quoted}}",
        '<html><body dir="ltr">{own}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
        f'<font face="Calibri, sans-serif"><b>From:</b> {_H}<br><b>Sent:</b> 07 April 2026 17:03<br><b>To:</b> {_RH}<br><b>Subject:</b> {{subject}}</font><div>&nbsp;</div></div><div>{{quoted}}</div></body></html>',
        paragraph='<div class="elementToProof">{}</div>',
    ),
    Imitation(
        "Outlook Mac, new",
        f"{{own}}\n\nFrom: {_N} <{_A}>\nDate: Tuesday, 7 April 2026 at 17:03\nTo: {_R} <{_RA}>\nSubject: {{subject}}\n{{quoted}}",
        '<body><div class="WordSection1">{own}<div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt">'
        f'<p class="MsoNormal"><b>From: </b>{_H}<br><b>Date: </b>Tuesday, 7 April 2026 at 17:03<br><b>To: </b>{_RH}<br><b>Subject: </b>{{subject}}</p></div>{{quoted}}</div></div></div></body>',
        paragraph=_MSO, quoted=_MSO,
    ),
    Imitation(
        "Hotmail, old",
        f"{{own}}\n\n> Subject: {{subject}}\n> From: {_A}\n> To: {_RA}\n> Date: Tue, 7 Apr 2026 17:03:25 +0800\n> \n{{quoted}}",
        f'<div>{{own}}<br><div><hr id="stopSpelling">Subject: {{subject}}<br>From: {_A}<br>To: {_RA}<br>Date: Tue, 7 Apr 2026 17:03:25 +0800<br><br>{{quoted}}</div></div>',
        marks="> ", can_inline=False,
    ),
    Imitation(
        "MDaemon",
        f"{{own}}\n\n-----Original Message-----\nFrom: \"{_N}\" <{_A}>\nTo: {_RA}\nDate: Tue, 7 Apr 2026 17:03:25 +0800\nSubject: {{subject}}\n\n{{quoted}}",
        f'<div>{{own}}</div><blockquote style="border-left:2px solid navy;padding-left:5px"><div>-----Original Message-----</div><div><b>From:</b> "{_N}" &lt;{_A}&gt;</div><div><b>To:</b> {_RA}</div>'
        "<div><b>Date:</b> Tue, 7 Apr 2026 17:03:25 +0800</div><div><b>Subject:</b> {subject}</div>{quoted}</blockquote>",
        can_inline=False,
    ),
    Imitation(
        "BlackBerry",
        f"{{own}}\n\nSent from my BlackBerry® wireless device\n\n-----Original Message-----\nFrom: {_N} <{_A}>\nDate: Tue, 7 Apr 2026 17:03:25 \nTo: <{_RA}>\nReply-To: {_A}\nSubject: {{subject}}\n\n{{quoted}}",
    ),
    Imitation(
        "iPhone, byte order mark",
        f"{{own}}\n\nSent from my iPhone\n\n> On Apr 7, 2026, at 5:03\u202fPM, {_N} <{_A}> wrote:\n> \n> \ufeff\n{{quoted}}",
        '<html><body dir="auto">{own}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">'
        f"On Apr 7, 2026, at 5:03\u202fPM, {_H} wrote:<br><br></blockquote></div><blockquote type=\"cite\"><div dir=\"ltr\">\ufeff{{quoted}}</div></blockquote></body></html>",
        marks="> ", can_inline=False,
    ),
    Imitation(
        "Apple Mail, forwarded",
        f"{{own}}\n\n> Begin forwarded message:\n> \n> From: {_N} <{_A}>\n> Subject: {{subject}}\n> Date: 7 April 2026 at 17:03:25 GMT+8\n> To: {_R} <{_RA}>\n> \n{{quoted}}",
        f'<body>{{own}}<br><div><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>{_H}</div><div><b>Subject: </b><b>{{subject}}</b></div><div><b>Date: </b>7 April 2026 at 17:03:25 GMT+8</div>'
        f"<div><b>To: </b>{_RH}</div><br><div>{{quoted}}</div></blockquote></div></body>",
        marks="> ", can_inline=False,
    ),
    _said("Apple Mail de", f"> Am 07.04.2026 um 17:03 schrieb {_N} <{_A}>:"),
    _said("Apple Mail fr", f"> Le 7 avr. 2026 à 17:03, {_N} <{_A}> a écrit :"),
    _said("Apple Mail ja", f"> 2026/04/07 17:03、{_N} <{_A}>のメール:"),
    _said("Apple Mail es", f"> El 7 abr 2026, a las 17:03, {_N} <{_A}> escribió:"),
    _said("Gmail es", f"El mar, 7 abr 2026 a las 17:03, {_N} (<{_A}>) escribió:", '<blockquote class="gmail_quote">'),
    _said("Gmail it", f"Il giorno mar 7 apr 2026 alle ore 17:03 {_N} <{_A}> ha scritto:", '<blockquote class="gmail_quote">'),
    _said("Gmail pt", f"Em ter., 7 de abr. de 2026 às 17:03, {_N} <{_A}> escreveu:", '<blockquote class="gmail_quote">'),
    _said("Gmail nl", f"Op di 7 apr 2026 om 17:03 schreef {_N} <{_A}>:", '<blockquote class="gmail_quote">'),
    _said("Gmail ja", f"2026年4月7日(火) 17:03 {_N} <{_A}>:", '<blockquote class="gmail_quote">'),
    _said("Gmail ko", f"2026년 4월 7일 (화) 오후 5:03, {_N} <{_A}>님이 작성:", '<blockquote class="gmail_quote">'),
    _said("Gmail ru", f"вт, 7 апр. 2026 г. в 17:03, {_N} <{_A}>:", '<blockquote class="gmail_quote">'),
    _said("Gmail, no marks", f"On Tue, 7 Apr 2026 at 17:03, {_N} <{_A}> wrote:", '<div class="gmail_quote">', ""),
    Imitation(
        "Gmail, forwarded",
        f"{{own}}\n\n---------- Forwarded message ---------\nFrom: {_N} <{_A}>\nDate: Tue, 7 Apr 2026 at 17:03\nSubject: {{subject}}\nTo: <{_RA}>\n\n\n{{quoted}}",
        f'<div dir="ltr">{{own}}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>{_N}</strong> &lt;{_A}&gt;<br>Date: Tue, 7 Apr 2026 at 17:03<br>'
        "Subject: {subject}<br>To: &lt;wangfang@corp.example&gt;<br></div><br><br>{quoted}</div></div>",
        can_inline=False,
    ),
    _said("Airmail", f"On 7 April 2026 at 17:03:25, {_N} ({_A}) wrote:", '<blockquote type="cite" class="clean_bq">', ""),
    _said("Airmail zh", f"在 2026年4月7日 17:03:25，{_N} ({_A}) 写道：", '<blockquote type="cite" class="clean_bq">', "> "),
    _said("Spark", f"On Apr 7, 2026 at 5:03 PM +0800, {_N} <{_A}>, wrote:", '<blockquote type="cite" class="spark_quote">', ""),
    _said("Mailbird", f"On 4/7/2026 5:03:25 PM, {_N} <{_A}> wrote:", '<blockquote class="history_container" type="cite">', ""),
    _said("The Bat!", "Tuesday, April 7, 2026, 5:03:25 PM, you wrote:", "<blockquote>", "H> "),
    _said("SquirrelMail", f"On Tue, April 7, 2026 5:03 pm, {_N} wrote:", "<blockquote>", "> "),
    _said("Horde", f"Quoting {_N} <{_A}>:", '<blockquote type="cite">', "> "),
    _said("SOGo", f"On Tuesday, April 07, 2026 17:03 CST, {_N} <{_A}> wrote:", '<blockquote type="cite" cite="mid:x">', "> "),
    _said("RainLoop", f'April 7, 2026 5:03 PM, "{_N}" <{_A}> wrote:', "<blockquote>", "> "),
    _said("alpine", f"On Tue, 7 Apr 2026, {_N} wrote:", "<pre>", "> "),
    _said("KMail", f"On Tuesday, 7 April 2026 17:03:25 CST {_N} wrote:", "<blockquote>", "> "),
    _said("Claws", f"On Tue, 7 Apr 2026 17:03:25 +0800\n{_N} <{_A}> wrote:", "<blockquote>", "> "),
    _said("VM", f"{_N} writes:", "<blockquote>", " > "),
    _said("Fastmail", f"On Tue, 7 Apr 2026, at 5:03 PM, {_N} wrote:", '<blockquote type="cite" id="qt">', "> "),
    _said("Tuta", f"7 Apr 2026, 17:03 by {_A}:", '<blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8">', "> "),
    _said("Open-Xchange", f"On 04/07/2026 5:03 PM CST {_N} <{_A}> wrote:", '<blockquote type="cite">', "> "),
    _said("Open-Xchange de", f"{_N} <{_A}> hat am 07.04.2026 17:03 CEST geschrieben:", '<blockquote type="cite">', "> "),
    _said("Mail.ru", f"Вторник, 7 апреля 2026, 17:03 +08:00 от {_N} <{_A}>:", '<blockquote style="border-left:1px solid #0857A6">', ">"),
    _said("Superhuman", f"On Tue, Apr 07, 2026 at 5:03 PM, {_N} <{_A}> wrote:", '<div class="gmail_quote">', "> "),
    _said("HEY", f"On April 7, 2026, {_N} <{_A}> wrote:", '<blockquote class="trix-content">', "> "),
    _said("Thunderbird de", f"Am 07.04.2026 um 17:03 schrieb {_N}:", '<blockquote type="cite" cite="mid:x">', "> "),
    _said("Thunderbird fr", f"Le 07/04/2026 à 17:03, {_N} a écrit :", '<blockquote type="cite" cite="mid:x">', "> "),
    _said("Thunderbird ja", f"On 2026/04/07 17:03, {_N} wrote:", '<blockquote type="cite" cite="mid:x">', ">"),
    Imitation(
        "Thunderbird, forwarded",
        f"{{own}}\n\n\n-------- Forwarded Message --------\nSubject: \t{{subject}}\nDate: \tTue, 7 Apr 2026 17:03:25 +0800\nFrom: \t{_N} <{_A}>\nTo: \t{_R} <{_RA}>\n\n\n{{quoted}}",
        '{own}<div class="moz-forward-container"><br>-------- Forwarded Message --------<table class="moz-email-headers-table"><tbody>'
        f"<tr><th>Subject: </th><td>{{subject}}</td></tr><tr><th>Date: </th><td>Tue, 7 Apr 2026 17:03:25 +0800</td></tr><tr><th>From: </th><td>{_H}</td></tr><tr><th>To: </th><td>{_RH}</td></tr></tbody></table><br>{{quoted}}</div>",
        can_inline=False,
    ),
    Imitation(
        "Yahoo, forwarded",
        f"{{own}}\n\n----- Forwarded Message -----\nFrom: {_N} <{_A}>\nTo: {_R} <{_RA}>\nSent: Tuesday, April 7, 2026 at 05:03:25 PM GMT+8\nSubject: {{subject}}\n\n{{quoted}}",
        f'<div class="ydp1yahoo-style-wrap">{{own}}<div id="ydp2yahoo_quoted_123" class="ydp2yahoo_quoted"><div>----- Forwarded Message -----</div><div><b>From:</b> {_H}</div><div><b>To:</b> {_RH}</div><div><b>Sent:</b> Tuesday, April 7, 2026</div>'
        "<div><b>Subject:</b> {subject}</div>{quoted}</div></div>",
    ),
    Imitation(
        "GMX",
        f"{{own}}\n\nGesendet: Dienstag, 7. April 2026 um 17:03 Uhr\nVon: \"{_N}\" <{_A}>\nAn: {_RA}\nBetreff: {{subject}}\n\n{{quoted}}",
        '<div>{own}</div><div><div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b> Dienstag, 7. April 2026 um 17:03 Uhr<br>'
        f"<b>Von:</b> {_H}<br><b>An:</b> {_RA}<br><b>Betreff:</b> {{subject}}</div><div name=\"quoted-content\">{{quoted}}</div></div></div>",
        can_inline=False,
    ),
    Imitation(
        "Naver",
        f"{{own}}\n\n-----Original Message-----\nFrom: \"{_N}\"<{_A}>\nTo: \"{_R}\"<{_RA}>\nCc:\nSent: 2026-04-07 (화) 17:03:25 (GMT+08:00)\nSubject: {{subject}}\n\n{{quoted}}",
        f'{{own}}<div style="font-size:14px"><p>-----Original Message-----<br><b>From:</b> "{_N}"&lt;{_A}&gt;<br><b>To:</b> {_RA}<br><b>Cc:</b><br><b>Sent:</b> 2026-04-07 (화) 17:03:25<br><b>Subject:</b> {{subject}}</p>{{quoted}}</div>',
    ),
    Imitation(
        "Notes, preview line",
        f"{{own}}\n\n\n\nFrom:\t{_N} <{_A}>\nTo:\t{_R}/Marketing/ACME@ACME\nDate:\t04/07/2026 05:03 PM\nSubject:\t{{subject}}\n\n\n\n{{quoted}}",
        '<font size=2 face="sans-serif">{own}</font><br><br><img width="16" height="16" src="cid:1__=0ABB0" border="0" alt="Inactive hide details for Huizhi---04/07/2026 05:03:25 PM">'
        f'<font size="2" color="#424282">{_N} ---04/07/2026 05:03:25 PM---</font><br><br><font size="2" color="#5F5F5F">From:        </font><font size="2">{_H}</font><br><font size="2" color="#5F5F5F">To:        </font>{_RA}<br>'
        '<font size="2" color="#5F5F5F">Date:        </font>04/07/2026 05:03 PM<br><font size="2" color="#5F5F5F">Subject:        </font>{subject}<br><hr width="100%" size="2" noshade><br><br>{quoted}',
        paragraph="{}<br>", quoted="<tt><font size=2>{}</font></tt><br>",
    ),
    Imitation(
        "Warned by the gateway, en",
        f"{{own}}\n\nFrom: {_N} <{_A}>\nSent: Tuesday, April 7, 2026 5:03 PM\nTo: {_R} <{_RA}>\nSubject: [EXTERNAL] {{subject}}\n\nCAUTION: This email originated from outside of the organization. Do not click links unless you recognize the sender.\n\n{{quoted}}",
        f'<div class="WordSection1">{{own}}<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> {_H}<br><b>Sent:</b> Tuesday, April 7, 2026 5:03 PM<br><b>To:</b> {_RH}<br><b>Subject:</b> [EXTERNAL] {{subject}}</p></div>'
        '<div style="background:#FFEB9C"><p><b>CAUTION:</b> This email originated from outside of the organization. Do not click links unless you recognize the sender.</p></div>{quoted}</div>',
        paragraph=_MSO, quoted=_MSO,
    ),
    Imitation("Web form, nothing but a line", "{own}\n\n________________________________\n\n{quoted}", "{own}<hr>{quoted}"),
    Imitation("Nothing at all", "{own}\n\n{quoted}", "{own}<br><br>{quoted}"),
    Imitation(
        "Tables in tables",
        None,
        '<table><tr><td><table width="600"><tr><td>{own}</td></tr></table></td></tr><tr><td><table bgcolor="#f5f5f5"><tr><td>'
        f"<span>From: {_H}</span><br><span>Date: Tue, 7 Apr 2026 17:03:25 +0800</span><br><span>Subject: {{subject}}</span></td></tr><tr><td>{{quoted}}</td></tr></table></td></tr></table>",
        paragraph="<span>{}</span><br>", quoted="<table><tr><td>{}</td></tr></table>",
    ),
)
