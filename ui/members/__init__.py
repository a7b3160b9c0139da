"""The screen *Đảng viên*: the table, the card, the forms."""
