"""Form 7, as far as the program keeps what it asks: praise, badges, cards, transfers (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from models.statistics.kinds import GUIDE, Group, Row
from models.statistics.papers import BANG_KHEN, FIRST, FLAG, GIAY_KHEN
from models.tables import CardIssueKind, EventKind, Flaw

FORM = f"Biểu số 7-BTCTW ({GUIDE})"
_MOVES = (
    ("temporary", "Số lượt đảng viên chuyển sinh hoạt đảng tạm thời", EventKind.TEMP_OUT, EventKind.TEMP_IN),
    ("official", "Số lượt đảng viên chuyển sinh hoạt đảng chính thức", EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN),
)


def _transfers(key: str, name: str, *kinds: EventKind) -> Row:
    words = " và ".join(f"“{kind.label}”" for kind in kinds)
    said = f"Biến động {words} có ngày trong kỳ; một người chuyển hai lần là hai lượt. Trong đảng bộ xã thì không tính."
    return Row(f"work.{key}", name, Group.TRANSFERRED, (("kind", frozenset(kinds)),), said, FORM)


_SURE = ("is_sure", frozenset({True}))
_BADGES = Row(
    "work.badges",
    "II. Tặng huy hiệu đảng trong năm",
    Group.BADGED,
    (_SURE,),
    "Huy hiệu Đảng có ngày trao trong kỳ, cả của người nay không còn trong danh sách; chỉ ghi ngày quyết định thì chưa "
    "tính.",
    FORM,
)
_WORDS = {FLAG: "Tặng cờ", BANG_KHEN: "Tặng bằng khen", GIAY_KHEN: "Tặng giấy khen"}
_COUNTED = (
    "một lần ở hình thức cao nhất trong các dòng con. Quyết định chỉ ghi năm hoặc tháng thì tính khi cả năm, cả tháng "
    "ấy ở trong kỳ. Cách đếm này là của chương trình."
)
OF_MEMBERS = (BANG_KHEN, GIAY_KHEN)
"""The forms of praise of members that form 7 has lines for."""
_PRAISED = Row(
    "work.commended",
    "2. Số đảng viên được khen, chia ra:",
    Group.COMMENDED,
    (_SURE, ("kind", frozenset(OF_MEMBERS))),
    "Đảng viên có bằng khen, giấy khen trong kỳ, mỗi người tính "
    + _COUNTED
    + " Huân chương, danh hiệu thi đua và hình "
    "thức khác không có dòng ở biểu này.",
    FORM,
)
_BODIES = {
    "superior": (
        "a) Số tổ chức đảng cấp trên trực tiếp cơ sở được khen, chia ra:",
        "Đảng bộ xã được khen trong kỳ, nếu ngày cuối kỳ ngay dưới đảng bộ xã còn tổ chức ghi là đảng bộ cơ sở, chi bộ "
        "cơ sở (xã thí điểm là cấp trên trực tiếp cơ sở); đảng bộ xã là đảng bộ cơ sở thì ở đây không có",
    ),
    "grassroots": (
        "b) Số tổ chức cơ sở đảng được khen, chia ra:",
        "Đảng bộ xã (phường) là đảng bộ cơ sở, hoặc tổ chức cơ sở đảng ngay dưới, được khen trong kỳ",
    ),
    "section": (
        "c) Số đảng bộ bộ phận trực thuộc đảng ủy cơ sở được khen, chia ra:",
        "Tổ chức đảng giữa đảng ủy xã và chi bộ được khen trong kỳ",
    ),
    "cell": ("d) Số chi bộ trực thuộc đảng bộ cơ sở được khen, chia ra:", "Chi bộ của đảng bộ được khen trong kỳ"),
}
FORMS_OF = {
    "superior": (FLAG, BANG_KHEN),
    "grassroots": (FLAG, BANG_KHEN, GIAY_KHEN),
    "section": (BANG_KHEN, GIAY_KHEN),
    "cell": (BANG_KHEN, GIAY_KHEN),
}
"""Kind of Party body → the forms of praise that form 7 has lines for."""


def _praised_bodies() -> Iterator[Row]:
    for kind, (name, said) in _BODIES.items():
        where = (_SURE, ("body", frozenset({kind})), ("kind", frozenset(FORMS_OF[kind])))
        words = f"{said}, mỗi tổ chức tính {_COUNTED}"
        whole = Row(f"work.praised.{kind}", name, Group.COMMENDED_BODIES, where, words, FORM)
        yield whole
        yield from (whole.only(f"{whole.key}.{form}", _WORDS[form], "kind", form) for form in FORMS_OF[kind])


_DISCIPLINED = Row(
    "work.disciplined",
    "Số tổ chức đảng bị kỷ luật",
    Group.DISCIPLINED_BODIES,
    (),
    "Chi bộ, tổ chức đảng từ đảng bộ xã trở xuống bị kỷ luật có hiệu lực trong kỳ, mỗi tổ chức tính một lần ở hình "
    "thức nặng nhất; ghi ở màn hình Chi bộ, thôn bản.",
    "Biểu số 6-BTCTW, phần tổ chức đảng (chưa có mẫu, chỉ dùng ở mẫu của cấp trên)",
)


def _cards(key: str, name: str, said: str, kind: str) -> Row:
    return Row(f"work.cards{key}", name, Group.CARDED, (_SURE, ("kind", frozenset({kind}))), said, FORM)


WAY_OF = {
    EventKind.TRANSFER_IN: "in",
    EventKind.TEMP_IN: "in",
    EventKind.TRANSFER_OUT: "out",
    EventKind.TEMP_OUT: "out",
}
"""Transfers that form 7 tells of → whether they lead here or away."""


def _flawed(key: str, name: str, said: str, flaw: Flaw, *ways: str) -> Row:
    where = (("flaw", frozenset({flaw})), ("kind", frozenset(ways)))
    words = f"{said} có ngày trong kỳ và mục “Sai sót” của biến động ghi “{flaw.label}”; mỗi người tính một lần."
    return Row(f"work.{key}", name, Group.FLAWED, where, words, FORM)


BADGES = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
"""The badges that form 7 has a row for."""
ROWS = (
    *_praised_bodies(),
    _PRAISED,
    _PRAISED.only("work.commended.bang_khen", "Tặng bằng khen", "kind", "bang_khen"),
    _PRAISED.only("work.commended.giay_khen", "Tặng giấy khen", "kind", "giay_khen"),
    _BADGES,
    *(_BADGES.only(f"work.badges.{years}", f"Huy hiệu Đảng {years} năm", "years", years) for years in BADGES),
    _cards(
        "",
        "1. Số thẻ đảng viên được phát cho đảng viên chính thức",
        "Đảng viên trong danh sách cuối kỳ có ngày cấp thẻ ở lý lịch trong kỳ, trừ ngày trùng với một lần cấp lại, đổi "
        "thẻ đã ghi.",
        FIRST,
    ),
    _cards(
        ".lost",
        "2. Số thẻ đảng viên được cấp lại cho đảng viên do mất",
        "Lần cấp lại do mất có ngày cấp trong kỳ, cả của người nay không còn trong danh sách.",
        CardIssueKind.LOST.value,
    ),
    _cards(
        ".damaged",
        "3. Số thẻ đảng viên được đổi lại cho đảng viên do bị hỏng",
        "Lần đổi thẻ do bị hỏng có ngày cấp trong kỳ, cả của người nay không còn trong danh sách; đổi vì lý do khác "
        "không tính.",
        CardIssueKind.DAMAGED.value,
    ),
    *(
        row
        for key, name, out, come in _MOVES
        for row in (
            _transfers(key, name, out, come),
            _transfers(f"{key}.out", "Giới thiệu chuyển đi", out),
            _transfers(f"{key}.in", "Tiếp nhận chuyển đến", come),
        )
    ),
    _flawed(
        "improper.in",
        "Số đảng viên nơi khác chuyển sinh hoạt đảng đến chưa đúng quy định",
        "Chuyển đến, chính thức hoặc tạm thời,",
        Flaw.IMPROPER,
        "in",
    ),
    _flawed(
        "improper.out",
        "Số đảng viên giới thiệu sinh hoạt đảng đi chưa đúng quy định",
        "Chuyển đi, chính thức hoặc tạm thời,",
        Flaw.IMPROPER,
        "out",
    ),
    _flawed(
        "forged",
        "Số trường hợp phát hiện giả mạo qua giới thiệu sinh hoạt đảng",
        "Chuyển đến, chuyển đi",
        Flaw.FORGED,
        *("in", "out"),
    ),
    _DISCIPLINED,
    *(
        _DISCIPLINED.only(f"work.disciplined.{code}", name, "kind", code)
        for code, name in (("reprimand", "Khiển trách"), ("warning", "Cảnh cáo"), ("dissolution", "Giải tán"))
    ),
)
