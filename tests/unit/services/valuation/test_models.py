"""The table of models: what the wire names, the table has."""

from typing import get_args

from services.valuation.domain.models import FITTERS, STRUCTURES, FittedModel, PredictedModel


def test_every_model_that_the_wire_names_can_be_fitted_and_no_other() -> None:
    assert set(get_args(FittedModel)) == set(FITTERS)


def test_every_model_that_can_be_fitted_can_predict_by_as_many_parameters() -> None:
    for name, fitter in FITTERS.items():
        assert fitter.dimensions in [len(structure.parameters) for structure in STRUCTURES if structure.name == name]


def test_every_model_that_predict_takes_is_in_the_table_and_no_other() -> None:
    assert set(get_args(PredictedModel)) == {structure.name for structure in STRUCTURES}


def test_no_two_models_of_one_name_have_the_same_parameters() -> None:
    told = [(structure.name, frozenset(structure.parameters)) for structure in STRUCTURES]
    assert len(told) == len(set(told))
