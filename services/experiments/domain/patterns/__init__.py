"""Regular expressions that are matched in time linear in the text, whatever the expression.

A backtracking engine, as Python's own, can be made to take exponential time by an expression and a text that fit each
other; targeting takes both from outside. Here an expression becomes an automaton that reads each character once. The
price: no lookaround and no backreferences, which no automaton has.
"""

from services.experiments.domain.patterns.matching import MOST_CHARACTERS, MOST_TEXT, compile_pattern

__all__ = ["MOST_CHARACTERS", "MOST_TEXT", "compile_pattern"]
