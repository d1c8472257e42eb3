"""plancmp in a notebook: the answers of the command line as objects that show themselves, and as data frames."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from plancmp.chain.result import record_targets
from plancmp.claim import Claim
from plancmp.compare import get_interval
from plancmp.export.pairs import record_comparison, record_pairs
from plancmp.export.records import Extract, extract
from plancmp.export.tracks import record_outcomes
from plancmp.language import language
from plancmp.lookup import find_indicators, find_words
from plancmp.model import Indicator
from plancmp.problems import PlancmpError
from plancmp.render import Result, Style, make_record, render
from plancmp.session import Session, resolve_place
from plancmp.track.results import rank_result
from plancmp.vocabulary import ClaimType
from plancmp.words import View

if TYPE_CHECKING:
    from pandas import DataFrame

    from plancmp.diff.result import Diff

AnyPath = str | PathLike[str]


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """A result as a notebook shows it: HTML or Markdown where it can, else the text of the command line."""

    result: Result
    lang: str
    records: list[dict[str, Any]]

    def record(self) -> Any:
        """The machine-readable output, as `--format json` prints it."""
        return make_record(self.result, self.lang)

    def frame(self) -> "DataFrame":
        """One row a pair, and a row for what has no pair: ids of both claims, verdict, reasons, measures.

        Measures are in the indicator's unit (differences of percentages in points); empty where nothing may be
        reckoned. The claims behind the ids are in `claims()`.
        """
        return _frame(self.records)

    def text(self, format_: str = "plain", *, explain: bool = False) -> str:
        """The result in a format of the command line: plain, table, markdown, html, csv, json."""
        return render(self.result, format_, Style(self.lang, view=View(explain=explain)))

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.text("html")

    def _repr_markdown_(self) -> str:
        return self.text("markdown")


@dataclass(frozen=True, slots=True, repr=False)
class Plans:
    """A collection of plans, read and checked. Every method gives what the command of its name prints."""

    session: Session
    files: tuple[str, ...]
    """The files that were read."""
    lang: str

    def claims(
        self,
        *,
        place: str | Sequence[str] = (),
        indicator: str | Sequence[str] = (),
        year: int | Sequence[int] = (),
        type: str | Sequence[str] = (),  # noqa: A002 - the column's own name
    ) -> "DataFrame":
        """Every target, baseline and result, one a row; the columns of `plancmp export claims`. Only those of some places,
        indicators (by id or any of their names), years, or types (target, baseline, observed) where they are named.

        `value`, `low`, `high` are as printed, in `unit`; `std_…` the same in the indicator's unit, `std_unit`.
        `quote` and `section` are where it stands in the plan. Missing is not stated, never zero. Raises PlancmpError for a
        name that is none, with the nearest that are.
        """
        places = [resolve_place(name, self.session.collection) for name in _listed(place)]
        indicators = find_indicators(_listed(indicator), self.session.collection)
        kinds = find_words(ClaimType, _listed(type))
        years = {year} if isinstance(year, int) else set(year)
        chosen = [
            claim
            for claim in self.session.claims
            if (not places or claim.place in places)
            and (not indicators or claim.indicator in indicators)
            and (not years or claim.year in years)
            and (not kinds or claim.type in kinds)
        ]
        return frame_of(extract("claims", chosen, self.session.context), self.files)

    def panel(self, indicator: str, *, type: str = "observed", bounds: bool = False) -> "DataFrame":  # noqa: A002 - as above
        """The figures of one indicator, a row a year and a column a place (by its id), in the indicator's unit.

        Of `type` observed the results, of `target` the targets; in the indicator's own basis, of whole places, of known
        years. Of several of one year and place the one that `track` would take: by who vouches for it, how final it is, the
        later document. A figure that is only a bound is left out unless `bounds`. Missing is not in the collection, never zero.
        """
        (ident,) = find_indicators([indicator], self.session.collection)
        (kind,) = find_words(ClaimType, [type])
        own = [c for c in self.session.claims if c.indicator == ident and (c.type is kind or _is_result(c, kind))]
        return _make_panel([c for c in own if _is_plain(c, bounds=bounds)], self.session.collection.indicators[ident])

    def indicators(self) -> "DataFrame":
        """Every indicator with its unit and natural basis, one a row."""
        return self._table("indicators")

    def places(self) -> "DataFrame":
        """Every place with level and division code (GB/T 2260), one a row."""
        return self._table("places")

    def mappings(self) -> "DataFrame":
        """How indicators stand to each other, one mapping a row, with the reason."""
        return self._table("mappings")

    def tasks(self) -> "DataFrame":
        """Every task, role, duty and goal without a figure, one a row."""
        return self._table("tasks")

    def alignments(self) -> "DataFrame":
        """Every upper plan against the plans inside it, one pair a row."""
        return self._table("alignments")

    def plans(self) -> "DataFrame":
        """Every plan with number, date of issue and how complete its encoding is, one a row."""
        return self._table("plans")

    def diff(
        self,
        a: str,
        b: str,
        *,
        theme: str | Sequence[str] = (),
        verdict: str | Sequence[str] = (),
        results: bool = False,
        reports: bool = False,
    ) -> Answer:
        """`plancmp diff A B`: two places or plans, by id or name. Raises PlancmpError for a name that is none."""
        themes, verdicts = _listed(theme), _listed(verdict)
        found = self.session.diff(a, b, theme=themes, verdict=verdicts, results=results, reports=reports)
        return Answer(found, self.lang, _diff_records(found))

    def align(
        self,
        level: str = "region",
        *,
        frame: str | Sequence[str] | None = None,
        place: str | Sequence[str] = (),
        period: str | None = None,
        theme: str | Sequence[str] = (),
        verdict: str | Sequence[str] = (),
        indicator: str | Sequence[str] = (),
    ) -> Answer:
        """`plancmp align`: what stands under each target of the latest plan of `level`, or of `frame`; for a lower
        level what stands above each target. Raises PlancmpError for a name that is none.
        """
        found = self.session.align(
            level=level,
            frame=frame,
            place=_listed(place),
            period=period,
            theme=_listed(theme),
            verdict=_listed(verdict),
            indicator=_listed(indicator),
        )
        return Answer(found, self.lang, record_pairs(found, self.session.context))

    def chain(self, indicator: str, *, place: str | Sequence[str] = (), period: str | None = None) -> Answer:
        """`plancmp align --chain INDICATOR`: one indicator down all levels and along its periods, a target a row."""
        found = self.session.chain(indicator, place=_listed(place), period=period)
        return Answer(found, self.lang, record_targets(found))

    def opinion(self, draft: str, *, under: str | Sequence[str] = (), annex: bool = False) -> Answer:
        """`plancmp opinion DRAFT --under FRAME`: the opinion on a draft's coordination (衔接审核意见)."""
        found = self.session.opinion(draft, under=_listed(under), annex=annex)
        return Answer(found, self.lang, found.list_records())

    def tracks(self) -> "DataFrame":
        """What became of every target, one a row: state, latest figure, way and time gone, pace made and needed."""
        return self._table("tracks")

    def track(self, name: str, *, as_of: int | None = None, state: str | Sequence[str] = ()) -> Answer:
        """`plancmp track NAME`: what became of the targets of a plan, a place or an indicator, by results to the year
        `as_of`. Raises PlancmpError for a name that is none.
        """
        found = self.session.track(name, as_of=as_of, state=_listed(state))
        return Answer(found, self.lang, record_outcomes(found.rows))

    def show(self, ident: str) -> Answer:
        """`plancmp show ID`: one plan, place, indicator, target or task in full; of a part of several names what they are."""
        from plancmp.show import show  # noqa: PLC0415 - only what is asked for is loaded

        found = show(ident, self.session.claims, self.session.context)
        record = found.record(self.lang)
        return Answer(found, self.lang, list(record.get("claims") or record.get("hits") or [record]))

    def search(self, words: str) -> Answer:
        """`plancmp search WORDS`: what the collection holds under some words."""
        from plancmp.search import search  # noqa: PLC0415 - only what is asked for is loaded

        found = search(words, self.session.claims, self.session.context)
        return Answer(found, self.lang, [entry.record() for entry in found.entries])

    def __repr__(self) -> str:
        return self._listing("plain")

    def _repr_html_(self) -> str:
        return self._listing("html")

    def _repr_markdown_(self) -> str:
        return self._listing("markdown")

    def _listing(self, format_: str) -> str:
        from plancmp.listing import Listing  # noqa: PLC0415 - only what is asked for is loaded

        found = Listing(self.files, self.session.collection, self.session.claims, "plans")
        return render(found, format_, Style(self.lang))

    def _table(self, name: str) -> "DataFrame":
        return frame_of(extract(name, self.session.claims, self.session.context), self.files)


