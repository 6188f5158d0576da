from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.budget_step import BudgetStep
    from ..models.communicate_step import CommunicateStep
    from ..models.identify_step import IdentifyStep
    from ..models.return_step import ReturnStep
    from ..models.value_step import ValueStep


T = TypeVar("T", bound="LoopSteps")


@_attrs_define
class LoopSteps:
    """The five steps of integrated marketing communications; one is null where its input is missing.

    Attributes:
        identify (IdentifyStep | None):
        value (None | ValueStep):
        communicate (CommunicateStep | None):
        return_ (None | ReturnStep):
        budget (BudgetStep | None):
    """

    identify: IdentifyStep | None
    value: None | ValueStep
    communicate: CommunicateStep | None
    return_: None | ReturnStep
    budget: BudgetStep | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.budget_step import BudgetStep
        from ..models.communicate_step import CommunicateStep
        from ..models.identify_step import IdentifyStep
        from ..models.return_step import ReturnStep
        from ..models.value_step import ValueStep

        identify: dict[str, Any] | None
        if isinstance(self.identify, IdentifyStep):
            identify = self.identify.to_dict()
        else:
            identify = self.identify

        value: dict[str, Any] | None
        if isinstance(self.value, ValueStep):
            value = self.value.to_dict()
        else:
            value = self.value

        communicate: dict[str, Any] | None
        if isinstance(self.communicate, CommunicateStep):
            communicate = self.communicate.to_dict()
        else:
            communicate = self.communicate

        return_: dict[str, Any] | None
        if isinstance(self.return_, ReturnStep):
            return_ = self.return_.to_dict()
        else:
            return_ = self.return_

        budget: dict[str, Any] | None
        if isinstance(self.budget, BudgetStep):
            budget = self.budget.to_dict()
        else:
            budget = self.budget

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "identify": identify,
                "value": value,
                "communicate": communicate,
                "return": return_,
                "budget": budget,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budget_step import BudgetStep
        from ..models.communicate_step import CommunicateStep
        from ..models.identify_step import IdentifyStep
        from ..models.return_step import ReturnStep
        from ..models.value_step import ValueStep

        d = dict(src_dict)

        def _parse_identify(data: object) -> IdentifyStep | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                identify_type_0 = IdentifyStep.from_dict(data)

                return identify_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IdentifyStep | None, data)

        identify = _parse_identify(d.pop("identify"))

        def _parse_value(data: object) -> None | ValueStep:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_type_0 = ValueStep.from_dict(data)

                return value_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ValueStep, data)

        value = _parse_value(d.pop("value"))

        def _parse_communicate(data: object) -> CommunicateStep | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                communicate_type_0 = CommunicateStep.from_dict(data)

                return communicate_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CommunicateStep | None, data)

        communicate = _parse_communicate(d.pop("communicate"))

        def _parse_return_(data: object) -> None | ReturnStep:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                return_type_0 = ReturnStep.from_dict(data)

                return return_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnStep, data)

        return_ = _parse_return_(d.pop("return"))

        def _parse_budget(data: object) -> BudgetStep | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                budget_type_0 = BudgetStep.from_dict(data)

                return budget_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BudgetStep | None, data)

        budget = _parse_budget(d.pop("budget"))

        loop_steps = cls(
            identify=identify,
            value=value,
            communicate=communicate,
            return_=return_,
            budget=budget,
        )

        loop_steps.additional_properties = d
        return loop_steps

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
