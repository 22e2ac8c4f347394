"""The nine principals, each signed in once through the page: asking with one's cookie and CSRF token."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SIGN_IN = "/sign-in"


class Asker:
    """Somebody with a session. Cookies of answers are not taken over: every request begins with the same session."""

    def __init__(self, app: Flask, name: str, password: str | None = None) -> None:
        self.client: FlaskClient = app.test_client(use_cookies=False)
        self.name, self.cookie_name = name, app.config["SESSION_COOKIE_NAME"]
        self.cookie = self.token = ""
        self._read(SIGN_IN)
        if password:
            told = {"email": f"{name}@demo.example", "password": password}
            answer = self.ask("POST", SIGN_IN, data=told)
            assert answer.status_code == 303, f"{name} was not signed in: {answer.status_code}"
            self._take(answer)
            self._read("/sign-out")

    def ask(
        self, method: str, path: str, *, data: Any = None, token: str | None = None, **options: Any
    ) -> TestResponse:
        """One request; an unsafe one carries the token, or another where `token` is given ("" for none)."""
        headers = {"Cookie": f"{self.cookie_name}={self.cookie}", **options.pop("headers", {})}
        if method != "GET" and method != "HEAD" and not isinstance(data, bytes):
            data = {"csrf_token": self.token if token is None else token, **(data or {})}
        return self.client.open(path, method=method, data=data, headers=headers, **options)

    def _read(self, path: str) -> None:
        answer = self.ask("GET", path)
        self._take(answer)
        found = TOKEN.search(answer.text)
        assert found, f"{path} has no form for {self.name}: {answer.status_code}"
        self.token = found[1]

    def _take(self, answer: TestResponse) -> None:
        for line in answer.headers.getlist("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            if name == self.cookie_name:
                self.cookie = value


def outcome(answer: TestResponse) -> str:
    """`sign-in`, `404` or `ok` (answered, or refused by a rule with a reason); else the status as it is."""
    if answer.status_code == 303 and answer.headers["Location"].partition("?")[0] == SIGN_IN:
        return "sign-in"
    return "ok" if answer.status_code < 400 or answer.status_code in (409, 422) else str(answer.status_code)