def load(path: AnyPath | None = None, *, with_: AnyPath | Sequence[AnyPath] = (), lang: str | None = None) -> Plans:
    """The collection at `path`, a file or a folder; by default the one that the command line would take.

    `with_` adds files, such as a draft of one's own. `lang` is "zh" or "en", by default that of the locale.
    Raises PlancmpError, with a note a problem, where the data is not sound.
    """
    more = (with_,) if isinstance(with_, (str, PathLike)) else with_
    try:
        session = Session(None if path is None else fspath(path), [fspath(p) for p in more])
        files = session.loaded.paths  # all of it is read now, and every answer is made of that
    except PlancmpError as error:
        for problem in error.problems:
            error.add_note(f"{problem.mark}: {problem.rule}: {problem.message.en}")
        raise
    return Plans(session, files, lang or language())


def _is_result(claim: Claim, kind: ClaimType) -> bool:
    """Whether a baseline is told where results are asked for: it is one."""
    return kind is ClaimType.OBSERVED and claim.type is ClaimType.BASELINE


def _is_plain(claim: Claim, *, bounds: bool) -> bool:
    """Whether a figure can stand in a panel: of a whole place and a known year, in its indicator's own basis."""
    is_known = claim.year is not None and "year" not in claim.unclear and not claim.is_part
    is_figure = claim.std.value is not None and (bounds or get_interval(claim).exact is not None)
    return is_known and is_figure and claim.basis is claim.definition.basis and claim.variant_of is None


