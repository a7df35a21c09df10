"""The wording of what stands where an article should be: error pages, robot checks, consent walls, barriers to pay.

Every pattern is tied to the start of a line, so that an article which speaks of such pages is not taken for one, and
is tried on the first characters only. Words are needed here, as such pages have no structure; they are given in many
languages and name no outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ERROR_PAGE = "an error page"
CONSENT_WALL = "a consent wall"
_CHARS = 240  # of a line are looked at
_LABEL_CHARS = 80  # what stands alone as the title of an error page is not longer

_SORRY = (
    r"^\W{0,3}(?:(?:(?:we(?:'|’)?re |we are |i(?:'|’)?m )?(?:very )?sorry|oops|oh no|uh[ -]oh|whoops|unfortunately|"
    r"please|hello|(?:es tut uns )?leid(?:er)?|ups|hoppla|bitte|(?:nous sommes )?désolés?|oups|malheureusement|"
    r"lo sentimos|lo siento|vaya|siamo spiacenti|spiacenti|ops|desculpe|lamentamos|helaas|beklager|tyvärr|"
    r"к сожалению|извините|przepraszamy|niestety|üzgünüz|maaf|抱歉|申し訳)\b[\s,.!:…-]{0,4}(?:but )?){0,2}"
)
_BARE = r"^[^\w\"“”„«»‘’']{0,3}"  # no quotation mark: an article quotes what such a line says


def _opening(start: str, *phrases: str) -> re.Pattern[str]:
    return re.compile(start + "(?:" + "|".join(phrases) + ")", re.IGNORECASE)


_ERROR = _opening(
    _SORRY,
    # English
    r"(?:the|this|that|your)(?: requested| specified)? "
    r"(?:page|article|story|document|file|url|link|address|content|item)\b.{0,60}\b"
    r"(?:not found|(?:could|can) ?not be found|couldn(?:'|’)t be found|does(?: not|n(?:'|’)t) exist|"
    r"(?:is|are) (?:no longer|not|un)\s?available|no longer exists?|"
    r"(?:has|have|may have) (?:been )?(?:moved|removed|deleted|expired))",
    r"(?:the|this) (?:page|article|story|url) (?:that )?you(?:(?: a|'|’)re| were) (?:looking|searching) for\b",
    r"(?:the|this) (?:page|article|story|url) (?:that )?you requested\b",
    r"we (?:can ?not|can(?:'|’)t|couldn(?:'|’)t|could not|were unable to|are unable to) (?:seem to )?(?:find|locate) "
    r"(?:the|this|that|your) (?:page|article|story|url)\b",
    r"(?:you don(?:'|’)t|you do not) have (?:the )?permission to (?:access|view)\b",
    r"access (?:denied|to this (?:page|site|resource|website) (?:has been|is|was) (?:denied|blocked|forbidden))",
    r"(?:the|this|our) (?:site|website|service|server) is (?:currently |temporarily )?"
    r"(?:down|unavailable|offline|undergoing|under maintenance)",
    r"we are (?:currently )?(?:carrying out|performing|undergoing)\b.{0,30}\bmaintenance\b",
    # German, Dutch, Nordic
    r"die (?:von ihnen |angeforderte |gewünschte |aufgerufene |gesuchte )?.{0,30}\bseite\b.{0,40}"
    r"(?:nicht gefunden|existiert|nicht (?:mehr )?(?:vorhanden|verfügbar))",
    r"(?:dieser|der gesuchte|der gewünschte) (?:artikel|beitrag)\b.{0,30}"
    r"(?:nicht gefunden|nicht mehr (?:verfügbar|vorhanden|online))",
    r"de (?:opgevraagde |gevraagde )?pagina (?:die (?:je|u) zoekt|kan niet|kon niet|is niet gevonden|bestaat niet)",
    r"sidan (?:du (?:söker|letar)|kunde inte hittas|finns inte)",
    r"siden (?:du (?:leter|leder|søger)|finnes ikke|findes ikke|ble ikke funnet)",
    # French, Spanish, Italian, Portuguese
    r"(?:la page|l(?:'|’)article|cette page|le contenu) "
    r"(?:que vous (?:cherchez|recherchez|avez demandé|demandez)|demandée?\b)",
    r"(?:cette page|cet article) (?:n(?:'|’)existe|n(?:'|’)est) (?:pas|plus)\b",
    r"la página (?:que (?:buscas|busca|está buscando|estás buscando|ha solicitado|intenta)|solicitada)\b",
    r"(?:esta página|este artículo|la noticia que buscas) (?:no|ya no) (?:existe|está disponible)\b",
    r"la pagina (?:che (?:cerchi|stai cercando|hai richiesto)|richiesta|cercata)\b",
    r"a página (?:que (?:procura|você procura|está procurando|tentou)|solicitada)\b",
    # Slavic, Turkish, Indonesian, East Asian, Arabic
    r"(?:podana |szukana )?strona\b.{0,30}(?:nie istnieje|nie została znaleziona)|nie znaleziono strony",
    r"(?:запрошенн\w{1,3}|искомая|такой|данная)\b.{0,20}\bстраниц\w\b.{0,20}(?:не (?:найдена|существует)|удалена)",
    r"aradığınız (?:sayfa|haber)\b|halaman yang anda (?:cari|minta)\b",
    r"(?:您|你)(?:访问|請求|请求|要找|查看)的(?:页面|頁面|文章)|お探しのページ|ご指定のページ",
    r"요청하신 페이지|찾으시는 페이지|الصفحة (?:التي تبحث عنها|المطلوبة)",
)
_ERROR_LABEL = _opening(
    r"\W{0,3}",
    r"(?:error|http|fehler|erreur|ошибка|błąd|hata)?\W{0,3}(?:40[0134]|410|429|451|50[0234])\b.{0,40}",
    r"(?:.{0,12}\b)?(?:page|article|story|file) (?:not found|unavailable|missing)\W{0,3}",
    r"not found|access denied|forbidden|service (?:temporarily )?unavailable|internal server error|bad gateway",
    r"gateway time-?out|under maintenance|oops\W{0,3}",
    r".{0,20}\bseite (?:wurde )?nicht gefunden\W{0,3}|.{0,20}pagina niet gevonden\W{0,3}",
    r".{0,20}page (?:introuvable|non trouvée)\W{0,3}|.{0,20}página no encontrada\W{0,3}",
    r".{0,20}pagina non trovata\W{0,3}|.{0,20}página não encontrada\W{0,3}",
    r".{0,20}sidan (?:hittades inte|kunde inte hittas|finns inte)\W{0,3}",
    r".{0,20}siden (?:ble ikke funnet|findes ikke)\W{0,3}|.{0,20}strona nie (?:istnieje|została znaleziona)\W{0,3}",
    r".{0,20}страница не найдена\W{0,3}|.{0,20}sayfa bulunamadı\W{0,3}|.{0,20}halaman tidak ditemukan\W{0,3}",
    r"页面不存在|頁面不存在|找不到(?:页面|頁面|網頁)|ページが見つかりません.{0,10}",
    r"페이지를 찾을 수 없습니다\W{0,3}|الصفحة غير موجودة\W{0,3}",
)
_HUMAN = r"you(?: a|'|’)re (?:a )?(?:not a (?:robot|bot)|human)"
_ROBOT = _opening(
    _SORRY,
    rf"(?:verify|confirm|prove|show)(?: to us)? (?:that )?{_HUMAN}",
    rf"(?:verifying|checking|we need to (?:verify|check)|(?:we want )?(?:to make|making) sure)\b.{{0,20}}\b{_HUMAN}",
    r"checking (?:your browser|if the site connection is secure)|just a moment\W{0,4}$|are you a (?:robot|human)\b",
    r"we(?:'ve|’ve| have)? detected unusual (?:traffic|activity)|our systems have detected unusual",
    r"(?:complete|solve) the (?:captcha|security check|challenge|puzzle)\b",
    r"bestätigen sie.{0,20}(?:kein roboter|ein mensch)|.{0,40}dass sie kein roboter sind",
    r"(?:veuillez |merci de )?confirme[rz]\w{0,2}.{0,30}(?:pas un robot|humain)",
    r"(?:por favor,? )?confirma?e?.{0,20}no eres un robot|(?:verifica|conferma).{0,20}non sei un robot",
    r"(?:подтвердите|докажите).{0,30}(?:не робот|человек)|請完成驗證|请完成(?:安全)?验证",
)
_SCRIPT = _opening(
    _SORRY,
    r"(?:you need to |you must |in order to .{0,40})?(?:enable|turn on|activate|switch on) (?:java ?script|cookies)\b",
    r"java ?script (?:is|must be|seems to be|appears to be) (?:disabled|enabled|required|turned off)",
    r"this (?:app|site|page|website) (?:requires|needs|works best with) java ?script",
    r"aktivieren sie java ?script|java ?script ist (?:deaktiviert|erforderlich|nicht aktiviert)",
    r"(?:veuillez |merci d(?:'|’))activer java ?script|(?:por favor,? )?(?:activ|habilit)[ae] (?:el )?java ?script",
    r"(?:abilita|attiva) java ?script|включите java ?script",
)
_REGION = _opening(
    _SORRY,
    r"we recogni[sz]e (?:that )?you(?: a|'|’)re (?:trying|attempting) to (?:reach|access) this (?:web)?site from",
    r"(?:this|our) (?:content|site|website|page|service|video) is (?:not|un)\s?available in your "
    r"(?:country|region|location|area)",
    r"(?:not |un)available in your (?:country|region|location)\W{0,3}$|unavailable (?:due to|for) legal reasons",
    r"(?:dieser inhalt|diese seite|dieses angebot) ist in (?:ihrem land|ihrer region) nicht verfügbar",
    r"(?:ce contenu|ce site) n(?:'|’)est pas (?:disponible|accessible) dans votre (?:pays|région)",
    r"(?:este contenido|este sitio) no está disponible en (?:tu|su) (?:país|región)",
)
_CONSENT = _opening(
    _BARE,
    r"we(?:,)? (?:and|together with) our (?:\d[\d.,]{0,4} |third[ -]party |advertising )?(?:partners|vendors)\b",
    r"we (?:use cookies|value your privacy|care about your privacy|respect your privacy)\b",
    r"(?:this|our) (?:web)?site uses cookies\b|store and/or access information on a device",
    r"with your (?:permission|consent|agreement),? we(?: and our|,|\s)",
    r"you can (?:change your mind|withdraw your consent|change your (?:choices|preferences)) at any time",
    r"by (?:clicking|choosing|selecting|pressing) .{0,30}(?:accept|agree|consent|ok)\b.{0,60}\byou\b",
    r"wir (?:und unsere|nutzen|verwenden|setzen) (?:\d{1,4} )?(?:partner|cookies|drittanbieter)",
    r"ihre einwilligung (?:können|kann)\b|mit werbung (?:weiter)?lesen|.{0,40}\bmit werbung und tracking\b",
    r"(?:nous et nos|avec votre accord, nous et nos) (?:\d{1,4} )?partenaires|nous utilisons des cookies",
    r"vous pouvez retirer votre consentement|(?:puedes|puede) retirar (?:tu|su) consentimiento",
    r"nosotros y nuestros (?:\d{1,4} )?(?:socios|proveedores)|(?:utilizamos|usamos) cookies",
    r"noi e (?:i nostri )?(?:\d{1,4} )?(?:partner|terze parti)|utilizziamo (?:i )?cookie",
    r"wij en onze (?:\d{1,4} )?partners|wij gebruiken cookies|vi och våra (?:\d{1,4} )?partner",
    r"vi og våre (?:\d{1,4} )?partnere|мы используем (?:файлы )?cookie",
)
_LOGIN = _opening(
    _BARE,
    r"enter your (?:e-?mail|user ?name|password)\b|(?:forgot(?:ten)?|lost) your password|don(?:'|’)t have an account\b",
    r"(?:log|sign) in to (?:your account|continue)\b|(?:passwort|kennwort) vergessen|noch kein (?:benutzer)?konto",
    r"mot de passe oublié|¿?(?:has )?olvidad[oa]s? (?:tu|su|la) contraseña|password dimenticata",
    r"esqueceu (?:a|sua) senha|wachtwoord vergeten|забыли пароль",
)
_NOTICES = (
    ("a page closed to the reader's region", _REGION),  # before the errors, as it too is 'not available'
    (ERROR_PAGE, _ERROR),
    ("a robot check", _ROBOT),
    ("a page that asks for JavaScript", _SCRIPT),
    (CONSENT_WALL, _CONSENT),
    ("a login page", _LOGIN),
)

_PAY = _opening(
    _BARE,
    # English
    r"(?:please )?(?:subscribe|sign (?:up|in)|log in|register|join|become a (?:member|subscriber)|create an? (?:free )?"
    r"account|get (?:unlimited|full|digital) access|start your (?:free )?(?:trial|subscription))\b.{0,50}\b(?:to|and) "
    r"(?:(?:continue|keep|carry on|finish) reading|"
    r"(?:read|unlock|access|view|see) (?:the (?:full|rest|whole|entire)|this|full))\b",
    r"to (?:continue|keep) reading\b",
    r"to read (?:the (?:full|rest|whole|entire|complete)|this (?:article|story)).{0,60}\b"
    r"(?:subscri|sign|log|regist)",
    r"you(?: have|'ve|’ve)(?: now)? (?:reached|hit|used)\b.{0,40}\b(?:limit|all your free|all of your free)\b",
    r"(?:this|the full|the rest of this|the remainder of this) (?:article|story|content|post|report|piece)\b.{0,30}\b"
    r"(?:is|are)\b.{0,30}\b(?:for|to)\b.{0,20}\b(?:subscribers|members|subscription)\b",
    r"(?:(?:for|exclusive (?:to|for)) )?(?:subscribers?|members?)[ -](?:only|exclusive)\b",
    r"already a (?:subscriber|member)\b.{0,40}\b(?:read|continue|full|unlock)",
    r"continue reading with |unlock (?:this|the full) (?:article|story)",
    # German
    r"weiterlesen mit\b",
    r"(?:um |jetzt )?weiter(?:zu)?lesen\b.{0,60}\b(?:(?:probe)?abo|plus|premium|anmeld|registrier|test|angebot)",
    r"(?:dieser|den (?:ganzen|vollständigen|kompletten)|diesen) (?:artikel|beitrag|text|inhalt)\b.{0,40}\b"
    r"(?:abonnent|abonnement|abo\b|plus\b|premium|registrier|kostenpflichtig|exklusiv)",
    r"(?:exklusiv|nur) für abonnent|sie (?:möchten|wollen) (?:weiterlesen|den (?:ganzen )?artikel)",
    r"jetzt (?:abonnieren|testen) und weiterlesen",
    # French
    r"(?:cet |l(?:'|’))article (?:complet )?est (?:réservé|exclusivement)|il (?:vous )?reste .{0,10}% de cet",
    r"(?:lire )?la suite (?:de (?:cet |l(?:'|’))article )?(?:est )?réservée",
    r"(?:contenu|article) réservé (?:aux|à nos) abonn",
    r"(?:abonnez|connectez|inscrivez)-vous (?:pour|afin de) (?:lire|continuer|accéder|poursuivre|débloquer)",
    r"pour (?:lire|continuer|accéder à) (?:la suite|l(?:'|’)intégralité|cet article|votre lecture)",
    # Spanish, Portuguese, Italian
    r"(?:suscríb|regístr|inicia sesión)\S{0,5}.{0,20}\bpara (?:seguir|continuar|leer|acceder)",
    r"(?:contenido|artículo|noticia) (?:exclusiv[oa]|solo) para suscriptores|para (?:seguir|continuar) leyendo",
    r"(?:este (?:artículo|contenido)|esta noticia) es (?:exclusiv|solo para)",
    r"(?:assine|cadastre-se|faça login|torne-se assinante).{0,20}\bpara (?:continuar|ler|seguir|acessar)",
    r"(?:conteúdo|artigo|matéria) (?:exclusiv[oa]|só) para assinantes|para continuar (?:a ler|lendo)",
    r"este (?:artigo|conteúdo) é exclusivo",
    r"(?:abbonati|accedi|registrati|iscriviti)\b.{0,30}\bper (?:continuare|leggere|proseguire|sbloccare)",
    r"(?:contenuto|articolo) riservato agli|per continuare (?:a leggere|la lettura)",
    r"(?:questo |l(?:'|’))(?:articolo|contenuto) è riservato",
    # Dutch, Nordic, Finnish
    r"(?:word abonnee|neem een abonnement|log in|registreer).{0,30}\bom (?:verder|door|dit artikel|het hele)",
    r"dit artikel is (?:alleen |exclusief )?voor (?:abonnees|leden)|alleen voor abonnees|om verder te lezen",
    r"(?:för att|vill du) (?:läsa (?:vidare|hela)|fortsätta läsa)",
    r"(?:artikeln|den här artikeln|innehållet) är (?:endast |bara )?för prenumeranter",
    r"(?:for (?:at|å)|vil du) (?:l[æe]se (?:videre|hele)|fortsætte|fortsette)",
    r"(?:artiklen|artikkelen|saken|denne (?:artikel|saken)) er (?:kun |bare )?for abonnent",
    r"(?:artikkeli|juttu) on (?:vain )?tilaajille|jatka lukemista",
    # Slavic, Turkish, Indonesian, East Asian, Arabic
    r"(?:artykuł|tekst|treść) (?:tylko |dostępn\w{1,3} (?:tylko )?)?dla (?:prenumerator|subskrybent)",
    r"(?:aby|żeby) (?:czytać|przeczytać) (?:dalej|cały)|(?:článek|obsah) (?:je )?(?:pouze |jen )?pro předplatitele",
    r"(?:материал|статья|текст) (?:доступ\w{1,3} )?(?:только )?(?:для )?подписчик",
    r"(?:для того )?чтобы (?:читать дальше|продолжить чтение|прочитать полностью)",
    r"okumaya devam etmek için|untuk melanjutkan membaca",
    r"(?:订阅|訂閱|登录|登入).{0,10}(?:阅读|閱讀|全文)|この記事は(?:有料|会員)|(?:続き|全文)を(?:読むには|ご覧になるには)",
    r"구독(?:하고|하시면)|للمشتركين فقط|اشترك لمتابعة",
)


def find_notices(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Lines that open as those of an error page, a robot check, a consent wall ... do, after the name of the kind."""
    found: list[tuple[str, str]] = []
    for text in texts:
        start = text[:_CHARS]
        kind = next((kind for kind, pattern in _NOTICES if pattern.match(start)), None)
        if kind is None and is_error_label(text):
            kind = ERROR_PAGE
        if kind:
            found.append((kind, text))
    return found


def is_error_label(text: str) -> bool:
    """Whether a short line says nothing but that there is no page: '404 Not Found', 'Seite nicht gefunden'."""
    return len(text) <= _LABEL_CHARS and _ERROR_LABEL.fullmatch(text) is not None


def asks_to_pay(text: str) -> bool:
    """Whether a line bars the way: it says that to read on one must subscribe, register or log in."""
    return _PAY.match(text[:_CHARS]) is not None
