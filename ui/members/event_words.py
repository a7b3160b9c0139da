"""What each kind of event asks for on screen, in the words of its paper."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import timeline
from models.events import EventValues
from models.lives import LifeLine
from models.tables import Duty, EventKind, Flaw, Scope, Standing
from ui.members import words


def day_title(kind: EventKind) -> str:
    """The words beside the day of an event."""
    tr = QCoreApplication.translate
    return {
        EventKind.ADMISSION: tr("Events", "Ngày vào Đảng"),
        EventKind.READMISSION: tr("Events", "Ngày kết nạp lại"),
        EventKind.RECOGNITION: tr("Events", "Chính thức từ ngày"),
        EventKind.TRANSFER_IN: tr("Events", "Sinh hoạt tại đây từ ngày"),
        EventKind.TEMP_IN: tr("Events", "Sinh hoạt tại đây từ ngày"),
        EventKind.DIED: tr("Events", "Ngày từ trần"),
        EventKind.TRANSFER_OUT: tr("Events", "Chuyển đi từ ngày"),
    }.get(kind, tr("Events", "Từ ngày"))


def day_hint(kind: EventKind) -> str:
    """What the day means where that is not plain."""
    tr = QCoreApplication.translate
    if kind is EventKind.RECOGNITION:
        return tr("Events", "Tính từ ngày hết thời gian dự bị, dù chi bộ xét sau ngày đó.")
    if kind is EventKind.ADMISSION:
        return tr("Events", "Ngày ghi trên quyết định kết nạp, không phải ngày làm lễ.")
    if kind is EventKind.EXPELLED:
        return tr(
            "Events",
            "Từ ngày này không còn tính trong danh sách. Kỷ luật khai trừ được ghi luôn vào thẻ.",
        )
    if kind in timeline.ENDINGS or kind is EventKind.TEMP_IN_END:
        return tr("Events", "Từ ngày này không còn tính trong danh sách và trong các báo cáo.")
    return ""


def fields_of(kind: EventKind, *, is_first: bool = False) -> dict[str, str]:
    """The further fields a kind needs (names of EventValues) with their titles, in order.

    `is_first`: the member was on no list before.
    """
    tr = QCoreApplication.translate
    number, day = tr("Events", "Số quyết định"), tr("Events", "Ngày quyết định")
    paper = {"decision_number": number, "decision_on": day}
    letter = {
        "decision_number": tr("Events", "Số giấy giới thiệu"),
        "decision_on": tr("Events", "Ngày giấy giới thiệu"),
    }
    cell = {"cell_id": tr("Events", "Chi bộ")}
    standing = {"standing": tr("Events", "Khi đến là")}
    reason = {"reason": tr("Events", "Lý do")}
    come = {"scope": tr("Events", "Đến từ"), "place": tr("Events", "Tổ chức đảng nơi đi")}
    go = {"scope": tr("Events", "Đi đâu"), "place": tr("Events", "Tổ chức đảng nơi đến")}
    state = {"standing": tr("Events", "Tư cách"), "duty": tr("Events", "Tình trạng")}
    note = {"reason": tr("Events", "Ghi chú")}
    flaw = {"flaw": tr("Events", "Sai sót")}
    introducers = {
        "first_introducer": tr("Events", "Người giới thiệu thứ nhất"),
        "second_introducer": tr("Events", "Người giới thiệu thứ hai"),
    }
    match kind:
        case EventKind.ADMISSION | EventKind.READMISSION:
            again = introducers if kind is EventKind.READMISSION else {}  # of the first time they stand on the card
            return {**cell, **paper, "ceremony_on": tr("Events", "Ngày tổ chức lễ kết nạp"), **again}
        case EventKind.RESTORED:
            return {**cell, "standing": tr("Events", "Tư cách"), **paper, **reason}
        case EventKind.TRANSFER_IN | EventKind.TEMP_IN:
            return {**cell, **standing, **come, **letter, **flaw}
        case EventKind.TRANSFER_INTERNAL:
            return {"cell_id": tr("Events", "Chi bộ mới"), **letter, **reason}
        case EventKind.TRANSFER_OUT:
            return {**go, **letter, **reason, "confirmed_on": tr("Events", "Nơi đến xác nhận tiếp nhận ngày"), **flaw}
        case EventKind.TEMP_OUT:
            return {**go, **letter, **reason, **flaw}
        case EventKind.TEMP_BACK | EventKind.TEMP_IN_END:
            return note
        case EventKind.RECOGNITION:
            return paper
        case EventKind.DIED:
            return reason
        case EventKind.LISTED:
            return {**(cell if is_first else {}), **state, **note}
        case _:
            return {**paper, **reason}


def scopes(kind: EventKind | None = None) -> list[tuple[str, Scope | None]]:
    """The entries of the choice of scope; only a temporary stay can be within the commune's own body."""
    unknown = QCoreApplication.translate("Members", "chưa rõ")
    near = [Scope.SAME_BODY] if kind is EventKind.TEMP_OUT else []
    return [(unknown, None), *((scope.label, scope) for scope in (*near, Scope.SAME_PROVINCE, Scope.OTHER_PROVINCE))]


