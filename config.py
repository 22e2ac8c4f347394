"""Configuration: read once from the environment, checked at start, each fault a sentence that says the mend."""

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
ENVIRONMENTS = ("development", "test", "production")


class ConfigFault(Exception):
    """The environment asks for something that cannot be: the message says what to change."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything that differs between one installation and another."""

    environment: str = "development"
    database_url: str = ""
    secret_key: str = field(default="", repr=False)
    personal_key: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:8000"
    mail_url: str | None = field(default=None, repr=False)
    mail_from: str = "wakiai@localhost"
    plan_file: Path = ROOT / "matcher" / "plan" / "fujieda.toml"
    instance_path: Path = ROOT / "instance"
    proxy_hops: int = 0

    def __post_init__(self) -> None:
        if self.environment not in ENVIRONMENTS:
            raise ConfigFault(f"WAKIAI_ENV is '{self.environment}': set it to {', '.join(ENVIRONMENTS)}.")
        if urlsplit(self.base_url).scheme not in ("http", "https") or not urlsplit(self.base_url).hostname:
            raise ConfigFault(f"BASE_URL is '{self.base_url}': set it to an address such as https://example.jp.")
        if self.database_url in ("sqlite://", "sqlite:///:memory:"):
            raise ConfigFault("DATABASE_URL names a database in memory: server and worker share one only as a file.")
        if self.is_production:
            self._check_production()

    def _check_production(self) -> None:
        if not self.base_url.startswith("https://"):
            raise ConfigFault("BASE_URL must begin with https:// in production: plain http is refused there.")
        for name, value in (("SECRET_KEY", self.secret_key), ("PERSONAL_KEY", self.personal_key)):
            if len(value) < 32:
                raise ConfigFault(f"{name} is missing or shorter than 32 characters: set a long random one.")
        if self.mail_url is None:
            raise ConfigFault("MAIL_URL is missing: set smtp://user:password@host:587 (the demo mailbox is off).")

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name in links and in identifiers of calendar entries."""
        return urlsplit(self.base_url).hostname or "localhost"

    def flask_settings(self) -> dict[str, object]:
        """The same facts in the names Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            # What people typed stays out of errors and logs; the connection used last is taken again (web/kept_pages).
            "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True, "pool_use_lifo": True},
            "MAX_CONTENT_LENGTH": 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
            "MAX_FORM_PARTS": 1000,
            "SESSION_COOKIE_NAME": "__Host-session" if self.is_https else "session",
            "SESSION_COOKIE_SECURE": self.is_https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": 12 * 3600,
            "SESSION_REFRESH_EACH_REQUEST": False,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": False,
            "WTF_I18N_ENABLED": False,  # not by Flask-Babel: by WTForms itself (web/forms.py)
            "TRUSTED_HOSTS": [self.host, "127.0.0.1", "localhost"] if not self.is_production else [self.host],
        }

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """The configuration the environment describes; raises ConfigFault with a sentence that says the mend."""
        instance = Path(environ.get("INSTANCE_PATH", ROOT / "instance"))
        environment = environ.get("WAKIAI_ENV", "development")
        known: dict[str, str] = {} if environment == "production" else _kept_secrets(instance)
        return cls(
            environment=environment,
            database_url=driver_url(environ.get("DATABASE_URL", f"sqlite:///{instance / 'wakiai.db'}")),
            secret_key=environ.get("SECRET_KEY", known.get("secret_key", "")),
            personal_key=environ.get("PERSONAL_KEY", known.get("personal_key", "")),
            base_url=environ.get("BASE_URL", f"http://127.0.0.1:{environ.get('PORT', '8000')}"),
            mail_url=environ.get("MAIL_URL"),
            mail_from=environ.get("MAIL_FROM", "wakiai@localhost"),
            plan_file=Path(environ.get("PLAN_FILE", ROOT / "matcher" / "plan" / "fujieda.toml")),
            instance_path=instance,
            proxy_hops=_whole_number("PROXY_HOPS", environ.get("PROXY_HOPS", "0")),
        )


def driver_url(url: str) -> str:
    """A database address with the driver this product uses: psycopg 3 for PostgreSQL."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if separator and scheme in ("postgres", "postgresql") else url


def fernet_key(secret: str) -> bytes:
    """A 32-byte key in the form Fernet wants, made of a secret of any length."""
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())


def _kept_secrets(instance: Path) -> dict[str, str]:
    """Secrets of a development installation, made once and kept beside its database."""
    kept = {}
    for name in ("secret_key", "personal_key"):
        file = instance / name
        if not file.exists():
            instance.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48))
        kept[name] = file.read_text()
    return kept


def _whole_number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise ConfigFault(f"{name} is '{text}': set it to a whole number.")
    return int(text)
