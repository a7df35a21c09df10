"""What kind of change made a version of an article: invented pairs of texts, each a title and paragraphs by lines."""

from __future__ import annotations

import duckdb
import pytest
from built_warehouse import Warehouse, compiled_sql

BASE = (
    "Talks on the strait open in Ravensmouth\n"
    "The delegation of Norland arrived in Ravensmouth on Tuesday with four experts, the foreign ministry said.\n"
    "It is headed by Deputy Minister Aldo Veris, who did not speak to reporters and is unlikely to meet the press "
    "before 14 May.\n"
    "Fishermen on both shores want the two governments to settle who may cast nets in the strait, and at what price. "
    "The minister said the fleet would pay $3.5 million, or 12% of the catch."
)
OTHER = (
    "Ministers Meet Over Grain Corridor\n"
    "KELSOVA — Envoys from the Republic of Tarn and the Harbour League will sit down on 3 June, two officials told the "
    "Kelsova Gazette.\n"
    "“We have nothing to hide,” said Ilse Brandt, the League's chief negotiator, who was appointed in 2029.\n"
    "The talks, the third since the ceasefire, are expected to last until Friday; around 1,200 lorries are waiting at "
    "the border, and the price of wheat rose by 7 per cent last week."
)
GERMAN = (
    "Gespräche in Ravensmouth beginnen\n"
    "Die Delegation aus Nordland ist am Dienstag in Ravensmouth angekommen, wie das Ministerium mitteilte.\n"
    "Sie wird von Aldo Veris geleitet, der bisher nicht mit der Presse gesprochen hat."
)
FRENCH = (
    "Les pourparlers s'ouvrent à Ravensmouth\n"
    "La délégation du Nordland est arrivée lundi à Ravensmouth, a annoncé le ministère des affaires étrangères.\n"
    "Elle est conduite par Aldo Veris, qui n'a pas parlé à la presse et qui restera deux jours dans la ville."
)
RUSSIAN = (
    "Переговоры о проливе начались\n"
    "Делегация Нордландии прибыла во вторник, сообщило министерство. Её возглавляет Альдо Верис, который пока не "
    "говорил с журналистами."
)
CHINESE = "海峡谈判开始\n诺兰代表团周二抵达，由副部长韦里斯率领。双方将讨论渔业问题。"
ARABIC = (
    "بدء المحادثات حول المضيق\nوصل وفد نورلاند يوم الثلاثاء برئاسة ألدو فيريس، وقالت الوزارة إنه لن يتحدث إلى الصحافة."
)

Pair = tuple[str, str]


def edit(text: str, *edits: str) -> Pair:
    """A text before and after edits, each written 'old -> new'."""
    changed = text
    for one in edits:
        old, new = one.split(" -> ")
        assert changed.count(old) == 1, one
        changed = changed.replace(old, new)
    return text, changed


def mend(text: str, *edits: str) -> Pair:
    """The same the other way round: the edits are the mistakes of the version before."""
    after, before = edit(text, *edits)
    return before, after


