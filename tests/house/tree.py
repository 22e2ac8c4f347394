"""The project's own source as the laws of the house read it: parsed once, judged with path and line."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from config import ROOT

# Two letters are a word; one alone may be the end of a range that a rule about letters needs.
JAPANESE_WORD = re.compile(r"[ぁ-ゖァ-ヺー㐀-䶿一-鿿々〆]{2}")


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor opens it."""
        return f"{self.place}:{getattr(node, 'lineno', 1)}"

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Every node of these kinds, wherever it stands."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method."""
        return self.nodes(ast.FunctionDef, ast.AsyncFunctionDef)

    def imported(self) -> Iterator[tuple[ast.AST, str]]:
        """Every module named by an import."""
        for node in self.nodes(ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        for node in self.nodes(ast.ImportFrom):
            yield node, node.module or ""

    def documentation(self) -> set[ast.AST]:
        """The string nodes that are docstrings."""
        owners = self.nodes(ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        return {owner.body[0].value for owner in owners if ast.get_docstring(owner) is not None}


@cache
def modules(*folders: str) -> list[Module]:
    """The Python files under these folders (or these files), in order."""
    found = [path for folder in folders for path in ([ROOT / folder, *sorted((ROOT / folder).rglob("*.py"))])]
    return [module_at(path) for path in found if path.is_file()]


@cache
def module_at(path: Path) -> Module:
    """The module of a file, read and parsed once."""
    return Module(path)


@cache
def templates(*, of_pages_only: bool = False) -> list[Path]:
    """The page templates; those of components and layouts too unless told otherwise."""
    folder = ROOT / "matcher" / "templates"
    shared = {"components", "layouts"} if of_pages_only else set()
    return [path for path in sorted(folder.rglob("*.*")) if not shared & set(path.relative_to(folder).parts)]


def line_of(text: str, position: int) -> int:
    """The number of the line on which a position of a text lies."""
    return text.count("\n", 0, position) + 1


def hold(law: str, offences: list[str]) -> None:
    """Fail with every place that breaks the law, one a line, under the law itself."""
    assert not offences, f"{law}\n  " + "\n  ".join(offences)
