"""What a test may ask for: each begins with an empty, migrated database, once on SQLite and once on PostgreSQL.

`app`        the application, its context entered: `db.session` works
`session`    `db.session`, for tests of domain code
`client`     a visitor without a network: `client.get("/")`, `client.sign_in("staff@demo.example")`, and
             `client.submit("/register", name="…")`, which opens the page and sends its form, CSRF included.
             What the test wrote is committed before each request, and each request has its own context
`another_client`  a second visitor
`server`     a real server: `httpx.get(server.url + "/healthz")`
`page`       a page in a real Chromium on that server: `page.goto("/opportunities")`
`demo_city`  the city of `flask demo`, in the test's database
`smtp_sink`  a mail server: `smtp_sink.letters[0].text`
`worker`     the worker, sending to `smtp_sink`: `until(lambda: smtp_sink.letters, "a letter")`

`server`, `page` and `worker` are other processes: write inside `with db.unit_of_work():`, and end what the test
read with `db.session.rollback()` before they write, or SQLite makes them wait.

One database is enough where something else is tested, such as the look of a page: `@on_sqlite` of
tests.support.databases. A server with other settings or more processes: `with serving(database, instance,
workers=2, MAIL_URL=…) as server:` of tests.support.servers.

`time_machine.travel(…)` moves the time of this process only.
"""

import gc

# The usual collector looks through all that a run has ever imported and cached, again and again: a tenth of its time.
gc.set_threshold(20_000, 20, 100)

pytest_plugins = [
    "tests.support.databases",
    "tests.support.telling",
    "tests.support.visitor",
    "tests.support.servers",
    "tests.support.browsing",
    "tests.support.properties",
    "tests.permissions.fixtures",
]
