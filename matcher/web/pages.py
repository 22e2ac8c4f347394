"""How an audience's package finds its pages: each module of it that has a Blueprint `bp` is one."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint


def nest_pages(audience: Blueprint, package: str, path: Iterable[str]) -> None:
    """Put the pages of a package under its audience; called in its `__init__` with its `__name__` and `__path__`."""
    for found in iter_modules(path):
        page = import_module(f"{package}.{found.name}")
        if hasattr(page, "bp"):
            audience.register_blueprint(page.bp)
