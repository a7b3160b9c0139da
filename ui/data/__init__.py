"""The screen *Dữ liệu*."""
