from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.new_answer import NewAnswer


T = TypeVar("T", bound="NewAnswers")


@_attrs_define
class NewAnswers:
    """Answers; all of them are kept, or none is.

    Example:
        {'answers': [{'customer_id': 'c-17', 'feedback_id': 'nps-2026-c-17', 'score': 9, 'source': 'email'},
            {'category': 'coffee', 'customer_id': 'c-18', 'other_ratings': [8, 6], 'own_rating': 8}]}

    Attributes:
        answers (list[NewAnswer]):
    """

    answers: list[NewAnswer]

    def to_dict(self) -> dict[str, Any]:
        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answers": answers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.new_answer import NewAnswer

        d = dict(src_dict)
        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = NewAnswer.from_dict(answers_item_data)

            answers.append(answers_item)

        new_answers = cls(
            answers=answers,
        )

        return new_answers
