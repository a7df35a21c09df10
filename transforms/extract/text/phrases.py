"""Set phrases of news pages in the languages of the larger press: what a line says that is no part of an article.

The lists are data: phrases in lower case without punctuation, ``|`` between them, related languages on lines of their
own. They are looked up by first word, so that their number costs nothing.
"""

from __future__ import annotations

import re

from transforms.extract.text.kind import Kind

_LABEL_SIGNS = (":", "：", "/", "|", "©", "=")
_OPENER_WORDS = 40
_WHOLE_WORDS = 8
_CREDIT_CHARS = 100
_SERVICE_LINE = 14  # words of a line in which one word of that trade is enough
_SERVICE_SPAN = 40  # words of a longer line to each of them

# Phrases that are all that a line says, digits and signs aside.
_WHOLE: dict[Kind, str] = {
    Kind.TAIL: """
    mehr zum thema | mehr zu diesem thema | auch interessant | das könnte sie auch interessieren | weitere artikel
    das könnte dich auch interessieren | mehr aus diesem ressort | weitere themen | weitere meldungen
    weitere beiträge | meistgelesen | meistgelesene artikel | am meisten gelesen | verwandte artikel
    verwandte themen | ähnliche artikel | mehr lesen über | mehr artikel | mehr news | mehr nachrichten
    neueste beiträge | neueste artikel | schlagwörter | unsere empfehlungen | empfehlungen der redaktion
    lesen sie mehr zum thema | themen | themen des artikels | impressum | zur startseite | datenschutz
    datenschutzerklärung | agb | über uns | kontakt | mehr zum autor | top artikel | sur le même sujet
    sur le même thème | les plus lus | les plus populaires | thématiques
    articles les plus lus | à la une | dans la même rubrique | articles similaires | articles liés
    vous aimerez aussi | nos derniers articles | dernières actualités | les dernières infos | plus d articles
    sujets associés | sur ce sujet | mentions légales | nous contacter | qui sommes nous
    politique de confidentialité | le choix de la rédaction | noticias relacionadas | artículos relacionados
    temas relacionados | más noticias | lo más leído | lo más visto | te puede interesar | también te puede interesar
    más sobre este tema | archivado en | últimas noticias | lo último | te recomendamos | le puede interesar
    otras noticias | aviso legal | política de privacidad | política de cookies | contenido relacionado | etiquetas
    temas | más en | articoli correlati | potrebbe interessarti | contenuti correlati | ti potrebbe interessare
    i più letti | più letti | notizie correlate | ultime notizie | altre notizie | chi siamo | notícias relacionadas
    artigos relacionados | mais lidas | as mais lidas | últimas notícias | mais notícias | tópicos relacionados
    fale conosco | quem somos | conteúdo relacionado | tópicos | meer nieuws
    meer over dit onderwerp | meest gelezen | gerelateerde artikelen | ook interessant | laatste nieuws | aanbevolen
    meer artikelen | onderwerpen | gerelateerd | over ons | adverteren | mest läst | mest lästa | relaterat
    relaterade artiklar | senaste nytt | ämnen i artikeln | mest lest | siste nytt | relaterte artikler | flere saker
    mest læste | seneste nyt | relaterede artikler | emner | luetuimmat | uusimmat | lisää aiheesta
    najczęściej czytane | powiązane artykuły | najnowsze | polecane | polecamy | tagi | tematy | więcej na ten temat
    mohlo by vás zajímat | nejčtenější | související články | související témata | další články | témata
    mohlo by vás zaujímať | najčítanejšie | súvisiace články | kapcsolódó cikkek | legolvasottabb | ajánlott
    legfrissebb | cele mai citite | articole similare | știri similare | ultimele știri | etichete | ilgili haberler
    son dakika | en çok okunanlar | çok okunanlar | benzer haberler | diğer haberler | etiketler | похожие новости
    новости по теме | материалы по теме | по теме | теги | популярное | самое читаемое | ещё по теме
    последние новости | главные новости | новости партнеров | популярні новини | останні новини | новини по темі
    схожі новини | теми | най четени | последни новини | свързани новини | още по темата | тагове | σχετικά άρθρα
    δημοφιλή | περισσότερα | ροή ειδήσεων | الأكثر قراءة | مواضيع ذات صلة | أخبار ذات صلة | آخر الأخبار
    قد يعجبك أيضا | مقالات ذات صلة | الأكثر مشاهدة | כתבות נוספות | עוד בנושא | הנקראות ביותר | כתבות קשורות
    مطالب مرتبط | اخبار مرتبط | پربازدیدترین | آخرین اخبار | संबंधित खबरें | ताज़ा खबरें | berita terkait | terpopuler
    artikel terkait | berita terbaru | terkini | berita lainnya | tin liên quan | bài viết liên quan | tin mới
    tin cùng chuyên mục | chủ đề | đọc nhiều | ข่าวที่เกี่ยวข้อง | 関連記事 | 関連ニュース | アクセスランキング
    おすすめ記事 | 新着記事 | 関連キーワード
    ランキング | 相关阅读 | 相关新闻 | 推荐阅读 | 相關新聞 | 热门文章 | 更多新闻 | 相关文章 | 相關文章
    推薦閱讀 | 관련기사 | 관련 기사 | 많이 본 뉴스 | 인기기사 | 최신기사 | 추천기사
    많이 본 기사 | 주요뉴스
    """,
    Kind.COMMENTS: """
    kommentare | kommentar schreiben | kommentar verfassen | leserkommentare | zu den kommentaren | alle kommentare
    anzahl kommentare | kommentare werden geladen | jetzt kommentieren | commentaires | commentaire | vos réactions
    réagir | laisser un commentaire | lire les commentaires | vos commentaires | comentarios | deja un comentario
    deja tu comentario | comentar | añade un comentario | deja una respuesta | commenti | lascia un commento
    commenta | comentários | deixe um comentário | deixe seu comentário | reacties | reageer | plaats een reactie
    kommentarer | kommentera | skriv en kommentar | legg igjen en kommentar | kommentit | komentarze | dodaj komentarz
    skomentuj | komentáře | diskuze | komentári | hozzászólások | szólj hozzá | comentarii | lasă un comentariu
    yorumlar | yorum yaz | yorum yap | комментарии | оставить комментарий | добавить комментарий | коментарі
    залишити коментар | коментари | σχόλια | التعليقات | تعليقات | أضف تعليقا | اترك تعليقا | תגובות | הוסף תגובה
    نظرات | komentar | bình luận | コメント | 评论 | 發表評論 | 发表评论 | 댓글 | ความคิดเห็น
    """,
    Kind.PROMOTION: """
    anzeige | werbung | weiterlesen | jetzt anmelden | jetzt abonnieren | newsletter abonnieren | jetzt testen
    publicité | lire la suite | voir plus | s abonner | je m abonne | s inscrire | se connecter | déjà abonné
    publicidad | seguir leyendo | suscríbete | suscribirse | ver más | iniciar sesión | regístrate | pubblicità
    continua a leggere | abbonati | iscriviti | accedi | publicidade | continua após a publicidade | assine
    inscreva se | advertentie | annons | annonse | annonce | mainos | reklama | reklam | hirdetés | publicitate
    inzerce | oglas | реклама | διαφήμιση | إعلان | פרסומת | iklan | quảng cáo | 広告 | 广告 | 廣告 | 광고 | โฆษณา
    empfohlener redaktioneller inhalt | externer inhalt | article content | contenu sponsorisé | contenido patrocinado
    mehr anzeigen | zum newsletter
    """,
    Kind.TOOLS: """
    teilen | artikel teilen | merken | drucken | link kopieren | anhören | artikel anhören | partager | imprimer
    écouter | copier le lien | enregistrer | partager l article | écouter l article | compartir | copiar enlace
    guardar | escuchar | condividi | stampa | copia link | ascolta | salva | compartilhar | compartilhe | copiar link
    ouvir | partilhar | delen | deel | bewaren | kopieer link | luister | afdrukken | dela | jaa | udostępnij | drukuj
    sdílet | zdieľať | megosztás | distribuie | paylaş | yazdır | dinle | kaydet | поделиться | печать | распечатать
    поширити | поділитися | сподели | κοινοποίηση | مشاركة | طباعة | שתף | שיתוף | bagikan | chia sẻ | シェア
    印刷 | 分享
    收藏 | 打印 | 공유 | 공유하기 | 인쇄 | 기사 공유 | แชร์ | zum inhalt springen | zum hauptinhalt springen
    aller au contenu
    passer au contenu | saltar al contenido | ir al contenido | vai al contenuto | pular para o conteúdo | suche
    menü | recherche | rechercher | buscar | cerca | zoeken | sök | søk | søg | haku | szukaj | hledat | keresés
    поиск | weitere videos | autoplay | schließen | schliessen | fermer | cerrar | chiudi | fechar | sluiten
    bild öffnen | öppna bild i helskärm
    """,
    Kind.KEY_POINTS: """
    das wichtigste in kürze | das wichtigste im überblick | auf einen blick | darum geht s | in kürze
    zusammenfassung | l essentiel | en bref | ce qu il faut retenir | en résumé | lo esencial | claves | las claves
    en resumen | puntos clave | in breve | in sintesi | punti chiave | em resumo | pontos principais | in het kort
    i korthet | kort om | yhteenveto | w skrócie | stručně | összefoglaló | pe scurt | özet | главное | коротко
    головне | ملخص | 要点 | 요약
    """,
}

