"""Classes of words that say who belongs to a delegation, or that speak against it."""

from __future__ import annotations

from transforms.tag.groups import DELEGATION_WORDS, GROUP_WORDS
from transforms.tag.sentence import Reading

_CLASSES = {
    "LEAD": "led lead leads leading headed heads heading chaired chairs chairing spearheaded spearheads spearheading "
    "fronted fronts fronting steers steered steering captained captains helmed helms helming directs directed "
    "directing commands commanded commanding presides presided presiding guides guided guiding guidance shepherds "
    "shepherded anchored anchors oversees oversaw piloted marshalled command direction auspices",
    "HEAD": "head leader chief leadership charge helm chairmanship captain boss",
    "INCLUDE": "include includes included including comprise comprises comprised comprising consists consisted "
    "consist consisting composed features featured featuring counts counted counting numbers numbered contains "
    "contained containing made encompasses encompassed among namely involves involved numbering",
    "COMPLETE": "complete completes completed completing round rounds rounded rounding make makes making fill fills "
    "filled filling form forms formed forming belong belongs belonged constitute constitutes constituted",
    "WITH": "accompanied accompanies accompanying accompany joined joins joining join flanked flanking flanks "
    "alongside assisted assisting assists assist supported supporting seconded backed backing together aided aides "
    "tow beside next side besides",
    "REPRESENT": "represented represents represent representing representation spoke speaks speaking speak negotiated "
    "negotiates negotiating negotiate deputised deputises deputising behalf acted acting",
    "MEMBER": "member members part rest others remaining participants participating participation delegate delegates "
    "composition line-up lineup seats seat places place roster list makeup colleague colleagues named",
    "SEND": "sent sends send sending dispatched dispatches dispatch dispatching appointed appoints fielded fields "
    "fielding chose chosen picked picks designated assigned assigns tasked deployed delegated mandated nominated "
    "nominates entrusted put selected",
    "TRAVEL": "arrived arrives arriving arrive travelled travels travelling traveled traveling travel flew flies fly "
    "flying flown landed lands landing departed departs visiting visited visits come comes came coming brought brings "
    "bring bringing took takes taking go goes going went boarded set returned returns aboard trip journey",
    "SIT": "sat sits sit sitting seated attended attends attend attending table tables room present bench",
    "FACE": "opposite facing faced faces across opposing",
    "HOST": "received receives receive receiving welcomed welcomes welcome welcoming hosted hosts host greeted greets "
    "greet hosting saw see seen seeing escorted escort escorts dinner lunch reception guests guest audience called "
    "inviting invited invitation airport tarmac tour toured showed shown bade",
    "MEET": "attendee attendees gathering gathered summoned met meets meet meeting meetings conferred counterpart "
    "counterparts talks session sessions discussions discussed consultations courtesy paid conversation phone "
    "telephone spoken briefed briefing exchanged",
    "MEDIATE": "mediated mediates mediator mediators mediation mediating facilitated facilitator facilitators "
    "facilitation observer observers observe observing brokered broker moderated moderator monitored monitors monitor "
    "envoy convened opened opening",
    "SAY": "said says say told tells saying added adding wrote asked stated according noted reported replied answered "
    "denied quoted spokesman spokeswoman spokesperson praised expressed described tweeted posted urged warned "
    "announced declined confirmed stressed thanked voiced insisted hailed commented",
    "AWAY": "replaced replaces replacing replace replacement stayed stay stays staying remain remained remains absent "
    "absence instead former dropped excluded withdrew withdrawn removed missing without unable behind ill sick fell "
    "cancelled until predecessor not never neither nor ex successor succeeded succeeds succeeding excused home left "
    "recalled swapped refused skipped stepped off stand ailing previously earlier once originally lieu "
    "resigned resigns transferred quit quits barred died sacked rested hospitalised",
    "DEPUTY": "deputy vice number-two second-in-command deputies",
    "OFFICE": "elected inaugurated swore sworn oath elects election vote minister's cabinet reshuffle arrested "
    "sentenced trial judge court hearing scored match squad coach team-mate goal company firm board shareholders "
    "research study university hospital exhibition film orchestra wife husband daughter son family",
}
WORD_CLASSES = {word: name for name, words in _CLASSES.items() for word in words.split()}
PLACED = frozenset(
    {"LEAD", "HEAD", "INCLUDE", "WITH", "REPRESENT", "MEMBER", "SEND", "TRAVEL", "SIT", "COMPLETE", "FACE"}
)
_GROUP_LIKE = GROUP_WORDS - {"one"} | frozenset("party panel committee commission board inspectors experts".split())
_FUNCTION = frozenset(
    "of the for to and in on at by with from as who whom whose which that is are was were be been will would has have "
    "had he she it they his her its their him them also both one two other another a an between during after "
    "before while when".split()
)


def symbol(reading: Reading, i: int) -> str:
    """What stands for token ``i`` in n-grams: its class, its kind of term, itself if it is a function word or mark."""
    if not 0 <= i < len(reading.tokens):
        return "#"
    token = reading.tokens[i]
    word = token.bare
    if word in DELEGATION_WORDS:
        return "DELEGATION"
    if word in _GROUP_LIKE:
        return "GROUP"
    if word in WORD_CLASSES and not token.is_capitalised:
        return WORD_CLASSES[word]
    if word in _FUNCTION:
        return word
    kind = reading.kind(i)
    if kind:
        return "POST" if kind in ("head", "plural", "modifier", "institution") else "GEO" if kind != "party" else "BODY"
    if not token.text[0].isalnum():
        return token.text
    if word in WORD_CLASSES:
        return WORD_CLASSES[word]
    return "Cap" if token.is_capitalised else "num" if token.text[0].isdigit() else "low"
