"""The desk in headless Chromium, by its keys alone. Too heavy for every run:

    apt-get install chromium chromium-driver fonts-noto-cjk; pip install '.[test]' selenium
    python -m pytest tests/trials/test_desk_browser.py

With PLANCMP_SHOTS=DIR pictures are kept there. Last run whole: Chromium 156, selenium 4.51; all passed.
"""

import os
import shutil
from pathlib import Path
from threading import Thread

import pytest
from conftest import ROOT, run_plancmp

from plancmp.chinese.plan_text import read_plan_text
from plancmp.cli.desk import Desk, make_server
from plancmp.reading.merging import collection

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.common.by import By  # noqa: E402 - only where it is installed
from selenium.webdriver.common.keys import Keys  # noqa: E402 - the same
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402 - the same

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="chromium and chromedriver are not installed"),
    pytest.mark.filterwarnings("ignore"),  # the driver's own
]
ENTRIES = 60
TEXT = "南宁市科技创新“十四五”规划\n第一章 发展目标\n" + "".join(
    f"到2025年，高新技术企业保有量达到{2000 + n}家；第{n}类园区高新技术企业达到{100 + n}家。\n"
    for n in range(ENTRIES // 2)
)


@pytest.fixture
def desk(tmp_path):
    """The file of a draft of many entries, and the address of its desk."""
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    done = run_plancmp("draft", "plan.txt", "-o", "d.yaml", cwd=tmp_path)
    assert done.status == 0, done.err
    file = tmp_path / "d.yaml"
    served = Desk(str(file), read_plan_text(TEXT), collection(ROOT / "plans.yaml").collection, "zh")
    server, address = make_server(served, "d.yaml")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield file, address
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def browser(desk, tmp_path):
    """A fresh browser with the desk open; at the end nothing may stand on its console."""
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        f"--user-data-dir={tmp_path / 'p'}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    driver.set_window_size(1280, 900)
    driver.get(desk[1])
    WebDriverWait(driver, 10).until(lambda d: d.find_element(By.ID, "count").text)
    yield driver
    console = [entry for entry in driver.get_log("browser") if "favicon" not in entry["message"]]
    driver.quit()
    assert [entry for entry in console if "422" not in entry["message"]] == []


def press(browser, key, *, then):
    """Press a key and wait for what comes of it."""
    browser.switch_to.active_element.send_keys(key)
    WebDriverWait(browser, 10).until(lambda _: then())


def count_marks(file):
    return file.read_text("utf-8").count("        draft: true")


def get_text(browser, name):
    return browser.find_element(By.ID, name).text


def test_entries_that_are_right_take_one_key_each(browser, desk):
    file, _ = desk
    entries = count_marks(file)
    assert entries >= ENTRIES
    for left in range(entries - 1, -1, -1):
        press(browser, "a", then=lambda left=left: get_text(browser, "count").startswith(f"{entries - left} /"))
        assert count_marks(file) == left
    assert browser.find_element(By.ID, "done").is_displayed()


def test_the_quote_is_marked_beside_its_entry(browser):
    quote = browser.find_element(By.CSS_SELECTOR, "#text mark.quote").text
    assert f"quote: {quote}" in browser.find_element(By.ID, "fields").get_attribute("value")
    shots = os.environ.get("PLANCMP_SHOTS")
    if shots:
        browser.save_screenshot(str(Path(shots) / "desk.png"))


def test_edit_reject_undo_and_later(browser, desk):
    file, _ = desk
    entries = count_marks(file)
    first = browser.find_element(By.ID, "fields").get_attribute("value")
    press(browser, "n", then=lambda: browser.find_element(By.ID, "fields").get_attribute("value") != first)
    press(browser, "p", then=lambda: browser.find_element(By.ID, "fields").get_attribute("value") == first)
    press(browser, "r", then=lambda: browser.find_element(By.ID, "reason").is_displayed())
    browser.switch_to.active_element.send_keys("a pear")
    press(browser, Keys.ENTER, then=lambda: count_marks(file) == entries - 1)
    assert "because: a pear" in file.read_text("utf-8")
    WebDriverWait(browser, 10).until(lambda _: get_text(browser, "count").startswith("0 /"))
    press(browser, "u", then=lambda: count_marks(file) == entries)
    assert "because: a pear" not in file.read_text("utf-8")
    WebDriverWait(browser, 10).until(lambda _: browser.find_element(By.ID, "fields").get_attribute("value") == first)
    press(browser, "e", then=lambda: not browser.find_element(By.ID, "fields").get_attribute("readonly"))
    browser.switch_to.active_element.send_keys("\nnonsense: 1")
    press(browser, Keys.CONTROL + Keys.ENTER, then=lambda: "nonsense" in get_text(browser, "wrong"))
    assert count_marks(file) == entries
    box = browser.find_element(By.ID, "fields")
    assert "nonsense" in box.get_attribute("value")
    box.send_keys(Keys.ESCAPE)
    press(browser, "e", then=lambda: not browser.find_element(By.ID, "fields").get_attribute("readonly"))
    box.send_keys("\ncommitment: firm")
    press(browser, Keys.CONTROL + Keys.ENTER, then=lambda: count_marks(file) == entries - 1)
    assert "        commitment: firm\n" in file.read_text("utf-8")


def test_the_page_tells_when_the_terminal_has_ended(browser, desk):
    browser.execute_script("window.fetch = () => Promise.reject(new TypeError('gone'))")
    press(browser, "a", then=lambda: browser.find_element(By.ID, "gone").is_displayed())
