"""The browser the other tests look with: it can read Japanese, and it is in Japan."""

from playwright.sync_api import Browser, Page

from tests.support.databases import on_sqlite

DRAWING = """letter => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    pen.font = "40px sans-serif";
    pen.fillText(letter, 10, 50);
    return canvas.toDataURL();
}"""


def test_japanese_letters_are_drawn_and_not_replaced_by_boxes(browser: Browser) -> None:
    page = browser.new_page()

    drawings = {page.evaluate(DRAWING, letter) for letter in "藤枝髙﨑あア𠮷"}

    page.close()
    assert len(drawings) == len("藤枝髙﨑あア𠮷")


@on_sqlite
def test_whoever_looks_is_in_japan(page: Page) -> None:
    page.goto("/healthz")

    assert page.evaluate("[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]") == [
        "ja-JP",
        "Asia/Tokyo",
    ]
