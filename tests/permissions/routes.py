"""The routes of the product as the tests walk them: every rule of the URL map with its method, and its addresses."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.permissions.world import Values

SAFE = "GET"
RELATIONS = ("own", "other", "nonexistent")
SPOKEN_FOR = {"HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Route:
    """One rule asked with one method."""

    rule: Rule
    method: str

    @property
    def endpoint(self) -> str:
        """Its name, as `url_for` takes it."""
        return str(self.rule.endpoint)

    @property
    def parameters(self) -> set[str]:
        """The names in its address."""
        return set(self.rule.arguments)

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule} ({self.endpoint})"


class Addresses:
    """Addresses of routes in a world: what stands for each parameter in each relation."""

    def __init__(self, app: Flask, values: Values, special: dict[str, Values]) -> None:
        self.builder = app.url_map.bind("localhost")
        self.values, self.special = values, special

    def standing_for(self, route: Route, name: str) -> dict[str, Any]:
        """What can stand for a parameter: the most special mention wins."""
        fitting = [start for start, told in self.special.items() if route.endpoint.startswith(start) and name in told]
        if fitting:
            return self.special[max(fitting, key=len)][name]
        assert name in self.values, f"{route}: say in tests/permissions/world.py what <{name}> can be"
        return self.values[name]

    def relations(self, route: Route) -> list[str]:
        """`-` for an address without parameters, else those of own, other and nonexistent that there are."""
        if not route.parameters:
            return ["-"]
        known = [self.standing_for(route, name) for name in route.parameters]
        return [relation for relation in RELATIONS if all(relation in one for one in known)]

    def first(self, route: Route) -> str:
        """Of what is the principal's own, or the only address there is."""
        return self.of(route, self.relations(route)[0])

    def of(self, route: Route, relation: str, **instead: str) -> str:
        """The address in a relation; `instead` gives some parameters another relation."""
        chosen = {
            name: self.standing_for(route, name)[instead.get(name, relation)] for name in sorted(route.parameters)
        }
        return self.builder.build(route.endpoint, chosen, method=route.method)


def routes_of(app: Flask) -> list[Route]:
    """Every rule with each of its methods, by name; HEAD and OPTIONS are answered by the framework."""
    found = [
        Route(rule, method) for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - SPOKEN_FOR
    ]
    return sorted(found, key=str)
