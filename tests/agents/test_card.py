"""Tables for notebooks: escaped, and readable by screen readers."""

from html.parser import HTMLParser

from paradiplomacy.agents.card import card, grid


class Tags(HTMLParser):
    """The tags of a page, in order, with attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    # What the parser calls.
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text.append(data)


def test_names_are_text_and_never_tags() -> None:
    wild = "<img src=x onerror='alert(1)'> & \"co\""
    for page in (card(wild, [(wild, wild)]), grid(wild, [wild, "b"], [(wild, wild)])):
        tags = Tags(page)
        assert "img" not in {tag for tag, _ in tags.seen}
        assert tags.text.count(wild) >= 3


def test_every_header_says_what_it_heads_and_the_table_has_a_caption() -> None:
    tags = Tags(grid("People", ["name", "age"], [("Ann", 3), ("Bob", 4)]))
    scopes = [attributes.get("scope") for tag, attributes in tags.seen if tag == "th"]
    assert scopes == ["col", "col", "row", "row"]
    assert "caption" in {tag for tag, _ in tags.seen}
    assert [tag for tag, _ in Tags(card("c", [("a", 1)])).seen].count("th") == 1