# Phrases with which a line starts that sends the reader elsewhere, or that tells of rights and of other readers.
_OPENERS: dict[Kind, str] = {
    Kind.PROMOTION: """
    also on | lesen sie auch | lesen sie hier | lesen sie dazu | lesen sie mehr | lest auch | lies auch | mehr dazu
    mehr zum thema | hier geht es zu | hier geht s zu | jetzt anmelden | jetzt abonnieren | folgen sie uns
    abonnieren sie | melden sie sich | zum newsletter | jetzt testen | hat ihnen dieser artikel
    hat ihnen der artikel | kennen sie schon | bitte melden sie sich | bitte loggen sie | bitte aktivieren sie
    mehr artikel aus | auch interessant | siehe auch | lire aussi | à lire aussi | à lire également | lire également
    à voir aussi | voir aussi | abonnez vous | inscrivez vous | suivez nous | retrouvez nous | téléchargez l
    cliquez ici | déjà abonné | il vous reste | la suite est réservée | cet article est réservé | pour lire la suite
    connectez vous | créez votre compte | vous possédez déjà | article réservé | lea también | lee también
    leer también | lea además | te puede interesar | le puede interesar | también puedes leer | suscríbete
    suscríbase | síguenos | sigue leyendo | regístrate | haz clic | ver también | ya eres suscriptor | puedes leer
    contenido exclusivo para | este contenido es exclusivo | más información en | haz login | leggi anche
    leggi tutto | leggi pure | iscriviti | abbonati | seguici | clicca qui | vedi anche | guarda anche | leia também
    leia mais | veja também | saiba mais | assine | inscreva se | clique aqui | cadastre se | confira também
    já é assinante | lees ook | lees meer | lees verder | schrijf je in | abonneer je | volg ons | meld je aan
    klik hier | bekijk ook | al abonnee | läs mer | läs också | läs även | prenumerera | följ oss | anmäl dig
    klicka här | les også | les mer om | abonner på | følg oss | meld deg på | læs også | læs mere | tilmeld dig
    følg os | klik her | lue myös | lue lisää | tilaa uutiskirje | katso myös | czytaj także | czytaj też
    czytaj również | czytaj więcej | zobacz także | zobacz też | zobacz również | przeczytaj także | przeczytaj też
    zapisz się | obserwuj nas | zaloguj się | čtěte také | čtěte více | přečtěte si | přihlaste se | sledujte nás
    odebírejte | čítajte aj | prečítajte si | prihláste sa | olvassa el | olvasd el | iratkozzon fel | iratkozz fel
    kövessen minket | citește și | citiți și | citește mai mult | abonează te | urmărește ne | ayrıca okuyun
    bunu da oku | abone ol | bizi takip | ilgili haber | читайте также | читайте ещё | читайте еще | читать также
    читайте нас | подписывайтесь | подпишитесь | следите за нами | смотрите также | читайте також | підписуйтесь
    підписуйтеся | стежте за нами | дивіться також | прочетете още | абонирайте се | последвайте ни | вижте още
    διαβάστε επίσης | διαβάστε ακόμα | διαβάστε περισσότερα | δείτε επίσης | ακολουθήστε μας | εγγραφείτε | اقرأ أيضا
    اقرأ أيضاً | إقرأ أيضا | اقرأ المزيد | تابعونا | تابعنا | شاهد أيضا | קראו גם | קרא גם | הצטרפו | הירשמו
    עקבו אחרינו | بیشتر بخوانید | همچنین بخوانید | یہ بھی پڑھیں | यह भी पढ़ें | ये भी पढ़ें | इसे भी पढ़ें | baca juga
    simak juga | baca selengkapnya | ikuti kami | berlangganan | lihat juga | đọc thêm | xem thêm
    """,
    Kind.NOTICE: """
    alle rechte vorbehalten | nachdruck nur | dieser artikel erschien | dieser text erschien | dieser beitrag erschien
    dieser artikel ist erstmals | dieser artikel wurde | dieser beitrag wurde | dieser text wurde
    dies ist eine maschinelle | hinweis der redaktion | anmerkung der redaktion | transparenzhinweis
    in einer früheren version | fehler gefunden | in einer früheren fassung | rechte am artikel | tous droits réservés
    reproduction interdite | cet article a été | cet article est paru | note de la rédaction
    todos los derechos reservados | prohibida la reproducción | nota de la redacción | este artículo fue publicado
    tutti i diritti riservati | riproduzione riservata | nota della redazione | todos os direitos reservados
    proibida a reprodução | nota da redação | este artigo foi | alle rechten voorbehouden | dit artikel verscheen
    alla rättigheter förbehållna | alle rettigheter forbeholdt | wszelkie prawa zastrzeżone
    wszystkie prawa zastrzeżone | všechna práva vyhrazena | všetky práva vyhradené | minden jog fenntartva
    toate drepturile rezervate | her hakkı saklıdır | tüm hakları saklıdır | все права защищены
    при использовании материалов | при полном или частичном | усі права захищені | всі права захищені
    всички права запазени | με επιφύλαξη παντός δικαιώματος | جميع الحقوق محفوظة | حقوق النشر محفوظة
    כל הזכויות שמורות | تمامی حقوق | hak cipta | bản quyền thuộc
    """,
    Kind.COMMENTS: """
    diskutieren sie mit | bitte melden sie sich an um | die kommentarfunktion | leserkommentare geben
    kommentare sind | les commentaires sont | pour commenter | connectez vous pour commenter | los comentarios están
    per commentare | inicia sesión para comentar | os comentários são | om te reageren | чтобы оставить комментарий
    aby dodać komentarz | комментарии отключены | yorum yapmak için | du skal logge ind for at kommentere
    """,
}

