"""The screen *Báo cáo*."""
