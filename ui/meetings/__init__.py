"""The screen *Sinh hoạt*: the board of a year, the month, the roll-call."""
