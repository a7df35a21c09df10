"""The wording of what surrounds an article on news pages: promotions, related links, notices, credits, captions.

Patterns are anchored or bounded, hold no nested repetition, and are tried on short lines only, so that reading stays
linear. They name what such lines say on news sites in general; none names an outlet.
"""

from __future__ import annotations

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set: how the word lists of this package are written down."""
    return frozenset(text.split())


_CHANNEL = (
    r"(?:telegram|twitter|facebook|instagram|whatsapp|threads|youtube|tiktok|linkedin|google news|bluesky|x\b|"
    r"social media)"
)

# A line of its own inside or after the body that sends the reader elsewhere.
PROMOTION = _any_of(
    r"^(?:also |must |further |to )?read(?: also| more| next| on| this| now)?\s?(?::|>|»|\||$)",
    r"^(?:also read|read also|read more|see also|also see|watch also|related|recommended|more on this|"
    r"up next)\b(?!\s(?:to|parties|party))",
    r"^(?:watch|listen|video|podcast|opinion|live|explained|explainer|in pictures|in photos|quiz|poll)\s?[:|]",
    rf"^follow\b.{{0,80}}\bon\b.{{0,40}}{_CHANNEL}",
    r"^follow (?:us|@|our|the (?:latest|conversation))",
    r"^(?:please )?(?:subscribe|sign ?up|sign ?in|log ?in|join (?:us|our|the (?:conversation|discussion))|"
    r"register (?:now|for|to))\b",
    r"^(?:download|get|install|try|open in) .{0,40}\bapp\b",
    r"^get .{0,80}\b(?:newsletter|briefing|digest|alerts|inbox|updates|headlines)\b",
    r"^stay (?:updated|tuned|informed|connected|up to date|ahead)\b",
    r"^(?:click|tap|swipe|scroll) (?:here|to|down|for|below)\b",
    r"^(?:support|donate to|help) (?:the|our|us|independent|quality)\b[^.]{0,60}(?:journalism|independent|"
    r"reporting|newsroom|work)",
    r"^(?:story|article|text|content|report) continues\b|^continue reading\b|^skip (?:to|past)\b",
    r"^(?:advertisement|advertising|sponsored|promoted|ad)\b(?: content| feature| by .{0,30})?\s?:?$",
    r"^(?:sneak a peek|enjoy(?:ed|ing)? (?:this|our)|like what you|love what|already a (?:subscriber|member)|"
    r"not a subscriber)\b",
    r"^(?:share|send|tell) (?:this|us|your|with)\b",
    r"^(?:don'?t miss|in case you missed|you may also|you might also|our newsletter|newsletters?\b.{0,30}$)",
)
# The same, wherever it stands in a line, and the words of which each has one.
SUBSCRIPTION = _any_of(
    r"\b(?:subscribe (?:to|for)|sign up (?:to|for)|newsletter)\b.{0,60}(?:inbox|free|daily|weekly|our|here)",
)
SUBSCRIPTION_WORDS = words_of("subscribe sign newsletter")

# The heading or first line of what comes after an article.
TAIL = _any_of(
    r"^related(?: (?:topics?|stor(?:y|ies)|articles?|news|content|posts?|coverage|links|reading|tags|items))?\s?:?$",
    r"^more(?: (?:stories|news|headlines|coverage|articles|reading))? (?:in|from|on|about|by|for)\b.{0,50}$",
    r"^more(?: (?:stories|news|headlines|like this|articles|to read|top stories))?\s?:?$",
    r"^(?:also on|also in|also from|elsewhere on)\b.{0,40}$",
    r"^must[ -]reads?\s?:?$",
    r"^(?:most|best) (?:read|popular|viewed|shared|commented|recent|discussed)\b.{0,30}$",
    r"^(?:popular|trending|explore|recommended|featured|up next|read next|read also|read on|"
    r"keep reading)(?: (?:now|more|news|stories|articles|posts|for you|topics|today))?\s?:?$",
    r"^(?:top|recent|latest|other|breaking|today'?s|further|similar)(?: (?:top|latest|breaking))? (?:news|"
    r"stor(?:y|ies)|headlines|posts?|articles|updates|videos?)\b.{0,30}$",
    r"^(?:you (?:may|might)(?: also)? (?:like|be interested).{0,20}|what to read next|(?:from )?around the web|"
    r"news by topic|in this section)\s?:?$",
    r"^(?:next|previous) (?:article|story|post|news)\b.{0,80}$",
    r"^(?:special reports?|editor'?s'? (?:picks?|choice)|in this (?:story|article)|back to (?:top|news|list)|"
    r"return to .{0,30})\s?:?$",
    r"^(?:topics?|tags?|keywords?|filed under|categor(?:y|ies)|hashtags?|labels?|sections?)\s?:",
    r"^(?:topics?|tags?)$",
    r"^(?:contact|contacts|address|tel|phone|fax|e-?mail)\s?:",
    r"^(?:print version|printable version|photo gallery.{0,12}|site ?map|contact us|about us|privacy(?: policy)?|"
    r"terms(?: (?:of|and) .{0,20})?|advertise.{0,20}|careers|cookie.{0,20})$",
)

COMMENTS = _any_of(
    r"^(?:view |show |read |see |load |all )?(?:\d{1,5} )?(?:reader |user )?comments?(?: ?\(\d{1,5}\)|"
    r" ?\d{1,5})?\s?:?$",
    r"^(?:leave|post|add|write)(?: a| your)? (?:reply|comments?|response)\b",
    r"^your (?:thoughts|comments|e-?mail address will not)\b",
    r"^(?:log ?in|sign ?in|register).{0,30} to (?:comment|reply|post)",
    r"^comments? (?:are|is|have been|section)\b.{0,30}(?:closed|available|disabled|moderated|off)?",
    r"^join the (?:conversation|discussion)",
)

NOTICE = _any_of(
    r"^(?:©|\(c\) ?\d{4}|&copy;|copyright\b)",
    r"^(?:correction|corrections|clarification|editor'?s'? note|note to (?:readers|editors)|disclaimer|disclosure|"
    r"update)s?\b.{0,30}?[:(—–]",
    r"^(?:\(?this|an earlier version of this|a previous version of this) (?:article|story|report|piece|post|"
    r"version)\b.{0,30}"
    r"\b(?:was|has been|is being|originally|misstated|incorrectly|said|stated|corrected|amended|updated)\b",
    r"^our standards\b",
    r"^(?:use of|using|when|any use of)\b.{0,60}\b(?:materials?|content|articles?)\b.{0,40}\b(?:hyperlink|link|"
    r"reference|permitted|permission|prohibited)\b",
    r"^use hyperlink\b",
    r"^(?:address|editorial office|phone|tel|e-?mail)\s?:",
    r"^(?:the )?(?:headline|story) (?:has not been|was not) edited\b",
)
# Notices told by what they say in mid-line, and the words of which each has one.
RIGHTS = _any_of(
    r"\ball rights reserved\b",
    r"\b(?:reproduc(?:ed|tion)|republish(?:ed|ing)?|reprint(?:ed|ing)?)\b.{0,60}\b(?:permission|prohibited|"
    r"forbidden|licen[cs]e)\b",
    r"\bnot responsible for (?:the )?(?:content|accuracy)\b",
    r"\bfound (?:a |an )?(?:mistake|typo|error)\b|\b(?:spotted|see|noticed) (?:a|an) (?:mistake|typo|error)\b",
    r"\bquotes delayed\b",
    r"\b(?:uses?|using|store|our) cookies\b|\bcookie (?:policy|settings)\b|\bpersonal data\b.{0,40}\bprivacy\b",
    r"\bwhen (?:using )?(?:the |our )?materials? (?:are|is) (?:used|quoted|cited|reprinted)\b",
    r"\b(?:views|opinions) expressed\b.{0,80}\b(?:author|own|necessarily|reflect)",
    r"\bauto-generated from a syndicated feed\b",
)
RIGHTS_WORDS = words_of(
    "rights permission prohibited forbidden licence license responsible mistake typo error delayed cookies cookie "
    "personal material materials expressed syndicated"
)

CREDIT = _any_of(
    r"^sources?\s?[:：]",
    r"^\(?(?:additional |extra )?(?:reporting|writing|compiled|edited|editing|translated|"
    r"written and edited) (?:and \w{4,10} )?by\b",
    r"^\(?(?:with )?(?:additional |extra )?(?:reporting|inputs?|files?|material|information|"
    r"contributions?)(?: reporting)? (?:by|from)\b",
    r"^.{2,60}\bcontributed (?:reporting )?to this (?:report|story|article)\b",
    r"^editors?\s?[:：]",
    r"^\([^()\s][^()]{1,40}\)$",
    r"^[-–—/]{1,2}\s?(?:with )?agencies\b",
)

KEY_POINTS = _any_of(
    r"^(?:(?:the )?(?:key|main) (?:points|takeaways|facts|developments)|highlights|at a glance|in (?:brief|short)|"
    r"quick read|"
    r"what (?:you need |we |do we )?(?:to )?know(?: so far)?|summary|takeaways|story highlights|tl;?dr|"
    r"in this article)\s?:?$",
)

CAPTION_START = _any_of(
    r"^.{3,200}[.!?)”\"] ?(?:photo|picture|image|photograph|foto)s?\s?(?::|by\b|©|/)",
    r"^\|\s?\S",
    r"^(?:file )?(?:photo|image|picture|photograph|illustration|pictured|foto|handout|graphic)s?\s?(?:by|:|/|©|"
    r"credit|\||courtesy)",
    r"^(?:photo|image|picture) (?:credit|source)s?\b|^(?:file photo|file image|file picture)\b",
    r"^(?:file|archive?)\s?[-–—]\s",
    r"^(?:credit|caption|image caption|photo caption|image source|imagen)\s?[:,]",
)
# Who stands where in a picture, and how long a clip is.
CAPTION_PLACES = _any_of(
    r"\b(?:left to right|clockwise from|pictured from|v\. ?l\. ?n|von li(?:nks)? nach r|de gauche à droite|"
    r"de izquierda a derecha|da sinistra a destra|da esquerda para|van links naar|слева направо|зліва направо)",
    r"(?:\(|, )from left[,:)]|^v\. ?l\. ?:",
    r"\((?:von links|v\. ?l\.|à gauche|à droite|izquierda|derecha|links|rechts|da sinistra)\)",
    r"[|·•]\s?\d{1,2}:\d\d ?min\b",
)
# In a parenthesis, bracket or suffix that follows a sentence.
CAPTION_CREDIT = _any_of(
    r"\b(?:photo|photos|image|images|pool|file|archive|archives|getty|handout|courtesy|screengrab|screenshot|supplied|"
    r"illustration|picture|pictures|via|photographer|foto|stock|shutterstock|wikimedia)\b"
)

# Who sells or gives pictures to the press.
PICTURE_AGENCIES = words_of(
    "getty gettyimages afp ap reuters dpa imago epa efe ansa keystone shutterstock istock unsplash alamy apa zuma "
    "sipa abaca anp belga scanpix ritzau lehtikuva tt pap ctk čtk mti xinhua tass tanjug unian ukrinform "
    "wikimedia flickr pixabay pexels adobestock instagram bloomberg screenshot photo photograph photographer foto "
    "picture handout jiji kyodo yonhap"
)

BYLINE = _any_of(
    r"^(?:by|written by|reported by|story by|text by|words by|posted by|published by|report by)\s?:?\s",
    r"^(?:authors?|reporters?|writers?|byline|journalist)\s?[:：]\s?\S",
)
# A word for 'by' at the start of a line; what follows has to be names.
SIGNED = re.compile(
    r"(?:(?:kolumne|kommentar|beitrag|interview|essay|gastbeitrag|reportage|analyse|tekst|text|texte|texto|testo|foto|una|"
    r"chronique|tribune|columna|opinión|opinione) )?(?:von|par|por|di|door|av|af|od|z|szerző|yazan)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
BYLINE_LABELS = frozenset(
    label.strip()
    for label in (
        "by | written by | author | authors | author of the article | story by | von | autor | autorin | par | "
        "auteur | por | di | a cura di | door | av | af | text | tekst | autore | автор | автори | yazar | szerző | z"
    ).split("|")
)
NAME_PARTICLES = words_of(
    "und et y e i og och en and de da do dos van von der den del della di la le al bin ben dr prof"
)
BIOGRAPHY = re.compile(
    r"\b(?:is|are|was) (?:an? |the |our )?(?:[\w'’-]{1,20} ){0,5}"
    r"(?:reporter|correspondent|journalist|columnist|editor|writer|staffer|producer|contributor|stringer|fellow|"
    r"analyst|bureau chief|researcher|lecturer|professor|author|podcaster|photographer|freelancer)s?\b"
    r"|\b(?:ist|war|est|es|fue|è|is|är|er|jest|je|este) (?:[\w'’-]{1,20} ){0,4}"
    r"(?:redakteur|korrespondent|journalist|reporter|autor|kolumnist|volont[äa]r|journaliste|r[ée]dact|periodista|"
    r"corresponsal|giornalist|jornalist|verslaggever|redacteur|skribent|dziennikar|novinář|újságíró|jurnalist)\w{0,6}\b",
    re.IGNORECASE,
)
READING_TIME = re.compile(
    r"^(?:estimated |reading time:? ?|time to read:? ?|lesezeit:? ?|lesedauer:? ?|temps de lecture:? ?|lecture:? ?|"
    r"tiempo de lectura:? ?|tempo di lettura:? ?|tempo de leitura:? ?|leestijd:? ?|czas czytania:? ?|время чтения:? ?|"
    r"час читання:? ?|okuma süresi:? ?|olvasási idő:? ?|læsetid:? ?|lästid:? ?)?(?:ca\.? |about |~)?"
    r"\d{1,3}[ -]?(?:mins?|minutes?|minuten|minutos?|minut[io]|minuter|minutter|minuuttia|minuty?|мин|минуты?|минут|хв|"
    r"perc|dakika|dk|λεπτά|דקות|دقائق|דק|分钟|分|분)\b\.?(?: (?:read|de lecture|de lectura|di lettura|de leitura|"
    r"leestijd|lesezeit|läsning|lesing|læsning|lukuaika|czytania|čtení|чтения|читання|reading)(?: time)?)?$",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|sekunden?|minuten?|std\.?|stunden?|tage?n?|wochen?|"
    r"monate?n?|secondes?|heures?|h|j(?:ours?)?|semaines?|mois|segundos?|minutos?|horas?|d[ií]as?|semanas?|meses|mes|"
    r"ore|ora|minuti|giorn[io]|settiman[ae]|mes[ie]|uur|uren|dag(?:en|ar|er|e)?|maand(?:en)?|tim(?:mar|mer|er|e)?|"
    r"minut(?:er|ter)?|tuntia?|päivää|godzin[ęy]?|dni|minut[ęy]?|hodin(?:ami|ou|y)?|dn[íy]|минут[ыу]?|час(?:а|ов|у)?|д(?:ень|ня|ней)|"
    r"годин[иу]?|хвилин[иу]?|дн[іи]в?|órája?|napja?|perccel|saat|gün|dakika|ώρες|ώρα|λεπτά|jam|hari|menit|giờ|phút|ngày)"
)
AGO = re.compile(
    rf"\b(?:\d{{1,3}}|an?|few) ?{_UNIT}\.? (?:ago|fa|geleden|sedan|siden|sitten|temu|назад|тому|ezelőtt|önce|lalu|"
    rf"yang lalu|trước|atrás|преди)\b|"
    rf"\b(?:vor|il y a|hace|há|før|for|för|před|pred|acum|преди|πριν(?: από)?) (?:ca\.? )?"
    rf"(?:\d{{1,3}}|einer|einem|une?|uma?) ?{_UNIT}(?!\w)|"
    r"\d{1,3} ?(?:時間|分|日|小时|小時|分钟|分鐘|天|시간|분|일) ?(?:前|전)|"
    r"\bقبل \d{1,3}|منذ \d{1,3}|לפני \d{1,3}",
    re.IGNORECASE,
)
# A time of day that stands alone: of a ticker or a list of teasers.
CLOCK = re.compile(r"^\d{1,2}[:.h]\d{2}(?: ?(?:uhr|h|am|pm|hrs|ч))?$", re.IGNORECASE)

# Words of a date line beside the date itself.
DATE_WORDS = words_of(
    "published posted updated last modified created first added on at in time date from to gmt utc est edt ist "
    "bst cet cest am pm a p m mon tue wed thu fri sat sun tues thur thurs monday tuesday wednesday thursday "
    "friday saturday sunday hours hour minutes min ago views view read reads comments comment by source issue "
    "edition today reading veröffentlicht aktualisiert erstellt stand uhr um von zuletzt geändert vom montag "
    "dienstag mittwoch donnerstag freitag samstag sonntag publié le à mis jour modifié mise par h lundi mardi "
    "mercredi jeudi vendredi samedi dimanche publicado actualizado el las hora lunes martes miércoles jueves "
    "viernes sábado domingo pubblicato aggiornato il alle ore lunedì martedì mercoledì giovedì venerdì sabato "
    "domenica atualizado em às por segunda terça quarta quinta sexta feira gepubliceerd bijgewerkt laatst om op "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag publicerad uppdaterad kl klockan publisert "
    "oppdatert publiceret opdateret den måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag "
    "søndag julkaistu päivitetty klo opublikowano aktualizacja godz dodano publikováno aktualizováno zveřejněno "
    "опубликовано обновлено г в год року оновлено опубліковано yayınlanma güncelleme tarihi son publicat "
    "actualizat ora megjelent frissítve δημοσίευση ενημέρωση"
)
# Words of the bars that share, print, save, resize.
TOOL_WORDS = words_of(
    "share shares shared this story article post link url short copy copied print email e mail whatsapp telegram "
    "facebook twitter x linkedin pinterest reddit messenger viber skype pocket flipboard threads bluesky "
    "instagram youtube save saved bookmark gift comments comment listen text size font increase decrease reset a "
    "kindly please on via with tweet like follow tools more options close menu search subscribe login log in sign "
    "up register live newsletter newsletters download pdf views view reply report send readers google news add as "
    "preferred source our us prefer "
)
SECTION_WORDS = words_of(
    "home news world politics business economy sport sports opinion culture lifestyle travel science health "
    "technology tech national nation international local regional europe asia africa americas america middle east "
    "latest breaking live video videos photos photo gallery announcements events press releases magazine "
    "entertainment arts food climate environment education military defence defense war security diplomacy "
    "markets finance companies editorial analysis features interview main page top headlines "
)
