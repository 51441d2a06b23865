"""The page as a folder of pages: an index, of several blocs a page each, and a page for each unit."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from qcdc_cli.packages.safe_names import distinct_paths, safe_path
from qcdc_cli.render.page.blocs import BlocSection
from qcdc_cli.render.page.figures import figures_text
from qcdc_cli.render.page.results import closing, page_head
from qcdc_cli.render.page.templating import page_text
from qcdc_cli.render.report import Options, Report
from qcdc_cli.render.words.sealed import seal_lines

INDEX = "index.html"
BLOCS, UNITS = "khoi", "don-vi"  # the folders of the pages of blocs and of units


class SitePage(NamedTuple):
    """A page of the site.

    Attributes:
        path: its path in the site's folder, with slashes.
        pieces: its text, piece by piece, each made when it is asked for.
    """

    path: str
    pieces: Iterator[str]


class Site:
    """A report as a folder of pages, each made when its turn comes."""

    def __init__(self, report: Report, options: Options) -> None:
        """Keep the report and how it is shown, and give every page its name."""
        self._report = report
        self._options = options
        self._several = len(report.rankings) > 1
        blocs = {one.bloc_id: safe_path(f"{BLOCS}/{one.bloc_id}.html") for one in report.rankings}
        units = {
            standing.result.unit: safe_path(f"{UNITS}/{standing.result.unit}.html")
            for one in report.rankings
            for standing in one.standings
        }
        self._blocs: Mapping[str, str] = distinct_paths(blocs) if self._several else dict.fromkeys(blocs, INDEX)
        self._units: Mapping[str, str] = distinct_paths(units)
        self._heading = page_head(report)
        self._closing = closing(report, options)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all pages."""
        return tuple(dict.fromkeys([INDEX, *self._blocs.values(), *self._units.values()]))

    def pages(self) -> Iterator[SitePage]:
        """Yield the pages: the index, then of each bloc its own and those of its units."""
        yield SitePage(INDEX, self._index())
        done, units = 0, len(self._units)
        for number in range(len(self._report.rankings)):
            bloc = self._bloc(number, above="../")
            if self._several:
                yield SitePage(self._blocs[bloc.id], self._page("site_bloc.html", number, {"bloc": bloc}))
            for unit in bloc.units():
                values = {
                    "title": f"{unit.name} – {self._report.campaign.campaign}",
                    "bloc": bloc,
                    "bloc_address": f"../{quote(self._blocs[bloc.id])}",
                    "unit": unit,
                }
                yield SitePage(self._units[unit.id], self._page("site_unit.html", number, values, unit.id))
                done += 1
                if self._options.progress is not None:
                    self._options.progress(done, units)

    def _index(self) -> Iterator[str]:
        count = len(self._report.rankings)
        addresses = {bloc: quote(path) for bloc, path in self._blocs.items()}
        values: dict[str, Any] = {"blocs": [self._bloc(number, above="") for number in range(count)]}
        yield from page_text(
            "site_index.html",
            {
                **self._heading,
                **self._closing,
                **values,
                "addresses": addresses,
                "figures": figures_text(self._report.rankings),
                "one_unit": False,
            },
        )

    def _page(self, template: str, number: int, values: Mapping[str, Any], unit: str = "") -> Iterator[str]:
        """Yield the page of a bloc, by its number, or of one of its units."""
        ranking = self._report.rankings[number]
        title = f"{ranking.bloc.name} – {self._report.campaign.campaign}"
        figures = figures_text([ranking], [unit] if unit else None)
        sealed = seal_lines(self._report.seals, self._report.campaign, [ranking.bloc_id])
        given = {**self._heading, "title": title, **self._closing, **values, "figures": figures, "sealed": sealed}
        yield from page_text(template, {**given, "one_unit": bool(unit)})

    def _bloc(self, number: int, above: str) -> BlocSection:
        link: Callable[[str], str] = lambda unit: above + quote(self._units[unit])  # noqa: E731
        return BlocSection(self._report, self._report.rankings[number], self._options, link)
