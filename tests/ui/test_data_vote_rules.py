"""The dated shares of votes in *Thiết lập*."""

from __future__ import annotations

from datetime import date

import pytest

from models import vote_rules
from ui.data.vote_rules import VoteRuleEditor, VoteRuleForm


@pytest.fixture
def editor(qtbot, db) -> VoteRuleEditor:
    shown = VoteRuleEditor(db)
    qtbot.addWidget(shown)
    shown.reload()
    shown.show()
    return shown


def test_the_first_card_says_that_no_document_is_known(editor: VoteRuleEditor) -> None:
    assert [row.document for row in editor.rows.rows] == ["Theo thông lệ, chưa rõ văn bản; hãy đối chiếu rồi ghi lại"]


def test_a_new_card_holds_from_its_day(db, editor: VoteRuleEditor) -> None:
    form = editor.add()
    assert isinstance(form, VoteRuleForm)
    assert (form.simple_way.value(), form.simple.text(), form.special_way.value()) == (True, "1/2", False)
    form.effective_from.setText("1/1/2027")
    form.try_to_save()
    assert "văn bản quy định" in form.fields["document"].message.text()
    form.document.setText("Hướng dẫn mới")
    form.special.setText("ba phần tư")
    form.try_to_save()
    assert "dạng 1/2" in form.fields["special"].message.text()
    form.special.setText("3/4")
    form.try_to_save()
    with db.read() as session:
        assert vote_rules.on(session, date(2026, 12, 31)).special.words == "từ 2/3"
        assert vote_rules.on(session, date(2027, 1, 1)).special.words == "từ 3/4"
    again = editor.add()
    assert isinstance(again, VoteRuleForm)
    again.effective_from.setText("1/1/2027")
    again.try_to_save()
    assert "sửa bản đó" in again.fields["effective_from"].message.text()
    again.reject()


def test_a_card_is_corrected(db, editor: VoteRuleEditor) -> None:
    form = editor.edit()
    assert isinstance(form, VoteRuleForm)
    form.document.setText("Điều lệ Đảng, Quy định 24")
    form.counts_suspended.setChecked(True)
    form.try_to_save()
    with db.read() as session:
        card = vote_rules.on(session, date(2026, 11, 1))
    assert (card.document, card.counts_suspended) == ("Điều lệ Đảng, Quy định 24", True)
