"""The screen *Chỉ tiêu*."""
