"""Valuation's own rows: model runs, the values that they give, and which run is published."""
