"""Names of made-up people of many countries, and the ways in which newsrooms spell them.

Surnames are put together from stems and endings of each language. Russian and Ukrainian names are written in Cyrillic
and romanised by the systems that are in use; for others the usual variants are listed.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

Spell = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Language:
    """Where its bearers come from, their names, and how a name is spelled anew. ``is_surname_first`` as printed at
    home; ``has_hyphens`` where given names of two syllables are also joined.
    """

    countries: tuple[str, ...]
    given: tuple[str, ...]
    stems: tuple[str, ...]
    endings: tuple[str, ...]
    spell: Spell
    is_surname_first: bool = False
    has_hyphens: bool = False
    middle: tuple[str, ...] = ()


# Letters where the systems differ: BGN/PCGN, passports (ICAO Doc 9303), French and German newsrooms.
_COMMON = dict(zip("абвгдзиклмнопрстуфыэ", "a b v g d z i k l m n o p r s t u f y e".split(), strict=True)) | {"ь": ""}
_RUSSIAN = (
    {"е": "e", "ё": "yo", "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    {"е": "e", "ё": "e", "ж": "zh", "й": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"},
    {"е": "e", "ё": "io", "ж": "j", "й": "ï", "х": "kh", "ц": "ts", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou", "я": "ia", "у": "ou"},
    {"е": "e", "ё": "jo", "ж": "sch", "й": "j", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ю": "ju", "я": "ja", "в": "w"},
)  # fmt: skip
_UKRAINIAN = (
    {"г": "h", "и": "y", "і": "i", "ї": "i", "є": "ie", "ґ": "g", **{k: v for k, v in _RUSSIAN[1].items() if k not in "ё"}},
    {"г": "h", "и": "y", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", **{k: v for k, v in _RUSSIAN[0].items() if k not in "ё"}},
    {"г": "g", "и": "i", "і": "i", "ї": "i", "є": "e", "ґ": "g", **{k: v for k, v in _RUSSIAN[0].items() if k not in "ё"}},
)  # fmt: skip


def _romanise(systems: tuple[dict[str, str], ...], weights: tuple[int, ...]) -> Spell:
    def spell(name: str, rng: random.Random) -> str:
        table = _COMMON | rng.choices(systems, weights)[0]
        plain = name.casefold()
        if rng.random() < 0.5:  # -ский, -ий: -sky, -y
            plain = plain.replace("ий", "y")
        return "".join(table.get(letter, letter) for letter in plain).title()

    return spell


def _vary(*options: str) -> Spell:
    """Each option is 'a|b|c': where one form stands in the name, another may."""
    groups = [option.split("|") for option in options]

    def spell(name: str, rng: random.Random) -> str:
        for group in groups:
            form = next((form for form in group if form in name), None)
            if form and rng.random() < 0.6:
                name = name.replace(form, rng.choice(group), 1)
        return name

    return spell


_LETTERS: dict[int, str | int | None] = {ord(a): b for a, b in zip("ıøłđæßØ", "i o l d ae ss O".split(), strict=True)}
_UMLAUTS: dict[int, str | int | None] = {ord(a): b for a, b in zip("äöüÖÜß", "ae oe ue Oe Ue ss".split(), strict=True)}


def drop_marks(name: str) -> str:
    """Without diacritics, as many agencies print."""
    plain = name.translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def _marks(name: str, rng: random.Random) -> str:
    return drop_marks(name)


def _german(name: str, rng: random.Random) -> str:
    if rng.random() < 0.5:
        return drop_marks(name)
    return name.translate(_UMLAUTS)


def _w(words: str) -> tuple[str, ...]:
    return tuple(words.split())


LANGUAGES: tuple[Language, ...] = (
    Language(
        ("Russia", "Belarus", "Kazakhstan"),
        _w("Александр Сергей Дмитрий Михаил Николай Юрий Евгений Алексей Андрей Владимир Игорь Павел Виктор Григорий Василий Анатолий Константин Валерий Татьяна Елена Наталья Юлия Екатерина Оксана"),
        _w("Мороз Вороб Сокол Шерб Хлеб Жур Ключ Бел Чернов Гор Лаз Рожд Кузн Щук Ермол Тих Зай Голуб Мельн Степн Лук Третьяк Хар Жил Рыб Коз Филат Шилк"),
        _w("ов ев ин енко ский иков овский ычев"),
        _romanise(_RUSSIAN, (5, 3, 1, 1)),
        middle=_w("Иванович Петрович Сергеевич Андреевич Николаевич Юрьевич"),
    ),
    Language(
        ("Ukraine",),
        _w("Олександр Сергій Дмитро Михайло Микола Юрій Євген Олексій Андрій Володимир Ігор Павло Віктор Григорій Василь Тетяна Олена Наталія Юлія Катерина"),
        _w("Мороз Шевч Бонд Ковал Гриц Литв Жур Кравч Бойч Хом Луг Панч Рибч Савч Ткач Чорн Щерб Яремч Захарч Гнат"),
        _w("енко ук ський ак ишин івський ик"),
        _romanise(_UKRAINIAN, (5, 3, 2)),
        middle=_w("Іванович Петрович Сергійович Миколайович"),
    ),
    Language(
        ("Egypt", "Jordan", "Iraq", "Qatar", "Saudi Arabia", "Libya", "Algeria"),
        _w("Mohammed Ahmed Mahmoud Hussein Hassan Youssef Ibrahim Abdullah Omar Khalid Saeed Mustafa Faisal Nasser Karim Tariq Salah Jamal Rashid Fatima Aisha Layla Zainab Mariam"),
        _w("Mans Rash Qahtan Haddad Najj Khal Shar Jab Bakr Zayd Sabb Hamd Masr Tamim Karb Dosar Ghann Saww Barak Rawash"),
        _w("ouri idi i awi ani aoui an eef"),
        _vary("Mohammed|Muhammad|Mohamed", "Ahmed|Ahmad", "Hussein|Hussain", "Youssef|Yusuf|Yousef", "Abdullah|Abdallah", "Khalid|Khaled", "ou|u", "Q|K|G", "ee|i", "aoui|awi", "Saeed|Said", "Omar|Umar", "Tariq|Tarek", "Jamal|Gamal", "Faisal|Faysal"),
    ),
    Language(
        ("Iran", "Afghanistan", "Tajikistan"),
        _w("Hossein Reza Mehdi Javad Majid Amir Saeed Behrouz Farhad Kamran Shahram Nader Parviz Zahra Maryam Shirin"),
        _w("Moham Kar Rost Zar Sohr Jahan Far Nour Golp Tav Shah Ebrah Sal Khat Mous Bagh"),
        _w("adi imi ami zadeh pour nejad abadi yan"),
        _vary("Hossein|Hussein|Husayn", "ou|u|oo", "Mehdi|Mahdi", "zadeh|zade", "Saeed|Said", "Q|Gh", "ee|i"),
    ),
    Language(
        ("Turkey", "Azerbaijan"),
        _w("Mehmet Ahmet Mustafa Hüseyin Ömer Süleyman Çağlar İbrahim Gökhan Tunç Şükrü Ayşe Gülşen Nurşen Özlem Yiğit"),
        _w("Kılıç Yıldır Çel Öz Şah Güneş Ak Kara Demir Bul Taş Koç Uğur Yüce"),
        _w("oğlu dağ ci türk kaya er soy bay"),
        _marks,
    ),
    Language(
        ("Spain", "Chile", "Peru", "Mexico", "Colombia", "Argentina"),
        _w("José Juan Luis Carlos Jorge Héctor Andrés Ramón Víctor Ángel Martín Tomás María Lucía Inés Sofía Belén Raúl"),
        _w("Gonz Rodr Fern Mart Sánch Lóp Ram Gutiérr Hern Jimén Álvar Domíngu Velásqu Ibáñ Núñ Ord"),
        _w("ález íguez ández ínez ez írez illo ero"),
        _marks,
        middle=_w("Antonio Manuel Javier Ignacio Alberto"),
    ),
    Language(
        ("Germany", "Austria", "Switzerland"),
        _w("Jürgen Günther Klaus Björn Andreas Matthias Götz Lutz Rainer Käthe Birgit Annegret Ulrike Sönke Wolfgang Dieter"),
        _w("Müll Schröd Krüg Stein Hof Rös Böh Lind Kram Fried Wein Groß Vög Bach Hol Grün"),
        _w("er mann bach ner berger meier ing hofer"),
        _german,
    ),
    Language(
        ("Norway", "Sweden", "Denmark", "Finland"),
        _w("Bjørn Åse Lars Søren Jørgen Håkan Göran Sven Øyvind Kåre Ingrid Astrid Solveig Märta Torbjörn Magnus"),
        _w("Lind Berg Ødeg Hög Sjö Nygå Strand Dal Østby Ek Gran Holm Åker Bjerk"),
        _w("ström sen gren lund quist dahl vik mark"),
        _marks,
    ),
    Language(
        ("China", "Taiwan", "Singapore"),
        tuple(a + b for a in _w("Xiao Wei Jian Guo Zhi Hai Yu Shu Mei Tian Zhen Qing Dong Yong Li Rui Xue Bao Hong Chun") for b in _w("ming dong guo qiang yuan yan lan fen ling jun hua shan sheng lin bo feng mei ping")),
        _w("Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang"),
        ("",),
        lambda name, rng: name,
        is_surname_first=True,
    ),
    Language(
        ("South Korea", "North Korea"),
        tuple(f"{a}-{b}" for a in _w("Chol Yong Myong Son Jong Hyok Sung Tae Kyong Song Kwang Hak Su Dong Min Ki") for b in _w("su nam gyu gwon ho jin min woo hui il bong gil hun jae chan sik")),
        _w("Kim Ri Pak Choe Jong Kang Cho Yun Jang Im Han O So Sin Kwon Hwang An Song Ryu Hong Jon Ko Mun Yang Son"),
        ("",),
        _vary("Pak|Park", "Choe|Choi", "Chol|Cheol", "Yong|Young|Yeong", "Myong|Myung|Myoung", "gwon|kwon", "Hyok|Hyuk|Hyeok", "Kyong|Kyung"),
        is_surname_first=True,
        has_hyphens=True,
    ),
    Language(
        ("Hungary",),
        _w("László István József Péter Gábor Zoltán Enikő Eszter Katalin Réka Ákos Győző Mátyás Ildikó"),
        _w("Nagy Szab Kov Hor Tót Mol Far Ben Győr Szal Var Bog Kis Pász"),
        _w("ai váth ács ics i fi kő nár"),
        _marks,
        is_surname_first=True,
    ),
    Language(
        ("United States", "United Kingdom", "Canada", "Australia", "Ireland"),
        _w("James John Robert Michael William David Richard Thomas Mary Patricia Jennifer Linda Elizabeth Susan Jessica Sarah Katherine Philip Geoffrey Stephen"),
        _w("Whit Brad Hart Wood Ash Thorn Black Win Clay Hol Kirk Stan Mor Lang Pem Col Den Far"),
        _w("ley ford ton man well field son worth"),
        _vary("Stephen|Steven", "Geoffrey|Jeffrey", "Katherine|Catherine|Kathryn", "Philip|Phillip", "Sarah|Sara"),
        middle=_w("A. B. J. M. R. T."),
    ),
    Language(
        ("Nigeria", "Ghana", "Kenya", "Uganda", "South Africa", "Zambia"),
        _w("Chukwu Oluwaseun Kwame Kofi Wanjiru Juma Thabo Sipho Amara Ngozi Babatunde Emeka Naledi Achieng Tendai Mwansa"),
        _w("Oko Ade Nwa Mba Kiba Odu Mugi Ndlo Cha Otie Zul Boa Ama Sita Kama"),
        _w("ro yemi nkwo ku ki ya vu ma tse no"),
        _vary("kw|qu", "Chukwu|Chuku", "Wanjiru|Wanjiro", "ie|ye", "ou|u"),
    ),
    Language(
        ("Georgia", "Armenia"),
        _w("Giorgi Levan Davit Zurab Nino Tamar Irakli Vakhtang Hayk Aram Tigran Anahit Karen Ruben"),
        _w("Kvar Beri Gogi Tsere Javakh Meli Chkhe Margar Sargs Petros Hakob Grigor Avet"),
        _w("dze shvili ia ava yan tyan uani"),
        _vary("Davit|David", "Giorgi|George", "kh|h", "ts|tz", "Karen|Garen", "yan|ian"),
    ),
    Language(
        ("India", "Pakistan", "Sri Lanka", "Bangladesh"),
        _w("Rajesh Suresh Anil Vijay Sanjay Prakash Lakshmi Priya Deepika Arvind Krishna Mahesh Ravi Sunita Imran Bilal"),
        _w("Chaud Mukher Ban Srin Ram Kul Venk Jaya Gup Shar Agar Bhat Desh Pra"),
        _w("hary jee ivas achandran karni atesh mukh wal ta sad"),
        _vary("Chaud|Choud", "jee|ji", "Lakshmi|Laxmi", "hary|hury", "Krishna|Krishan", "ee|i"),
    ),
)  # fmt: skip