CORRECTION = "\nCorrection: an earlier version of this report gave the wrong day."
CASES: dict[str, dict[str, Pair]] = {
    "typo": {
        "a letter too few": mend(BASE, "arrived -> arived"),
        "two letters swapped": mend(BASE, "governments -> govermnents"),
        "the first two letters swapped": mend(BASE, "the two governments -> hte two governments"),
        "a letter in each of three words": mend(BASE, "reporters -> reportres", "shores -> shoers", "settle -> setle"),
        "a capital at the start of a sentence": mend(BASE, "The minister -> the minister"),
        "a sentence that opens with a slip": mend(BASE, "The minister -> Teh minister"),
        "a word twice": mend(BASE, "to settle -> to to settle"),
        "an article forgotten": mend(BASE, "in the strait, -> in strait,"),
        "a blank forgotten": mend(BASE, "on both -> onboth"),
        "a blank in a word": mend(BASE, "Fishermen on both shores -> Fishermen on bo th shores"),
        "a hyphen": mend(BASE, "the fleet -> the-fleet"),
        "a comma": edit(BASE, "settle who -> settle, who"),
        "quotation marks": edit(BASE, "at what price -> at 'what price'"),
        "a paragraph broken in two": edit(BASE, "price. The -> price.\nThe"),
        "an apostrophe": mend(BASE + " It's late.", "It's -> Its"),
        "a slip in a long word": mend(BASE, "unlikely -> unlikley"),
        "a plural": edit(BASE, "the fleet -> the fleets"),
        "a slip in the headline": mend(BASE, "Talks on the strait open -> Talks on teh strait open"),
        "a headline in small letters": edit(OTHER, "Ministers Meet Over -> Ministers meet over"),
        "a dash": mend(OTHER, "KELSOVA — -> KELSOVA -"),
        "straight quotes": mend(OTHER, '“We -> "We', 'hide,” -> hide,"'),
        "one word that was two": mend(OTHER, "per cent -> percent"),
        "a preposition misspelt": mend(OTHER, "rose by 7 -> rose be 7"),
        "two slips far apart": mend(OTHER, "officials -> offcials", "around -> aruond"),
        "an accent in French": mend(FRENCH, "annoncé -> annonce"),
        "a letter in German": mend(GERMAN, "gesprochen -> gesprohcen"),
        "a letter in Russian": mend(RUSSIAN, "прибыла -> прибыля"),
        "a comma in Chinese": edit(CHINESE, "抵达， -> 抵达。"),
    },
    "substantive": {
        "a digit of a day": edit(BASE, "14 May -> 15 May"),
        "a digit of a share": edit(BASE, "12% -> 13%"),
        "a decimal point": edit(BASE, "$3.5 -> $35"),
        "another currency": edit(BASE, "$3.5 -> €3.5"),
        "a share that was a number": edit(BASE, "12% -> 12"),
        "million and billion": edit(BASE, "million -> billion"),
        "a number in words": edit(BASE, "four experts -> five experts"),
        "a number in words, one letter apart": edit(BASE + " Ten boats came.", "Ten boats -> Two boats"),
        "a month": edit(BASE, "May -> March"),
        "a weekday": edit(BASE, "Tuesday -> Thursday"),
        "a letter of a name": edit(BASE, "Veris -> Veriss"),
        "a vowel of a name": edit(BASE, "Aldo -> Alda"),
        "a name at the start of a sentence": edit(BASE + " Orsino agreed.", "Orsino -> Orsini"),
        "a letter of a place": edit(BASE, "Norland -> Nordland"),
        "another person": edit(BASE, "Aldo Veris -> Pia Sandor"),
        "two names exchanged": edit(
            BASE + "\nNorland will pay Estmark.", "Norland will pay Estmark -> Estmark will pay Norland"
        ),
        "a negation gone": edit(BASE, "did not speak -> did speak"),
        "a negation gone that stands elsewhere too": edit(
            BASE + " They did not vote and did not leave.", "did not vote -> did vote"
        ),
        "now and not": edit(BASE + " The port is now open.", "is now open -> is not open"),
        "can and can't": edit(BASE + " Boats can leave.", "can leave -> can't leave"),
        "unlikely and likely": edit(BASE, "unlikely -> likely"),
        "he and she": edit(BASE + " On Friday he left, as she had.", "he left -> she left"),
        "to and by": edit(BASE + " It was paid to Norland by the fleet.", "paid to Norland -> paid by Norland"),
        "another title": edit(BASE, "Deputy Minister -> Minister"),
        "a sentence more": (BASE, BASE + " The talks will last three days."),
        "a paragraph gone": (BASE, BASE.rsplit("\n", 1)[0]),
        "another headline": edit(BASE, "Talks on the strait open in -> Norland and Estmark meet in"),
        "a rewritten lead": edit(BASE, "arrived in Ravensmouth on Tuesday with -> came to the port by ferry with"),
        "words of a quote": edit(BASE, "want the two governments to settle -> accuse the two governments of hiding"),
        "another text": (BASE, GERMAN),
        "June and July": edit(OTHER, "June -> July"),
        "third and second": edit(OTHER, "third -> second"),
        "a thousand and ten thousand": edit(OTHER, "1,200 -> 12,000"),
        "a year": edit(OTHER, "2029 -> 2028"),
        "rose and fell": edit(OTHER, "rose -> fell"),
        "last and next": edit(OTHER, "last week -> next week"),
        "will and would": edit(OTHER, "will sit -> would sit"),
        "one word less": edit(OTHER, "two officials -> officials"),
        "not, put in": edit(OTHER, "are expected -> are not expected"),
        "appointed and disappointed": edit(OTHER, "appointed -> disappointed"),
        "sides in another order": edit(
            OTHER, "Republic of Tarn and the Harbour League -> Harbour League and the Republic of Tarn"
        ),
        "a paragraph on correctional officers": (BASE, BASE + "\nCorrection officers guarded the hall all night."),
        "someone corrected the record": (BASE, BASE + "\nVeris later corrected his statement on the catch."),
        "corrected figures are news": (BASE, BASE + "\nCorrected figures show that the catch fell by a tenth."),
        "corrected figures in a headline": edit(OTHER, "Ministers Meet -> Corrected 2029 Data: Ministers Meet"),
        "an update": (BASE, BASE + "\nThis article has been updated with a comment by the fleet."),
        "a weekday in French": edit(FRENCH, "lundi -> mardi"),
        "a negation in French": edit(FRENCH, "n'a pas parlé -> a parlé"),
        "a negation in German": edit(GERMAN, "bisher nicht mit -> bisher mit"),
        "a name in Russian": edit(RUSSIAN, "Верис -> Варис"),
        "a name in Chinese": edit(CHINESE, "韦里斯 -> 韦利斯"),
        "a name in Arabic": edit(ARABIC, "فيريس -> فيرس"),
        "a sentence more in Arabic": (ARABIC, ARABIC + " وستستمر المحادثات ثلاثة أيام."),
        "a note that was there before": edit(BASE + CORRECTION, "14 May -> 16 May"),
    },
    "correction": {
        "a note under the text": (BASE, BASE.replace("Tuesday", "Monday") + CORRECTION),
        "a note above the text": (
            BASE,
            BASE.replace("Ravensmouth\n", "Ravensmouth\n(Corrects number of experts in first paragraph)\n").replace(
                "four", "five"
            ),
        ),
        "a headline that says so": edit(BASE, "Talks on -> CORRECTED-Talks on", "four experts -> six experts"),
        "a clarification": (BASE, BASE + "\nClarification, 16 May: the price is that of last year."),
        "amended": (BASE, BASE + "\nThis article was amended on 16 May 2031 because the first name was misspelt."),
        "a previous version misstated": (
            BASE,
            BASE + "\nA previous version of this story misstated the title of the head of the delegation.",
        ),
        "updated to correct": (BASE, BASE + "\nThis story has been updated to correct the number of boats."),
        "a correction was made": (BASE, BASE + "\nA correction was made on 16 May: the fleet counts 40 boats."),
        "a slip and its note": (
            mend(BASE, "arrived -> arived")[0],
            BASE + "\nCorrection (16 May): a word was misspelt in an earlier version.",
        ),
        "an editor's note that corrects": (
            BASE,
            BASE + "\nEditor's note: This report has been corrected; Norland sent three experts.",
        ),
        "a month before its day": (BASE, BASE + "\nCorrection (May 16): Norland sent three experts."),
        "in brackets": (OTHER, OTHER + "\n(This report was corrected on 5 June to change the year.)"),
        "regret": (
            OTHER,
            OTHER + "\nEditor’s note: an earlier version of this article gave the wrong increase. We regret the error.",
        ),
        "a label on its own line": (OTHER, OTHER + "\nClarification\nThe Gazette reported the price of last week."),
        "a headline for clients": edit(OTHER, "Ministers Meet -> CORRECTED-UPDATE 2-Ministers Meet"),
        "in Spanish": (OTHER, OTHER + "\nFe de erratas: en una versión anterior se decía 2028."),
        "in German": (GERMAN, GERMAN + "\nKorrektur: In einer früheren Fassung stand ein falscher Tag."),
        "in French": (FRENCH, FRENCH + "\nRectificatif : la délégation est arrivée lundi et non mardi."),
        "in Russian": (RUSSIAN, RUSSIAN + "\nИсправление: в первой версии был назван другой день."),
        "in Chinese": (CHINESE, CHINESE + "\n更正：代表团于周一抵达。"),
    },
}


