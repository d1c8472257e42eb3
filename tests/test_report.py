"""The page and its fragments: whole, offline, in two languages, every target once, and nothing hostile gets out of its text."""

import os
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.render import Style, render
from plancmp.render.html import make_environment
from plancmp.report.chart_data import make_charts
from plancmp.report.chart_labels import Box, Unplaced, fold_label, measure_width, place_labels
from plancmp.report.charts import draw_chart
from plancmp.report.page import ReportInput, make_page
from plancmp.report.report_rows import make_anchor
from plancmp.session import Session
from plancmp.track.engine import track_all
from plancmp.vocabulary import Basis, ClaimType
from plancmp.words import Text

HERE = Path(__file__).parent
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Parsed(HTMLParser):
    """What a page holds: every element with its attributes, the texts, and whatever does not balance."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.elements, self.texts = [], [], [], []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag, _ in self.open]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute")
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}, open is {self.open[-1][0] if self.open else 'nothing'}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if data.strip() and self.open and self.open[-1][0] not in {"style", "script"}:
            self.texts.append((data, [attrs.get("lang") for _, attrs in self.open], [tag for tag, _ in self.open]))

    def all(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def said(self, lang):
        """The texts that a reader of one language sees: in it, in none, and the plans' own words."""
        other = {"zh": "en", "en": "zh"}[lang]
        return [(data, langs) for data, langs, _ in self.texts if other not in langs[1:]]


def material(session, *, frame=True):
    every, context = session.claims, session.context
    aligned = session.align() if frame else None
    from plancmp.audit.engine import audit

    found = audit(list(context.collection.plans), every, context)
    return ReportInput(every, context.collection, aligned, found, {}, ("plans.yaml",))


@pytest.fixture(scope="module")
def session():
    return Session(HERE.parent / "plans.yaml")


@pytest.fixture(scope="module")
def shown(session):
    """The page of the shipped plans."""
    return make_page(material(session), "zh")


@pytest.fixture(scope="module")
def parsed(shown):
    return Parsed(shown)


SMALL = """format: 1
places:
  north: {name: {zh: 北方省, en: North}, level: region, parts: complete}
  alpha: {name: {zh: 甲市, en: Alpha}, level: municipality, within: north}
  beta: {name: {zh: 乙市, en: Beta}, level: municipality, within: north}
indicators:
  firms: {name: {zh: 企业数, en: Firms}, unit: 家, sums: true, themes: [enterprises]}
  share: {name: {zh: 占比, en: Share}, unit: percent, themes: [investment]}
plans:
  north-2021:
    title: {zh: 北方规划, en: North plan}
    place: north
    period: 2021-2025
    encoding: complete
    targets:
      - {indicator: firms, by: 2025, value: 100, at: "1", quote: 企业达到100家, baseline: {year: 2020, value: 60}}
      - {indicator: firms, for: [alpha], by: 2025, value: 40, at: "1", quote: 甲市企业达到40家}
      - {indicator: share, by: 2025, value: 2.5, comparator: above, at: "2", quote: 占比超过2.5%}
  alpha-2021:
    title: {zh: 甲规划, en: Alpha plan}
    place: alpha
    period: {alpha}
    encoding: complete
    targets:
      - {indicator: firms, by: {year}, value: 50, comparator: at-least, at: "1", quote: 企业不低于50家}
      - {indicator: share, by: {year}, value: 2, comparator: about, at: "1", quote: 占比2%左右}
      - {indicator: share, of: 大企业, by: {year}, low: 3, high: 4, at: "1", quote: 大企业占比3%至4%}
    observed:
      - {indicator: share, year: 2015, value: 1, at: "1", quote: 占比达到1%}
      - {indicator: share, year: 2015, value: 30, basis: growth-total, at: "1", quote: 占比增长30%}
"""


def small(tmp_path, *, alpha="2016-2020", year=2020):
    path = tmp_path / "plans.yaml"
    path.write_text(SMALL.replace("{alpha}", alpha).replace("{year}", str(year)), encoding="utf-8")
    return Session(path)


