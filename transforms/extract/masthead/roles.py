"""Words that stand around names in bylines: who wrote, who did something else, who is no person at all."""

from __future__ import annotations

import re

from transforms.extract.text.wording import words_of

# What leads to a name: a preposition before it, or a label and its colon.
LEAD = re.compile(
    r"^(?:(?:(?:written|reported|story|stories|text|words|posted|published|report|article|news|analysis|compiled) )?by|"
    r"von|par|por|di|door|av|af|przez|a cura di|propos recueillis par|un texte de|yazan|oleh|bởi|του|της|tekst av|"
    r"بقلم|كتبت?|מאת|به قلم)\s?:?\s+"
    r"|^(?:authors?|written|reporters?|writers?|by-?line|journalists?|text|words|story|"
    r"autor(?:in|en|es|as?|a|ka|zy|i|ii)?(?:/\w{1,8})?|text[eo]?s?|auteure?s?|autrices?|autor[ei]|testo|tekst|tekstas|teksti|"
    r"författare|forfatter|skribent|kirjoittaja|szerző|írta|napsala?|scris de|redator|reportagem|redacción|reportaje|"
    r"yazar|haber|penulis|tác giả|автор[ыи]?|текст|авторка|κείμενο|συντάκτης|"
    r"الكاتب|كتب|إعداد|نویسنده|נכתב על ידי|文|撰文|作者|记者|記者|글|기자)\s?[:：/／]\s?",
    re.IGNORECASE,
)

# What leads to the name of somebody who did not write.
OTHERS = re.compile(
    r"^(?:photo|foto|фото|bild|image|picture|illustra|ilustra|graphic|grafik|infogra|video|vídeo|camera|kamera|"
    r"translat|übersetz|überset|traduc|traduz|traduit|tłumacz|перевод|переклад|çevir|edited|editing|editor|"
    r"redakcja|lektor|produ[cz]|narrat|read by|gelesen|source|quelle|fuente|fonte|"
    r"摄影|攝影|撮影|编辑|責任|责任|编译|사진)",
    re.IGNORECASE,
)

# What leads to sources that contributed, all of them.
SOURCES = re.compile(
    r"^[(\[]?(?:with (?:report|file|input|information|material|additional|agenc)|additional report|con información|"
    r"con datos|com informações|avec (?:l'|les |des |agence)|con agenzi|mit (?:material|informationen|agentur)|"
    r"met dank|по материалам|за матеріалами)",
    re.IGNORECASE,
)

# What a person is; stripped from either side of a name.
PERSONAL = words_of(
    "reporter reporters correspondent correspondents writer writers author authors editor editors columnist columnists "
    "contributor contributors producer journalist journalists analyst critic photographer photojournalist "
    "reporterin reporterinnen redakteur redakteurin redakteure korrespondent korrespondentin autor autorin autoren "
    "journalistin volontär volontärin kolumnist kolumnistin chefredakteur chefredakteurin "
    "journaliste journalistes correspondant correspondante rédacteur rédactrice envoyé envoyée auteur autrice "
    "periodista redactor redactora corresponsal autora enviado enviada jornalista repórter correspondente colunista "
    "giornalista corrispondente inviato inviata redattore redattrice autore "
    "verslaggever redacteur redactrice correspondente columnist journaliste "
    "skribent reportör korrespondent journalist redaktör redaktør forfatter toimittaja kirjoittaja "
    "dziennikarz dziennikarka redaktor redaktorka novinář novinářka redaktorka spisovateľ novinar novinarka urednik "
    "újságíró szerkesztő reporter muhabir muhabiri yazar yazarı editör penulis wartawan jurnalis pewarta "
    "автор корреспондент корреспондентка обозреватель журналист журналистка редактор кореспондент кореспондентка "
    "автор авторка журналіст журналістка συντάκτης δημοσιογράφος الكاتب الكاتبة مراسل مراسلة صحفي صحفية 記者 记者 기자 "
)

# What follows a name without a comma: 'Ann Lee Staff Writer'.
TRAILING = PERSONAL | words_of("staff senior chief special political foreign associated")

# What a role is for: 'Foreign Affairs Editor' names nobody.
BEATS = words_of(
    "affairs foreign diplomatic political security defence defense home deputy assistant managing executive national "
    "city environment health science education economics energy investigations features"
)

# What no person is called.
COLLECTIVE = words_of(
    "the staff desk newsroom bureau team agency agencies wire wires report reports news press service services admin "
    "administrator chief editorial online web digital senior special associated international media guest anonymous "
    "unknown posted published updated source sources none null photo photos video videos inc ltd llc gmbh group "
    "network comment comments share print magazine newspaper times tribune gazette website webmaster board publisher "
    "partner sponsored "
    "kommentar kommentare anzahl teilen commentaires comentarios comentários commenti komentarze "
    "reacties redaktion redaktionen onlineredaktion redaktionsteam nachrichten agenturen agentur presse zeitung "
    "mitarbeiter "
    "redaccion redacción agencias agencia noticias rédaction agence agences redazione agenzie agenzia redação agência "
    "agências redactie persbureau redakcja redakcia redakce agencja toimitus redaktionen nyhetsbyrå nyhetsbyrån "
    "szerkesztőség redacția redakcija uredništvo haber merkezi ajansı ajans redaksi redaktion "
    "редакция агентство новости служба пресс-служба редакція агенція новини агенции редакцията "
    "وكالات وكالة تحرير التحرير أخبار 編集部 取材班 デジタル 本报讯 综合 编辑部 編輯部 편집부 뉴스팀 온라인뉴스팀 "
)
# Words of which the names of outlets are made and, as a rule, names of persons are not.
MASTHEADS = words_of(
    "advertiser agency argus brief briefing broadcaster broadcasting bulletin chronicle courier daily desk digest "
    "dispatch echo examiner gazette guardian herald independent inquirer journal ledger letter magazine media mercury "
    "mirror monitor network news newspaper newsroom newswire observer online post press radio record register report "
    "review sentinel service standard telegraph times today tribune tv watch weekly wire agencia agência diario diário "
    "informativo kurier nachrichten noticias notícias tageblatt zeitung"
)
