"""Words that mail programs put around a quotation: header labels, separators, attributions."""

# Folded (lower case, no spaces); one tuple for each header.
SENDER = (
    "发件人 发件人邮箱 发送人 寄件者 寄件人 发信人 發件人 来自 sender from von de da van från fra od от откого "
    "lähettäjä kimden feladó 差出人 送信者 보낸사람 보낸이 отправитель avsändare afsender absender expéditeur "
    "remitente mittente remetente afzender nadawca odesílatel expeditor từ người"
)
RECIPIENT = (
    "收件人 接收人 收件者 收信人 recipient recipients to an à para a aan till til do кому vastaanottaja kime címzett "
    "宛先 받는사람 받는이 komu către pour destinataire destinatario empfänger đến"
)
COPY = (
    "抄送 副本 抄送人 ccrecipient cc kopie kopia kopi copie copia cc: kopiya копия kopio bilgi másolat ccn "
    "скрытаякопия 참조 bcc 密送 密件副本"
)
DATE = (
    "发送时间 发件时间 发件日期 日期 时间 发送日期 寄件日期 寄送時間 傳送時間 發送時間 日期時間 发信时间 "
    "senttime sentat sendtime sent date datum gesendet envoyé enviado enviada inviato verzonden skickat sendt data "
    "fecha дата отправлено lähetetty tarih dátum 送信日時 日時 日付 보낸날짜 날짜 wysłano odesláno dato päiväys "
    "gönderme elküldve trimis ngày"
)
SUBJECT = (
    "主题 邮件主题 主旨 標題 标题 主題 title subject betreff objet asunto oggetto assunto onderwerp ämne emne temat "
    "předmět тема aihe konu tárgy 件名 제목 sujet subiect chủđề"
)
LABELS: dict[str, str] = {
    word: kind
    for kind, words in (
        ("from", SENDER),
        ("to", RECIPIENT),
        ("cc", COPY),
        ("date", DATE),
        ("subject", SUBJECT),
    )
    for word in words.split()
}

# What stands between rows of dashes above a quotation.
SEPARATOR_WORDS = (
    "原始邮件",
    "原邮件",
    "邮件原文",
    "原文",
    "引用内容",
    "历史消息",
    "回复的邮件信息",
    "回复的原邮件",
    "转发的邮件",
    "转发邮件",
    "转发的原邮件",
    "原始郵件",
    "原始信件",
    "原郵件",
    "轉寄郵件",
    "转发邮件信息",
    "回复邮件",
    "历史邮件",
    "originalemail",
    "originalmail",
    "originalmessage",
    "originalmessages",
    "original",
    "forwardedmessage",
    "forwardedmail",
    "replymessage",
    "ursprünglichenachricht",
    "weitergeleitetenachricht",
    "messaged'origine",
    "messageoriginal",
    "messagetransféré",
    "mensajeoriginal",
    "mensagemoriginal",
    "messaggiooriginale",
    "oorspronkelijkbericht",
    "ursprungligtmeddelande",
    "oprindeligmeddelelse",
    "wiadomośćoryginalna",
    "исходноесообщение",
    "пересылаемоесообщение",
    "元のメッセージ",
    "원본메일",
    "원본메시지",
    "původnízpráva",
    "quotedmessage",
    "previousmessage",
)
# A line that ends on one of these and names a sender and a time introduces a quotation.
WROTE = (
    "写道",
    "寫道",
    "wrote",
    "writes",
    "schrieb",
    "schreef",
    "a écrit",
    "escribió",
    "escreveu",
    "ha scritto",
    "skrev",
    "napisał",
    "napisała",
    "napisał(a)",
    "написал",
    "написала",
    "написал(а)",
    "пишет",
    "kirjoitti",
    "napsal",
    "napsal(a)",
    "a scris",
    "geschreven",
    "書きました",
    "작성",
    "写到",
    "yazdı",
    "írta",
)
# Languages in which the sender stands behind the verb.
WROTE_INSIDE = (" schrieb ", " schreef ", " skrev ", " pisze ", " пишет ")
BEGIN_FORWARD = (
    "begin forwarded message",
    "anfang der weitergeleiteten",
    "début du message réexpédié",
    "début du message transféré",
    "inicio del mensaje reenviado",
    "inizio messaggio inoltrato",
    "下面是被转发的邮件",
    "下面是被转发的信息",
    "以下是转发的邮件",
    "開始轉寄郵件",
    "以下是轉寄郵件",
    "开始转发的信息",
)
