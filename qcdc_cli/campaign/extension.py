"""What a rubric that extends another one says besides the keys of a rubric."""

from typing import Any

from pydantic import Field

from qcdc_cli.language import both
from qcdc_cli.values import Id, Model, Name


class Extension(Model):
    """The keys that make a rubric of another one; they are used up before the rubric's own model is read."""

    extends: Name = Field(
        description=both(
            "Thang điểm gốc: tên thang điểm có sẵn trong qcdc, hoặc đường dẫn tính từ tệp này",
            "The base: a shipped rubric, or a path from this file",
        )
    )
    change: dict[Id, dict[str, Any]] = Field(
        default={}, description=both("Sửa các khóa của mục, tiêu chí này", "Changes keys of these groups and criteria")
    )
    remove: tuple[Id, ...] = Field(
        default=(), description=both("Bỏ các mục, tiêu chí này", "Takes these groups and criteria out")
    )
    add: dict[Id, tuple[dict[str, Any], ...]] = Field(
        default={},
        description=both(
            "Thêm vào cuối mục này; top là cấp cao nhất, bonus, penalties là điểm thưởng, điểm trừ",
            "Adds to the end of this group; top is the top level, bonus and penalties are those lists",
        ),
    )
