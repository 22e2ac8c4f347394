"""The lock files: complete, hashed, and silent about where packages came from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from config import ROOT
from tests.house.tree import hold

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==([^ ;]+)", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host_and_no_path(lock: str) -> None:
    told = [
        f"{lock}:{number}: {line.strip()}"
        for number, line in enumerate((ROOT / lock).read_text().splitlines(), 1)
        if re.search(r"://|@|file:|^-|/[a-z]", line)
    ]

    hold("A lock file holds names, versions and hashes only; write it with make lock:", told)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())

    bare = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]

    hold("Without a hash a package can be exchanged on its way; write the file with make lock:", bare)


def test_the_lock_files_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, test = project["project"]["dependencies"], project["dependency-groups"]["dev"]

    missing = [
        f"{lock}: {wanted}"
        for lock, asked in zip(LOCKS, (run, [*run, *test]), strict=True)
        for wanted in map(Requirement, asked)
        if not wanted.specifier.contains(versions(lock).get(wanted.name.lower(), ""), prereleases=True)
    ]

    hold("pyproject.toml and the lock files differ: run make lock and commit both:", missing)


def test_both_lock_files_agree() -> None:
    run, test = versions("requirements.lock"), versions("requirements-dev.lock")

    different = [
        f"{name}: {version} and {test.get(name)}" for name, version in run.items() if test.get(name) != version
    ]

    hold("What is tested is what runs:", different)


def versions(lock: str) -> dict[str, str]:
    """Version by package name."""
    return dict(PINNED.findall((ROOT / lock).read_text()))
