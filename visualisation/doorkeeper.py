"""The doorkeeper: what every answer of the server carries, and which requests it does not let in.

A layer around Solara's own application (an ASGI middleware). It sets the headers that tell a browser what the page may do,
lets a WebSocket in only from the server's own pages, and answers what makes no sense in one line.
"""

import logging
import re
import secrets
import traceback
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

LOG = logging.getLogger(__name__)
SCRIPT = re.compile(rb"<script(?=[\s>])")
NEED_A_PAGE = ("/_solara/api/", "/jupyter/api/kernels/")
"""Paths of requests that name the page that they come from (``session_id``)."""
ASSETS = "/_solara/cdn/"
"""Path of the scripts and fonts that Solara brings along."""
# Everything that the page asks for. Solara has more addresses: they tell anybody how many threads and visitors there are,
# or serve purposes that this page does not have; a new version may bring others.
PATHS: Mapping[str, re.Pattern[str]] = {
    "http": re.compile(rf"/|/static/.+|/jupyter/nbextensions/.+|{ASSETS}.*|/_solara/api/close/[^/]+", re.DOTALL),
    "websocket": re.compile(r"/jupyter/api/kernels/[^/]+/channels"),
}

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Message, Receive, Send], Awaitable[None]]


def policy(nonce: str, embed: tuple[str, ...] = ()) -> str:
    """Return the content security policy of the page.

    Args:
        nonce: The word that the page's own inline scripts carry.
        embed: Origins whose pages may show the window in a frame.
    """
    return "; ".join(
        (
            "default-src 'self'",
            # Vue compiles the templates of the page in the browser, which counts as evaluation.
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
            # Vue and Vuetify set styles on elements.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {' '.join(("'self'", *embed))}",
        )
    )


class Doorkeeper:
    """The layer around an application.

    Args:
        app: The application.
        root_path: Path below which a proxy shows the window; empty without one.
        embed: Origins whose pages may show the window in a frame.
        assets: Folder of the scripts and fonts that Solara brings along.
    """

    def __init__(
        self, app: Application, root_path: str = "", embed: tuple[str, ...] = (), assets: Path | None = None
    ) -> None:
        self._app, self._root, self._embed = app, root_path, embed
        self._assets = assets

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = self._below_root(scope)
        refusal = self._refusal(scope)
        if refusal is not None:
            await _refuse(scope, send, *refusal)
            return
        answer = _Answer(send, self._embed)
        try:
            await self._app(scope, receive, answer if scope["type"] == "http" else send)
        except Exception as error:  # noqa: BLE001 - the edge of the server: one line, not a traceback for each visitor
            cause = _cause(error)
            LOG.warning("%s %s failed: %s: %s", scope["type"], scope["path"][:200], type(cause).__name__, cause)
            if scope["type"] == "http" and not answer.begun:
                await _refuse(scope, send, 400, "This request makes no sense here.")

    def _below_root(self, scope: Message) -> Message:
        """Return the scope without the root path, whether or not the proxy has taken it off."""
        path = scope["path"]
        if self._root and (path == self._root or path.startswith(f"{self._root}/")):
            return {**scope, "path": path[len(self._root) :] or "/", "raw_path": None}
        return scope

    def _refusal(self, scope: Message) -> tuple[int, str] | None:
        """Return why a request is not let in, as a status and a sentence."""
        if not PATHS[scope["type"]].fullmatch(scope["path"]):
            return 404, "There is no such page."
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        if scope["type"] == "websocket" and not self._ours(headers):
            return 403, "A page of another site cannot connect to this server."
        if scope["path"].startswith(ASSETS) and not self._is_asset(scope["path"].removeprefix(ASSETS)):
            return 404, "There is no such file."
        if scope["path"].startswith(NEED_A_PAGE) and scope.get("method") != "GET":
            asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
            if not asked.get("session_id", [""])[0]:
                return 400, "expected the parameter session_id"
        return None

    def _is_asset(self, path: str) -> bool:
        """Return whether a file is among those that Solara brings along.

        Solara would fetch any other from another machine, keep it, and delete a folder that is asked for as a file.
        """
        if self._assets is None:
            return False
        try:
            file = (self._assets / path).resolve()
            return file.is_relative_to(self._assets.resolve()) and file.is_file()
        except (OSError, ValueError):  # what can be no name of a file
            return False

    def _ours(self, headers: dict[str, str]) -> bool:
        """Return whether a WebSocket comes from a page of this server, or from no page at all."""
        # A browser always sends the origin of the page, and no page can change it; other programs need not.
        origin = headers.get("origin")
        if origin is None:
            return True
        # Behind a proxy the name that the visitor uses is in the second header.
        hosts = {headers.get("host"), *headers.get("x-forwarded-host", "").split(", ")}
        return origin in self._embed or urlsplit(origin).netloc in hosts - {None, ""}


class _Answer:
    """An answer on its way: its headers are completed, and its inline scripts get the word that the policy names."""

    def __init__(self, send: Send, embed: tuple[str, ...]) -> None:
        self._send, self._embed = send, embed
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""
        self.begun = False

    async def __call__(self, message: Message) -> None:
        """Pass a message on; a page is held back until it is complete."""
        if message["type"] == "http.response.start":
            message["headers"] = self._headers(message["headers"])
            if _is_page(message):
                self._start = message
                return
        if self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._page()
            return
        self.begun = True
        await self._send(message)

    async def _page(self) -> None:
        body = SCRIPT.sub(f'<script nonce="{self._nonce}"'.encode(), self._body)
        assert self._start is not None
        length = (b"content-length", str(len(body)).encode())
        self._start["headers"] = [each for each in self._start["headers"] if each[0] != length[0]] + [length]
        self.begun = True
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    def _headers(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = [(key, self._cookie(value) if key == b"set-cookie" else value) for key, value in headers]
        return [
            *kept,
            (b"content-security-policy", policy(self._nonce, self._embed).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    def _cookie(self, value: bytes) -> bytes:
        """Return a cookie that other sites' pages do not send along, unless one of them may show the window."""
        return value if self._embed else re.sub(rb"(?i)samesite=none", b"SameSite=lax", value)


class OneLine(logging.Filter):
    """Turns the traceback of a record into one line: a visitor's message must not fill the log of the server."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the traceback by its error and its last place."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            last = traceback.extract_tb(error.__traceback__)[-1:]
            place = "".join(f" ({Path(each.filename).name}, line {each.lineno})" for each in last)
            record.msg = f"{record.getMessage()}: {type(error).__name__}: {error}{place}"
            record.args, record.exc_info = (), None
        return True


def _cause(error: Exception) -> Exception:
    """Return the first error of a group of errors, which itself says only that there were some."""
    return _cause(error.exceptions[0]) if isinstance(error, ExceptionGroup) else error


def _is_page(message: Message) -> bool:
    return any(key == b"content-type" and value.startswith(b"text/html") for key, value in message["headers"])


async def _refuse(scope: Message, send: Send, status: int, why: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why.encode()})
