from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="VariationTotals")


@_attrs_define
class VariationTotals:
    """A variation's raw sums over its users.

    Example:
        {'key': 'A', 'sum': 1396.87, 'sum_squares': 52377.9767, 'users': 3407}

    Attributes:
        key (str):
        users (int): How many.
        sum_ (float): Of the metric; for a proportion how many did it, for a ratio its numerator's.
        sum_squares (float | None | Unset): Of the metric; a proportion does not need it.
        denominator_sum (float | None | Unset): Of a ratio's denominator; refused of another metric.
        denominator_sum_squares (float | None | Unset): Of the same.
        main_denominator_product (float | None | Unset): Σ metric × denominator.
        covariate_sum (float | None | Unset): Of what was known of the users before the experiment. With all three
            totals of a covariate, a mean or a proportion is adjusted by it (CUPED).
        covariate_sum_squares (float | None | Unset): Of the same.
        main_covariate_product (float | None | Unset): Σ metric × covariate.
    """

    key: str
    users: int
    sum_: float
    sum_squares: float | None | Unset = UNSET
    denominator_sum: float | None | Unset = UNSET
    denominator_sum_squares: float | None | Unset = UNSET
    main_denominator_product: float | None | Unset = UNSET
    covariate_sum: float | None | Unset = UNSET
    covariate_sum_squares: float | None | Unset = UNSET
    main_covariate_product: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        users = self.users

        sum_ = self.sum_

        sum_squares: float | None | Unset
        if isinstance(self.sum_squares, Unset):
            sum_squares = UNSET
        else:
            sum_squares = self.sum_squares

        denominator_sum: float | None | Unset
        if isinstance(self.denominator_sum, Unset):
            denominator_sum = UNSET
        else:
            denominator_sum = self.denominator_sum

        denominator_sum_squares: float | None | Unset
        if isinstance(self.denominator_sum_squares, Unset):
            denominator_sum_squares = UNSET
        else:
            denominator_sum_squares = self.denominator_sum_squares

        main_denominator_product: float | None | Unset
        if isinstance(self.main_denominator_product, Unset):
            main_denominator_product = UNSET
        else:
            main_denominator_product = self.main_denominator_product

        covariate_sum: float | None | Unset
        if isinstance(self.covariate_sum, Unset):
            covariate_sum = UNSET
        else:
            covariate_sum = self.covariate_sum

        covariate_sum_squares: float | None | Unset
        if isinstance(self.covariate_sum_squares, Unset):
            covariate_sum_squares = UNSET
        else:
            covariate_sum_squares = self.covariate_sum_squares

        main_covariate_product: float | None | Unset
        if isinstance(self.main_covariate_product, Unset):
            main_covariate_product = UNSET
        else:
            main_covariate_product = self.main_covariate_product

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
                "users": users,
                "sum": sum_,
            }
        )
        if sum_squares is not UNSET:
            field_dict["sum_squares"] = sum_squares
        if denominator_sum is not UNSET:
            field_dict["denominator_sum"] = denominator_sum
        if denominator_sum_squares is not UNSET:
            field_dict["denominator_sum_squares"] = denominator_sum_squares
        if main_denominator_product is not UNSET:
            field_dict["main_denominator_product"] = main_denominator_product
        if covariate_sum is not UNSET:
            field_dict["covariate_sum"] = covariate_sum
        if covariate_sum_squares is not UNSET:
            field_dict["covariate_sum_squares"] = covariate_sum_squares
        if main_covariate_product is not UNSET:
            field_dict["main_covariate_product"] = main_covariate_product

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        users = d.pop("users")

        sum_ = d.pop("sum")

        def _parse_sum_squares(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        sum_squares = _parse_sum_squares(d.pop("sum_squares", UNSET))

        def _parse_denominator_sum(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        denominator_sum = _parse_denominator_sum(d.pop("denominator_sum", UNSET))

        def _parse_denominator_sum_squares(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        denominator_sum_squares = _parse_denominator_sum_squares(
            d.pop("denominator_sum_squares", UNSET)
        )

        def _parse_main_denominator_product(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        main_denominator_product = _parse_main_denominator_product(
            d.pop("main_denominator_product", UNSET)
        )

        def _parse_covariate_sum(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        covariate_sum = _parse_covariate_sum(d.pop("covariate_sum", UNSET))

        def _parse_covariate_sum_squares(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        covariate_sum_squares = _parse_covariate_sum_squares(
            d.pop("covariate_sum_squares", UNSET)
        )

        def _parse_main_covariate_product(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        main_covariate_product = _parse_main_covariate_product(
            d.pop("main_covariate_product", UNSET)
        )

        variation_totals = cls(
            key=key,
            users=users,
            sum_=sum_,
            sum_squares=sum_squares,
            denominator_sum=denominator_sum,
            denominator_sum_squares=denominator_sum_squares,
            main_denominator_product=main_denominator_product,
            covariate_sum=covariate_sum,
            covariate_sum_squares=covariate_sum_squares,
            main_covariate_product=main_covariate_product,
        )

        return variation_totals
