"""The doorkeeper: headers of every answer, the origin of a WebSocket, and requests that make no sense."""

import asyncio
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from paradiplomacy.visualisation.doorkeeper import Doorkeeper, Message, OneLine, Receive, Send

OK, BAD_REQUEST, NOT_FOUND = 200, 400, 404
CHANNELS = "/jupyter/api/kernels/1/channels"
EVIL = [(b"origin", b"https://evil.example")]
PAGE = b"<html><script>one()</script><script type='module'>two()</script><scripts></html>"


async def application(scope: Message, _receive: Receive, send: Send) -> None:
    """Answer with a page and a cookie; a path with ``broken`` raises."""
    if "broken group" in scope["path"]:
        raise ExceptionGroup("unhandled errors", [ExceptionGroup("more", [ValueError("not JSON")])])
    if "broken" in scope["path"]:
        raise KeyError("session_id")
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    headers = [(b"content-type", b"text/html"), (b"set-cookie", b"a=b; Secure; SameSite=none")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[20:] + scope["path"].encode()})


def answer(keeper: Doorkeeper, **scope: Any) -> list[Message]:
    """Return the messages of one connection."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    connection = keeper({"type": "http", "path": "/", "method": "GET", "headers": [], **scope}, receive, send)
    # In another thread, because a browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, connection).result()
    return sent


def headers(messages: list[Message]) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in messages[0]["headers"]}


def test_every_page_says_what_a_browser_may_do_with_it() -> None:
    first, second = (answer(Doorkeeper(application)) for _ in range(2))
    found = headers(first)
    policy = found["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert "script-src 'self' 'nonce-" in policy and "unsafe-inline" not in policy.partition("style-src")[0]
    assert "frame-ancestors 'self'" in policy and "object-src 'none'" in policy
    assert found["x-content-type-options"] == "nosniff" and found["set-cookie"] == "a=b; Secure; SameSite=lax"
    body = first[1]["body"]
    assert body.count(f'<script nonce="{nonce}"'.encode()) == 2 and b"<scripts>" in body and len(nonce) > 16
    assert int(found["content-length"]) == len(body) and nonce not in headers(second)["content-security-policy"]


def test_a_site_that_may_embed_the_window_is_named_and_gets_the_cookie() -> None:
    found = headers(answer(Doorkeeper(application, embed=("https://a.example",))))
    assert "frame-ancestors 'self' https://a.example" in found["content-security-policy"]
    assert "SameSite=none" in found["set-cookie"]


@pytest.mark.parametrize(
    ("origin", "more", "let_in"),
    [
        ("http://here:8765", {}, True),
        ("https://evil.example", {}, False),
        ("null", {}, False),
        ("http://here:8766", {}, False),
        ("http://here.evil.example:8765", {}, False),
        ("https://shown.example", {"x-forwarded-host": "shown.example"}, True),
        (None, {}, True),
    ],
)
def test_a_web_socket_comes_from_a_page_of_this_server(origin: str | None, more: dict[str, str], let_in: bool) -> None:
    given = {"host": "here:8765", **more} | ({} if origin is None else {"origin": origin})
    raw = [(key.encode(), value.encode()) for key, value in given.items()]
    sent = answer(Doorkeeper(application), type="websocket", path=CHANNELS, headers=raw)
    assert sent[0]["type"] == ("websocket.accept" if let_in else "websocket.close")


@pytest.mark.parametrize(
    "scope",
    [
        {"path": "/_solara/api/close/abc", "method": "POST"},
        {"path": "/_solara/api/close/abc", "method": "POST", "query_string": b"session_id="},
        {"path": "/static/broken"},
    ],
)
def test_a_request_that_makes_no_sense_gets_one_line(scope: dict[str, Any]) -> None:
    sent = answer(Doorkeeper(application), **scope)
    code = sent[0]["status"]
    assert code == BAD_REQUEST and len(sent[1]["body"]) < 80 and b"Traceback" not in sent[1]["body"]
    assert headers(sent)["x-content-type-options"] == "nosniff"


def test_the_log_names_the_cause_and_not_that_there_was_one(caplog: pytest.LogCaptureFixture) -> None:
    assert answer(Doorkeeper(application), type="websocket", path="/jupyter/api/kernels/broken group/channels") == []
    assert caplog.messages == ["websocket /jupyter/api/kernels/broken group/channels failed: ValueError: not JSON"]


def test_a_web_socket_that_fails_ends_without_a_traceback() -> None:
    assert answer(Doorkeeper(application), type="websocket", path="/jupyter/api/kernels/broken/channels") == []
    sent = answer(Doorkeeper(application), type="websocket", path="/jupyter/api/kernels/1/channels", headers=EVIL)
    assert sent[0]["type"] == "websocket.close"


@pytest.mark.parametrize(
    ("path", "seen"), [("/sim", "/"), ("/sim/static/b", "/static/b"), ("/static/simple", "/static/simple"), ("/", "/")]
)
def test_the_path_of_a_proxy_is_taken_off_once(path: str, seen: str) -> None:
    sent = answer(Doorkeeper(application, root_path="/sim"), path=path)
    assert sent[1]["body"].endswith(b"</html>" + seen.encode())


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("font@1.0/a.css", OK),
        ("font@1.0/b.css", NOT_FOUND),
        ("font@1.0", NOT_FOUND),
        ("", NOT_FOUND),
        ("../secret", NOT_FOUND),
        ("font@1.0/../../secret", NOT_FOUND),
        ("a\0b", NOT_FOUND),
        ("a" * 5_000, NOT_FOUND),
    ],
)
def test_a_visitor_gets_the_files_of_the_page_and_makes_the_server_fetch_no_others(
    tmp_path: Path, path: str, status: int
) -> None:
    (tmp_path / "cdn" / "font@1.0").mkdir(parents=True)
    (tmp_path / "cdn" / "font@1.0" / "a.css").write_text("a {}")
    (tmp_path / "secret").write_text("secret")
    sent = answer(Doorkeeper(application, assets=tmp_path / "cdn"), path=f"/_solara/cdn/{path}")
    assert sent[0]["status"] == status
    assert answer(Doorkeeper(application), path="/_solara/cdn/font@1.0/a.css")[0]["status"] == NOT_FOUND


@pytest.mark.parametrize(
    "path",
    [
        "/resourcez", "/readyz", "/jupyter/api/kernels/1", "/_solara/auth/login", "/_solara/api/evict/1",
        "/_solara/api/close/1/2", "/simple", "/static/", "//", "/index.html", CHANNELS,
    ],
)  # fmt: skip
def test_addresses_that_the_page_does_not_need_are_closed(path: str) -> None:
    sent = answer(Doorkeeper(application, assets=Path()), path=path)
    assert (sent[0]["status"], sent[1]["body"]) == (NOT_FOUND, b"There is no such page.")


@pytest.mark.parametrize("path", ["/", CHANNELS + "/x", "/jupyter/api/kernels/1/other", "/broken"])
def test_a_web_socket_has_one_address(path: str) -> None:
    assert answer(Doorkeeper(application), type="websocket", path=path)[0]["type"] == "websocket.close"


def test_a_message_that_the_server_cannot_take_is_logged_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("a log of one line")
    log.addFilter(OneLine())
    try:
        {}["state"]
    except KeyError:
        log.exception("Exception opening %s", "jupyter.widget")
    log.warning("%s is unknown", "it")
    first, second = (logging.Formatter().format(record) for record in caplog.records)
    assert re.fullmatch(
        r"Exception opening jupyter\.widget: KeyError: 'state' \(test_doorkeeper\.py, line \d+\)", first
    )
    assert second == "it is unknown"
