"""The page in headless Chromium, as a reader uses it. Too heavy for every run:

    apt-get install chromium chromium-driver fonts-noto-cjk; pip install '.[test]' selenium
    python -m pytest tests/trials/test_report_browser.py

With PLANCMP_SHOTS=DIR the pictures and the prints are kept there, to be looked at. Last run whole: Chromium 156,
selenium 4.51; all passed.
"""

import json
import os
import re
import shutil
from base64 import b64decode
from itertools import pairwise
from math import inf
from pathlib import Path
from urllib.parse import quote

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.common.by import By  # noqa: E402 - only where it is installed
from selenium.webdriver.common.keys import Keys  # noqa: E402 - the same
from selenium.webdriver.support.ui import Select  # noqa: E402 - the same

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="chromium and chromedriver are not installed"),
    pytest.mark.filterwarnings("ignore"),  # the driver's own
]
ROOT = Path(__file__).parents[2]
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES = {"desktop": (1280, 900), "telephone": (375, 800)}
TARGET = "nanning-2016/hightech-enterprises/2020:added"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The page of the shipped plans."""
    from conftest import run_plancmp

    path = tmp_path_factory.mktemp("report") / "report.html"
    run = run_plancmp("report", "-o", str(path), "--plans", str(ROOT / "plans.yaml"), "--lang", "zh")
    assert (run.status, run.err) == (0, "")
    return path


@pytest.fixture(params=SIZES)
def browser(request, report, tmp_path):
    """A fresh browser with the page open; at the end nothing may stand on its console, nothing may have been asked for."""
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in (*QUIET, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    width, height = SIZES[request.param]
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": request.param == "telephone"},
    )
    driver.size_name = request.param
    driver.page = report.as_uri()
    driver.get(driver.page)
    yield driver
    console = driver.get_log("browser")
    sent = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [
        message["params"]["request"]["url"]
        for message in sent
        if message["method"] == "Network.requestWillBeSent"
        and not message["params"]["documentURL"].startswith("chrome://")  # the browser's own first tab
    ]
    driver.quit()
    assert console == []
    assert asked
    assert {re.split("[?#]", url)[0] for url in asked} == {report.as_uri()}


def kept(driver, name, data):
    """A picture or print, put where it can be looked at."""
    if folder := os.environ.get("PLANCMP_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{driver.size_name}-{name}").write_bytes(data)


def lines(driver):
    """The register's lines that are shown."""
    return [r for r in driver.find_elements(By.CSS_SELECTOR, "tr.line") if r.is_displayed()]


def texts(driver, column):
    return [r.find_elements(By.CSS_SELECTOR, "th, td")[column].text for r in lines(driver)]


def shown(driver):
    return int(driver.find_element(By.ID, "shown").text)


def test_the_language_switches_without_a_reload(browser):
    """Headings, options, title and labels change; nothing of the other language is left."""
    assert browser.title.startswith("《")
    assert browser.find_element(By.TAG_NAME, "h1").text.startswith("《")
    browser.execute_script("window.stayed = true")
    browser.find_element(By.CSS_SELECTOR, '[data-lang="en"]').click()
    assert browser.execute_script("return window.stayed && document.documentElement.lang") == "en"
    assert browser.title.startswith("Local targets")
    assert browser.find_element(By.TAG_NAME, "h1").text.startswith("Local targets")
    assert [o.text for o in Select(browser.find_element(By.ID, "by-verdict")).options][:3] == [
        "all",
        "comparable",
        "other period",
    ]
    assert not any(e.is_displayed() for e in browser.find_elements(By.CSS_SELECTOR, 'main h2 [lang="zh"]'))
    assert any("Nanning" in e.text for e in browser.find_elements(By.CSS_SELECTOR, ".chart text") if e.is_displayed())
    pressed = [b.get_attribute("aria-pressed") for b in browser.find_elements(By.CSS_SELECTOR, "[data-lang]")]
    assert pressed == ["false", "true"]


def test_filters_narrow_everything_and_count(browser):
    """Place, theme and verdict narrow register, tree and charts together; the count is told; Clear takes all back."""
    whole = shown(browser)
    assert whole == len(lines(browser))
    place = Select(browser.find_element(By.ID, "by-place"))
    place.select_by_value("nanning")
    own = shown(browser)
    assert 0 < own < whole
    assert own == len(lines(browser))
    assert set(texts(browser, 1)) >= {"南宁市"}
    assert not {"桂林市", "百色市", "广西壮族自治区"} & set(texts(browser, 1))
    rows = [r for r in browser.find_elements(By.CSS_SELECTOR, "#tree .row") if r.is_displayed()]
    assert rows
    assert all(any(p.text.startswith("南宁市") for p in r.find_elements(By.CSS_SELECTOR, ".who")) for r in rows)
    Select(browser.find_element(By.ID, "by-verdict")).select_by_value("other-period")
    narrowed = shown(browser)
    assert 0 < narrowed < own
    assert set(texts(browser, 5)) == {"年份不同"}
    Select(browser.find_element(By.ID, "by-theme")).select_by_value("investment")
    assert shown(browser) == len(lines(browser)) < narrowed
    kept(browser, "filtered.png", browser.get_screenshot_as_png())
    browser.find_element(By.CSS_SELECTOR, 'button[type="reset"]').click()
    assert browser.execute_async_script(
        "const done = arguments[0]; setTimeout(() => done(document.getElementById('shown').textContent), 50)"
    ) == str(whole)
    status = browser.find_element(By.CSS_SELECTOR, '[role="status"]')
    assert status.get_attribute("aria-live") == "polite"


