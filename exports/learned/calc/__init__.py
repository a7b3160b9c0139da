"""The superior's formulas worked out, so that preview and paper show the results that Excel will show."""