# Names of what stands after a colon or another sign: who made the picture, whose report it is.
_LABELS: dict[Kind, str] = {
    Kind.CAPTION: """
    bild | bilder | legende | bildlegende | bildunterschrift | bildquelle | bildbeschreibung | symbolbild | archivbild
    archivfoto | foto | fotos | crédit photo | crédits photo | crédit | crédits | photo d illustration
    photo d archives | photo | photos | pie de foto | imagen | imagen de archivo | foto de archivo | crédito
    créditos | foto d archivio | immagine | imagem | reprodução | divulgação | beeld | kuva | kuvat | kuvituskuva
    fot | zdjęcie | ilustrační foto | ilustračné foto | fotó | kép | illusztráció | fotografie | sursa foto | fotoğraf
    фото | фотография | иллюстрация | снимка | φωτογραφία | φωτο | صورة | الصورة | צילום | عکس | ảnh | grafik
    infografik
    """,
    Kind.CREDIT: """
    quelle | quellen | redaktion | übersetzung | propos recueillis par | fuente | fuentes | fonte | fonti | fontes
    bron | bronnen | källa | källor | kilde | kilder | lähde | lähteet | źródło | źródła | zdroj | zdroje | forrás
    sursa | kaynak | kaynaklar | источник | источники | джерело | джерела | източник | πηγή | πηγές | المصدر | المصادر
    מקור | منبع | स्रोत | sumber | nguồn | redacción | rédaction | redazione | redacteur | redaktör
    """,
    Kind.BYLINE: """
    autor | autorin | autoren | auteur | auteurs | autrice | autora | autores | autore | författare | skribent
    kirjoittaja | szerző | yazan | автор | автори | авторы | συντάκτης | الكاتب | כותב | نویسنده | penulis | tác giả
    text | texte | texto | testo | tekst
    """,
    Kind.NOTICE: """
    korrektur | rectificatif | fe de errores | aclaración | errata | rättelse | rettelse | korjaus | sprostowanie
    ndlr
    """,
    Kind.TAIL: """
    schlagworte | schlagwörter | themen | tags | mots clés | thèmes | etiquetas | temas | tag | argomenti | assuntos
    trefwoorden | ämnen | emner | tagi | tematy | témata | címkék | etichete | etiketler | теги | теми | тагове
    ετικέτες | الوسوم | תגיות | topik
    """,
}

