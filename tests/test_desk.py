"""The desk: a draft's entries beside their text, a step at a time; the file is whole after each."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from threading import Thread

import pytest
from conftest import ROOT, run_plancmp

from plancmp.chinese.plan_text import read_plan_text
from plancmp.cli.desk import Desk, make_server
from plancmp.draft.desk import accept, change, list_waiting, read_desk, reject
from plancmp.reading.merging import collection

TEXT = """南宁市科技创新“十四五”规划
第一章 发展目标
到2025年，高新技术企业保有量达到2500家，技术合同成交额突破400亿元。
力争新增自治区重点实验室10家，培育独角兽企业3家。
第二章 发展基础
2020年，高新技术企业达到1151家。
"""


@pytest.fixture(scope="module")
def known():
    return collection(ROOT / "plans.yaml").collection


@pytest.fixture
def drafted(tmp_path):
    """A folder with a text and its draft."""
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    done = run_plancmp("draft", "plan.txt", "-o", "d.yaml", "--lang", "en", cwd=tmp_path)
    assert done.status == 0, done.err
    return tmp_path


class Table:
    """The desk without its page."""

    def __init__(self, folder, known):
        self.file, self.known, self.text = folder / "d.yaml", known, read_plan_text(TEXT)

    @property
    def content(self):
        return self.file.read_text("utf-8")

    @property
    def loaded(self):
        return read_desk(self.content, "d.yaml", self.known)

    @property
    def waiting(self):
        return list_waiting(self.content, self.loaded, self.text)

    def take(self, step, number, *words):
        self.file.write_text(step(self.content, self.loaded, self.waiting[number].place, *words), encoding="utf-8")


@pytest.fixture
def table(drafted, known):
    return Table(drafted, known)


def quotes(table):
    return [next(p.words for p in each.passages if p.kind == "quote") for each in table.waiting]


class TestSteps:
    def test_entries_wait_in_the_order_of_the_text_with_their_quotes_marked(self, table):
        told = quotes(table)
        assert told == sorted(told, key=TEXT.index)
        assert len(told) == table.content.count("- indicator:") == 5
        assert "lead" in {p.kind for p in table.waiting[0].passages}
        assert all("".join(p.words for p in each.passages) in TEXT for each in table.waiting)

    def test_accepting_takes_one_line_out_and_nothing_else(self, table):
        before = table.content.split("\n")
        table.take(accept, 0)
        gone = [line for line in before if line not in table.content.split("\n")]
        assert len(before) - len(table.content.split("\n")) == 1
        assert [line.strip().startswith("draft: true") for line in gone] == [True] * len(gone)
        assert len(table.waiting) == 4

    def test_what_is_edited_is_written_as_it_was_edited(self, table):
        fields = table.waiting[0].fields.replace("value: 2500", "value: 2600")
        others = [each.fields for each in table.waiting[1:]]
        table.take(change, 0, fields)
        assert "        value: 2600\n" in table.content
        assert [each.fields for each in table.waiting] == others

    def test_what_is_rejected_is_set_aside_and_not_proposed_again(self, table, drafted):
        quote = quotes(table)[1]
        table.take(reject, 1, "counted  in another\nplan")
        assert quote not in quotes(table)
        plan = table.loaded.collection.plans["nanning-2021"]
        assert [(a.quote, a.because) for a in plan.aside] == [(quote, "counted in another plan")]
        again = run_plancmp("draft", "plan.txt", "--into", "d.yaml", "--lang", "en", cwd=drafted)
        assert (again.out, "nothing to add" in again.err) == ("", True)

    def test_of_a_list_the_last_can_be_rejected_too(self, table):
        while table.waiting:
            table.take(reject, 0, "no claim")
        assert table.loaded.problems == ()
        assert "targets:\n" not in table.content
        assert len(table.loaded.collection.plans["nanning-2021"].aside) == 5


class Browser:
    """What the page's script does."""

    def __init__(self, address):
        self.address = address
        self.state = self.get("state")

    def get(self, path):
        with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310 - our own address
            return json.load(answer)

    def send(self, step, text="", number=0, **more):
        place = self.state["waiting"][number]["place"] if self.state["waiting"] else None
        body = {"version": self.state["version"], "step": step, "place": place, "text": text, **more}
        try:
            with urllib.request.urlopen(self.address + "step", json.dumps(body).encode()) as answer:  # noqa: S310 - the same
                self.state = json.load(answer)
                return 200
        except urllib.error.HTTPError as error:
            with error:
                self.wrong = json.load(error)
            self.state = self.wrong.get("state", self.state)
            return error.code


