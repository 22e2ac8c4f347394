"""The page for developers."""

from flask import Flask

from config import Config
from matcher.web import development


def test_the_page_of_components_is_not_there_in_production() -> None:
    app = Flask("production")
    secret = "s" * 40
    config = Config(
        environment="production",
        base_url="https://example.jp",
        secret_key=secret,
        personal_key=secret,
        mail_url="smtp://mail.example.jp",
    )

    development.init_app(app, config)

    assert "/components" not in {str(rule) for rule in app.url_map.iter_rules()}