# Scripts whose words no blank parts: a line is looked up by the characters with which it starts.
_UNSPACED: dict[Kind, str] = {
    Kind.PROMOTION: """
    あわせて読みたい | 続きを読む | 会員登録 | 相关阅读 | 延伸阅读 | 延伸閱讀 | 更多阅读 | 点击 | 扫码
    อ่านเพิ่มเติม | อ่านข่าว | ติดตามข่าว | 【関連記事】
    【相关
    """,
    Kind.CREDIT: """
    来源： | 来源: | 來源： | 文章来源 | 责任编辑 | 责编 | 責任編輯 | 出典： | 출처 | ที่มา : | ที่มา:
    """,
    Kind.CAPTION: """
    写真： | 写真= | 图片来源 | 圖片來源 | 图源 | 資料写真 | 資料照 | 사진= | 사진 = | 사진: | ภาพ :
    """,
    Kind.NOTICE: """
    版权所有 | 版權所有 | 無断転載 | 未经授权 | 未經授權 | 免责声明 | 저작권자 | 무단전재 | 무단 전재 | 版权声明
    """,
}

# Beginnings of words that a site uses of itself to its reader: accounts, newsletters, cookies, subscriptions.
_SERVICE = """
newsletter cookie adblock|ad.blocker javascript login log.?in\\b logged.in log.?out\\b sign.?up sign.?in\\b privacy
password subscri unsubscribe inbox opt.out terms.(?:of.(?:use|service)|and.conditions|conditions) affiliate
your.(?:account|email|browser) email.address spam.folder junk.folder failed.to.load not.loaded
earn.[^.]{0,14}commission independently.select (?:deine|ihre|unsere|your).(?:spende|donation)
push.(?:nachricht|mitteilung|notification)
privatsphäre extern\\w{1,2}.inhalt probeabo webpush datenschutz anmeld abonn nutzungsbedingung einwilligung
werbeblocker kündbar digitalabo einloggen passwort registrier browser inscri|inscrivez mot.de.passe
données.personnelles confidentialité navigateur courriel suscri contraseña boletín privacidad correo.electrónico iscri
abbona informativa.sulla assinant assinatura cadastr nieuwsbrief wachtwoord inlog nyhetsbrev nyhedsbrev prenumer
lösenord personuppgift uutiskir prenumerat subskry zaloguj zarejestr prywatnoś předplat predplat přihlás prihlás
soukrom hírlevél előfizet jelszó adatvéd feliratk confidențial abone bülten şifre çerez gizlilik подпис рассылк парол
персональн\\w{1,3}.данн конфиденц куки розсилк εγγραφ συνδρομ απορρήτου النشرة.البريدية ملفات.تعريف كلمة.المرور
سياسة.الخصوصية ניוזלטר עוגיות סיסמ berlangganan kata.sandi privasi đăng.ký đăng.nhập mật.khẩu
"""
_SERVICE_UNSPACED = """
クッキー 会員登録 会員限定 ログイン メルマガ 利用規約 プライバシー パスワード 订阅 注册 登录 隐私政策 密码 訂閱
註冊 登入 隱私 쿠키 구독 로그인 회원가입 개인정보
"""
# Words by which it speaks to its reader, or of itself.
_ADDRESS = frozenset(
    """
    you your yours we our us du dein deine deinen deiner dich dir wir unser unsere unseren unserem unserer vous votre
    vos nous notre nos tu tus te usted nuestro nuestra nuestros tuo tua ti vostro nostro nostra você seu sua nosso
    nossa uw je jouw wij ons onze din dig ditt dina vår våra vores vi twój twoje nasz nasze vás váš vám náš siz sizin
    size вы вас ваш ваши мы наш наши ви вам sinun kérjük dvs anda bạn
""".split()
)