def test_the_page_is_whole(parsed):
    """Every element is closed, ids stand once, and each link and label leads to one."""
    assert parsed.faults == []
    ids = parsed.all("id")
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if re.search(r"\s", i) or not i]
    wanted = {
        unquote(href[1:]) for tag, attrs in parsed.elements if (href := attrs.get("href")) and tag in {"a", "use"}
    }
    wanted |= {i for name in ("aria-labelledby", "for") for value in parsed.all(name) for i in value.split()}
    assert wanted - set(ids) == set()


def test_nothing_is_fetched(shown, parsed):
    """No address, no picture, no font, no data: all links stay in the page, and the browser is told so too."""
    assert not re.search(r"https?:|//[a-z]|['\"(]data:|@import|@font-face|<img|<link|<iframe|<object", shown)
    assert set(re.findall(r"url\(([^)]*)\)", shown)) <= {"#hatch", "#hatch-ref"}
    assert all(value.startswith("#") for value in parsed.all("href"))
    assert parsed.all("src") == parsed.all("srcset") == parsed.all("action") == []
    policy = next(a["content"] for t, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("script", "style"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", shown, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert not parsed.all("style")
    assert not [name for _, attrs in parsed.elements for name in attrs if name.startswith("on")]


def test_the_page_stays_small(shown, session):
    """In two languages, with every quotation: 1,250 characters a claim or task at most."""
    said = len(session.claims) + sum(len(plan.tasks) for plan in session.collection.plans.values())
    assert len(shown.encode()) < 1250 * said


def test_both_languages_are_whole(parsed):
    """Each Chinese wording stands right before its English one, none is empty, and none is in the other language."""
    spans = [attrs.get("lang") for tag, attrs in parsed.elements if tag == "span"]
    after = [spans[n + 1] for n, lang in enumerate(spans) if lang == "zh"]
    assert len(after) > 2000
    assert set(after) == {"en"}
    drawn = [attrs.get("lang") for tag, attrs in parsed.elements if tag == "text"]
    assert drawn.count("zh") == drawn.count("en") > 100
    told = [data.strip() for data, langs, tags in parsed.texts if langs[-1] in {"zh", "en"} and tags[-1] == "span"]
    assert len(told) >= 2 * len(after)
    for tag, attrs in parsed.elements:
        if tag == "option" or (tag == "title" and attrs):
            assert attrs["data-zh"].strip()
            assert attrs["data-en"].strip()
    english = [data for data, langs, tags in parsed.texts if langs[-1] == "en" and tags[-1] == "span"]
    assert [data for data in english if not re.search("[A-Za-z0-9,;:.]", data)] == []
    loose = [data for data, langs in parsed.said("zh") if "zh-CN" not in langs[1:]]
    assert [data for data in loose if re.search(r"[a-z]{4,} [a-z]{3,} [a-z]{3,}", data)] == []


def test_every_target_is_an_anchor_once(session, parsed):
    every = session.claims
    targets = [make_anchor(c) for c in every if c.type is ClaimType.TARGET]
    ids = parsed.all("id")
    assert [i for i in targets if ids.count(i) != 1] == []
    assert len(set(targets)) == len(targets)


def test_every_quote_is_in_the_page(session, parsed):
    """A target unfolds to the words of its plan."""
    every = session.claims
    words = {data for data, *_ in parsed.texts}
    assert {c.quote for c in every if c.type is ClaimType.TARGET} - words == set()


@pytest.mark.parametrize(
    ("alpha", "year", "judged"), [("2016-2020", 2020, False), ("2021-2025", 2025, True)], ids=["history", "in-time"]
)
def test_the_page_opens_with_the_answer(alpha, year, judged, tmp_path):
    """Counts by verdict, what is assigned, what remains; conformity is not judged where no plan covers the year."""
    source = material(small(tmp_path, alpha=alpha, year=year))
    held = make_page(source, "en")
    told = " ".join(data for data, _ in Parsed(held).said("en"))
    answer = told[told.index("The answer") : told.index("What the verdicts mean")]
    assert (
        "No plan, outline or action plan below that covers 2025 is in the collection: conformity is not judged."
        in answer
    ) is not judged
    assert "1 plan of Alpha, 3 targets." in answer
    assert all(
        sentence.en in answer for sentence in source.alignment.answer.sentences
    )  # what align says, word for word
    assert "Of the 2 targets of North " in answer
    others = "Only of Alpha is a plan for 2025 in the collection; for the other places (1) conformity is not judged."
    assert (others in answer) is judged
    assert "North's plan assigns 1 figure: to Alpha." in answer
    assert (
        "Firms: the figures known for places add up to 40, 40 %; the remaining 60 would have to come from 1 other place."
        in answer
    )


def test_without_an_upper_plan_the_targets_are_listed(tmp_path):
    """A collection of one level: no nesting, no verdict, but charts, register and every target."""
    session = small(tmp_path)
    held = Parsed(make_page(material(session, frame=False), "en"))
    assert held.faults == []
    told = " ".join(data for data, _ in held.said("en"))
    assert "No upper plan is in the collection" in told
    assert "The answer" not in told
    every = session.claims
    assert {make_anchor(c) for c in every if c.type is ClaimType.TARGET} <= set(held.all("id"))


HOSTILE = [
    '<script>document.title="owned"</script>',
    '"><img src=x onerror=alert(1)>',
    "</style></script><b id=owned>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "' autofocus onfocus='alert(1)",
    "</text></svg><svg onload=alert(1)>",
    "<!-- ]]> &amp; &#60;",
]


def hostile(tmp_path):
    """A collection whose every free text is an attack."""

    def text(n):
        return "'" + HOSTILE[n % len(HOSTILE)].replace("'", "''") + "'"

    def pair(n):
        return f"{{zh: {text(n)}, en: {text(n + 1)}}}"

    path = tmp_path / "hostile.yaml"
    path.write_text(
        "format: 1\nplaces:\n"
        f"  r:\n    name: {pair(0)}\n    level: region\n"
        f"  m:\n    name: {pair(6)}\n    level: municipality\n    within: r\n"
        f"indicators:\n  x:\n    name: {pair(2)}\n    unit: 家\n"
        + "".join(
            f"{'plans:' if place == 'r' else ''}\n  {place}-1:\n    title: {pair(4)}\n    place: {place}\n    period: 2021-2025\n"
            f"    number: {text(1)}\n    encoding: complete\n    source:\n      missing: [{text(2)}]\n"
            f"    outline:\n      '1': {text(3)}\n    targets:\n"
            f"      - indicator: x\n        by: 2025\n        value: 1\n        at: '1'\n        quote: {text(5)}\n        lead: [{text(6)}]\n"
            f"        unclear:\n          by: {text(7)}\n"
            f"      - indicator: x\n        of: '\"><img src=x onerror=alert(1)> %41'\n        by: 2025\n        value: 2\n        at: '1'\n        quote: {text(0)}\n"
            f"    tasks:\n      - key: t\n        kind: work\n        at: '1'\n        title: {text(1)}\n"
            + ("        for: [m]\n" if place == "r" else "")
            for place in ("r", "m")
        ),
        encoding="utf-8",
    )
    return Session(path)


def test_nothing_hostile_becomes_markup(tmp_path):
    """Names, titles, quotes, headings and ids that look like markup, script or template are only text."""
    session = hostile(tmp_path)
    pages = [
        make_page(material(session), "zh"),
        render(session.align(), "html", Style("en")),
        render(session.diff("r-1", "m-1"), "html", Style("zh")),
    ]
    for number, text in enumerate(pages):
        held = Parsed(text)
        assert held.faults == []
        assert {tag for tag, _ in held.elements} & {"img", "iframe", "b id=owned"} == set()
        assert [tag for tag, _ in held.elements].count("script") == (number == 0)
        assert "owned" not in held.all("id")
        assert not [
            name for _, attrs in held.elements for name in attrs if name.startswith("on") or name == "autofocus"
        ]
        assert all(value.startswith("#") for value in held.all("href"))
        told = "\n".join(data for data, *_ in held.texts)
        assert '<script>document.title="owned"</script>' in told
        assert number or "{{ 7*7 }}{% raw %}" in told


def test_ids_with_any_character_can_be_linked(tmp_path):
    """`of` may hold quotes, angle brackets, percent signs and spaces: its anchor has no space, its link leads to it."""
    session = hostile(tmp_path)
    every = session.claims
    held = Parsed(make_page(material(session), "en"))
    links = {unquote(href[1:]) for href in held.all("href")}
    for claim in every:
        assert make_anchor(claim) in held.all("id")
        assert make_anchor(claim) in links


def test_a_fragment_speaks_one_language_and_brings_its_style(session):
    """diff and align as HTML: whole, with tables, nothing of the other language, every figure with its quote."""
    for result in (
        session.align(),
        session.align(level="municipality"),
        session.diff("guilin", "nanning"),
    ):
        for lang in ("zh", "en"):
            text = render(result, "html", Style(lang))
            held = Parsed(text)
            assert held.faults == []
            assert not {"zh", "en"} & set(held.all("lang")[1:])
            assert "<table" in text
            assert text.startswith('<section class="plancmp fragment"')
            assert all(line.startswith((".plancmp", "@media", " ", "}")) for line in _rules(text))
        assert "研发" in text


def _rules(text):
    """The first lines of the style's rules: each must be about the fragment alone."""
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    return [line for line in style.splitlines() if line.strip()]


def test_another_result_keeps_its_plain_tables(session):
    """The fragments are for diff and align; the rest goes through the renderer of tables."""
    from plancmp.show import show

    every, context = session.claims, session.context
    assert render(show("rd-share-of-gdp", every, context), "html", Style("en")).startswith('<section class="plancmp" ')


def chart_all(session, top):
    outcomes = {row.target.id: row for row in track_all(session.claims, session.context, 2026)}
    return make_charts(session.claims, session.collection, top, outcomes)


def charts(session):
    return {c.indicator: c for c in chart_all(session, "north")}


def test_figures_of_two_bases_never_share_a_scale(session):
    """A panel is of one basis; rates and sums are joined by no line."""
    every = session.claims
    found = chart_all(session, "guangxi")
    for chart in found:
        for panel in chart.panels:
            assert all(p.ends for p in panel.points)
            assert {p.claim.basis for p in panel.points} == {panel.basis}
            assert not panel.paths or panel.basis in {Basis.LEVEL, Basis.PER_YEAR}
    by = {}
    for claim in every:
        by.setdefault(claim.indicator, []).append(claim.id)
    assert {c.indicator for c in found} == {i for i, own in by.items() if len(own) > 1}
    for chart in found:
        assert sorted(i.claim.id for i in chart.rows) == sorted(by[chart.indicator])


def test_a_chart_joins_what_a_place_reached_and_leads_to_what_it_aims_at(session):
    """Over all documents, year by year; an even line from where `track` sees the start; the state stands in the table."""
    chart = next(c for c in chart_all(session, "guangxi") if c.indicator == "hightech-enterprises")
    panel = chart.panels[0]
    (nanning,) = (path for path in panel.paths if path[0].claim.place == "nanning")
    assert [point.year for point in nanning] == [2015, 2016, 2017, 2019, 2020, 2022]
    assert len({point.claim.plan for point in nanning}) == 6
    aims = {aim.claim.id: start.claim for start, aim in panel.aims}
    start = aims["guangxi-2021/hightech-enterprises/2025"]
    assert (start.place, start.year, start.std.value) == ("guangxi", 2020, 2806)
    assert chart.states["guangxi-2021/hightech-enterprises/2025"].en == "behind (2023)"
    for path in panel.paths:
        assert len({(p.claim.place, p.claim.of, p.claim.scope, p.claim.prices) for p in path}) == 1
        assert not any(point.planned for point in path)


def test_a_full_panel_labels_what_matters(session):
    """Targets of plans and what each place last reached; yearly goals and earlier results stand in the table alone."""
    chart = next(c for c in chart_all(session, "guangxi") if c.indicator == "hightech-enterprises")
    panel = chart.panels[0]
    silent = [point.claim for point in panel.points if not point.is_labelled]
    assert silent
    assert all(claim.type is not ClaimType.TARGET or claim.kind == "report" for claim in silent)
    assert {claim.id for claim in silent} <= {row.claim.id for row in chart.rows}
    drawn = draw_chart(chart, "x")
    assert drawn.count("<text") < 2 * sum(len(each.points) for each in chart.panels)


def test_a_bound_is_drawn_as_a_bound(tmp_path):
    """Golden: results solid, targets hollow, bounds as arrows, about hatched, a range as a bar, each with its label.

    PLANCMP_REWRITE=1 writes it anew.
    """
    found = charts(small(tmp_path))
    text = (
        "\n".join(str(draw_chart(found[name], f"chart-{name}")).replace("><", ">\n<") for name in ("firms", "share"))
        + "\n"
    )
    golden = HERE / "goldens" / "report-charts.svg"
    if os.environ.get("PLANCMP_REWRITE"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
    drawn = draw_chart(found["share"], "x")
    assert drawn.count('class="plan about"') == 1
    assert drawn.count('class="plan ref bar strict"') == 1
    assert drawn.count("<rect") == 1
    assert drawn.count('<circle class="real"') == 2
    assert ">Alpha ≈ 2</text>" in drawn
    assert ">甲市（大企业） 3–4</text>" in drawn


@given(
    st.lists(
        st.tuples(st.integers(40, 320), st.integers(20, 380), st.sampled_from(["2,806", "Nanning ≥ 8", "桂林市 22"])),
        min_size=1,
        max_size=5,
        unique_by=(lambda p: p[0] // 60, lambda p: p[1] // 50),
    )
)
def test_labels_keep_off_each_other_and_off_the_marks(points):
    """Where points stand apart, no label covers another or a mark, and all lie in the field."""
    marks = [Box(x - 5, y - 5, x + 5, y + 5) for x, y, _ in points]
    field = Box(0, 0, 400, 400)
    placed = place_labels([Unplaced(x, y, measure_width(text), 1) for x, y, text in points], marks, [], field)
    for number, label in enumerate(placed):
        others = [other.box for other in placed[:number]]
        assert all(label.box.measure_overlap(other) == 0 for other in (*others, *marks))
        assert label.box.left >= 0
        assert label.box.right <= 400
        assert label.clear


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=120))
def test_a_long_label_is_folded_not_cut(text):
    """All its characters stand in its lines, and no line is wider than the chart."""
    lines = fold_label(text)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure_width(line) <= 330 for line in lines)


def test_a_text_is_told_once_where_both_languages_agree():
    say = make_environment(("zh", "en")).filters["t"]
    assert say(Text("5 %", "5 %")) == "5 %"
    assert say(Text("<甲>", "A")) == '<span lang="zh">&lt;甲&gt;</span><span lang="en">A</span>'


def test_the_command_writes_the_page(tmp_path, plancmp):
    """The example of the help; in the language asked for; into a pipe as well."""
    help_text = plancmp("report", "--help").out
    (example,) = re.findall(r"plancmp (report .*)", help_text.split("Example:")[1])
    run = plancmp(*example.split(), "--plans", str(HERE.parent / "plans.yaml"), "--lang", "zh", cwd=tmp_path)
    assert (run.status, run.out, run.err) == (0, "", "")
    written = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert written.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert written == plancmp("report", "--lang", "zh").out


def test_coverage_is_told_with_the_texts(tmp_path, plancmp):
    """--sources adds the share of figures accounted for; a text that lacks is said on stderr."""
    plans = tmp_path / "plans.yaml"
    plans.write_text(SMALL.replace("{alpha}", "2016-2020").replace("{year}", "2020"), encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "north-2021.txt").write_text("企业达到100家。甲市企业达到40家。占比超过2.5%。另有77家。", encoding="utf-8")
    run = plancmp("report", "--plans", str(plans), "--sources", str(texts), "--lang", "en")
    assert run.status == 0
    assert "no text of alpha-2021 is here" in run.err
    assert "Figures accounted for" in run.out
    assert re.search(r"[\d.]+ %, \d+ open", run.out)
