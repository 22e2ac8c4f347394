"""Whatever is recorded has words: every act, every kind of thing, every field that can change."""

import ast
import dataclasses
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask

import matcher
from matcher.domain.audit.models import ActorKind, AuditEntry
from matcher.domain.opportunities.content import OpportunityContent
from matcher.domain.organizations.actions import CONTACT, PLAIN
from matcher.domain.projects.contents import YearContents
from matcher.domain.signups.rules.states import Act as SignUpAct
from matcher.domain.support.actions import WRITTEN
from matcher.domain.support.rules import SupportAct
from matcher.words.audit import ACTORS, ACTS, SUBJECTS
from matcher.words.audit_changes import FIELDS, ToldChange, told_changes
from tests.support.databases import on_sqlite

ROOT = Path(matcher.__file__).parent
ENDINGS: dict[str, type[StrEnum] | tuple[str, ...]] = {
    "-sign-up": SignUpAct,
    "-opportunity": ("suspend", "resume"),
    "-support": SupportAct,
}


def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in ROOT.rglob("*.py")]


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) in names)


def passing_on(tree: ast.Module) -> set[str]:
    """`record`, and the functions of the module that are given an act and hand it on to it."""
    found = {"record"}
    while True:
        more = {
            function.name
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            and any(argument.arg == "act" for argument in function.args.args)
            and any(
                isinstance(one, ast.Name) and one.id == "act" for call in calls(function, found) for one in call.args
            )
        }
        if more <= found:
            return found
        found |= more


def hands_on(function: ast.FunctionDef, recorders: set[str]) -> bool:
    """Whether the function is given an act and gives it to one of the recorders."""
    given = {argument.arg for argument in function.args.args}
    return "act" in given and any(
        isinstance(one, ast.Name) and one.id == "act" for call in calls(function, recorders) for one in call.args
    )


def acts_of(call: ast.Call) -> set[str]:
    """The acts a call records or hands on, as they stand in it; empty where it only hands on its own parameter."""
    found: set[str] = set()
    for one in call.args:
        if isinstance(one, ast.JoinedStr):
            ending = str(one.values[-1].value)
            found |= {f"{act}{ending}" for act in ENDINGS[ending]}
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            found.add(one.value)
    return found


def test_every_act_that_is_recorded_anywhere_has_words_and_no_words_are_left_over() -> None:
    recorded = {act for tree in trees() for call in calls(tree, passing_on(tree)) for act in acts_of(call)}

    assert len(recorded) > 60
    assert recorded == set(ACTS)


def test_no_two_acts_read_alike() -> None:
    words = [words._args[0] for words in ACTS.values()]

    assert len(words) == len(set(words))


def test_every_field_that_is_recorded_has_a_name() -> None:
    named = {
        key.value
        for tree in trees()
        for node in ast.walk(tree)
        for changes in _changes_in(node)
        for key in changes.keys
        if isinstance(key, ast.Constant)
    }
    contents = {field.name for kind in (OpportunityContent, YearContents) for field in dataclasses.fields(kind)}

    assert named
    assert (named | contents | {*PLAIN, *CONTACT, *WRITTEN}) - set(FIELDS) == set()


def _changes_in(node: ast.AST) -> Iterator[ast.Dict]:
    if isinstance(node, ast.keyword) and node.arg == "changes" and isinstance(node.value, ast.Dict):
        yield node.value
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"changes", "wanted"}:
        yield from [node.value] if isinstance(node.value, ast.Dict) else []


def test_every_kind_of_actor_and_thing_has_words(app: Flask) -> None:
    tables = {"account", "person", "opportunity", "organization", "shift", "sign_up", "project_year", "support_item"}

    assert set(ACTORS) == set(ActorKind)
    assert tables <= set(SUBJECTS)


BECOMES = {
    "opportunity title 春の会 夏の会": ("名前", "春の会", "夏の会"),
    "opportunity pillars - ['1']": ("基本指針", "なし", "協働意識の醸成を進めよう"),
    "organization field_numbers ['1'] ['7']": ("分野", "保健・医療・福祉", "環境の保全"),
    "sign_up state waiting confirmed": ("申し込みの状態", "キャンセル待ち", "決まりました"),
    "department valid_to_on - 2027-03-31": ("課のおわりの日", "なし", "2027年3月31日"),
    "account department_id - 3": ("担当課", "なし", "環境課"),
    "account is_staff False True": ("支援室の職員", "いいえ", "はい"),
    "shift starts_at - 2026-12-12T00:00:00+00:00": ("始まり", "なし", "12月12日（土）9:00"),
    "opportunity a_field_of_old a b": ("a_field_of_old", "a", "b"),
}


@on_sqlite
@pytest.mark.parametrize("recorded", BECOMES)
def test_a_change_is_told_as_before_and_after(app: Flask, recorded: str) -> None:
    subject, name, before, after = recorded.split(" ")
    entry = AuditEntry(subject_type=subject, changes={name: {"before": kept(before), "after": kept(after)}})

    with app.test_request_context():
        assert told_changes(entry, {3: "環境課"}) == [ToldChange(*BECOMES[recorded])]


@on_sqlite
def test_of_what_is_personal_only_that_it_changed_is_told(app: Flask) -> None:
    entry = AuditEntry(subject_type="person", changes={"phone": None})

    with app.test_request_context():
        assert told_changes(entry, {}) == [ToldChange("電話")]


def kept(text: str) -> object:
    """What the text stands for in the log."""
    try:
        return None if text == "-" else ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return text
