"""Q7: imports that could be read and not be written, from Q757 on."""

from qcdc_cli.problems.catalogue import error

ENTRIES = {
    "Q757": error(
        "Phiếu này đã thay đổi sau khi lệnh đọc nó, nên chưa ghi tệp nào.",
        "This sheet has changed since the command read it, so that nothing was written.",
        "Chạy lại lệnh nhập.",
        "Run the import again.",
        (
            "Hai người cùng nhập, hoặc có người sửa phiếu đúng lúc đó. Ghi đè thì mất điểm của người kia; chạy lại thì "
            "qcdc đọc phiếu mới và nhập tiếp vào đó."
        ),
        (
            "Two people import at once, or somebody edits the sheet at that moment. Writing over it would lose the "
            "other's marks; run again, the import reads the new sheet and goes on from it."
        ),
    ),
}
