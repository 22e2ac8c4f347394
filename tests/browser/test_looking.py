"""What the other browser tests look with sees what it is there for."""

from playwright.sync_api import Browser

from tests.support.looking import faults_of

PAGE = """<!doctype html><html lang="ja"><head><title>頁</title>
<style>body {{ background: white }} .pale {{ color: #ccc }}
</style></head><body><main><h1>{heading}</h1><div class="card">
<p class="{look}">文字が読めること</p></div></main></body></html>"""


def test_a_text_too_pale_to_read_is_found_in_every_page_it_is_in_until_it_is_mended(browser: Browser) -> None:
    page = browser.new_page()

    page.set_content(PAGE.format(heading="題", look="dark"))
    assert faults_of(page) == []
    for _ in range(2):
        page.set_content(PAGE.format(heading="題", look="pale"))
        assert ["color-contrast" in fault for fault in faults_of(page)] == [True]

    page.close()


def test_a_look_that_could_not_be_measured_in_one_page_is_measured_in_the_next(browser: Browser) -> None:
    page = browser.new_page()

    page.set_content(PAGE.format(heading="題", look="pale short").replace("文字が読めること", "字"))
    assert faults_of(page) == []
    page.set_content(PAGE.format(heading="題", look="pale short"))
    assert ["color-contrast" in fault for fault in faults_of(page)] == [True]

    page.close()


def test_what_axe_calls_wrong_is_found_wherever_it_is(browser: Browser) -> None:
    page = browser.new_page()

    page.set_content(PAGE.format(heading="", look="dark"))
    assert ["empty-heading" in fault for fault in faults_of(page)] == [True]

    page.close()
