"""The words, lists and card of *Chỉ tiêu*."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt

from models import pace, targets
from models.dates import PartialDate, Period
from models.indicators import find
from models.pace import Pace, TargetProgress
from models.tables import Measure
from models.targets import TargetValues
from tests.models import bulk
from tests.words import foreign
from ui.targets import names, words
from ui.targets.form import COMMUNE, Body, TargetForm
from ui.targets.screen import INDICATORS_PAGE, TARGETS, TargetsScreen

YEAR = Period.year(2026)
TODAY = date(2026, 11, 14)
MAY = PartialDate(2026, 5, 19)


@pytest.fixture
def register(db):
    """Give a register of 3 cells: 14 admitted in the year, 4 villages of which one has nobody."""
    with db.write("Dựng sổ") as session:
        cells = bulk.add_cells(session, 3)
        villages = bulk.add_villages(session, 4)
        bulk.serve(session, zip(cells, villages, strict=False))
        bulk.add_members(session, cells[:1] * 9, villages=villages[:1] * 9, admitted=MAY, since=MAY.first)
        bulk.add_members(session, cells[1:2] * 5, villages=villages[1:2] * 5, admitted=MAY, since=MAY.first, start=20)
        bulk.add_members(session, cells[2:], villages=villages[2:3], start=40)
        for values in (
            TargetValues("admitted", YEAR, Fraction(18), document="Công văn 12"),
            TargetValues("villages_own", YEAR, Fraction(100)),
            TargetValues("villages_white", YEAR, Fraction(1)),
            TargetValues("participation", YEAR, Fraction(90)),
            TargetValues("admitted", YEAR, Fraction(4), cell_id=cells[0]),
        ):
            targets.set_target(session, values)
    return db


@pytest.fixture
def screen(register, qtbot):
    """Return the screen on that register."""
    shown = TargetsScreen(register)
    qtbot.addWidget(shown)
    shown.resize(1150, 700)
    shown.show()
    shown.reload()
    return shown


def made(key: str, value: float, count: int, of: int | None = None, **more: object) -> TargetProgress:
    """Return a target half-way through the year whose figure counts so many of so many."""
    from models.indicators import Figure, Name, Scope, Subject
    from models.targets import TargetRow

    indicator = find(key)
    assert indicator is not None
    start: int | None = more.pop("start", None)  # type: ignore[assignment]
    on: date = more.pop("on", date(2026, 7, 2))  # type: ignore[assignment]

    def figure(number: int) -> Figure:
        counted = tuple(Name(Subject.MEMBER, place, f"Lò Văn {place}", 1) for place in range(number))
        base = None if of is None else tuple(Name(Subject.MEMBER, place, "", 1) for place in range(of))
        return Figure(indicator, Scope(YEAR, on), counted, base)

    row = TargetRow(1, TargetValues(key, YEAR, Fraction(str(value)), **more), "")  # type: ignore[arg-type]
    return TargetProgress(row, indicator, figure(count), None if start is None else figure(start), on)


class TestWords:
    @pytest.mark.parametrize(
        ("progress", "reached", "pace_words", "state"),
        [
            (made("admitted", 18, 6), "6/18", "cần 2 mỗi tháng", Pace.BEHIND),
            (made("admitted", 18, 17), "17/18", "cần 1 trong 6 tháng", Pace.ON_TRACK),
            (made("admitted", 12, 12), "12/12", "đã đủ", Pace.REACHED),
            (made("admitted", 12, 15), "15/12", "vượt 25 %", Pace.REACHED),
            (made("admitted", 12, 3, on=date(2027, 1, 1)), "3/12", "thiếu 9", Pace.MISSED),
            (made("admitted", 12, 0, on=date(2025, 1, 1)), "0/12", "từ 01/01/2026", Pace.NOT_BEGUN),
            (made("admitted", 12, 12, is_strict=True), "12 · trên 12", "cần 1 trong 6 tháng", Pace.ON_TRACK),
            (made("villages_own", 70, 158, 243, start=120), "65,0 % / 70 %", "cần 3 mỗi tháng", Pace.ON_TRACK),
            (made("participation", 90, 91, 100), "91 % / 90 %", "vượt 1 điểm", Pace.REACHED),
            (made("participation", 90, 89, 100), "89 % / 90 %", "thiếu 1", Pace.BEHIND),
            (made("participation", 90, 0, 0), "– / 90 %", "chưa có gì để tính", Pace.UNKNOWN),
            (made("struck_off", 2, 1), "1 · không quá 2", "chưa vượt mức", Pace.ON_TRACK),
            (made("struck_off", 2, 3), "3 · không quá 2", "quá 1", Pace.OVER),
            (made("villages_white", 0, 4, start=5), "4 · không quá 0", "cần giảm 4 trong 6 tháng", Pace.OVER),
            (made("villages_white", 5, 4, start=5, is_strict=True), "4 · dưới 5", "đã đủ", Pace.REACHED),
            (
                made("villages_no_own", 20, 95, 243, start=100, measure=Measure.REDUCTION),
                "5 % · giảm từ 20 %",
                "cần giảm 3 mỗi tháng",
                Pace.BEHIND,
            ),
        ],
    )
    def test_a_target_in_words(self, progress: TargetProgress, reached: str, pace_words: str, state: Pace):
        assert (words.reached(progress), words.pace(progress), progress.pace) == (reached, pace_words, state)
        assert words.sentence(progress).endswith(".")
        assert words.verdict(state) == f"{words.STATES[state].sign} {state.value}"
        assert foreign(f"{words.sentence(progress)} {words.reached(progress)} {words.pace(progress)}") == []

    def test_sentences_say_how_much_and_until_when(self):
        assert words.sentence(made("admitted", 18, 6)) == (
            "Còn thiếu 12 đảng viên: cần 2 mỗi tháng trong 6 tháng còn lại."
        )
        assert words.sentence(made("villages_white", 0, 4, start=5)) == (
            "Còn phải giảm 4 thôn, bản, trong 6 tháng còn lại."
        )
        assert words.sentence(made("participation", 90, 89, 100)) == "Còn thiếu 1 lượt so với chỉ tiêu."
        assert words.sentence(made("admitted", 12, 3, on=date(2027, 1, 1))) == "Còn thiếu 9 đảng viên."
        assert words.sentence(made("admitted", 12, 15)) == "Vượt 25 %."

    def test_a_bar_has_the_mark_of_the_time_only_where_time_says_something(self):
        assert words.bar(made("admitted", 12, 6))[2] == pytest.approx(0.5, abs=0.01)
        assert words.bar(made("participation", 90, 89, 100))[2] is None
        assert words.bar(made("struck_off", 2, 1)) == (0.5, words.STATES[Pace.ON_TRACK], None)
        assert words.bar(made("admitted", 12, 6, on=date(2027, 1, 1)))[2] is None

    def test_periods(self):
        assert words.period(YEAR) == "năm 2026"
        assert words.period(Period.parse("2026-Q3")) == "quý III năm 2026"
        assert words.period(Period(date(2016, 1, 1), date(2018, 6, 30))) == "01/01/2016 – 30/6/2018"


class TestLists:
    def test_targets_with_figure_and_pace(self, screen):
        shown = [(one.indicator.key, words.body(one.row), words.reached(one)) for one in screen.targets.rows]
        assert shown == [
            ("admitted", "Toàn xã", "14/18"),
            ("villages_own", "Toàn xã", "75 % / 100 %"),
            ("villages_white", "Toàn xã", "1 · không quá 1"),
            ("participation", "Toàn xã", "– / 90 %"),
            ("admitted", "0", "9/4"),
        ]
        assert "đạt 1/4 chỉ tiêu của xã" in screen.subtitle.text()
        table = screen.targets.table
        table.selectRow(0)
        assert table.copied().text().splitlines()[1] == "Kết nạp đảng viên\t14/18\t! Chậm tiến độ"

    def test_chips_keep_a_part(self, screen, qtbot):
        qtbot.mouseClick(screen.targets.chips["cells"], Qt.MouseButton.LeftButton)
        assert [one.row.values.cell_id for one in screen.targets.table.rows_model.rows] == [1]
        qtbot.mouseClick(screen.targets.chips["late"], Qt.MouseButton.LeftButton)
        assert [one.indicator.key for one in screen.targets.table.rows_model.rows] == ["admitted"]
        assert "met" in screen.targets.chips

    @pytest.mark.parametrize("page", [TARGETS, INDICATORS_PAGE])
    def test_the_models_hold(self, screen, qtmodeltester, page: int):
        screen.show_page(page)
        qtmodeltester.check(screen.board.list_shown.table.rows_model)

    def test_two_line_rows_are_painted(self, screen):
        """Bars and second lines are drawn, not text of the model: look for the colours of bar and mark."""
        table = screen.targets.table
        table.selectRow(1)
        index = table.rows_model.index(0, 1)
        image = table.grab(table.visualRect(index).translated(0, table.horizontalHeader().height())).toImage()
        colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        from ui import theme

        assert theme.LIGHT.amber.lower() in colours
        assert theme.LIGHT.text.lower() in colours

    def test_the_catalogue_has_every_indicator_with_its_value(self, screen):
        screen.show_page(INDICATORS_PAGE)
        values = {one.indicator.key: words.value_of(one) for one in screen.catalogue.rows}
        assert values["members"] == "15"
        assert values["admitted"] == "14"
        assert values["villages_own"] == "75 %"
        assert values["participation"] == "–"
        assert values["admitted_of_target"] == "77,8 %"
        screen.catalogue.choose("VILLAGES")
        assert {one.indicator.group.name for one in screen.catalogue.table.rows_model.rows} == {"VILLAGES"}

    def test_an_empty_year_says_what_to_do(self, screen):
        screen.show_year(2030)
        assert screen.targets.table.empty.isVisible()
        assert "Thêm chỉ tiêu" in screen.targets.table.empty.button.text()
        assert screen.detail.isHidden()
        assert not screen.edit_button.isEnabled()
        screen.show_year(2026)
        assert not screen.detail.isHidden()


class TestDetail:
    def test_a_target_s_card(self, screen):
        screen.targets.table.selectRow(0)
        detail = screen.detail
        assert detail.heading.text() == "Kết nạp đảng viên"
        assert detail.figure.text() == "14/18"
        assert "cần 2 mỗi tháng trong 2 tháng còn lại" in detail.sentence.text()
        assert "Văn bản giao: Công văn 12" in detail.facts.text()
        assert "đã qua 87 % thời gian" in detail.facts.text()
        assert "Biểu số 2-BTCTW" in detail.source.text()
        shown = [(words.cell_name(line), line.figure.count, line.own is not None) for line in detail.model.rows]
        assert shown == [("0", 9, True), ("1", 5, False), ("2", 0, False)]
        assert not detail.table.isColumnHidden(2)

    def test_the_button_says_that_a_cell_is_to_be_chosen(self, screen):
        button, table = screen.detail.target_button, screen.detail.table
        for place, said in ((-1, "Chọn chi bộ để giao"), (2, "Giao cho chi bộ…")):
            table.setCurrentIndex(table.rows_model.index(place, 0))
            assert (button.text(), button.isEnabled(), not button.toolTip()) == (said, place > 0, place > 0)

    def test_a_cell_s_own_target_needs_no_table_of_cells(self, screen):
        screen.targets.table.selectRow(4)
        assert screen.detail.table.isHidden() or not screen.detail.table.isVisible()
        assert not screen.detail.target_button.isVisible()

    def test_an_indicator_s_card_and_what_belongs_to_no_cell(self, screen):
        screen.show_item({"indicator": "villages_white"})
        detail = screen.detail
        assert detail.heading.text() == "Thôn, bản trắng đảng viên"
        assert "tính đến ngày 14/11/2026" in detail.made_up.text()
        assert words.cell_name(detail.model.rows[-1]) == "Không thuộc chi bộ nào"
        assert detail.target_button.isVisible()
        screen.show_item({"indicator": "villages"})
        assert not detail.target_button.isVisible()

    def test_names_are_grouped_and_lead_to_their_screen(self, screen, qtbot):
        screen.show_item({"indicator": "villages_own"})
        dialog = screen.show_names(screen.catalogue.table.current_row())
        qtbot.addWidget(dialog)
        assert "Tính đến ngày 14/11/2026: 3/4 thôn, bản = 75 %." in dialog.explanation.text()
        assert [chip.text() for chip in dialog.chips] == ["Tất cả · 4", "Được tính · 3", "Không được tính · 1"]
        with qtbot.waitSignal(screen.go) as went:
            dialog.table.opened.emit(dialog.model.rows[0])
        assert went.args == ["cells", {"village_id": 1}]

    def test_a_cell_s_part_has_its_own_names(self, screen, qtbot):
        screen.targets.table.selectRow(0)
        screen.detail.table.selectRow(1)
        screen.detail.table.opened.emit(screen.detail.model.rows[1])
        dialog = screen.findChildren(names.NamesDialog)[-1]
        qtbot.addWidget(dialog)
        assert dialog.windowTitle() == "Kết nạp đảng viên – 1"
        assert len(dialog.model.rows) == 5


class TestDays:
    def test_a_past_year_is_that_of_its_last_day(self, screen):
        screen.show_page(INDICATORS_PAGE)
        screen.show_year(2025)
        assert screen.day.text() == "31/12/2025"
        assert words.value_of(screen.catalogue.rows[0]) == "1"

    def test_figures_of_another_day(self, screen):
        screen.show_page(INDICATORS_PAGE)
        for typed, members, shown in (("1/5/2026", "1", "01/05/2026"), ("31/12/2026", "15", "14/11/2026")):
            screen.day.setText(typed)
            screen.day.editingFinished.emit()
            assert (words.value_of(screen.catalogue.rows[0]), screen.day.text()) == (members, shown)
        said = []
        screen.said.connect(said.append)
        screen.day.setText("31/02/2026")
        screen.day.editingFinished.emit()
        assert "không có thật" in said[0]
        assert screen.day.text() == "14/11/2026"

    def test_look_up_offers_indicators_by_name(self, register):
        found = TargetsScreen.look_up(register, "trang dang vien")
        assert [one.argument for one in found] == [{"indicator": "villages_white"}]


class TestForm:
    def form(self, register, qtbot, row=None, **more) -> TargetForm:
        made_form = TargetForm(register, 2026, row, **more)
        qtbot.addWidget(made_form)
        return made_form

    def test_a_new_one_begins_with_admissions_of_the_year(self, register, qtbot):
        form = self.form(register, qtbot)
        assert form.indicator.currentText() == "Kết nạp đảng viên"
        assert form.cell.value() == COMMUNE
        assert (form.first.text(), form.last.text(), form.usual.currentText()) == (
            "01/01/2026",
            "31/12/2026",
            "Năm 2026",
        )
        assert not form.per_year.isEnabled()

    def test_150_a_year_over_two_and_a_half_years_is_said_and_written(self, register, qtbot):
        form = self.form(register, qtbot)
        form.first.setText("01/01/2016")
        form.last.setText("30/06/2018")
        assert form.usual.currentText() == "Khoảng khác"
        form.value.setText("150")
        form.per_year.set_value(True)
        assert form.comes_to.text() == "Cả kỳ 2,5 năm: 375"
        form.save()
        with register.read() as session:
            row = targets.rows(session, Period.year(2017))[0]
        assert row.goal == 375

    def test_what_can_be_asked_follows_the_indicator(self, register, qtbot):
        form = self.form(register, qtbot, key="participation")
        assert form.fields["value"].label.text() == "Mức (%) *"
        assert [form.demand.itemText(place) for place in range(form.demand.count())] == [
            "đạt từ mức này",
            "trên mức này",
        ]
        form.indicator.set_value("villages_no_own")
        assert form.demand.count() == 4
        form.indicator.set_value("struck_off")
        assert [form.demand.itemText(place) for place in range(form.demand.count())] == [
            "không quá mức này",
            "dưới mức này",
        ]

    def test_a_usual_period_fills_in_the_days(self, register, qtbot):
        form = self.form(register, qtbot)
        form.usual.setCurrentText("6 tháng cuối năm 2026")
        assert (form.first.text(), form.last.text()) == ("01/07/2026", "31/12/2026")
        form.last.setText("30/09/2026")
        assert form.usual.currentText() == "Quý III năm 2026"
        assert form.per_year.isEnabled()

    def test_correcting_shows_what_is_written(self, register, qtbot):
        with register.write("Đặt") as session:
            values = TargetValues(
                "villages_no_own",
                Period.parse("2026-H1"),
                Fraction(20),
                cell_id=2,
                measure=Measure.REDUCTION,
                is_strict=True,
                note="Nghị quyết",
            )
            key = targets.set_target(session, values)
        with register.read() as session:
            row = next(row for row in targets.rows(session, YEAR) if row.id == key)
        form = self.form(register, qtbot, row)
        assert form.cell.value() == Body(2)
        assert form.demand.currentText() == "giảm trên % so với đầu kỳ"
        assert (form.value.text(), form.usual.currentText(), form.note.text()) == (
            "20",
            "6 tháng đầu năm 2026",
            "Nghị quyết",
        )
        form.value.setText("25")
        form.save()
        with register.read() as session:
            again = next(row for row in targets.rows(session, YEAR) if row.id == key)
        assert again.values == replace(values, value=Fraction(25))

    @pytest.mark.parametrize(
        ("field", "text", "words_said"),
        [
            ("value", "", "mức phải đạt"),
            ("value", "mười", "không phải là số"),
            ("value", "0", "lớn hơn 0"),
            ("value", "12,5", "số nguyên"),
            ("first", "31/02/2026", "không có thật"),
            ("first", "", "Hãy ghi ngày"),
            ("last", "01/01/2020", "Ngày đầu kỳ"),
        ],
    )
    def test_errors_stand_beside_their_field(self, register, qtbot, field: str, text: str, words_said: str):
        form = self.form(register, qtbot, key="recognised")
        form.value.setText("5")
        getattr(form, field).setText(text)
        form.try_to_save()
        name = {"first": "first_day", "last": "last_day"}.get(field, field)
        assert words_said in form.fields[name].message.text()
        with register.read() as session:
            assert len(targets.rows(session, YEAR)) == 5


def test_the_cursor_comes_to_the_tabs_with_the_screen(screen):
    screen.setFocus()
    assert screen.focusWidget() is screen.tabs


def test_the_year_s_target_for_the_overview(register):
    with register.read() as session:
        found = pace.Reader(session, TODAY).of_year("admitted")
    assert found is not None
    assert (words.reached(found), words.pace(found)) == ("14/18", "cần 2 mỗi tháng")


def test_tab_goes_from_the_day_to_the_chips_the_rows_and_what_is_behind_a_row(qtbot, screen):
    for number, page in ((0, screen.targets), (INDICATORS_PAGE, screen.catalogue)):
        screen.show_page(number)
        wanted = [screen.day, *page.chips.values(), page.table, screen.detail.names_button]
        chain, one = [], screen.before
        while len(chain) < len(wanted) and one is not screen.tabs:
            one = one.nextInFocusChain()
            chain += [one] if one in wanted else []
        assert chain == wanted
