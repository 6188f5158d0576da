"""How the interval of a sum of customer lifetime values is made."""

METHOD = (
    "delta method on the covariance at the maximum of the likelihood (Laplace), the standard errors of all customers' values "
    "added up: no correlation between them makes the sum's own larger; of the parameters alone, not of what will happen"
)
LEVEL = 0.95
"""Of the customers' own intervals, which the sum's is made from."""
