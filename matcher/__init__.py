"""わきあい: one city's service that brings people and civic groups together.

`create_app` tells how the house is put together; no rule of the product stands here.
"""

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Config, fernet_key
from matcher import cli, logs, sealing, web
from matcher.db import db, set_up
from matcher.domain.city import plan


def create_app(config: Config | None = None) -> Flask:
    """The service, ready to answer, for the configuration given or the one the environment describes.

    Raises ConfigFault or PlanFault, each a sentence that says the mend.
    """
    config = config or Config.from_environment()
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(config.flask_settings())
    app.extensions["config"] = config
    plan.adopt(plan.load(config.plan_file))
    sealing.adopt(fernet_key(config.personal_key))

    logs.init_app(app)
    db.init_app(app)
    with app.app_context():
        set_up(db.engine)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    web.init_app(app, config)
    CSRFProtect(app)
    cli.init_app(app)
    if config.proxy_hops:
        hops = config.proxy_hops
        # Flask documents wrapping wsgi_app like this; for mypy it is a method
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
