"""Progress as lists: unit by unit, stage by stage, and the files that came in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.lateness import days_late
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.language.names import first_words
from qcdc_cli.process.progress import PeriodProgress, Reached, StageProgress, StageSummary, UnitProgress
from qcdc_cli.render.lists import List, ListColumn, untitled
from qcdc_cli.render.words.names import listed, period_name, unit_name
from qcdc_cli.render.words.received import days_text, moment_text

_TITLE = Text("Tiến độ", "Progress")
_WORDS = {
    Reached.NOT_OPEN: Text("chưa mở", "not open yet"),
    Reached.NOT_BEGUN: Text("chưa chấm", "not begun"),
    Reached.BEGUN: Text("mới {}/{}", "{} of {}"),
    Reached.COMPLETE: Text("đủ", "complete"),
}
_DAYS_LEFT = Text("Còn (ngày)", "Days left")
_UNDONE = Text("Hoàn tác lúc", "Undone")
_OPEN_APPEALS = Text("Giải trình chờ giải quyết", "Open appeals")
_SUSPECT = Text("Minh chứng đổi sau khi chấm", "Evidence changed since")
_PROBLEMS = Text("Lỗi, cảnh báo", "Problems")
_NOTHING = {  # of a column by its key, what there is none of
    "missing_evidence": Text("tiêu chí thiếu minh chứng", "criteria that lack evidence"),
    "problems": Text("lỗi, cảnh báo", "problems"),
}
_MOST_NAMED = 5  # of many units, how many are named


def progress_lists(progress: PeriodProgress, campaign: Campaign) -> tuple[List, ...]:
    """Return how far a period has come: its units, its stages, and its checkers where any has units assigned."""
    checkers = (_checkers(progress, campaign),) if progress.checkers else ()
    return _units(progress, campaign), _stages(progress, campaign), *checkers


def progress_on_screen(progress: PeriodProgress, campaign: Campaign) -> tuple[List, ...]:
    """Return the same for a screen, which 15 units are to fit on: no table of stages, only checkers with work left.

    A column in which nothing would stand but 0 is a word below.
    """
    units = _units(progress, campaign)
    nothing = {
        key: say(*word)
        for key, word in _NOTHING.items()
        if not any(value for column in units.columns if column.key == key for value in column.values)
    }
    none = say(f"Không có: {'; '.join(nothing.values())}.", f"None: {'; '.join(nothing.values())}.")
    columns = tuple(column for column in units.columns if column.key not in nothing)
    stages = (_stage_line(one) for one in progress.stages)
    below = (*_next(progress.next_due), *_appeals(progress, campaign), *_checkers_done(progress))
    notes = (*units.notes, *stages, *below, *([none] if nothing and progress.units else ()))
    left = replace(progress, checkers=tuple(one for one in progress.checkers if one.left))
    return replace(units, columns=columns, notes=notes), *([_checkers_left(left, campaign)] if left.checkers else ())


def _checkers_left(progress: PeriodProgress, campaign: Campaign) -> List:
    """Return the checkers with work left; without the columns in which nothing would stand but 0."""
    whole = _checkers(progress, campaign)
    counts = ("complete", "begun", "not_begun")
    return untitled(whole, *(one.key for one in whole.columns if one.key in counts and not any(one.values)))


def _stage_line(stage: StageSummary) -> str:
    """Say how far the units have come at a stage, from when until when it marks, and how many days are left."""
    days = [day(one) for one in (stage.opens, stage.due) if one is not None]
    when = [" – ".join(days)] if stage.opens is not None and stage.due is not None else []
    if not when and stage.opens is not None:
        when = [say(f"từ {days[0]}", f"from {days[0]}")]
    elif not when and stage.due is not None:
        when = [say(f"hạn {days[0]}", f"due {days[0]}")]
    if stage.left is not None and not stage.is_complete:
        number = days_text(abs(stage.left))
        over, left = say(f"quá hạn {number}", f"{number} overdue"), say(f"còn {number}", f"{number} left")
        when.append(over if stage.left < 0 else left)
    numbers = {
        Text("đủ {}", "{} complete"): stage.numbers.get(Reached.COMPLETE, 0),
        Text("đang chấm {}", "{} begun"): stage.numbers.get(Reached.BEGUN, 0),
        Text("chưa chấm {}", "{} not begun"): sum(
            stage.numbers.get(one, 0) for one in (Reached.NOT_BEGUN, Reached.NOT_OPEN)
        ),
        Text("nhận chậm {}", "{} came in late"): stage.late,
    }
    counted = ", ".join(say(*words).format(number) for words, number in numbers.items() if number)
    about = f"{stage.stage.name} ({', '.join(when)})" if when else stage.stage.name
    return f"{about}: {counted or say('không có đơn vị nào', 'no unit')}."


def _checkers_done(progress: PeriodProgress) -> Iterator[str]:
    """Yield how many checkers have nothing left to mark."""
    left = {one.checker for one in progress.checkers if one.left}
    done = len({one.checker for one in progress.checkers} - left)
    if done:
        yield say(
            f"Người thẩm định đã chấm xong các đơn vị được phân công: {done}/{done + len(left)}.",
            f"Checkers who have marked all units assigned to them: {done} of {done + len(left)}.",
        )


def _units(progress: PeriodProgress, campaign: Campaign) -> List:
    units = progress.units
    several = len({one.bloc for one in units}) > 1
    appeals, suspect = [one.open_appeals for one in units], [len(one.suspect) for one in units]
    about = period_name(campaign, progress.period)
    if progress.on is not None:
        about += say(f" · Tính đến ngày {day(progress.on)}", f" · As of {day(progress.on)}")
    columns = [
        ListColumn("unit", "", [one.unit for one in units]),
        ListColumn("bloc", "", [one.bloc for one in units]),
        ListColumn("bloc_name", _title_if(several, terms.BLOC), [campaign.blocs[one.bloc].name for one in units]),
        ListColumn("name", say(*terms.UNIT), [campaign.unit_name(one.unit) for one in units], wraps=True),
        ListColumn("has_sheet", "", [one.has_sheet for one in units]),
    ]
    for number, stage in enumerate(campaign.stages):
        columns += _stage_columns(stage.id, stage.name, [one.stages[number] for one in units])
    columns += [
        ListColumn("missing_evidence", say(*terms.MISSING_EVIDENCE), [len(one.without_evidence) for one in units]),
        ListColumn("suspect", _title_if(any(suspect), _SUSPECT), suspect),
        ListColumn("open_appeals", _title_if(any(appeals), _OPEN_APPEALS), appeals),
        ListColumn("problems", say(*_PROBLEMS), [one.problems for one in units]),
    ]
    return List(
        "units",
        say(*_TITLE),
        tuple(columns),
        subtitle=(about,),
        warnings=tuple(_warnings(progress, campaign)),
        notes=tuple(_ignored(units, campaign)),
        empty=say("Không có đơn vị nào.", "There are no units."),
        keys=2 if several else 1,
    )


def _title_if(is_shown: object, title: Text) -> str:
    """Return the title of a column that people see only where it has something to say."""
    return say(*title) if is_shown else ""


def _stage_columns(identity: str, name: str, stages: Sequence[StageProgress]) -> Iterator[ListColumn]:
    """Yield the columns of a stage: one for people, and its figures for programs."""
    yield ListColumn(f"stages/{identity}/text", name, list(map(_cell, stages)), wraps=True)
    yield ListColumn(f"stages/{identity}/reached", "", [one.reached.value for one in stages])
    yield ListColumn(f"stages/{identity}/given", "", [one.given for one in stages])
    yield ListColumn(f"stages/{identity}/lines", "", [one.lines for one in stages])
    yield ListColumn(f"stages/{identity}/days_late", "", [one.days_late for one in stages])
    yield ListColumn(f"stages/{identity}/ignored", "", [one.ignored for one in stages])
    yield ListColumn(f"stages/{identity}/overdue", "", [one.overdue for one in stages])
    received = [one.received for one in stages]
    yield ListColumn(f"stages/{identity}/received", "", [one.moment.isoformat() if one else None for one in received])
    yield ListColumn(f"stages/{identity}/file", "", [one.file if one else None for one in received])


def _cell(stage: StageProgress) -> str:
    """Say how far a unit has come at a stage; no cell is a figure that a spreadsheet would take for a day."""
    text = say(*_WORDS[stage.reached]).format(stage.given, stage.lines)
    if stage.overdue:
        text += say(f", quá {stage.overdue} ngày", f", {days_text(stage.overdue)} overdue")
    if stage.days_late:
        text += say(f", nhận chậm {stage.days_late} ngày", f", {days_text(stage.days_late)} late")
    if stage.ignored:
        text += say(", không tính", ", not counted")
    return text


def _warnings(progress: PeriodProgress, campaign: Campaign) -> Iterator[str]:
    for one in progress.overdue:
        number = campaign.stages.index(one.stage)
        names = [
            unit_name(campaign, unit.unit)
            for unit in progress.units
            if unit.stages[number].reached is not Reached.COMPLETE
        ]
        over, left = days_text(-(one.left or 0)), len(names)
        named = listed(names) if left <= _MOST_NAMED else first_words(names, _MOST_NAMED, "đơn vị")
        due = "" if one.due is None else day(one.due)
        yield say(
            f"Quá hạn {over}: {one.stage.name} (hạn {due}), còn {left} đơn vị: {named}.",
            f"Overdue by {over}: {one.stage.name} (due {due}), units that are not complete ({left}): {named}.",
        )
    if progress.elsewhere:
        yield say(
            f"Có {progress.elsewhere} lỗi không thuộc phiếu nào ở trên (qcdc.yaml, thang điểm, phiếu không đọc được); "
            "chạy `qcdc check` để xem.",
            f"Errors that stand in none of these units' sheets: {progress.elsewhere} (qcdc.yaml, a rubric, a sheet "
            "that cannot be read); `qcdc check` shows them.",
        )


def _ignored(units: Sequence[UnitProgress], campaign: Campaign) -> Iterator[str]:
    """Yield what came in too late to count."""
    for one in units:
        for stage, own in zip(campaign.stages, one.stages, strict=True):
            if own.ignored:
                name = unit_name(campaign, one.unit)
                yield say(
                    f"{name}: {own.ignored} tiêu chí bước “{stage.name}” nhận sau hạn, không được tính.",
                    f"{name}: marks of the stage {stage.name} that came in too late to count: {own.ignored}.",
                )


def _stages(progress: PeriodProgress, campaign: Campaign) -> List:
    stages = progress.stages

    def numbers(*reached: Reached) -> list[int]:
        return [sum(one.numbers.get(each, 0) for each in reached) for one in stages]

    left = [one.left for one in stages]
    columns = (
        ListColumn("stage", "", [one.stage.id for one in stages]),
        ListColumn("name", say(*terms.MARKING_STAGE), [one.stage.name for one in stages], wraps=True),
        ListColumn("opens", say("Bắt đầu", "Opens"), [one.opens for one in stages]),
        ListColumn("due", say("Hạn", "Due"), [one.due for one in stages]),
        ListColumn("days_left", _title_if(any(one is not None for one in left), _DAYS_LEFT), left),
        ListColumn("complete", say("Đã đủ", "Complete"), numbers(Reached.COMPLETE)),
        ListColumn("begun", say("Đang chấm", "Begun"), numbers(Reached.BEGUN)),
        ListColumn("not_begun", say("Chưa chấm", "Not begun"), numbers(Reached.NOT_BEGUN, Reached.NOT_OPEN)),
        ListColumn("late", say("Nhận chậm", "Came in late"), [one.late for one in stages]),
    )
    return List(
        "stages",
        say("Các bước chấm", "Stages"),
        columns,
        notes=(*_next(progress.next_due), *_appeals(progress, campaign)),
    )


def _checkers(progress: PeriodProgress, campaign: Campaign) -> List:
    checkers = progress.checkers

    names = [campaign.checkers[one.checker].name for one in checkers]

    def numbers(*reached: Reached) -> list[int]:
        return [sum(map(one.number, reached)) for one in checkers]

    columns = (
        ListColumn("checker", "", [one.checker for one in checkers]),
        ListColumn("name", say(*terms.CHECKER), names, wraps=True),
        ListColumn("stage", "", [campaign.stages[one.stage].id for one in checkers]),
        ListColumn(
            "stage_name", say(*terms.MARKING_STAGE), [campaign.stages[one.stage].name for one in checkers], wraps=True
        ),
        ListColumn("units", say(*terms.NUMBER_OF_UNITS), [len(one.units) for one in checkers]),
        ListColumn("complete", say("Đã đủ", "Complete"), numbers(Reached.COMPLETE)),
        ListColumn("begun", say("Đang chấm", "Begun"), numbers(Reached.BEGUN)),
        ListColumn("not_begun", say("Chưa chấm", "Not begun"), numbers(Reached.NOT_BEGUN, Reached.NOT_OPEN)),
        ListColumn(
            "criteria_left",
            say("Tiêu chí còn lại", "Criteria left"),
            [one.left for one in checkers],
        ),
    )
    return List("checkers", say("Người thẩm định", "Checkers"), columns, keys=2)


def _next(stage: StageSummary | None) -> Iterator[str]:
    if stage is None or stage.due is None:
        return
    name, due = stage.stage.name, day(stage.due)
    left = "" if stage.left is None else say(f", còn {days_text(stage.left)}", f", {days_text(stage.left)} left")
    yield say(
        f"Việc đến hạn kế tiếp: {name}, hạn {due}{left}; còn {stage.waiting} đơn vị chưa đủ.",
        f"Due next: {name}, on {due}{left}; units that are not complete: {stage.waiting}.",
    )


def _appeals(progress: PeriodProgress, campaign: Campaign) -> Iterator[str]:
    last = campaign.periods[progress.period].appeals
    if last is not None:
        yield say(f"Nhận giải trình đến hết ngày {day(last)}.", f"The last day for appeals is {day(last)}.")


def imported_files_list(files: Sequence[ReceivedFile], period: str, campaign: Campaign) -> List:
    """Return the files that came in, in the order in which they did."""
    stages = {stage.id: stage.name for stage in campaign.stages}
    columns = (
        ListColumn("time", "", [one.moment.isoformat() for one in files]),
        ListColumn("time_text", say("Nhận lúc", "Came in"), [moment_text(one.moment) for one in files]),
        ListColumn("unit", "", [one.unit for one in files]),
        ListColumn("name", say(*terms.UNIT), [campaign.unit_name(one.unit) for one in files], wraps=True),
        ListColumn("stage", "", [one.stage for one in files]),
        ListColumn(
            "stage_name", say(*terms.MARKING_STAGE), [stages.get(one.stage, one.stage) for one in files], wraps=True
        ),
        ListColumn("file", say("Tệp", "File"), [one.file for one in files], wraps=True),
        ListColumn("sha256", "", [one.digest for one in files]),
        ListColumn("criteria", say(*terms.NUMBER_OF_CRITERIA), [len(one.lines) for one in files]),
        ListColumn("changes", say("Số thay đổi", "Changes"), [one.changes for one in files]),
        ListColumn("days_late", say("Chậm (ngày)", "Days late"), [days_late(campaign, one) for one in files]),
        ListColumn("undone", "", [one.undone.isoformat() if one.undone else None for one in files]),
        ListColumn(
            "undone_text",
            _title_if(any(one.undone for one in files), _UNDONE),
            [moment_text(one.undone) if one.undone else None for one in files],
        ),
    )
    return List(
        "received",
        say("Sổ nhận tệp", "Records of imports"),
        columns,
        subtitle=(period_name(campaign, period),),
        empty=say("Chưa nhập tệp nào của kỳ này.", "No file of this period was imported."),
    )
