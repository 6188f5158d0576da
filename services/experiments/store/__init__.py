"""Experiments' own rows: flags, experiments, holdouts, exposures, analyses; and what others publish of one customer."""
