from __future__ import annotations

import pytest

from transforms.extract.masthead.credit import find_agency, find_wire, strip_agency
from transforms.extract.text.lines import make_line
from transforms.reference import Reference

LEAD = make_line("Two teams of envoys met in the harbour town on Monday, the ministry said.")


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("BERGEN, May 4 (Reuters) - Two teams of envoys met in the harbour town on Monday.", "Reuters"),
        ("Bergen (AFP) – Two teams of envoys met in the harbour town on Monday.", "AFP"),
        ("BERGEN, May 4 (Skerry) -- Two teams of envoys met in the harbour town on Monday.", "Skerry"),
        ("The Free Harbour Movement (FHM) – two teams of it – met in the harbour town on Monday.", None),
        ("Envoys met in Bergen on Monday. (AA)", "Anadolu"),
        ("Envoys met in Bergen on Monday. — AFP", "AFP"),
        ("Bergen (afp/lk) - Two teams of envoys met in the harbour town on Monday.", "AFP"),
        ("BERGEN, 4 May. /Xinhua/. Two teams of envoys met in the harbour town.", "Xinhua"),
        ("Bergen, 4 may (AFP) Two teams of envoys met in the harbour town.", "AFP"),
        ("The French agency (AFP) reported that two teams of envoys met.", None),
    ],
)
def test_wire_in_the_first_paragraph(lead: str, agency: str | None, reference: Reference) -> None:
    assert find_agency([make_line(lead)], [], reference) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Source: Xinhua   Editor: Li Mo", "Xinhua"),
        ("SOURCE:Lantern World and Agencies", "Lantern World and Agencies"),
        ("With reporting by AFP", "AFP"),
        ("Additional reporting by Reuters.", "Reuters"),
        ("Reuters contributed to this report.", "Reuters"),
        ("Skerry contributed to this report.", "Skerry"),
        ("Sela Okoro contributed to this report.", None),
        ("(Skerry)", "Skerry"),
        ("20 Aug 2023 | 09:05 GMT | Source: AFP", "AFP"),
        ("Xinhua", "Xinhua"),
        ("Sources: 16 May 2025", None),
        ("Quelle: AFP", "AFP"),
        ("Fuente: Reuters", "Reuters"),
        ("(avec AFP)", "AFP"),
        ("Джерело: Reuters", "Reuters"),
        ("来源：Xinhua", "Xinhua"),
        ("AFP, OSLO", "AFP"),
        ("AFP/ab", "AFP"),
        ("REUTERS/Maren Tveit", None),
        ("Aa", None),
        ("(Image credit: Tveit)", None),
        ("More stories", None),
    ],
)
def test_wire_in_a_credit_line(line: str, agency: str | None, reference: Reference) -> None:
    assert find_agency([LEAD], [make_line(line)], reference) == agency


def test_wire_in_brackets_leaves_the_paragraph(reference: Reference) -> None:
    assert strip_agency("They will meet again. (Reuters)", reference) == "They will meet again."
    assert strip_agency("They will meet again. (Rtd)", reference) == "They will meet again. (Rtd)"
    assert strip_agency("They will meet again. — AFP", reference) == "They will meet again."
    assert strip_agency("They will meet again - soon", reference) == "They will meet again - soon"


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("Reuters Staff", "Reuters"),
        ("Anadolu Agency in Oslo", "Anadolu"),
        ("afp/kra", "AFP"),
        ("Afp", None),
        ("The Morning Lantern", None),
        ("", None),
    ],
)
def test_wire_among_names(name: str, wire: str | None, reference: Reference) -> None:
    assert find_wire(name, reference) == wire


def test_metadata_tell_the_wire_unless_the_dateline_does(reference: Reference) -> None:
    dated = make_line("BERGEN, May 4 (Reuters) - Two teams of envoys met in the harbour town on Monday.")
    assert find_agency([dated], [], reference, "AFP") == "Reuters"
    assert find_agency([LEAD], [make_line("(Skerry)")], reference, "AFP") == "AFP"
    assert find_agency([], [], reference, "AFP") == "AFP"
    assert find_agency([LEAD], [make_line("(Skerry)")], reference, own_names={"skerry"}) is None
