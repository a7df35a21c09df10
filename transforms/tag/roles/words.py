"""Classes of words that say who belongs to a delegation, or that speak against it."""

from __future__ import annotations

from transforms.tag.groups import DELEGATION_WORDS, GROUP_WORDS
from transforms.tag.sentence import Reading

_CLASSES = {
    "LEAD": "led lead leads leading headed heads heading chaired chairs chairing spearheaded spearheads fronted fronts "
    "steers steered captained captains helmed helms directs directed commands commanded presides presided",
    "HEAD": "head leader chief leadership charge helm chairmanship captain",
    "INCLUDE": "include includes included including comprise comprises comprised comprising consists consisted consist "
    "consisting composed features featured counts counted numbers numbered contains contained made",
    "WITH": "accompanied accompanies accompanying joined joins joining join flanked flanking alongside assisted "
    "assisting supported seconded backed together",
    "REPRESENT": "represented represents represent representing spoke speaks speaking negotiated negotiates "
    "negotiating",
    "MEMBER": "member members part rest others remaining among participants participating participation delegate "
    "composition line-up lineup seats seat places place roster list",
    "SEND": "sent sends send sending dispatched dispatches dispatch dispatching appointed appoints named names "
    "fielded chose picked designated assigned tasked deployed",
    "TRAVEL": "arrived arrives arriving arrive travelled travels travelling traveled traveling travel flew flies "
    "flying landed left leaves leave departed departs visiting visited visits visit come came comes brought took",
    "SIT": "sat sits sit attended attends attend table tables opposite facing faced faces across",
    "HOST": "received receives receive welcomed welcomes welcome hosted hosts host greeted greets hosting saw see seen "
    "escorted escort showed dinner reception guests audience called",
    "MEET": "met meets meet meeting conferred counterpart counterparts",
    "MEDIATE": "mediated mediates mediator mediators mediation facilitated facilitator facilitators observer observers "
    "observe brokered moderated monitored envoy",
    "SAY": "said says say told tells saying added adding wrote asked stated according noted reported replied answered "
    "denied quoted spokesman spokeswoman spokesperson praised expressed called described tweeted posted urged warned "
    "announced declined confirmed",
    "AWAY": "replaced replaces replacing replace stayed stay stays remain remained remains absent instead former "
    "dropped excluded withdrew removed missing without unable behind ill sick cancelled until predecessor not never "
    "neither nor ex successor",
    "DEPUTY": "deputy vice number-two second-in-command",
}
WORD_CLASSES = {word: name for name, words in _CLASSES.items() for word in words.split()}
PLACED = frozenset({"LEAD", "HEAD", "INCLUDE", "WITH", "REPRESENT", "MEMBER", "SEND", "TRAVEL", "SIT"})
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
