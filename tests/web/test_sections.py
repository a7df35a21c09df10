"""Pages that only name articles: a reader's way to them, and no articles themselves."""

from tests.web.desk import Desk, story
from tests.web.site import Site


def test_the_pages_of_a_section_are_rejects(desk: Desk, site: Site) -> None:
    site.write(*(story(f"talks-{number}") for number in range(12)))
    site.list_all()
    counts = desk.run(f"{site.url}/section", f"{site.url}/section?page=2")
    assert counts.n_articles == 0
    assert desk.reasons() == {"section": "not_an_article", "section?page=2": "empty_extract"}