def test_columns_sort_up_and_down(browser):
    """A head sorts its column, figures by size, by mouse and by keyboard; `aria-sort` says which way."""
    for column in (2, 3):
        head = browser.find_elements(By.CSS_SELECTOR, ".register thead th")[column]
        button = head.find_element(By.TAG_NAME, "button")
        press(browser, button)
        assert head.get_attribute("aria-sort") == "ascending"
        keys = sort_keys(browser, column)
        assert keys == sorted(keys)
        button.send_keys(Keys.ENTER)
        assert head.get_attribute("aria-sort") == "descending"
        assert sort_keys(browser, column) == sorted(keys, reverse=True)
    press(browser, browser.find_elements(By.CSS_SELECTOR, ".register thead button")[1])
    names = texts(browser, 1)
    assert len([name for n, name in enumerate(names) if n == 0 or names[n - 1] != name]) == len(set(names))


def press(driver, button):
    """A click on what may have to be brought into view first, downwards and sideways."""
    driver.execute_script("arguments[0].scrollIntoView({block: 'center', inline: 'center'})", button)
    button.click()


def sort_keys(driver, column):
    """What the lines of the register are sorted by; what has no figure comes before all that have one."""
    keys = [line.find_elements(By.CSS_SELECTOR, "th, td")[column].get_attribute("data-k") for line in lines(driver)]
    return [float(key) if key else -inf for key in keys]


def test_a_link_to_one_target_unfolds_it(browser):
    """On load and later: it is open, in view and has the focus, also where a filter hid it."""
    browser.get("about:blank")
    browser.get(f"{browser.page}?lang=en#{quote(TARGET, safe='/:')}")
    target = browser.find_element(By.ID, TARGET)
    assert target.get_attribute("open") is not None
    assert "高新技术企业新增150家" in target.text
    assert _in_view(browser, target)
    assert browser.execute_script("return document.activeElement.parentElement.id") == TARGET
    kept(browser, "link.png", browser.get_screenshot_as_png())
    Select(browser.find_element(By.ID, "by-place")).select_by_value("baise")
    assert not target.is_displayed()
    browser.execute_script("location.hash = ''")
    browser.execute_script("location.hash = arguments[0]", quote(TARGET, safe="/:"))
    browser.execute_async_script("setTimeout(arguments[0], 100)")
    assert target.is_displayed()
    assert _in_view(browser, target)


def _in_view(browser, element):
    return browser.execute_script(
        "const r = arguments[0].querySelector('summary').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight",
        element,
    )


def test_the_keyboard_reaches_everything(browser):
    """The first stop skips to the content, focus is visible, Enter unfolds a target."""
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("class") == "skip"
    summary = browser.find_element(By.CSS_SELECTOR, "#tree .claim > summary")
    browser.execute_script("arguments[0].focus({focusVisible: true})", summary)
    assert browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", summary) == "solid"
    summary.send_keys(Keys.ENTER)
    assert browser.find_element(By.CSS_SELECTOR, "#tree .claim").get_attribute("open") is not None


def test_a_screen_reader_finds_its_way(browser):
    """Landmarks, one first heading, no level left out, a name for every control and picture."""
    for tag in ("header", "nav", "main", "footer"):
        assert len(browser.find_elements(By.TAG_NAME, tag)) == 1
    levels = [int(h.tag_name[1]) for h in browser.find_elements(By.CSS_SELECTOR, "h1, h2, h3, h4")]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    wanted = {"button", "link", "combobox", "image", "img", "navigation", "form", "search", "DisclosureTriangle"}
    nameless = [
        n for n in nodes
        if n.get("role", {}).get("value") in wanted and not n["ignored"] and not n.get("name", {}).get("value", "").strip()
    ]  # fmt: skip
    assert nameless == []


def test_nothing_runs_off_the_side(browser):
    """The page is no wider than the window, folded and unfolded, in both languages."""
    for lang in ("zh", "en"):
        browser.find_element(By.CSS_SELECTOR, f'[data-lang="{lang}"]').click()
        for open_ in (False, True):
            browser.execute_script(
                "document.querySelectorAll('details').forEach((d) => { d.open = arguments[0]; })", open_
            )
            assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_labels_of_the_charts_stay_inside(browser):
    """No text of a chart leaves its chart, and no label lies on another, in both languages."""
    browser.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for lang in ("zh", "en"):
        browser.find_element(By.CSS_SELECTOR, f'[data-lang="{lang}"]').click()
        faults = browser.execute_script(
            """
            const faults = [];
            for (const chart of document.querySelectorAll("svg.chart")) {
              const frame = chart.getBoundingClientRect();
              const boxes = [...chart.querySelectorAll("text")].filter((t) => t.getBBox().width > 0)
                .map((t) => [t.textContent, t.getBoundingClientRect()]);
              for (const [n, [text, a]] of boxes.entries()) {
                if (a.left < frame.left - 4 || a.right > frame.right + 4) faults.push(["out", text]);
                for (const [other, b] of boxes.slice(0, n)) {
                  const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                  const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                  if (w > 2 && h > a.height * 0.35) faults.push(["on", text, other]);
                }
              }
            }
            return faults;
            """
        )
        assert faults == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_photographed_and_printed(browser, lang, scheme):
    """Every stretch of the page as a picture, and the print, which has text and more than one page."""
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.get("about:blank")
    browser.get(f"{browser.page}?lang={lang}")
    for part in ("main", "charts", "tree", "assigned", "without", "tasks", "themes", "audit", "coverage", "register"):
        browser.execute_script("document.getElementById(arguments[0]).scrollIntoView()", part)
        kept(browser, f"{lang}-{scheme}-{part}.png", browser.get_screenshot_as_png())
    printed = b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    kept(browser, f"{lang}-{scheme}.pdf", printed)
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 5
