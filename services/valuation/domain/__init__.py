"""Worth: how often customers will buy, for how long, how much they spend, and what they will be worth."""

from services.valuation.domain.alive import probability_alive_later
from services.valuation.domain.backtest import Backtest, ForecastAccuracy, backtest_against_naive
from services.valuation.domain.beta_bernoulli import fit_beta_bernoulli
from services.valuation.domain.beta_geo import fit_beta_geo
from services.valuation.domain.bootstrap import bootstrap_fits
from services.valuation.domain.contracts import ContractPrediction, contract_ages, predict_contracts
from services.valuation.domain.customer_value import ValuePrediction, predict_value
from services.valuation.domain.expectation import expected_purchases_of_new_customer
from services.valuation.domain.fit import PurchaseFit
from services.valuation.domain.gamma_gamma import GammaGammaFit, SpendRecords, fit_gamma_gamma, fit_spend
from services.valuation.domain.histories import (
    CustomerSummary,
    Order,
    PurchaseHistories,
    TimeUnit,
    summarize_purchases,
)
from services.valuation.domain.models import PurchaseModel, fit_purchases
from services.valuation.domain.predictive import probability_of_count
from services.valuation.domain.purchases import PurchasePrediction, predict_purchases
from services.valuation.domain.shifted_beta_geo import ContractCohorts, ContractModel, fit_shifted_beta_geo

__all__ = [
    "Backtest",
    "ContractCohorts",
    "ContractModel",
    "ContractPrediction",
    "CustomerSummary",
    "ForecastAccuracy",
    "GammaGammaFit",
    "Order",
    "PurchaseFit",
    "PurchaseHistories",
    "PurchaseModel",
    "PurchasePrediction",
    "SpendRecords",
    "TimeUnit",
    "ValuePrediction",
    "backtest_against_naive",
    "bootstrap_fits",
    "contract_ages",
    "expected_purchases_of_new_customer",
    "fit_beta_bernoulli",
    "fit_beta_geo",
    "fit_gamma_gamma",
    "fit_purchases",
    "fit_shifted_beta_geo",
    "fit_spend",
    "predict_contracts",
    "predict_purchases",
    "predict_value",
    "probability_alive_later",
    "probability_of_count",
    "summarize_purchases",
]
