"""Tabs of *Chỉ tiêu*: the way into the Party, and the classes."""
