"""What is known about spellings of names: transliteration folds, given names with many forms, particles, suffixes.

Our own short lists, of what romanised news names differ in: the national and the BGN/PCGN, ISO 9 and passport systems
for Russian and Ukrainian, French and English spellings of Arabic, Turkish letters without their marks.
"""

from __future__ import annotations

import re

# Applied in this order to a lower-case ASCII token. Capitals stand for sounds that take several letters.
FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|schtsch|szcz|sch|sh|sz", "S"),
        (r"dzh|dj|zh", "J"),
        (r"tsch|tch|ch|cz", "C"),
        (r"kh|gh(?=[aeiou])", "h"),
        (r"ph|ff", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"tz", "ts"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"^[yj]e", "e"),
        (r"(?<=[aeiou])j(?![aeiou])|(?<=[bcdfgklmnprstv])j(?=[aeou])", "i"),
        (r"j", "J"),
        (r"y", "i"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"(?<=[bcdfgklmnprstvzCSJ])[eo][fv]$", "ov"),
        (r"gu(?=[ei])", "g"),
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),
    )
)

# Forms of one given name. A Ukrainian and a Russian form are one class: whether two bearers are one person, their
# countries say.
_GIVEN_NAMES = """
aleksandr alexander alexandr alexandre oleksandr olexandr aliaksandr alyaksandr aleksander alexandros iskander
aleksei alexei alexey aleksey oleksii oleksiy alyaksei alexis
andrei andrey andrii andriy andrew andrej andrzej andre
sergei sergey serhii serhiy sergiy serge siarhei sergii serhi sergio
mikhail mykhailo mihail michail mykhaylo mikhailo mikail
nikolai nikolay mykola nikolaj mikalai nicolae nicolai
dmitry dmitri dmitriy dmytro dmitrii dimitri dzmitry dmitrij
vladimir volodymyr wladimir uladzimir vladymyr volodimir
vladislav vladyslav uladzislau wladislaw
yevgeny evgeny yevgeni yevhen evgeni evgenii yevgeniy eugene yauhen yevhenii
yury yuri yuriy iurii jurij yurii iouri
igor ihor ihar
oleg oleh aleh
pavel pavlo paul
pyotr petr petro piotr peter
viktor victor viktar
konstantin kostiantyn kostyantyn constantin
anatoly anatoliy anatolii anatoli anatolij
valery valeriy valerii valeri valerij
vasily vasyl vasiliy vasili vassily vasilii
grigory hryhorii grigori grigoriy hryhoriy
georgy georgi georgiy heorhii giorgi heorhiy georgii
kirill kyrylo cyril kiril
maxim maksim maksym maxime
denis denys
roman raman
ruslan rouslan
artem artyom
ivan iwan
vadim vadym
david davyd davit dawid
fyodor fedor fedir theodor
semyon semen
taras tarass
natalya natalia nataliya natalie nataliia
yekaterina ekaterina kateryna katerina catherine
yelena elena olena alena helena
tatiana tatyana tetiana tetyana
anastasia anastasiya anastasiia
yulia julia yuliya iuliia yuliia
muhammad mohammed mohamed mohammad muhammed mohamad muhammadu mohamud mahamat muhamad mohd mahamad mehmet
ahmad ahmed ahmet achmad
mahmoud mahmud mahmood
hussein hussain husain husayn hossein hussien huseyin hussayn husein
hassan hasan hassane
yusuf youssef yousef yousuf yosef joseph yusif yusef
ibrahim ebrahim abraham ibraheem brahim
abdullah abdallah abdulla abdoulla
abdulrahman abdurrahman abdelrahman abderrahmane abdourahamane abdourahmane abdurahman
omar umar oumar omer umer
othman osman usman uthman ousmane
khalid khaled halid
saeed said sayed
ismail ismael esmail ismaeel
mustafa mostafa moustapha mustapha
ali aly
yahya yehia yahia
salah saleh salih
faisal faysal feisal faycal
sulaiman suleiman soleiman solomon souleymane suleyman
hamid hameed hamed
rashid rasheed rachid
karim kareem
jamal gamal djamel cemal
tariq tarek tareq tarik
bashar bachar
nasser naser nasir
benjamin binyamin
gwon kwon
chol cheol chul
hyok hyeok hyuk
gyong kyong gyeong kyung
yong yeong
myong myoung myung
pak park bak
choe choi
gun keun kun
isaac yitzhak itzhak
""".strip()
GIVEN_NAMES: dict[str, str] = {form: line.split()[0] for line in _GIVEN_NAMES.splitlines() for form in line.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Dropped inside a name; those of the second list also at its start, where only a surname follows. (Ben and Al are given
# names there.)
PARTICLES = _words("al el bin bint ibn ben de da do dos du del della di van von der den la le ter ten zu")
LEADING_PARTICLES = _words("bin ibn bint da de del della der dos du van von")
ARTICLE_PREFIX = re.compile(r"(?<![a-z-])(?:al|el|ul|ad|an|ar|as|ash|at|az)-(?=[a-z])")  # al-Jazari, el-Sisi
SUFFIXES = _words("jr sr ii iii iv")
HONORIFICS = _words(
    """mr mrs ms miss dr prof professor sir dame lord lady sheikh sheik shaikh mullah mawlawi alhaji hajji hon chief"""
)
PATRONYMIC = re.compile(r"(?:[oei]vi[ct]h|[oyi]vych|ovic|evna|ovna|ivna|[yi]vna|inichna|oglu|ogly|qizi|kyzy)$")

# Where names are printed with the surname first: always, or in print at home.
SURNAME_FIRST = frozenset(
    [
        "china",
        "north korea",
        "south korea",
        "taiwan",
        "vietnam",
        "hong kong",
        "cambodia",
        "hungary",
        "japan",
        "singapore",
        "macao",
    ]
)
