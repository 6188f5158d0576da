"""Customers by their lifetime value and their referral value: four cells with the names of the field.

Source: Kumar, Petersen & Leone (2007), "How valuable is word of mouth?", Harvard Business Review 85(10).
"""

from enum import StrEnum


class GridCell(StrEnum):
    """A cell of the grid."""

    CHAMPIONS = "champions"
    AFFLUENTS = "affluents"
    ADVOCATES = "advocates"
    MISERS = "misers"


AIMS = {
    GridCell.CHAMPIONS: "Keep: they buy and bring others; reward both, and see that nothing drives them away.",
    GridCell.AFFLUENTS: "Have them refer: they buy, and bring few; offer incentives for referrals.",
    GridCell.ADVOCATES: "Have them buy: they bring others, and buy little; offer incentives for purchases.",
    GridCell.MISERS: "Try both: they buy little and bring few; offer incentives for purchases and referrals, while these pay.",
}
"""What to aim at in each cell, as the authors' experiments did."""


def grid_cell(clv: float, crv: float, clv_cut: float, crv_cut: float) -> GridCell:
    """The cell of a customer.

    The cuts are the medians of all customers who have a lifetime value. Who is on a cut is below it: where most customers refer
    nobody, the median of referral value is 0, and those who bring anybody of worth are above it.
    """
    if clv > clv_cut:
        return GridCell.CHAMPIONS if crv > crv_cut else GridCell.AFFLUENTS
    return GridCell.ADVOCATES if crv > crv_cut else GridCell.MISERS
