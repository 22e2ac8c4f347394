"""For whom: one package per audience, thin pages that load, ask for authority, act once and answer."""

from flask import Flask

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
    headers,
    identity,
    limits,
    navigation,
    opendata,
    operations,
    organizer,
    public,
    staff,
    transaction,
    volunteer,
    wellformed,
)


def init_app(app: Flask, config: Config) -> None:
    """Add what every request passes through, then the pages by audience."""
    addresses.init_app(app)
    wellformed.init_app(app)
    limits.init_app(app)
    disclosure.init_app(app)
    transaction.init_app(app)
    headers.init_app(app, is_https=config.is_https)
    identity.init_app(app)
    errors.init_app(app)
    formats.register(app)
    assets.init_app(app)
    navigation.init_app(app, config)
    for audience in (public, accounts, volunteer, organizer, company, staff, opendata, operations):
        app.register_blueprint(audience.bp)
    development.init_app(app, config)
