"""What stands before or behind a list of members, as patterns over a sentence in shorthand.

A phrase before a list: 'With him are', 'Its other members were', 'attended on the R side by'. One behind it: 'sat next
to her', 'is part of the team', 'took part for R'. See ``shorthand`` for the symbols P, G, S and R.
"""

from __future__ import annotations

import re

_FEW = r"(?:[^ ,;:.()\"PGS]+ ){0,5}?"
_THREE = r"(?:[^ ,;:.()\"PGS]+ ){0,3}"
_BE = r"(?:is|are|was|were|be|been)"
_POST = r"(?:minister|president|premier|chief|speaker|leader|general|envoy|governor|secretary|chairman|ambassador)"
_HIM = rf"(?:him|her|them|it|P|the (?:[^ ,;PGSR]+ )?{_POST})"
_HIS = r"(?:his|her|its|their|whose|P's|G's|R's)"
_ROSTER = r"(?:party|list|ranks|number|team|group|delegation|line-up|roster|entourage|panel|camp|membership)"
_PANEL = r"(?:trip|plane|flight|R commission|R committee|R panel)"
_TEAM = rf"(?:G|it|them|(?:the|that|this|{_HIS}) {_ROSTER}|{_HIS} G|the {_PANEL})"
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_NTH = r"(?:second|third|fourth|fifth|sixth|last|final|only other|remaining|youngest|oldest|most senior)"
_FELLOW = r"(?:member|companion|colleague|delegate|negotiator|envoy)"
_FELLOWS = rf"(?:{_FELLOW}s?|{_NUMBER})"
_OTHERS = rf"(?:(?:only |two |three |four )*(?:other|others|fellow|remaining|rest)(?: {_NUMBER})?)"
_SIDE = r"(?:the )?(?:S|G|R|R's|R's behalf|behalf of (?:the )?R)"
_ALSO = r"(?:also |too |both |again |still |there |, )*"
_GO = rf"(?:{_BE}|sat|sit|sits|came|(?:have|has|had) (?:come|gone|travell?ed)|stood|stands|goes|went|joins?)"
_KNOWN_AS = r"(?: (?:identified|named|known|listed|introduced|:)(?: as|,)?)?"

