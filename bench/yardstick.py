"""What a page is held against: bare Flask that answers the same from memory, without session or database."""

import os
import re
from html import unescape
from pathlib import Path

from flask import Flask, Response
from jinja2 import Template

TEXT = re.compile(r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)")


def create_app() -> Flask:
    """Answers each file of the folder BENCH_PAGES under its name, which begins with the status: `200-0`. Under
    `/rendered/200-0` the same page, rendered by Jinja with each of its texts as a value.
    """
    app = Flask(__name__, static_folder=None)
    pages = {file.name: file.read_bytes() for file in Path(os.environ["BENCH_PAGES"]).iterdir()}

    @app.route("/<name>", methods=["GET", "POST"])
    def page(name: str) -> Response:
        return Response(pages[name], int(name[:3]), mimetype="text/html")

    rendered = {name: template(page.decode()) for name, page in pages.items() if page.startswith(b"<!doctype html>")}

    @app.get("/rendered/<name>")
    def render(name: str) -> str:
        made, texts = rendered[name]
        return made.render(texts=texts)

    @app.get("/healthz")
    def live() -> str:
        return "ok"

    return app


def template(page: str) -> tuple[Template, list[str]]:
    """The page as a template, and the texts that make it the page again."""
    texts = [unescape(text) for text in TEXT.findall(page)]
    places = iter(range(len(texts)))
    source = TEXT.sub(lambda _: f"{{{{ texts[{next(places)}] }}}}", page)
    return Template(source, autoescape=True), texts
