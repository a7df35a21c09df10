"""A folder of short articles of our own, with broken files among them."""

from pathlib import Path

import pytest

OPENING = """Andean Courier

Peru and Bolivia open lake talks in Lima

By Ines Quiroga
12 March 2031

LIMA - Delegations of Peru and Bolivia met in Lima on Wednesday for talks on the water level of their shared lake.

The Peruvian delegation was led by Deputy Foreign Minister Marta Salcedo and included Julio Arana, head of the water
authority, and Rosa Pinto, an adviser to the environment ministry.

"We listened to each other for five hours, and that is more than last year," Salcedo told reporters after the meeting.

The Bolivian side, headed by Ambassador Hugo Vargas, asked for monthly measurements and for a station on the shore.
"""

REPORT = """<!doctype html>
<html lang="en"><head><title>Lake talks: Bolivia wants monthly measurements - La Paz Observer</title>
<meta property="og:site_name" content="La Paz Observer">
<meta property="article:published_time" content="2031-03-13T08:30:00+00:00">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Lake talks: Bolivia wants monthly measurements</h1>
<p>LA PAZ - A Bolivian delegation led by Ambassador Hugo Vargas met Peruvian officials in Lima on Wednesday to speak
about the level of the lake that the two countries share, which fell by a metre during the dry season of last year.</p>
<p>The ambassador said on his return that the two sides had agreed to count the same things in the same way, and that a
station on the shore would be built with money from both governments before the rains come.</p>
<p>Fishing villages on both shores have complained for years that nobody tells them when the gates of the river dam are
opened, and that nets and boats are lost because of it.</p>
</article><footer>Contact us</footer></body></html>
"""

LATER = """Andean Courier

Second round of lake talks set for La Paz

By Ines Quiroga
2 April 2031

LIMA - Peru will send a delegation to La Paz on 9 April for a second round of talks on the shared lake, the foreign
ministry said on Wednesday.

The delegation will be led by Deputy Foreign Minister Marta Salcedo, the ministry said in a statement. It did not name
the other members, and it gave no agenda beyond the station on the shore that both sides agreed to build in March.

Bolivia has not said who will speak for it. Its ambassador in Lima, Hugo Vargas, headed its team in the first round.
"""

PROSE = """Harbour Post

Ferry timetable changes for the summer

5 March 2031

The ferry between the two islands will leave an hour earlier from May, the company said on Monday. The captain of the
older boat retires in April after thirty years, and his place is taken by his daughter.

Café owners on the pier said that the change would cost them the morning trade, and asked for a second crossing at noon.
"""


@pytest.fixture(scope="session")
def later_article() -> str:
    return LATER


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "opening.txt").write_text(OPENING)
    (folder / "report.html").write_text(REPORT)
    (folder / "ferry.txt").write_bytes(PROSE.encode("latin-1"))
    (folder / "copy-of-opening.txt").write_text(OPENING)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"word " * 2_300_000)
    (folder / "menu.html").write_text(
        "<html><body><ul>" + "".join(f"<li><a href='/{n}'>Item {n}</a></li>" for n in range(40)) + "</ul></body></html>"
    )
    (folder / "notes.pdf").write_bytes(b"%PDF-1.4")
    return folder
