"""Why the operating system refused, or had the program end, in words for people: its own are in one language only."""

import errno

from qcdc_cli.language import Text

INTERRUPTED = Text("Đã dừng theo yêu cầu (Ctrl-C).", "Interrupted (Ctrl-C).")
TERMINATED = Text("Đã dừng theo yêu cầu của hệ thống.", "Terminated by the system.")

_REASONS = {
    errno.EACCES: Text("không có quyền", "permission denied"),
    errno.EPERM: Text("không có quyền", "not permitted"),
    errno.EISDIR: Text("đó là một thư mục", "it is a folder"),
    errno.ENOTDIR: Text("một phần của đường dẫn không phải thư mục", "a part of the path is not a folder"),
    errno.ENOENT: Text("không có thư mục đó", "there is no such folder"),
    errno.EEXIST: Text("đã có tệp cùng tên", "a file of that name exists"),
    errno.ENOSPC: Text("đĩa đã đầy", "the disk is full"),
    errno.EFBIG: Text("tệp quá lớn", "the file is too large"),
    errno.EROFS: Text("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    errno.ENAMETOOLONG: Text("tên tệp quá dài", "the file's name is too long"),
    errno.EIO: Text("lỗi đọc ghi đĩa", "the disk could not be read or written"),
    errno.EBADF: Text("nơi nhận đã đóng", "it is closed"),
    errno.ENXIO: Text("chưa có chương trình nào nhận dữ liệu ở đó", "no program is reading from it"),
}


def reason(failure: OSError) -> Text:
    """Return why a file could not be read or written; what is not known here in the system's own words."""
    known = _REASONS.get(failure.errno or 0)
    own = failure.strerror or str(failure)
    return known if known is not None else Text(own, own)
