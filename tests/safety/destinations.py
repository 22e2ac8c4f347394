"""Hostile values of `next`, and what a browser makes of an address, which is not what a library makes of it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

HOME = "http://localhost/sign-in"
EVIL = "evil.example"
STRIPPED = "".join(map(chr, range(33)))
SPECIAL = ("http", "https", "ws", "wss", "ftp", "file")

# Followed as they stand, these lead to another host or scheme, or run something.
ELSEWHERE = [
    f"//{EVIL}", f"//{EVIL}/me", f"///{EVIL}", f"////{EVIL}/%2f..", f"//{EVIL}:80", f"//{EVIL}?/me", f"//{EVIL}#/me",
    f"/\\{EVIL}", f"\\/{EVIL}", f"\\\\{EVIL}", f"/\\/{EVIL}", f"//\\{EVIL}", f"\\\\\\{EVIL}", f"/\\\\{EVIL}/me",
    f"/\t/{EVIL}", f"/\n/{EVIL}", f"/\r/{EVIL}", f"/\r\n/{EVIL}", f"\t//{EVIL}", f"/\t\\{EVIL}", f"\\\n/{EVIL}",
    f" //{EVIL}", f"\x00//{EVIL}", f"\x01//{EVIL}", f"\x1f/\\{EVIL}", f"//{EVIL} ", f"\x0b\x0c//{EVIL}",
    f"http://{EVIL}", f"https://{EVIL}/me", f"HTTPS://{EVIL}", f"hTtP:\\\\{EVIL}", f"https:{EVIL}", f"https:/{EVIL}",
    f"https:\\{EVIL}", f"ht\ntps://{EVIL}", f" https://{EVIL}", f"ftp://{EVIL}", "file:///etc/passwd", f"ws://{EVIL}",
    "http://localhost:8443/me", "https://localhost/me", "//localhost:8443/me", f"http://localhost@{EVIL}/me",
    f"http://localhost:80@{EVIL}", f"//localhost@{EVIL}", f"//localhost\\@{EVIL}", f"http://localhost.{EVIL}",
    f"//{EVIL}\\@localhost", "//evil。example", "//evil．example", "//ⓔⓥⓘⓛ.example", "//3232235777",
    "//0x7f.1", "//[::1]/", "//[", "//[evil", "//ex℀mple.example", "http://[::1", "//localhost:99999999",
    "//%65vil.example", "//\u202e/",
    "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
    "javascript://localhost/%0aalert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    "mailto:a@evil.example", "blob:http://localhost/x", "view-source:http://localhost/", "tel:110", "intent://x#Intent",
]  # fmt: skip
# These stay here, but are no page one can go on to, or one that leads round in circles.
NO_PAGES = [
    f"/%2f{EVIL}", f"/%2F%2F{EVIL}", f"/%5c{EVIL}", f"/%5C%5C{EVIL}", f"%2f%2f{EVIL}", f"/%252f{EVIL}", f"/%255c{EVIL}",
    f"/%09/{EVIL}", f"/%0d%0aLocation:%20//{EVIL}", "/me%0d%0aSet-Cookie:%20a=b", "/me\r\nSet-Cookie: a=b", "/me\x00",
    f"/.//{EVIL}", f"/..//{EVIL}", f"/me/..//{EVIL}", f"/static/..//{EVIL}", "/static/../sign-out",
    "/static/%2e%2e/sign-out", "/organizations/..", "/organizations/%2E%2e", "/organizations/.%2e/",
    "/../../etc/passwd", f"／／{EVIL}", f"/／{EVIL}", f"⁄⁄{EVIL}", f"/∕{EVIL}", f"/⧵{EVIL}", f"/＼{EVIL}",
    f"@{EVIL}", f".{EVIL}", f":80@{EVIL}", EVIL, "me", "?", "#", "?next=/me", "..", ".", " ", "　", "null", "undefined",
    "*", "/no-such-page", "/me/", "//", "///", "/opportunities/0", f"/opportunities/{'9' * 5000}",
    f"/opportunities?q={'x' * 5000}", f"/{'/' * 5000}", "\ud800",
    "/me\ud800", "/\udcff/evil.example", "\ufeff/me", "\u2028/me", "\x7f/me", "/me\x7f",
    "/sign-out", "/sign-in", "/register", "/sign-in?next=/sign-in?next=/sign-in", f"/sign-in?next=//{EVIL}",
    "/static/wakiai.css", "/SIGN-OUT", "/sign%2dout",
]  # fmt: skip
GOOD = [
    "/me",
    "/",
    "/opportunities?q=%E3%81%94%E3%81%BF+%E6%8B%BE%E3%81%84&district=a%26b&weekday=6",
    "/opportunities?q=100%25+%22x%22%5C&q=twice",
    f"/me/inbox?from=https://{EVIL}/",
    "/me/age?next=/me/profile",
]


def leads_elsewhere(address: str, base: str = HOME) -> bool:
    """Whether following an address from `base` leaves its host, port or scheme, by any of the readings there are."""
    return _by_a_library(address, base) or _by_a_browser(address, base)


def _by_a_library(address: str, base: str) -> bool:
    try:
        return urlsplit(urljoin(base, address))[:2] != urlsplit(base)[:2]
    except ValueError:
        return True


def _by_a_browser(address: str, base: str) -> bool:
    """After the URL standard: ends are trimmed, tabs and ends of lines dropped, a backslash is a slash."""
    read = re.sub(r"[\t\n\r]", "", address.strip(STRIPPED)).replace("\\", "/")
    scheme, host = urlsplit(base)[:2]
    named = re.match(r"([a-z][a-z0-9+.-]*):", read, re.IGNORECASE)
    if named and named[1].lower() != scheme:
        return True
    rest = read[named.end() :] if named else read
    authority = re.match(r"//+([^/?#]*)", rest)
    return bool(authority and authority[1] != host)


def addresses_in(html: str) -> Iterator[str]:
    """Every address a page names, and those named in `next` by an address or a hidden field of it, however deep."""
    reader = _Reader()
    reader.feed(html)
    waiting = reader.found
    while waiting:
        address = waiting.pop()
        yield address
        waiting += parse_qs(address.partition("?")[2]).get("next", ())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += (given[name] for name in ("href", "action", "src", "formaction") if name in given)
        if given.get("name") == "next":
            self.found.append(given.get("value", ""))