def _make_panel(claims: Sequence[Claim], indicator: Indicator) -> "DataFrame":
    import pandas as pd  # noqa: PLC0415 - heavy

    figures: dict[str, dict[int, float]] = {}
    for claim in sorted(claims, key=rank_result):
        if claim.year is not None and claim.std.value is not None:
            figures.setdefault(claim.place, {}).setdefault(claim.year, float(claim.std.value))
    years = sorted({year for told in figures.values() for year in told})
    frame = pd.DataFrame(
        {place: pd.Series(told) for place, told in sorted(figures.items())}, index=years, dtype="float64"
    )
    frame.index.name, frame.columns.name = "year", "place"
    frame.attrs.update({"indicator": indicator.name.en, "unit": indicator.unit})
    return frame


def frame_of(table: Extract, files: Sequence[str] = ()) -> "DataFrame":
    """An exported table as a data frame with pandas' own types for missing; its files in `attrs`."""
    import pandas as pd  # noqa: PLC0415 - heavy

    types = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    rows = list(table.list_rows())
    columns = {
        c.name: pd.Series([_make_hashable(row[c.name]) for row in rows], dtype=types.get(c.kind, "object"))
        for c in table.columns
    }
    frame = pd.DataFrame(columns)
    frame.attrs["files"] = list(files)
    return frame


def _make_hashable(value: Any) -> Any:
    """A list of words as a tuple, so that a column can be grouped and its doubles dropped."""
    return tuple(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else value


def _frame(records: list[dict[str, Any]]) -> "DataFrame":
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.DataFrame.from_records(records)


def _diff_records(found: "Diff") -> list[dict[str, Any]]:
    """A row an indicator with the pair that is compared, then what only one side has."""
    rows = [
        {
            "indicator": row.a[0].indicator,
            "indicator_b": row.b[0].indicator,
            "a": row.pair.first.id,
            "b": row.pair.second.id,
            "verdict": str(row.pair.verdict),
            **record_comparison(row.pair),
        }
        for row in found.rows
    ]
    for side, alone in (("a", found.only_a), ("b", found.only_b)):
        rows.extend(
            {
                "indicator": one.claim.indicator,
                side: one.claim.id,
                "verdict": str(one.verdict),
                "decided_by": [one.reasons[0].field],
                "why_zh": one.reasons[0].text.zh,
                "why_en": one.reasons[0].text.en,
            }
            for one in alone
        )
    return rows


def _listed(words: str | Sequence[str]) -> Sequence[str]:
    return (words,) if isinstance(words, str) else words
