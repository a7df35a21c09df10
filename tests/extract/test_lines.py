"""Lines of a dump: pieces joined again, and what a line is by its own words."""

from __future__ import annotations

import pytest

from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import make_line, rejoin


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Das könnte Sie auch interessieren", Kind.TAIL),
        ("Lo más leído", Kind.TAIL),
        ("相关阅读", Kind.TAIL),
        ("Комментарии (12)", Kind.COMMENTS),
        ("Читайте также: кто чинит мол", Kind.PROMOTION),
        ("Leia também: o porto que não fecha", Kind.PROMOTION),
        ("اقرأ أيضا: الميناء يفتح أبوابه", Kind.PROMOTION),
        ("Foto: Tomas Rehn", Kind.CAPTION),
        ("Tomas Rehn/Getty Images", Kind.CAPTION),
        ("Boats at the northern pier after the storm — © Ada Quill", Kind.CAPTION),
        ("Masons at work on the old quay. Foto: Ada Quill, Brenn Press", Kind.CAPTION),
        ("The council meets in the old hall. (Ada Quill/Brenn Press)", Kind.CAPTION),
        ("Left to right: Ilse Varga, Tomas Rehn and Ane Solli on the quay.", Kind.CAPTION),
        ("FILE - A ferry leaves the harbour of Brenn in the spring of last year.", Kind.CAPTION),
        ("How the lamp came back to the pier 12.05.2025 | 0:41 min", Kind.CAPTION),
        ("File-sharing between the two ministries begins in June, she said.", Kind.TEXT),
        ("Critics from left and right spoke against the new lamp on the pier.", Kind.TEXT),
        ("Fuente: EFE", Kind.CREDIT),
        ("责任编辑：李默", Kind.CREDIT),
        ("Tous droits réservés", Kind.NOTICE),
        ("vor 3 Stunden", Kind.DATE),
        ("hace 2 horas", Kind.DATE),
        ("3小时前", Kind.DATE),
        ("11:05 Uhr", Kind.DATE),
        ("Lesezeit: 4 Minuten", Kind.DATE),
        ("Publié le 12 mai 2025 à 9h30", Kind.DATE),
        ("Partager", Kind.TOOLS),
        ("You can unsubscribe from our newsletter at any time.", Kind.SERVICE),
        ("We may earn a small commission from what you buy through links on this page.", Kind.SERVICE),
        ("Mit der Anmeldung zum Newsletter stimmst du unseren Bedingungen zu.", Kind.SERVICE),
        ("“We never asked for your passwords,” the minister told the newsletter.", Kind.TEXT),
        ("Sources close to the delegation said that the talks would go on.", Kind.TEXT),
        ("Photographers waited outside the hall until the ministers had left.", Kind.TEXT),
    ],
)
def test_kinds_by_wording(line: str, kind: Kind) -> None:
    assert make_line(line).kind is kind


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        (["The pier is led by", "Ilse Varga", "."], ["The pier is led by Ilse Varga."]),
        (
            ["He won the first prize of the", "Brenn Sailing Club", "in spring."],
            ["He won the first prize of the Brenn Sailing Club in spring."],
        ),
        (
            ["She wrote to ", "Tomas Rehn", " Monday that ", "Brenn ", "would pay."],
            ["She wrote to Tomas Rehn Monday that Brenn would pay."],
        ),
        ([" June 2018", " May 2018"], [" June 2018", " May 2018"]),
        (["Home ", "News ", "Sport "], ["Home", "News", "Sport"]),
        ([" printed 2025-05-12 ", "News / Harbour"], [" printed 2025-05-12", "News / Harbour"]),
        (["T", "he pier was closed."], ["The pier was closed."]),
        (
            ["A line without an end", "A line that stands by itself."],
            ["A line without an end", "A line that stands by itself."],
        ),
    ],
)
def test_rejoin(pieces: list[str], lines: list[str]) -> None:
    assert rejoin(pieces) == lines
