"""What a pasted block that is refused as a whole says of itself."""

from __future__ import annotations

from tests.ui.test_members_grid import go_to, ids, paste, put, screen  # noqa: F401


def test_a_block_of_errors_alone_is_headed_by_their_number(qtbot, screen, ids) -> None:  # noqa: F811
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    put("31/2/1965\n32/5/1971")
    dialog = paste(qtbot, screen)
    assert dialog.preview.title.text() == "Dán vào bảng: chưa dòng nào ghi được, 2 dòng lỗi"
