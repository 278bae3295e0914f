"""Imitations of the mail programs, web mails and phones that Chinese offices write with."""

from bench.imitation import Imitation

_N, _A, _R, _RA = "Huizhi 回执", "huizhi@corp.example", "王芳", "wangfang@corp.example"
_H = f"{_N} &lt;{_A}&gt;"
_RH = f"{_R} &lt;{_RA}&gt;"
_MSO = '<p class="MsoNormal"><span style="font-family:等线">{}<o:p></o:p></span></p>'


def _rows(*rows: str) -> str:
    return "\n".join(rows)


def _divs(*rows: str, style: str = "") -> str:
    return "".join(f"<div{style}>{row}</div>" for row in rows)


CHINESE_PROGRAMS: tuple[Imitation, ...] = (
    Imitation(
        "Outlook 2003 zh",
        "{own}\n\n-----邮件原件-----\n"
        f"发件人: {_N} [mailto:{_A}] \n发送时间: 2026年4月7日 17:03\n收件人: {_R}\n主题: {{subject}}\n\n{{quoted}}",
        '<div class="Section1">{own}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div class="MsoNormal" align="center">'
        '<hr size="2" width="100%" align="center" tabindex="-1"></div><p class="MsoNormal"><b><span>发件人<span lang="EN-US">:</span></span></b>'
        f'<span lang="EN-US"> {_N} [mailto:{_A}] <br></span><b><span>发送时间<span lang="EN-US">:</span></span></b><span lang="EN-US"> 2026</span>'
        '<span>年</span><span lang="EN-US">4</span><span>月</span><span lang="EN-US">7</span><span>日</span><span lang="EN-US"> 17:03<br></span>'
        f"<b><span>收件人<span lang=\"EN-US\">:</span></span></b> {_R}<br><b>主题:</b> {{subject}}</p></div>{{quoted}}</div>",
        paragraph=_MSO, quoted=_MSO,
    ),
    Imitation(
        "Outlook 2016 zh, Word's paragraphs",
        f"{{own}}\n\n发件人: {_N} <{_A}> \n发送时间: 2026年4月7日 17:03\n收件人: {_R} <{_RA}>\n抄送: 李娜 <lina@corp.example>\n主题: {{subject}}\n\n{{quoted}}",
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {{margin:0cm;}} --></style></head>'
        '<body lang="ZH-CN" link="#0563C1"><div class="WordSection1">{own}<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>'
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal" align="left"><b>'
        f'<span style="font-size:11.0pt">发件人<span lang="EN-US">:</span></span></b><span lang="EN-US"> {_H} <br></span><b>发送时间<span lang="EN-US">:</span></b>'
        f' 2026年4月7日 17:03<br><b>收件人:</b> {_RH}<br><b>抄送:</b> 李娜 &lt;lina@corp.example&gt;<br><b>主题:</b> {{subject}}<o:p></o:p></p></div></div>'
        '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>{quoted}</div></body></html>',
        paragraph=_MSO, quoted=_MSO,
    ),
    Imitation(
        "Outlook zh, lines prefixed",
        f"{{own}}\n\n> 发件人: {_N} <{_A}>\n> 发送时间: 2026年4月7日 17:03\n> 收件人: {_R} <{_RA}>\n> 主题: {{subject}}\n> \n{{quoted}}",
        marks="> ",
    ),
    Imitation(
        "New Outlook zh",
        f"{{own}}\n\n________________________________\n发件人: {_N} <{_A}>\n发送时间: 星期二, 2026 年 4 月 7 日 17:03\n收件人: {_R} <{_RA}>\n主题: {{subject}}\n\n{{quoted}}",
        '<html><head><style type="text/css" style="display:none;">P {{margin-top:0;margin-bottom:0;}}</style></head><body dir="ltr">{own}'
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
        f'<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000"><b>发件人:</b> {_H}<br><b>发送时间:</b> 2026年4月7日 17:03<br>'
        f'<b>收件人:</b> {_RH}<br><b>主题:</b> {{subject}}</font><div>&nbsp;</div></div><div>{{quoted}}</div></body></html>',
        paragraph='<div class="elementToProof" style="font-family: Aptos, Calibri; font-size: 12pt; color: rgb(0, 0, 0);">{}</div>',
    ),
    Imitation(
        "Outlook on a Mac, zh, weekday first",
        f"{{own}}\n\n发件人: {_N} <{_A}>\n日期: 星期二, 2026年4月7日 17:03\n收件人: \"{_R}\" <{_RA}>\n主题: {{subject}}\n\n{{quoted}}",
        '<body><div class="WordSection1">{own}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div id="mail-editor-reference-message-container"><div><div>'
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal" style="margin-bottom:12.0pt"><b>'
        f'<span style="font-size:12.0pt;color:black">发件人: </span></b><span>{_H}<br><b>日期: </b>星期二, 2026年4月7日 17:03<br><b>收件人: </b>{_RH}<br>'
        "<b>主题: </b>{subject}</span></p></div>{quoted}</div></div></div></div></body>",
        paragraph=_MSO, quoted=_MSO,
    ),
    Imitation(
        "OWA 2010 zh",
        f"{{own}}\n________________________________________\n发件人: {_N} [{_A}]\n发送时间: 2026年4月7日 17:03\n收件人: {_R}\n主题: {{subject}}\n\n{{quoted}}",
        '<div style="direction: ltr;font-family: Tahoma;color: #000000;font-size: 10pt;">{own}<div style="font-family: Times New Roman; color: #000000; font-size: 16px">'
        '<hr tabindex="-1"><div id="divRpF730172" style="direction: ltr;"><font face="Tahoma" size="2" color="#000000">'
        f"<b>发件人:</b> {_N} [{_A}]<br><b>发送时间:</b> 2026年4月7日 17:03<br><b>收件人:</b> {_R}<br><b>主题:</b> {{subject}}<br></font><br></div>"
        "<div></div><div>{quoted}</div></div></div>",
    ),
    Imitation(
        "Outlook Android zh",
        f"{{own}}\n\n获取 Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: {_N} <{_A}>\nSent: Tuesday, April 7, 2026 5:03:25 PM\n"
        f"To: {_R} <{_RA}>\nSubject: {{subject}}\n\n{{quoted}}",
        '<html><body dir="auto"><div dir="auto">{own}</div><div dir="auto"><br></div><div id="ms-outlook-mobile-signature"><div><br></div>获取 '
        '<a href="https://aka.ms/AAb9ysg">Outlook for Android</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
        f'<font face="Calibri, sans-serif"><b>From:</b> {_H}<br><b>Sent:</b> Tuesday, April 7, 2026 5:03:25 PM<br><b>To:</b> {_RH}<br><b>Subject:</b> {{subject}} </font>'
        "<div>&nbsp;</div></div>{quoted}</body></html>",
    ),
    Imitation(
        "Outlook iOS zh",
        f"{{own}}\n\n下载 Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n发件人: {_N} <{_A}>\n发送时间: Tuesday, April 7, 2026 5:03:25 PM\n"
        f"收件人: {_R} <{_RA}>\n主题: {{subject}}\n\n{{quoted}}",
        '<body><div dir="ltr"><div></div>{own}<div><br></div><div class="ms-outlook-ios-signature" id="ms-outlook-mobile-signature">下载 '
        '<a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font>'
        f"<b>发件人:</b> {_H}<br><b>发送时间:</b> Tuesday, April 7, 2026 5:03:25 PM<br><b>收件人:</b> {_RH}<br><b>主题:</b> {{subject}}</font></div>{{quoted}}</body>",
    ),
    Imitation(
        "Windows Phone zh",
        f"{{own}}\n\n发自我的 Windows Phone\n________________________________\n发件人: {_N}<mailto:{_A}>\n发送时间: ‎2026/‎4/‎7 17:03\n收件人: {_R}<mailto:{_RA}>\n主题: {{subject}}\n\n{{quoted}}",
    ),
    Imitation(
        "Outlook Express zh",
        f"{{own}}\n----- Original Message ----- \nFrom: {_N} \nTo: {_R} \nSent: Tuesday, April 07, 2026 5:03 PM\nSubject: {{subject}}\n\n\n{{quoted}}",
        "<BODY bgColor=#ffffff>{own}<BLOCKQUOTE style='BORDER-LEFT: #000000 2px solid; MARGIN-LEFT: 5px; PADDING-LEFT: 5px'><DIV style='FONT: 9pt 宋体'>"
        f"----- Original Message ----- </DIV><DIV style='BACKGROUND: #e4e4e4; FONT: 9pt 宋体'><B>From:</B> <A title={_A} href='mailto:{_A}'>{_N}</A> </DIV>"
        f"<DIV><B>To:</B> {_R} </DIV><DIV><B>Sent:</B> Tuesday, April 07, 2026 5:03 PM</DIV><DIV><B>Subject:</B> {{subject}}</DIV>{{quoted}}</BLOCKQUOTE></BODY>",
        marks="> ", paragraph="<DIV><FONT face=宋体 size=2>{}</FONT></DIV>", splits=("</BLOCKQUOTE>", "<BLOCKQUOTE>"),
    ),
    Imitation(
        "Outlook zh-TW, new",
        f"{{own}}\n\n寄件者: {_N} <{_A}>\n日期: 星期二, 2026年4月7日 下午5:03\n收件者: {_R} <{_RA}>\n副本: 李娜 <lina@corp.example>\n主旨: {{subject}}\n\n{{quoted}}",
        '<div>{own}</div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b><span lang="EN-US">寄件者:</span></b> '
        f"{_H}<br><b>日期:</b> 星期二, 2026年4月7日 下午5:03<br><b>收件者:</b> {_RH}<br><b>主旨:</b> {{subject}}</p></div>{{quoted}}",
    ),
    Imitation(
        "QQ app",
        f"{{own}}\n\n\n\n---原始邮件---\n发件人: \"{_N}\"<{_A}&gt;\n发送时间: 2026年4月7日(周二) 下午5:03\n收件人: \"{_R}\"<{_RA}&gt;;\n主题: {{subject}}\n\n{{quoted}}",
        '{own}<div><br></div><div><br></div><div style="line-height:1.5"><br><br>---原始邮件---<br><div style="line-height:1.5;background:#f7f7f7">'
        f'<b>发件人:</b> "{_N}"&lt;{_A}&amp;gt;<br><b>发送时间:</b> 2026年4月7日(周二) 下午5:03<br><b>收件人:</b> "{_R}"&lt;{_RA}&amp;gt;;<br>'
        "<b>主题:</b> {subject}<br></div><br>{quoted}</div>",
    ),
    Imitation(
        "QQ app, English",
        f"{{own}}\n\n\n---Original---\nFrom: \"{_N}\"<{_A}&gt;\nDate: Tue, Apr 7, 2026 17:03 PM\nTo: \"{_R}\"<{_RA}&gt;;\nSubject: {{subject}}\n\n{{quoted}}",
        f'{{own}}<br><br>---Original---<br><div><b>From:</b> "{_N}"&lt;{_A}&amp;gt;<br><b>Date:</b> Tue, Apr 7, 2026 17:03 PM<br><b>To:</b> "{_R}"<br>'
        "<b>Subject:</b> {subject}</div><br>{quoted}",
    ),
    Imitation(
        "Exmail, new",
        f"{{own}}\n\n         \n原始邮件\n         \n       \n\n发件人：\"{_N}\"< {_A} >;\n\n发件时间：2026/4/7 17:03\n\n收件人：\"{_R}\"< {_RA} >;\n\n主题：{{subject}}\n\n{{quoted}}",
        '{own}<div id="xmail_signature"></div><div class="xm_compose_origin_mail_container"><hr style="display: none;"><div class="xm_mail_oringinal_describe">原始邮件</div>'
        f'<div class="xm_mail_info"><div><b>发件人：</b>"{_N}"&lt; {_A} &gt;;</div><div><b>发件时间：</b>2026/4/7 17:03</div><div><b>收件人：</b>"{_R}"&lt; {_RA} &gt;;</div>'
        "<div><b>主题：</b>{subject}</div></div><br>{quoted}</div>",
    ),
    Imitation(
        "Exmail, English",
        f"{{own}}\n         \nOriginal Email\n         \n       \nSender:\"{_N}\"< {_A} >;\n\nSent Time:2026/4/7 17:03\n\nTo:\"{_R}\"< {_RA} >;\n\nSubject:{{subject}}\n\n{{quoted}}",
        '{own}<div class="xm_compose_origin_mail_container"><div>Original Email</div><div>'
        f'<div>Sender:"{_N}"&lt; {_A} &gt;;</div><div>Sent Time:2026/4/7 17:03</div><div>To:"{_R}"&lt; {_RA} &gt;;</div><div>Subject:{{subject}}</div></div>{{quoted}}</div>',
    ),
    Imitation(
        "Exmail, signature above",
        f"{{own}}\n&nbsp;\n&nbsp;\n------------------&nbsp;Original&nbsp;------------------\nFrom: &nbsp;\"{_N}\"<{_A}&gt;;\nDate: &nbsp;Tue, Apr 7, 2026 05:03 PM\nTo: &nbsp;\"{_R}\"<{_RA}&gt;; \n"
        "\nSubject: &nbsp;{subject}\n\n&nbsp;\n{quoted}",
        '{own}<div>&nbsp;</div><div><includetail><div style="font:Verdana normal 14px;color:#000;"><div style="FONT-SIZE: 12px;FONT-FAMILY: Arial Narrow;padding:2px 0 2px 0;">'
        '------------------&nbsp;Original&nbsp;------------------</div><div style="FONT-SIZE: 12px;background:#efefef;padding:8px;"><div id="menu_sender">'
        f'<b>From: </b>&nbsp;"{_N}"&lt;{_A}&gt;;</div><div><b>Date: </b>&nbsp;Tue, Apr 7, 2026 05:03 PM</div><div><b>To: </b>&nbsp;"{_R}"&lt;{_RA}&gt;; </div>'
        "<div></div><div><b>Subject: </b>&nbsp;{subject}</div></div><div>&nbsp;</div>{quoted}</div></includetail></div>",
    ),
    Imitation(
        "Foxmail 7, English",
        f"{{own}}\n\n\n \nFrom: {_N}\nDate: 2026-04-07 17:03\nTo: {_R}\nSubject: {{subject}}\n{{quoted}}",
        '<html><head><meta http-equiv="content-type" content="text/html; charset=GB2312"><style>body {{ line-height: 1.5; }}</style></head><body>{own}'
        '<div><br></div><hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left"><div><span></span></div>'
        '<blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'<div style="PADDING-RIGHT: 8px; BACKGROUND: #efefef;"><div><b>From:</b>&nbsp;<a href="mailto:{_A}">{_N}</a></div><div><b>Date:</b>&nbsp;2026-04-07&nbsp;17:03</div>'
        "<div><b>To:</b>&nbsp;王芳</div><div><b>Subject:</b>&nbsp;{subject}</div></div></div><div><div class=\"FoxDiv20260407170325\">{quoted}</div></div></blockquote></body></html>",
    ),
    Imitation(
        "Foxmail 6, equals signs",
        f"{_R}，您好！\n\n{{own}}\n\n======= 2026-04-07 17:03:25 您在来信中写道：=======\n\n{{quoted}}\n\n= = = = = = = = = = = = = = = = = = = =\n".replace(f"{_R}，您好！\n\n", ""),
        marks=">",
    ),
    Imitation(
        "Foxmail for Mac",
        f"{{own}}\n\n\n\n原始邮件\n发件人:{_N}{_A}\n收件人:{_R}{_RA}\n发送时间:2026年4月7日(周二) 17:03\n主题:{{subject}}\n\n{{quoted}}",
        '<div>{own}</div><div class="foxmail_quote"><div>原始邮件</div><table><tr><td>发件人:</td><td>'
        f'<span>{_N}</span><a href="mailto:{_A}">{_A}</a></td></tr><tr><td>收件人:</td><td>{_R}{_RA}</td></tr><tr><td>发送时间:</td><td>2026年4月7日(周二) 17:03</td></tr>'
        "<tr><td>主题:</td><td>{subject}</td></tr></table><div>{quoted}</div></div>",
    ),
    Imitation(
        "126 web, forwarded",
        f"{{own}}\n\n\n\n\n-------- 转发邮件信息 --------\n发件人：\"{_N}\" <{_A}>\n发送日期：2026-04-07 17:03:25\n收件人：\"{_R}\" <{_RA}>\n主题：{{subject}}\n\n{{quoted}}",
        '<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">{own}<br><br><div id="isForwardContent" class="ntes-forward"><div style="font-size:12px">'
        f'-------- 转发邮件信息 --------<br>发件人："{_N}" &lt;{_A}&gt;<br>发送日期：2026-04-07 17:03:25<br>收件人："{_R}" &lt;{_RA}&gt;<br>主题：{{subject}}</div>{{quoted}}</div></div>',
        can_inline=False,
    ),
    Imitation(
        "yeah web",
        f"{{own}}\n\n\n在2026-04-07 17:03:25，{_A} 写道：\n{{quoted}}",
        '{own}<br><br>在2026-04-07 17:03:25，{0} 写道：<br><blockquote style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">{{quoted}}</blockquote>'.replace("{0}", _A).replace("{{quoted}}", "{quoted}"),
    ),
    Imitation(
        "NetEase Mail Master, signature card",
        f"{{own}}\n\n\n| |\n{_R}\n|\n|\n{_RA}\n|\n签名由网易邮箱大师定制\n\n\n在2026年4月7日 17:03，{_N}<{_A}> 写道：\n{{quoted}}",
        '{own}<div><br></div><div class="ntes-mailmaster-signature"><table cellpadding="0" cellspacing="0"><tr><td></td><td>'
        f'<div>{_R}</div><div>{_RA}</div></td></tr></table><div>签名由 <a href="https://mail.163.com/dashi">网易邮箱大师</a> 定制</div></div>'
        f'<div style="font-size:13px;">在2026年4月7日 17:03，<a href="mailto:{_A}">{_N}&lt;{_A}&gt;</a> 写道：</div><blockquote>{{quoted}}</blockquote>',
    ),
    Imitation(
        "NetEase Mail Master, English",
        f"{{own}}\n\n\n---- Replied Message ----\n| From | {_N}<{_A}> |\n| Date | 04/07/2026 17:03 |\n| To | {_R}<{_RA}> |\n| Subject | {{subject}} |\n{{quoted}}",
        '{own}<div><br></div><div id="ntes-pcmac-signature"></div><div style="background-color:#f2f2f2"><div>---- Replied Message ----</div><table width="100%">'
        f'<tr><td>From</td><td>{_H}</td></tr><tr><td>Date</td><td>04/07/2026 17:03</td></tr><tr><td>To</td><td>{_RH}</td></tr><tr><td>Subject</td><td>{{subject}}</td></tr></table></div>'
        "<div>{quoted}</div>",
    ),
    Imitation(
        "Sina, new",
        f"{{own}}\n----- 原始邮件 -----\n发件人：\"{_N}\" <{_A}>\n收件人：{_R} <{_RA}>\n主题：{{subject}}\n日期：2026年04月07日 17点03分\n\n\n{{quoted}}",
        '<div>{own}</div><div id="origbody"><div style="background:#f2f2f2;"><center>----- 原始邮件 -----</center>'
        f'<b>发件人：</b>"{_N}" &lt;{_A}&gt;<br><b>收件人：</b>{_RH}<br><b>主题：</b>{{subject}}<br><b>日期：</b>2026年04月07日 17点03分<br></div><br>{{quoted}}</div>',
    ),
    Imitation(
        "Sohu",
        f"{{own}}\n\n\n-----------------------------------------------\n发件人：{_N}<{_A}>\n收件人：{_R}<{_RA}>\n发送时间：2026-04-07 17:03\n邮件主题：{{subject}}\n\n{{quoted}}",
        f'{{own}}<br><br><div class="sohu_quote"><p>----------原邮件信息----------</p><p>发件人：{_H}</p><p>发送时间：2026-04-07 17:03</p><p>邮件主题：{{subject}}</p>{{quoted}}</div>',
    ),
    Imitation(
        "Aliyun web",
        f"{{own}}\n\n------------------------------------------------------------------\n发件人：{_N} <{_A}>\n发送时间：2026年4月7日(星期二) 17:03\n收件人：{_R} <{_RA}>\n主　题：{{subject}}\n\n{{quoted}}",
        '<div class="__aliyun_email_body_block"><div style="clear:both;">{own}</div><div style="clear:both;"><br></div>'
        '<blockquote style="margin-right:0;margin-top:0;margin-bottom:0;font-family:Tahoma,Arial"><div style="clear:both;">'
        f'------------------------------------------------------------------</div><div>发件人：{_H}</div><div>发送时间：2026年4月7日(星期二) 17:03</div><div>收件人：{_RH}</div>'
        "<div>主　题：{subject}</div><div><br></div>{quoted}</blockquote></div>",
        can_inline=False,
    ),
    Imitation(
        "Aliyun web, English",
        f"{{own}}\n\n------------------------------------------------------------------\nSender:{_N} <{_A}>\nSent At:2026 Apr. 7 (Tue.) 17:03\nRecipient:{_R} <{_RA}>\nSubject:{{subject}}\n\n{{quoted}}",
        '<div class="__aliyun_email_body_block">{own}<div><br></div><div class="__aliyun_previous_quote" data-type="reply"><div>'
        f'------------------------------------------------------------------</div><div>From:{_H}</div><div>Send Time:2026年4月7日(星期二) 17:03</div><div>To:{_RH}</div>'
        "<div>Subject:{subject}</div>{quoted}</div></div>",
    ),
    Imitation(
        "Alimail app",
        f"{{own}}\n\n\n来自钉钉专属商务邮箱\n------------------------------------------------------------------\n发件人：{_N}<{_A}>\n日　期：2026年04月07日 17:03:25\n收件人：{_R}<{_RA}>\n主　题：{{subject}}\n\n{{quoted}}",
        '<div>{own}</div><div><br></div><div>来自钉钉专属商务邮箱</div><blockquote style="margin:0"><div>------------------------------------------------------------------</div>'
        f"<div>发件人：{_H}</div><div>日　期：2026年04月07日 17:03:25</div><div>收件人：{_RH}</div><div>主　题：{{subject}}</div>{{quoted}}</blockquote>",
        can_inline=False,
    ),
    Imitation(
        "Feishu, English",
        f"{{own}}\n\nFrom: \"{_N}\"<{_A}>\nDate: Tue, Apr 7, 2026, 17:03\nSubject: {{subject}}\nTo: \"{_R}\"<{_RA}>\n\n{{quoted}}",
        '<div style="white-space: pre-wrap;">{own}</div><div id="lark-mail-quote-1775552605" class="history-quote-wrapper"><div data-html-block="quote"><div>'
        '<div class="adit-html-block adit-html-block--collapsed" style="border-left: none; padding-left: 0px;"><div><div class="adit-html-block__attr history-quote-meta-wrapper history-quote-gap-tag" '
        f'style="padding: 12px; background: rgb(245, 246, 247);"><div><span style="white-space:nowrap;">From: </span><span>"{_N}"&lt;<a href="mailto:{_A}">{_A}</a>&gt;</span></div>'
        f"<div><span>Date: </span> Tue, Apr 7, 2026, 17:03</div><div><span>Subject: </span> {{subject}}</div><div><span>To: </span> \"{_R}\"&lt;{_RA}&gt;</div></div>"
        "<div>{quoted}</div></div></div></div></div></div>",
    ),
    Imitation(
        "Feishu, signature",
        f"{{own}}\n\n--\n{_R} | 市场部\n\n发件人: \"{_N}\"<{_A}>\n时间: 2026年4月7日(周二) 17:03\n主题: {{subject}}\n收件人: \"{_R}\"<{_RA}>\n抄送: \"李娜\"<lina@corp.example>\n{{quoted}}",
        '<div>{own}</div><div id="lark-mail-signature"><div>-- </div><div>王芳 | 市场部</div></div><div class="lark-mail-quote history-quote-wrapper"><div>'
        f'<div>发件人: "{_N}"&lt;{_A}&gt;</div><div>时间: 2026年4月7日(周二) 17:03</div><div>主题: {{subject}}</div></div>{{quoted}}</div>',
    ),
    Imitation(
        "WPS mail",
        f"{{own}}\n\n\n原始邮件\n\n发件人：{_N}<{_A}>\n发送时间：2026-04-07 17:03:25\n收件人：{_R}<{_RA}>\n主题：{{subject}}\n\n{{quoted}}",
        '<div>{own}</div><p><br></p><div class="wps-mail-quote" style="border-left:2px solid #ddd"><p>-----原始邮件-----</p>'
        f"<p>发件人：{_H}</p><p>发送时间：2026-04-07 17:03:25</p><p>收件人：{_RH}</p><p>主题：{{subject}}</p>{{quoted}}</div>",
    ),
    Imitation(
        "Coremail, English, marks",
        f"{{own}}\n\n\n> -----Original Messages-----\n> From: \"{_N}\" <{_A}>\n> Sent Time: 2026-04-07 17:03:25 (Tuesday)\n> To: {_R} <{_RA}>\n> Cc: \n> Subject: {{subject}}\n> \n{{quoted}}",
        '{own}<br><br><blockquote name="replyContent" class="ReferenceQuote" style="padding-left:5px;margin-left:5px;border-left:#b6b6b6 2px solid;margin-right:0;">'
        f'-----Original Messages-----<br><b>From:</b><span id="rc_from">"{_N}" &lt;{_A}&gt;</span><br><b>Sent Time:</b><span id="rc_senttime">2026-04-07 17:03:25 (Tuesday)</span><br>'
        f"<b>To:</b> {_RH}<br><b>Cc:</b> <br><b>Subject:</b> {{subject}}<br><br>{{quoted}}</blockquote>",
        marks="> ", can_inline=False,
    ),
    Imitation(
        "Coremail XT, zh, marks",
        f"{{own}}\n\n\n> -----原始邮件-----\n> 发件人: {_N} <{_A}>\n> 发送时间: 2026-04-07 17:03:25 (星期二)\n> 收件人: {_R} <{_RA}>\n> 主题: {{subject}}\n> \n{{quoted}}",
        marks="> ",
    ),
    Imitation(
        "eYou",
        f"{{own}}\n\n\n在 2026-04-07 17:03:25 {_N} <{_A}> 写道:\n\n{{quoted}}",
        f'{{own}}<br><div class="eyou_quote"><div>------------------------- 原始邮件 -------------------------</div><div>发件人: {_H}</div><div>时间: 2026-04-07 17:03:25</div>'
        f"<div>收件人: {_RH}</div><div>主题: {{subject}}</div>{{quoted}}</div>",
    ),
    Imitation(
        "Richmail",
        f"{{own}}\n\n\n\n--------------原始邮件--------------\n发件人：\"{_N} \"<{_A}>;\n发送时间：2026年4月7日(星期二) 下午5:03\n收件人：\"{_R}\" <{_RA}>;\n主题：{{subject}}\n-----------------------------------\n\n{{quoted}}",
        '<div>{own}</div><div id="signContainer"></div><div style="font-size:12px;background:#efefef"><div>--------------原始邮件--------------</div>'
        f'<div>发件人："{_N} "&lt;{_A}&gt;;</div><div>发送时间：2026年4月7日(星期二) 下午5:03</div><div>收件人："{_R}";</div><div>主题：{{subject}}</div><div>-----------------------------------</div></div>{{quoted}}',
    ),
    Imitation(
        "TurboMail",
        f"{{own}}\n\n\n=======================================\n在 2026-04-07 17:03:25 , \"{_N}\" <{_A}> 写道:\n\n{{quoted}}",
        f'{{own}}<br><br>=======================================<br>在 2026-04-07 17:03:25 , "{_N}" &lt;{_A}&gt; 写道:<br><blockquote style="border-left:1px solid #ccc">{{quoted}}</blockquote>',
    ),
    Imitation(
        "U-Mail",
        f"{{own}}\n\n\n\n------------------原始邮件------------------\n发件人：{_N}\n发件人邮箱：{_A}\n日期：2026-04-07 17:03:25\n收件人：{_RA}\n主题：{{subject}}\n\n{{quoted}}",
        f'{{own}}<p>&nbsp;</p><div>------------------原始邮件------------------</div><div>发件人：{_N}</div><div>发件人邮箱：{_A}</div><div>日期：2026-04-07 17:03:25</div>'
        "<div>收件人：wangfang@corp.example</div><div>主题：{subject}</div><div>{quoted}</div>",
    ),
    Imitation(
        "Winmail",
        f"{{own}}\n\n\n----- 原邮件 -----\n发件人: \"{_N}\" <{_A}>\n收件人: <{_RA}>\n发送时间: 2026-04-07 17:03:25 +0800\n主题: {{subject}}\n\n{{quoted}}",
        f'{{own}}<br><div>----- 原邮件 -----</div><blockquote style="border-left:2px solid #000080">发件人: "{_N}"<br>收件人: {_RA}<br>发送时间: 2026-04-07 17:03:25<br>主题: {{subject}}<br>{{quoted}}</blockquote>',
        can_inline=False,
    ),
    Imitation(
        "189 mail",
        f"{{own}}\n\n\n\n来自 189 邮箱\n\n--------------- 原始邮件 ---------------\n发件人： {_N} <{_A}>\n时  间： 2026-04-07 17:03:25\n收件人： {_RA}\n主  题： {{subject}}\n\n{{quoted}}",
        f'<div>{{own}}</div><br><div>--------------- 原始邮件 ---------------</div><div>发件人： {_H}</div><div>时&nbsp;&nbsp;间： 2026-04-07 17:03:25</div><div>主&nbsp;&nbsp;题： {{subject}}</div><br>{{quoted}}',
    ),
    Imitation(
        "263 mail",
        f"{{own}}\n\n\n发件人：\"{_N}\"<{_A}>；\n发件日期：2026-04-07 17:03\n收件人：\"{_R}\"<{_RA}>；\n主题：{{subject}}\n\n{{quoted}}",
        f'{{own}}<br><hr><div><b>发件人：</b>"{_N}"&lt;{_A}&gt;；<br><b>发件日期：</b>2026-04-07 17:03<br><b>收件人：</b>"{_R}"；<br><b>主题：</b>{{subject}}</div><br>{{quoted}}',
    ),
    Imitation(
        "Apple Mail zh, new",
        f"{{own}}\n\n> 2026年4月7日 17:03，{_N} <{_A}> 写道：\n> \n{{quoted}}",
        '<html><head></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">{own}<br id="lineBreakAtBeginningOfMessage"><div><br>'
        f'<blockquote type="cite"><div>2026年4月7日 17:03，{_H} 写道：</div><br class="Apple-interchange-newline"><div>{{quoted}}</div></blockquote></div><br></body></html>',
        marks="> ", can_inline=False,
    ),
    Imitation(
        "Apple Mail zh-Hant",
        f"{{own}}\n\n> {_N} <{_A}> 於 2026年4月7日 下午5:03 寫道：\n> \n{{quoted}}",
        f'<body>{{own}}<div><br><blockquote type="cite"><div>{_H} 於 2026年4月7日 下午5:03 寫道：</div><br class="Apple-interchange-newline"><div>{{quoted}}</div></blockquote></div></body>',
        marks="> ", can_inline=False,
    ),
    Imitation(
        "Apple Mail zh, forwarded",
        f"{{own}}\n\n> 下面是被转发的邮件：\n> \n> 发件人: {_N} <{_A}>\n> 主题: {{subject}}\n> 日期: 2026年4月7日 GMT+8 17:03:25\n> 收件人: {_R} <{_RA}>\n> \n{{quoted}}",
        '<body>{own}<br><div><blockquote type="cite"><div>下面是被转发的邮件：</div><br class="Apple-interchange-newline"><div style="margin-top: 0px"><span><b>发件人: </b></span>'
        f"<span>{_H}<br></span></div><div><b>主题: </b>{{subject}}<br></div><div><b>日期: </b>2026年4月7日 GMT+8 17:03:25<br></div><div><b>收件人: </b>{_RH}</div><br><div>{{quoted}}</div></blockquote></div></body>",
        marks="> ", can_inline=False,
    ),
    Imitation(
        "iPhone zh, byte order mark",
        f"{{own}}\n\n发自我的iPhone\n\n> 在 2026年4月7日，下午5:03，{_N} <{_A}> 写道：\n> \n> \ufeff\n{{quoted}}",
        '<html><head></head><body dir="auto">{own}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">发自我的iPhone</div><div dir="ltr"><br><blockquote type="cite">'
        f'在 2026年4月7日，下午5:03，{_H} 写道：<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff{{quoted}}</div></blockquote></body></html>',
        marks="> ", can_inline=False,
    ),
    Imitation(
        "Gmail zh, container",
        f"{{own}}\n\n{_N} <{_A}> 于2026年4月7日周二 17:03写道：\n\n{{quoted}}\n",
        f'<div dir="ltr">{{own}}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{_N} &lt;<a href="mailto:{_A}">{_A}</a>&gt; 于2026年4月7日周二 17:03写道：<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{quoted}</blockquote></div>',
        marks="> ", splits=("</blockquote>", '<blockquote class="gmail_quote">'),
    ),
    Imitation(
        "Gmail zh, forwarded",
        f"{{own}}\n\n---------- Forwarded message ---------\n发件人： {_N} <{_A}>\nDate: 2026年4月7日周二 17:03\nSubject: {{subject}}\nTo: {_R} <{_RA}>\n\n\n{{quoted}}",
        f'<div dir="ltr">{{own}}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>发件人： <strong class="gmail_sendername">{_N}</strong> '
        f'<span dir="auto">&lt;<a href="mailto:{_A}">{_A}</a>&gt;</span><br>Date: 2026年4月7日周二 17:03<br>Subject: {{subject}}<br>To: {_RH}<br></div><br><br>{{quoted}}</div></div>',
        can_inline=False,
    ),
    Imitation(
        "Google Groups zh",
        f"{{own}}\n\n在2026年4月7日星期二 UTC+8 17:03:25<{_N}> 写道：\n{{quoted}}",
        f'<div>{{own}}</div><div class="gmail_quote"><div dir="auto" class="gmail_attr">在2026年4月7日星期二 UTC+8 17:03:25&lt;{_N}&gt; 写道：<br></div><blockquote class="gmail_quote">{{quoted}}</blockquote></div>',
        marks="> ", splits=("</blockquote>", '<blockquote class="gmail_quote">'),
    ),
    Imitation(
        "Honor phone",
        f"{{own}}\n\n发自我的荣耀手机\n\n\n-------- 原始邮件 --------\n发件人： {_N} <{_A}>\n日期： 2026年4月7日周二 17:03\n收件人： {_R} <{_RA}>\n主 题： {{subject}}\n{{quoted}}",
        f'{{own}}<div id="edo-signature"><div>发自我的荣耀手机</div></div><br>-------- 原始邮件 --------<br>发件人： {_H}<br>日期： 2026年4月7日周二 17:03<br>收件人： {_RH}<br>主 题： {{subject}}<br>'
        '<blockquote class="quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">{quoted}</blockquote>',
    ),
    Imitation(
        "vivo phone",
        f"{{own}}\n\n发自我的vivo智能手机\n\n{_N} <{_A}> 于 2026年4月7日 17:03 写道：\n\n{{quoted}}",
        f'<div>{{own}}</div><br><div>发自我的vivo智能手机</div><div class="quote">{_H} 于 2026年4月7日 17:03 写道：<br type="attribution"><blockquote class="quote">{{quoted}}</blockquote></div>',
    ),
    Imitation(
        "OPPO phone",
        f"{{own}}\n\n来自我的 OPPO 手机\n\n-----原始邮件-----\n发件人:{_N}<{_A}>\n发送时间:2026-04-07 17:03\n收件人:{_R}<{_RA}>\n主题:{{subject}}\n\n{{quoted}}",
    ),
    Imitation(
        "Notes zh",
        f"{{own}}\n\n\n\n发件人:\t{_N} <{_A}>\n收件人:\t{_R}/市场部/ACME@ACME\n抄送:\t李娜/财务部/ACME@ACME\n日期:\t2026/04/07 17:03\n主题:\t{{subject}}\n\n\n\n{{quoted}}",
        '<font size=2 face="sans-serif">{own}</font><br><br><br><br><font size=1 color=#5f5f5f face="sans-serif">发件人: &nbsp; &nbsp; &nbsp; &nbsp;</font>'
        f'<font size=1 face="sans-serif">{_H}</font><br><font size=1 color=#5f5f5f>收件人: &nbsp; &nbsp;</font><font size=1>{_R}/市场部/ACME@ACME</font><br>'
        '<font size=1 color=#5f5f5f>日期: &nbsp; &nbsp;</font><font size=1>2026/04/07 17:03</font><br><font size=1 color=#5f5f5f>主题: &nbsp; &nbsp;</font><font size=1>{subject}</font><br><hr noshade><br><br>{quoted}',
        paragraph="{}<br>", quoted="<tt><font size=2>{}</font></tt><br>",
    ),
    Imitation(
        "Notes zh, columns",
        f"{{own}}\n\n\n\n\n{_N} <{_A}> \n2026-04-07 17:03\n\n收件人\n{_R}/市场部/ACME@ACME\n抄送\n\n主题\n{{subject}}\n\n\n\n\n\n\n{{quoted}}",
        '<font size=2>{own}</font><br><br><table width=100%><tr valign=top><td width=40%><font size=1 face="sans-serif"><b>'
        f'{_H}</b></font><p><font size=1>2026-04-07 17:03</font><td width=59%><table width=100%><tr><td><div align=right><font size=1>收件人</font></div><td><font size=1>{_R}/市场部/ACME@ACME</font>'
        "<tr><td><div align=right><font size=1>抄送</font></div><td><tr><td><div align=right><font size=1>主题</font></div><td><font size=1>{subject}</font></table></table><br><br>{quoted}",
        paragraph="{}<br>", quoted="<tt><font size=2>{}</font></tt><br>",
    ),
    Imitation(
        "RainLoop zh",
        f"{{own}}\n\n2026年4月7日 17:03, \"{_N}\" <{_A}> 写道:\n\n{{quoted}}",
        f'<div>{{own}}</div><br><div>2026年4月7日 17:03, "{_N}" &lt;{_A}&gt; 写道:</div><blockquote>{{quoted}}</blockquote>',
        marks="> ",
    ),
    Imitation(
        "KMail zh",
        f"{{own}}\n\n在 2026年4月7日星期二 CST 下午5:03:25，{_N} 写道：\n{{quoted}}",
        marks="> ",
    ),
    Imitation(
        "Horde zh",
        f"{{own}}\n\n引用 {_N} <{_A}>：\n\n{{quoted}}",
        f'<p>{{own}}</p><p>引用 {_H}：</p><blockquote type="cite" style="border-left:2px solid blue;margin-left:2px;padding-left:12px;">{{quoted}}</blockquote>',
        marks="> ",
    ),
    Imitation(
        "Thunderbird zh, forwarded",
        f"{{own}}\n\n\n\n-------- 转发的消息 --------\n主题: \t{{subject}}\n日期: \tTue, 7 Apr 2026 17:03:25 +0800\n发件人: \t{_N} <{_A}>\n收件人: \t{_R} <{_RA}>\n\n\n\n{{quoted}}",
        '{own}<div class="moz-forward-container"><br><br>-------- 转发的消息 --------<table class="moz-email-headers-table" cellspacing="0" cellpadding="0" border="0"><tbody>'
        '<tr><th align="RIGHT" nowrap="nowrap" valign="BASELINE">主题: </th><td>{subject}</td></tr><tr><th>日期: </th><td>Tue, 7 Apr 2026 17:03:25 +0800</td></tr>'
        f"<tr><th>发件人: </th><td>{_H}</td></tr><tr><th>收件人: </th><td>{_RH}</td></tr></tbody></table><br><br>{{quoted}}</div>",
        can_inline=False,
    ),
    Imitation(
        "FairEmail zh",
        f"{{own}}\n\n2026年4月7日 17:03:25 GMT+08:00 {_N} <{_A}> 写道：\n{{quoted}}",
        f'<div fairemail="body">{{own}}</div><div fairemail="reference"><p>2026年4月7日 17:03:25 GMT+08:00 {_H} 写道：</p><blockquote style="border-left: 2px solid">{{quoted}}</blockquote></div>',
        marks=">",
    ),
    Imitation(
        "Edison zh",
        f"{{own}}\n\n在 2026年4月7日，下午5:03，{_N} <{_A}> 写道：\n\n{{quoted}}",
        f'<div>{{own}}</div><div id="edo-original"><div>在 2026年4月7日，下午5:03，{_H} 写道：<br><br></div><blockquote id="edo-quoted">{{quoted}}</blockquote></div>',
    ),
    Imitation(
        "In-house web mail, rule and words",
        f"{{own}}\n\n【原邮件】\n发信人：{_N} <{_A}>\n收信人：{_R} <{_RA}>\n发信时间：2026-04-07 17:03:25\n标题：{{subject}}\n\n{{quoted}}",
        f'{{own}}<br><table border="0" width="100%"><tr><td>【原邮件】</td></tr><tr><td>发信人：{_H}</td></tr><tr><td>收信人：{_RH}</td></tr><tr><td>发信时间：2026-04-07 17:03:25</td></tr><tr><td>标题：{{subject}}</td></tr><tr><td>{{quoted}}</td></tr></table>',
    ),
    Imitation(
        "Warned by the gateway",
        f"{{own}}\n\n发件人: {_N} <{_A}>\n发送时间: 2026年4月7日 17:03\n收件人: {_R} <{_RA}>\n主题: [外部邮件] {{subject}}\n\n【外部邮件】此邮件来自公司外部，请谨慎点击链接和附件。\n\n{{quoted}}",
        '<div>{own}</div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>'
        f"<b>发件人:</b> {_H}<br><b>发送时间:</b> 2026年4月7日 17:03<br><b>收件人:</b> {_RH}<br><b>主题:</b> [外部邮件] {{subject}}</p></div>"
        '<table bgcolor="#ffeb9c"><tr><td>【外部邮件】此邮件来自公司外部，请谨慎点击链接和附件。</td></tr></table>{quoted}',
    ),
)
