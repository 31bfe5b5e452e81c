"""The server listens on this machine only, gives no file away and needs no network."""

import http.client
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from paradiplomacy.visualisation.server import Site, welcome

type Visitor = Callable[..., Any]


def test_the_server_listens_on_this_machine_only_and_gives_no_file_away(address: str) -> None:
    place = urlsplit(address)
    port = int(place.port or 0)
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    at = {row[1].partition(":")[0] for row in listening if row[3] == "0A" and int(row[1].partition(":")[2], 16) == port}
    assert at == {"0100007F"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    up = "/..".join([""] * 14)
    for path in ("/static", "/static/public", "/static/assets", "/_solara/cdn", "/static/nbextensions", ""):
        for trick in (
            f"{path}{up}/etc/passwd",
            f"{path}{up.replace('/', '%2f')}%2fetc%2fpasswd",
            f"{path}//etc/passwd",
        ):
            connection.request("GET", trick)
            answer = connection.getresponse()
            assert b"root:" not in answer.read(), trick
    connection.close()


def test_the_page_needs_no_network(visitor: Visitor, serve: Callable[..., str]) -> None:
    visit = visitor(serve("synthetic"), months=120)
    page = visit.page
    page.click(".pd-step")
    expect(page.locator(".pd-month")).to_have_text(re.compile("month 1 of"), timeout=30_000)
    assert page.evaluate("document.fonts.check('14px Roboto')")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_a_page_for_this_machine_starts_with_its_address_alone(host: str) -> None:
    assert len(welcome(Site(host, 8765, "/sim"))) == 1 and ":8765/sim/ " in welcome(Site(host, 8765, "/sim"))[0]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org"])
def test_a_page_for_others_says_who_can_use_it(host: str) -> None:
    _, line = welcome(Site(host, 8765))
    assert "anyone who can reach this machine on port 8765" in line and "without a password" in line
