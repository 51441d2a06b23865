"""`qcdc schema`: the JSON Schemas of the three files."""

from pathlib import Path
from typing import Annotated

from qcdc_cli.commands.options import OutputOption, argument, completing, option
from qcdc_cli.language import Text, terms

WhichArgument = Annotated[
    str | None,
    argument(
        "Lược đồ của loại tệp nào.",
        "Which file's schema.",
        value=Text("campaign|rubric|sheet", "campaign|rubric|sheet"),
        complete=completing(lambda: ("campaign", "rubric", "sheet")),
    ),
]
AllOption = Annotated[
    str | None,
    option(
        "Ghi cả ba lược đồ vào thư mục này.", "Write all three schemas into this folder.", "--all", value=terms.FOLDER
    ),
]

HELP = Text(
    "Tệp do `qcdc init` tạo có sẵn hai dòng chú thích trỏ tới lược đồ, cho VS Code (yaml-language-server) và "
    "JetBrains.",
    "Sample files carry two comment lines that point to it, for VS Code (yaml-language-server) and JetBrains.",
)


def command(which: WhichArgument = None, folder: AllOption = None, output: OutputOption = None) -> None:
    """Print one schema, or write all of them."""
    from qcdc_cli.campaign.schema import SCHEMAS, schema_text
    from qcdc_cli.commands.output import journal_folder, show, tell
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.storage.replacing import NewFile, replace_all

    if folder is not None:
        files = [NewFile(Path(folder) / f"{name}.schema.json", schema_text(name).encode()) for name in SCHEMAS]
        refuse_overwriting([one.file for one in files])
        replace_all(files, journal_folder(files[0].file), tell)
        return
    if which not in SCHEMAS:
        values = {"found": which or "", "option": "campaign|rubric|sheet", "command": "qcdc schema"}
        code = "Q903" if which is None else "Q906"
        if which is None:
            values["found"] = "campaign|rubric|sheet"
        raise QcdcError(Problem(code, values, which or "", ", ".join(SCHEMAS)), could_not_run=True)
    show(schema_text(which), output)