@pytest.fixture
def browser(table):
    desk = Desk(str(table.file), table.text, table.known, "en")
    server, address = make_server(desk, "d.yaml")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Browser(address)
    server.shutdown()
    server.server_close()
    thread.join()


class TestServer:
    def test_one_step_an_entry_and_undo_leads_back(self, browser, table):
        before = table.content
        for _ in range(5):
            assert browser.send("accept") == 200
        assert browser.state["waiting"] == []
        assert "        draft: true" not in table.content
        for _ in range(5):
            browser.send("undo")
        assert table.content == before
        assert (browser.state["undo"], browser.state["at"]) == (False, 0)

    def test_an_edit_that_cannot_be_read_is_refused_with_its_problem(self, browser, table):
        before = table.content
        assert browser.send("change", 'indicator: no-such-thing\nvalue: 3\nat: "1"\nquote: 3家') == 422
        assert "unknown-indicator" in browser.wrong["wrong"]
        assert browser.send("change", "indicator: [") == 422
        assert browser.send("reject", "  ") == 400
        assert table.content == before

    def test_a_file_that_was_changed_elsewhere_is_shown_anew(self, browser, table):
        edited = table.content + "# a remark\n"
        table.file.write_text(edited, encoding="utf-8")
        assert browser.send("accept") == 409
        assert table.content == edited
        assert browser.send("accept") == 200
        assert table.content.endswith("# a remark\n")

    @pytest.mark.parametrize(
        ("path", "headers"),
        [("../state", {}), ("state", {"Host": "example.org"}), ("step", {"Origin": "http://example.org"})],
    )
    def test_nobody_else_is_answered(self, path, headers, browser, table):
        before = table.content
        address = browser.address + path if path != "../state" else browser.address.rsplit("/", 2)[0] + "/x/state"
        body = b"{}" if path == "step" else None
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(urllib.request.Request(address, body, headers))  # noqa: S310 - our own address
        raised.value.close()
        assert raised.value.code == 404
        assert table.content == before

    def test_the_page_runs_no_script_but_its_own(self, browser):
        with urllib.request.urlopen(browser.address) as answer:  # noqa: S310 - our own address
            page, rules = answer.read().decode(), answer.headers["Content-Security-Policy"]
        assert rules.startswith("default-src 'none'")
        assert "unsafe" not in rules
        assert "http://" not in page
        assert browser.address.startswith("http://127.0.0.1:")


def test_killed_in_the_midst_nothing_is_lost(drafted):
    """The file holds what was answered for, whole, and the desk goes on from there."""
    command = [sys.executable, "-m", "plancmp", "draft", "plan.txt", "--review", "-o", "d.yaml", "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for left in (5, 4, 3):
        with subprocess.Popen(command, cwd=drafted, stderr=subprocess.PIPE, text=True, env=environment) as process:
            address = process.stderr.readline().split()[2]
            browser = Browser(address)
            assert len(browser.state["waiting"]) == left
            assert browser.send("accept") == 200
            process.send_signal(signal.SIGKILL)
        assert (drafted / "d.yaml").read_text("utf-8").count("draft: true  #") == left - 1


def test_a_desk_needs_a_file(drafted):
    done = run_plancmp("draft", "plan.txt", "--review", cwd=drafted)
    assert (done.status, "-o" in done.err) == (2, True)