def _split(block: str) -> list[str]:
    return [phrase.strip() for line in block.splitlines() for phrase in line.split("|") if phrase.strip()]


def _by_first_word(table: dict[Kind, str]) -> dict[str, list[tuple[str, Kind]]]:
    found: dict[str, list[tuple[str, Kind]]] = {}
    for kind, block in table.items():
        for phrase in _split(block):
            found.setdefault(phrase.split(" ", 1)[0], []).append((phrase, kind))
    return found


_WHOLE_KINDS = {phrase: kind for kind, block in _WHOLE.items() for phrase in _split(block)}
_OPENER_KINDS = _by_first_word(_OPENERS)
_LABEL_KINDS = _by_first_word(_LABELS)
_UNSPACED_KINDS = [(phrase, kind) for kind, block in _UNSPACED.items() for phrase in _split(block)]
_UNSPACED_STARTS = frozenset(phrase[0] for phrase, _ in _UNSPACED_KINDS)
_CREDIT_END = re.compile(
    r"(?:©|\b(?:credits?|image|" + "|".join(re.escape(label) for label in _split(_LABELS[Kind.CAPTION])) + r")\s?[:：])"
    r"[^:：.!?]{2,80}$",
    re.IGNORECASE,
)
_SERVICE_WORD = re.compile(r"\b(?:" + "|".join(_SERVICE.split()) + ")|" + "|".join(_SERVICE_UNSPACED.split()))


