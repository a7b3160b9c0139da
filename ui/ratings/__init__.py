"""*Xếp loại* of the screen *Chỉ tiêu*: the rating round, cell by cell."""
