"""An office's own Word file filled with a bloc's results: placeholders such as `{{đơn vị}}` in its text.

What is asked for is found and checked, and written anew as the few words of Jinja that `rendering` knows; nothing that
stands in the file is run. docxtpl fills the parts that hold text, in a process of its own, which imports this package
and little more of the program.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qcdc_cli.render.report import AnyReport, Options


def render(report: "AnyReport", options: "Options") -> tuple[bytes]:
    """Return the options' template filled with a report, in one piece: the bytes of a .docx file.

    Raises:
        TypeError: for a report without results, or options without a template or a moment.
        QcdcError: with everything that is wrong with the template.
    """
    from qcdc_cli.render.placeholders.template_data import render_template
    from qcdc_cli.render.word_template.template import fill_document

    return render_template(report, options, fill_document)