@pytest.fixture(scope="module")
def kinds(warehouse: Warehouse) -> dict[str, str]:
    """The change_kind that the model gives each change, by 'kind: change'."""
    rows = [
        (f"{kind}: {change}", number, *text.split("\n", 1))
        for kind, changes in CASES.items()
        for change, pair in changes.items()
        for number, text in enumerate(pair, start=1)
    ]
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as scratch")
        connection.execute("create schema scratch.intermediate")
        table = "scratch.intermediate.int_article_versions"
        connection.execute(f"create table {table} (article_id text, version integer, title text, text text)")
        connection.executemany(f"insert into {table} values (?, ?, ?, ?)", rows)
        connection.execute(f"alter table {table} add column standfirst text")
        connection.execute(f"alter table {table} add column notes text")
        connection.execute(f"alter table {table} add column content_sha256 text default ''")
        connection.execute(f"alter table {table} add column document_id text")
        connection.execute(f"alter table {table} add column previous_sha256 text default ''")
        connection.execute(f"alter table {table} add column previous_document_id text")
        connection.execute(f"update {table} set document_id = version, previous_document_id = nullif(version - 1, 0)")
        texts = "scratch.intermediate.int_article_texts"
        connection.execute(f"create table {texts} as select article_id, content_sha256, document_id, text from {table}")
        connection.execute(f"alter table {table} drop column text")
        model = compiled_sql("int_article_changes")
        return dict(connection.execute(f"select article_id, change_kind from ({model})").fetchall())


@pytest.mark.parametrize(("kind", "change"), [(kind, change) for kind, changes in CASES.items() for change in changes])
def test_change_is_of_its_kind(kind: str, change: str, kinds: dict[str, str]) -> None:
    assert kinds[f"{kind}: {change}"] == kind
