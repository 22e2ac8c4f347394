"""For whom: one package per audience, thin pages that load, ask for authority, act once and answer."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import FileSystemBytecodeCache

from config import Config
from matcher.web import (
    accounts,
    addresses,
    assets,
    company,
    development,
    disclosure,
    errors,
    formats,
    fragments,
    headers,
    identity,
    kept_pages,
    limits,
    list_files,
    marking,
    navigation,
    opendata,
    operations,
    organizer,
    public,
    staff,
    texts,
    transaction,
    uploads,
    volunteer,
    wellformed,
)


class Templates(Environment):
    """Jinja's environment, with one mapping of globals for all templates: none of ours has globals of its own.

    Jinja compares them at each import of macros, ten times a page, and walks through a chain of mappings for that.
    """

    def make_globals(self, d: Any) -> Any:
        """The globals a template sees."""
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask, config: Config) -> None:
    """Add what every request passes through, then the pages by audience."""
    app.jinja_environment = Templates
    kept_pages.init_app(app)
    addresses.init_app(app)
    uploads.init_app(app)
    wellformed.init_app(app)
    limits.init_app(app)
    disclosure.init_app(app)
    transaction.init_app(app)
    headers.init_app(app, is_https=config.is_https)
    identity.init_app(app)
    errors.init_app(app)
    texts.init_app(app)
    formats.register(app)
    marking.init_app(app)
    fragments.init_app(app)
    list_files.init_app(app)
    assets.init_app(app)
    navigation.init_app(app, config)
    keep_compiled_templates(app, config.instance_path / "templates")
    for audience in (public, accounts, volunteer, organizer, company, staff, opendata, operations):
        app.register_blueprint(audience.bp)
    development.init_app(app, config)


def keep_compiled_templates(app: Flask, folder: Path) -> None:
    """Let every process of this machine compile a template once: the first visitor after a start need not wait."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