def find_phrase(text: str, folded: str, n_words: int) -> Kind | None:
    """The kind that a line's set phrase tells: the phrase is all of it, or its start, or a label before a colon."""
    if not folded or n_words > _OPENER_WORDS:
        return None
    if n_words <= _WHOLE_WORDS:
        whole = _WHOLE_KINDS.get(" ".join(word for word in folded.split() if not word.isdigit()))
        if whole is not None:
            return whole
    if text[0] in _UNSPACED_STARTS:
        return next((kind for phrase, kind in _UNSPACED_KINDS if text.startswith(phrase)), None)
    if not text[0].isalnum():
        return None
    first = folded.split(" ", 1)[0]
    for phrase, kind in _OPENER_KINDS.get(first, ()):
        if folded.startswith(phrase) and folded[len(phrase) : len(phrase) + 1] in ("", " "):
            return kind
    for phrase, kind in _LABEL_KINDS.get(first, ()):
        if folded.startswith(phrase) and text[len(phrase) :].lstrip(" )").startswith(_LABEL_SIGNS):
            return kind
    return None


def ends_in_credit(text: str) -> bool:
    """Whether a line ends in who made a picture: 'Boats at the pier. Photo: Ada Quill'."""
    return _CREDIT_END.search(text, max(0, len(text) - _CREDIT_CHARS)) is not None


def is_service(folded: str, n_words: int) -> bool:
    """Whether the site speaks to its reader: two words of that trade, or one in a short line or with an address."""
    found = _SERVICE_WORD.findall(folded)
    if not found or len(found) * _SERVICE_SPAN < n_words:
        return False
    return len(set(found)) > 1 or n_words <= _SERVICE_LINE or not _ADDRESS.isdisjoint(folded.split())