# What stands right before a list of members.
_BEFORE = (
    # 'With him in Galway are', 'Seated next to her was', 'Accompanying the minister as part of the delegation were'
    rf"(?:with|beside|besides|alongside|behind|to|accompanying|flanking|joining|assisting) {_HIM} {_FEW}(?:G )?{_GO}",
    rf"(?:travelling|traveling|flying|coming|arriving|sitting|seated) with {_HIM} {_FEW}{_BE}",
    rf"(?:with|besides|beside) {_HIM} (?:he|she|they|it) (?:has|had|have)",
    r"(?:has|had|have|took|takes|brought|brings|bringing|taking) with (?:him|her|them)",
    # 'Her fellow panel members are', 'The others are', 'Its other members in Galway were', 'Two of his colleagues are'
    rf"{_HIS} (?:{_OTHERS} )?(?:[^ ,;:PGSR]+ )?{_FELLOWS} {_FEW}{_BE}{_KNOWN_AS}",
    rf"{_NUMBER} of (?:them|G|{_HIS} {_FELLOWS}) (?:{_FEW}{_BE}{_KNOWN_AS}|:)",
    rf"\^ {_NUMBER} of {_HIS} {_FELLOWS} ,",
    rf"the {_OTHERS}(?: {_FELLOWS})? {_FEW}(?:(?:of|on|in) G )?{_BE}",
    rf"the {_NUMBER}(?: {_FELLOWS})? (?:(?:of|on|in) G )?{_BE}",
    rf"the (?:other|remaining) (?:{_NUMBER}|{_FELLOWS})(?: {_BE}| are)? :",
    # 'On board were also', 'Aboard the plane was', 'a group under X, to which Y and Z belonged'
    rf"(?:on board|aboard)(?: {_HIS}| the)? {_THREE}{_BE}(?: also)?",
    r"to which(?= [^;:.]{0,160} belong(?:s|ed)? )",
    rf"\^ they {_BE}",
    rf"(?:members|others)(?: (?:of|on|in) (?:G|it))?(?: (?!of |from )[^ ,;:.()PGS]+){{0,4}}(?: , [^,;:]* ,)? {_BE}",
    # 'Also on it are', 'Among those travelling from Oslo were', 'On the mission is', 'In her party was'
    r"(?:\^|also|and|,) (?:[^ ]+ing |included |named |present )?(?:part of|among|on|in) "
    rf"(?:{_TEAM}|{_HIS} members|those {_FEW}|the {_FELLOWS}) {_FEW}(?:, [^,;:]* , )?{_BE}(?: also)?",
    rf"also (?:nominated|selected|chosen|named|included|aboard|travell?ing) {_FEW}{_BE}",
    r"G [^;:.P]{0,80}, among (?:them|whom)",
    rf"G (?:, )?(?:in|on|to) which (?:also )?(?:{_GO}|belongs?)",
    # 'had in its ranks', 'counts among its members', 'Its delegation is unchanged:', 'It had three envoys besides him:'
    rf"(?:has|had|have|having|counts|counted)(?: also)? (?:in|on|among|within) (?:{_TEAM}|{_HIS} (?:members|midst))",
    rf"(?:G|S|it (?:has|had)) {_FEW}{_FEW}:",
    r"(?:as follows|(?:completes?|completed) (?:the list|it|G)) :",
    rf"(?:R's|{_HIS}|the) list(?: , [^,;:]* ,)? {_THREE}(?:has|had|names?|named|includes?|included|carries|carried|:)"
    rf"(?: {_NUMBER} names :)?",
    rf"(?:it|G|list) {_BE} (?:completed|rounded out|made complete) by",
    # 'From the R side there were', 'On the R side the talks are conducted by', 'Participating from R are'
    rf"(?:on|from|for|representing) {_SIDE}(?: side)? (?:, )?(?:there )?(?:{_BE}|sat|:)(?: also| present)*",
    # 'R took part at a lower level through two diplomats,'
    rf"R {_FEW}(?:took part|takes part|participates?|participated|attended) {_FEW}through(?: {_NUMBER}| its)?",
    rf"(?:on|from) S (?:, )?{_FEW}{_BE} (?:attended|conducted|joined|held|handled) by",
    rf"(?:attended|conducted|joined) {_THREE}(?:on|from|for) {_SIDE} by",
    # 'For R the signature was that of', 'On behalf of R the text was signed by'
    rf"(?:for|on) {_SIDE} (?:, )?the [^ ,;:.PGSR]+ {_BE} (?:that of|those of|signed by|initialled by|initialed by)",
    r"(?:participating|attending|sitting|present|part|speaking|seated|appearing|here|there) "
    rf"(?:on|from|for|in) {_SIDE} {_FEW}{_BE}",
)
# What stands right before those who sit across the table: 'Across from them sat', 'Facing him was', 'Opposite her are'.
OPPOSITE = re.compile(
    rf"(?<= )(?:(?:across(?: the table)? from|facing|opposite|opposing) {_HIM} {_FEW}(?:{_BE}|sat|sit|sits)"
    rf"|on the (?:other|opposite) (?:side|half|end)(?: of (?:it|the table))? {_FEW}(?:{_BE}|sat|sit|sits))(?= )"
)
# Verbs that may as well have another object: only a title may stand between them and the first name.
_HAVING = (
    r"(?:G|S|it|which|that|and|,) (?:also )?(?:counts|counted|numbers|numbered|takes in|took in|brings together|"
    r"brought together|(?:has|had)(?! (?:in|on|among|with)))",
    r"(?:who|he|she|,) (?:also )?(?:brought|took along|brings|bringing)(?: along)?",
    r"P (?:has |had )?(?:also )?(?:brought|brings|took|takes|taken) along",
    r"(?:he|she) (?:works|sits|travels|negotiates) with",
    r"(?:sent|dispatched|named|fielded|appointed|nominated|formed) G ,",
    rf"{_NUMBER} of (?:the|its) {_FEW}(?:on|in) G ,",
)
# What stands right before one member.
_BEFORE_ONE = (
    rf"(?:the|a|{_HIS}) {_NTH} {_FELLOW}(?: of G| of it)? (?:,|is|was)",
    r"the (?:third|fourth|fifth|sixth|seventh) (?:,|is|was)",
    rf"(?:another|a fellow|{_HIS} fellow) {_FELLOW}(?: of G| of it)?(?: ,)?",
    r"G's number two ,",
)
# What stands right behind a list.
_BEHIND = (
    # 'were in it too', 'is one of the six', 'are also part of that group', 'belong to it', 'is with the delegation'
    rf"(?:{_BE}|sat|sits|remains?) {_ALSO}"
    rf"(?:part of|(?:an? |the )?(?:[^ ,;]+ )?members? of|among|one of|on|in|with) {_TEAM}",
    rf"{_BE} {_ALSO}(?:among|one of|two of|another of) (?:the|{_HIS}) {_FELLOWS}",
    rf"(?:{_BE} with P|(?:seen|counted|listed|included|named|added) (?:among|in|on|to) {_TEAM})",
    rf"as (?:an? )?(?:[^ ,;]+ )?(?:member|part|one) of {_TEAM}",
    r"(?:have|has|were|was) also (?:been )?(?:selected|nominated|chosen|named|included|added)",
    rf"{_BE} the (?:third|fourth|fifth|sixth|seventh)(?: and (?:last|final))?(?: {_FELLOW}| principal| name)?",
    rf"(?:belongs? to|named (?:by R )?as (?:one|two|part|an? member) of) (?:{_TEAM}|{_HIS} members)",
    # 'sat next to her', 'was at his side', 'came with him', 'flank him', 'have joined the team'
    rf"(?:{_BE}|sat|sits?|seated|stood) {_THREE}"
    rf"(?:(?:next to|beside|alongside|behind) (?:him|her|them|P)|at {_HIS} side)",
    rf"(?:travell?ed|travell?ing|travels?|came|comes?|flew|fly|arrived|went|go|sat) {_THREE}with (?:him|her|them|P)",
    r"(?:flank|flanks|flanked|joins?|joined) (?:him|her|them|G|P's G)",
    rf"(?:accompan(?:y|ies|ied)|assist(?:s|ed)?) (?:him|her|P|the (?:[^ ,;PGSR]+ )?{_POST})",
    # 'took part on the R side', 'spoke for R', 'were present from R's side', 'sat at the table for it'
    r"(?:took part|takes? part|participate[sd]?|attended|present|sat|sits?|spoke|speaks?|negotiated|there|appeared) "
    rf"{_THREE}(?:(?:on|from|for) (?:{_SIDE}|it|{_HIS} side)|(?:in|on) {_HIS} (?:name|behalf))",
    # 'signed the paper for R', 'put his name to it on behalf of R'
    rf"(?:signed|initialled|initialed|negotiated|put {_HIS} (?:name|signature)) {_FEW}(?:for|on) {_SIDE}",
    r"(?:represents|represented|representing) (?:the )?R(?! .{0,30}since )",
    # 'round out the delegation', 'made up the rest', 'are its other two names', 'was the only other member'
    rf"(?:rounds?|rounded|makes?|made|completes?|completed|fills?|filled) (?:out |up )?(?:the rest|{_TEAM})",
    rf"{_BE} (?:the|{_HIS}) {_OTHERS}(?: {_FELLOWS}| names?)?",
)
# What stands behind the object of 'has' or 'with': 'with X and Y as its members', 'had X and Y in it'.
_HELD = (
    rf"as (?:the |{_HIS} )?(?:other |fellow )?(?:{_NUMBER} )?(?:most )?(?:senior )?(?:{_FELLOW}s|members)",
    rf"(?:in|on|within|among) (?:it|{_HIS} (?:members|ranks|number|midst))",
    rf"(?:(?:at|by) {_HIS} side|with (?:him|her|them))",
    r"(?:took|take|takes) part",
)
# What opens a sentence whose subject is a list: 'For R, X and Y took part', 'From the R side, X sat at the table'.
OPENING = re.compile(rf"(?<= )(?:\^|;|and|while) (?:on|from|for|representing) {_SIDE}(?: ,)?(?= )")

BEFORE_LIST = re.compile(
    rf"(?<= )(?:(?P<one>{'|'.join(_BEFORE_ONE)})|{'|'.join(_BEFORE)}|(?P<having>{'|'.join(_HAVING)}))(?= )"
)
BEHIND_LIST = re.compile(rf"(?<= )(?:{'|'.join(_BEHIND)}|(?P<held>{'|'.join(_HELD)}))(?= )")
