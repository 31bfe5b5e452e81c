"""The server listens on this machine only, gives no file away and needs no network."""

import http.client
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

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