def flaws() -> list[tuple[str, Flaw | None]]:
    """The entries of the choice of what was wrong with a transfer (form 7, lines 51–53)."""
    return [(QCoreApplication.translate("Events", "không"), None), *((one.label, one) for one in Flaw)]


def when(line: LifeLine) -> str:
    """The day of an event as it was told: “05/11/2026”, “11/2026”, “2026”, or “05/11/2026 (chưa rõ đúng ngày)”."""
    values = line.event.values
    if values.told is not None:
        return str(values.told)
    day = f"{values.effective_on:%d/%m/%Y}"
    if values.kind is EventKind.RECOGNITION:  # that day stands on the card
        return day
    return QCoreApplication.translate("Events", "{day} (chưa rõ đúng ngày)").format(day=day)


def paper(line: LifeLine) -> str:
    """The decision or letter of an event in words, empty when none is written."""
    tr = QCoreApplication.translate
    values = line.event.values
    letters = (
        EventKind.TRANSFER_IN,
        EventKind.TRANSFER_OUT,
        EventKind.TRANSFER_INTERNAL,
        EventKind.TEMP_IN,
        EventKind.TEMP_OUT,
    )
    what = tr("Events", "Giấy giới thiệu") if values.kind in letters else ""
    said = [words.paper(values.decision_number, values.decision_on, what)]
    if values.ceremony_on is not None:
        said.append(tr("Events", "Lễ kết nạp ngày {day}").format(day=f"{values.ceremony_on:%d/%m/%Y}"))
    if values.confirmed_on is not None:
        said.append(tr("Events", "Nơi đến xác nhận ngày {day}").format(day=f"{values.confirmed_on:%d/%m/%Y}"))
    if values.flaw is not None:
        said.append(values.flaw.label)
    return "\n".join(line for line in said if line)


def place(line: LifeLine) -> str:
    """From where or to where, empty when it is not written."""
    values = line.event.values
    return " · ".join(part for part in (values.place, values.scope.label if values.scope else "") if part)


def introducers(values: EventValues) -> str:
    """Who introduced a member for the readmission, empty when nobody is written."""
    named = "; ".join(filter(None, (values.first_introducer, values.second_introducer)))
    return QCoreApplication.translate("Events", "Giới thiệu: {names}").format(names=named) if named else ""


def standing_words(standing: Standing) -> str:
    """A standing in a sentence of its own."""
    if standing is Standing.UNKNOWN:
        return QCoreApplication.translate("Events", "Chưa rõ chính thức hay dự bị")
    return standing.label


def duty_words(duty: Duty) -> str:
    """A duty as a tag; empty for one who simply attends."""
    return "" if duty is Duty.ACTIVE else duty.label


def gone_home() -> str:
    """What is said of a guest whose stay is over."""
    return QCoreApplication.translate("Events", "Về nơi sinh hoạt chính thức")
