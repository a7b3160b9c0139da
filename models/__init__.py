"""The domain: members, cells, meetings and the figures that follow from them. Knows neither Qt nor Excel."""
