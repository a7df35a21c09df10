"""What the names in a page's markup say of its parts: class, id, role and the like, in several languages.

Names are compared in lower case; hyphens and underscores go before stems are sought, so that 'readmore' stands for
'read-more', 'ReadMore' and 'read_more' alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from lxml import etree

from transforms.extract.text.wording import words_of

_ATTRIBUTES = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type", "aria-label")
_MAX_NAME_CHARS = 300
_SEPARATOR = re.compile(r"[\s\-_:/.]+")


class Part(StrEnum):
    """What a part of a page is by its name or its look, where that is not the text of the article."""

    CAPTION = "caption"
    STANDFIRST = "standfirst"
    POST = "post"  # of a social network, quoted in the text
    NOTE = "note"  # below the text, set apart from it: who wrote it, where it was first printed
    BESIDE = "beside"  # anything else: comments, related links, share bars, appeals, author boxes


def _any_of(stems: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the stems as a tree of letters: a step costs the same whatever their number."""
    tree: dict[str, Any] = {}
    for stem in stems:
        branch = tree
        for letter in stem:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return re.compile(_write(tree))


def _write(tree: dict[str, Any]) -> str:
    if "" in tree:
        return ""
    return "(?:" + "|".join(letter + _write(branch) for letter, branch in sorted(tree.items())) + ")"


_TAGS: dict[str, Part] = {
    "figure": Part.CAPTION,
    "figcaption": Part.CAPTION,
    "caption": Part.CAPTION,
    "footer": Part.BESIDE,
    "aside": Part.BESIDE,
    "form": Part.BESIDE,
}
_CAPTION = _any_of(
    words_of(
        "caption cutline figure photocredit photodesc photoinfo phototext imagecredit imagedesc imagetitle imageinfo "
        "imagetext mediacredit mediadesc mediatitle mediainfo gallery galleries slideshow slider carousel lightbox "
        "swiper diaporama galeri bildunterschrift bildtext legende piedefoto didascalia "
    )
)
_STANDFIRST = _any_of(
    words_of(
        "standfirst subtitle subheadline excerpt abstract strapline articleintro articledescription articlesummary "
        "storysummary entrysummary entradilla bajada sottotitolo untertitel subtitulo soustitre vorspann "
    )
)
_STANDFIRST_WORDS = words_of("dek deck chapo sapo summary subhead ")
_POST = _any_of(words_of("twittertweet blueskyembed mastodonembed "))
_BESIDE = _any_of(
    words_of(
        # what readers say, and where to share
        "comments commentlist commentform disqus kommentar comentario commentaire leserbrief replies sharing sharebar "
        "sharebutton sharetool social sociable followus followbar whatsapp addtoany sharedaddy toolbar "
        # other articles
        "related recommend readmore readalso readnext morestories morenews moreon morefrom morearticles moreabout "
        "morelike seealso alsoread alsoon nextarticle nextstory nextpost prevarticle prevpost mostread mostpopular "
        "mostviewed popular trending latestnews lateststories latestarticles latestposts topstories breakingnews "
        "othernews similarnews similararticles suggest teaser promobox promounit onward outbrain taboola youmay upnext "
        "lireaussi alire surlememe leiamais leiatambem leermas leatambien relacionad masnoticias masleid tepuede "
        "mehrzum mehrlesen weiterlesen leesook leesmeer meerover lesogsa laesogsa leggianche correlat czytaj zobacz "
        "ilgili benzer bacajuga terkait lienquan tinkhac cardlist linklist "
        # appeals and advertising
        "newsletter subscribe subscription signup abonn registration login donat supportus membership calltoaction "
        "appdownload appbanner advert sponsor werbung anzeige publicid publicit reklam googleads banner affiliate "
        "commercial paidcontent nativead "
        # who wrote it, when, and under which heads
        "authorbio authorbox authorinfo authorname authorcard authorprofile authordesc articleauthor postauthor "
        "byline biograph aboutthe contributor redacteur verfasser journalist reporter muhabir tacgia taglist hashtag "
        "keyword category categories filedunder stichwort schlagwort timestamp dateline datetime pubdate publishdate "
        "publisheddate publishedat postmeta entrymeta articlemeta articleinfo metadata metainfo readtime readingtime "
        # the furniture of the site
        "breadcrumb navig footer sidebar siderail rightcol masthead topbar skiplink pagination tableofcontents cookie "
        "consent gdpr disclaimer copyright modal popup overlay tooltip notification alertbar correction errormessage "
        "onetrust visuallyhidden sronly screenreader displaynone printonly noprint offscreen "
        # boxes, players and what is set in from elsewhere
        "survey umfrage sondage encuesta audio player podcast video texttospeech vorlesen playlist transcript "
        "pullquote quotebox twitterembed instagrammedia tiktokembed facebookpost socialembed datawrapper "
        "infogram factbox infobox faktabox infokasten faktaruta sidenote keypoints keyfacts takeaway highlights "
        "ataglance expandablebox "
    )
)
_BESIDE_WORDS = words_of(
    "share comment respond tool tools promo feed river ad ads adv dfp gpt bio author authors autor auteur writer "
    "yazar tag tags topic topics nav menu rail toc pager date meta hidden hide legal poll quiz embed tldr "
    "complementary contentinfo "
)
_BODY = _any_of(
    words_of(
        "articlebody articlecontent articletext storybody storycontent storytext postbody postcontent posttext "
        "postentry entrycontent bodytext bodycontent bodycopy maintext maincontent richtext fulltext newstext newsbody "
        "newscontent pagecontent fieldbody textbody contenido artikeltext artikelinhalt cuerpo noticiatexto paywall "
        "articleparagraph detailtext detailcontent "
    )
)


def name_element(element: etree._Element) -> str:
    """All names that an element bears, in lower case, a blank between them."""
    found = [value for key in _ATTRIBUTES if (value := element.get(key))]
    return " ".join(found)[:_MAX_NAME_CHARS].lower() if found else ""


def tell_part(tag: str, name: str) -> Part | None:
    """What an element is by its tag and its names; none where they do not set it apart from the text."""
    by_tag = _TAGS.get(tag)
    if by_tag or not name:
        return by_tag
    squeezed = _squeeze(name)
    words = frozenset(_SEPARATOR.split(name))
    if tag == "blockquote" and _POST.search(squeezed):
        return Part.POST
    if _CAPTION.search(squeezed):
        return Part.CAPTION
    if _BESIDE.search(squeezed) or not words.isdisjoint(_BESIDE_WORDS):
        return Part.BESIDE
    if _STANDFIRST.search(squeezed) or not words.isdisjoint(_STANDFIRST_WORDS):
        return Part.STANDFIRST
    return None


def names_body(name: str) -> bool:
    """Whether an element is named as the text of an article."""
    return bool(_BODY.search(_squeeze(name)))


def _squeeze(name: str) -> str:
    return name.replace("-", "").replace("_", "")
