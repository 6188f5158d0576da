"""Everybody's orders → sufficient statistics of worth, in SQL: the only room where volume is met."""
