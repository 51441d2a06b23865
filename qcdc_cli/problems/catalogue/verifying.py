"""Q020 to Q049: checking what was sealed."""

from qcdc_cli.problems.catalogue import error, note, warning

ENTRIES = {
    "Q020": error(
        "Tệp đã niêm phong nay không còn ở đây.",
        "The file was sealed, and is no longer here.",
        "Lấy lại tệp từ bản sao lưu hoặc từ bản sao của niêm phong (tệp .zip trong thư mục `seals`); nếu sửa là "
        "đúng thì lập đính chính bằng `qcdc seal --period {sealed} --erratum`.",
        "Take the file back from a backup, or from the copy of the seal (a .zip in the folder `seals`); if the "
        "change is right, make an erratum with `qcdc seal --period {sealed} --erratum`.",
        "Kết quả đã niêm phong dựa trên tệp này. Tệp bị xóa, đổi tên hoặc chuyển chỗ thì không kiểm tra lại được.",
        "The sealed results rest on this file. Once it is deleted, renamed or moved, nobody can compute them again.",
    ),
    "Q021": error(
        "Phiếu của đơn vị `{unit}`, kỳ `{period}` không có khi niêm phong.",
        "The sheet of `{unit}` in the period `{period}` was not there when it was sealed.",
        "Bỏ tệp này ra khỏi thư mục; nếu phiếu là đúng thì lập đính chính bằng `qcdc seal --period {sealed} "
        "--erratum`.",
        "Take the file out of the folder; if the sheet is right, make an erratum with `qcdc seal --period {sealed} "
        "--erratum`.",
        "Kỳ đã niêm phong thì không nhận thêm phiếu, trừ khi có đính chính ghi rõ lý do.",
        "A period that is sealed takes no more sheets, but by an erratum that says why.",
    ),
    "Q022": error(
        "`{entry}` khác với lúc niêm phong: lúc đó {before}, nay {after}.",
        "`{entry}` is not as it was sealed: it was {before}, now it is {after}.",
        "Lấy lại tệp từ bản sao lưu hoặc từ bản sao của niêm phong (tệp .zip trong thư mục `seals`); nếu sửa là "
        "đúng thì lập đính chính bằng `qcdc seal --period {sealed} --erratum`.",
        "Take the file back from a backup, or from the copy of the seal (a .zip in the folder `seals`); if the "
        "change is right, make an erratum with `qcdc seal --period {sealed} --erratum`.",
        "Niêm phong có mã kiểm tra của từng tệp; so với bản sao lúc niêm phong thì biết khác ở dòng nào, giá "
        "trị cũ và mới.",
        "A seal has the digest of every file; the copy made with it tells which entry differs, and what it was.",
    ),
    "Q023": error(
        "Tệp khác với lúc niêm phong, không chỉ ra được khác ở đâu: {reason}.",
        "The file is not as it was sealed; where it differs cannot be told: {reason}.",
        "Lấy lại tệp từ bản sao lưu hoặc từ bản sao của niêm phong (tệp .zip trong thư mục `seals`); nếu sửa là "
        "đúng thì lập đính chính bằng `qcdc seal --period {sealed} --erratum`.",
        "Take the file back from a backup, or from the copy of the seal (a .zip in the folder `seals`); if the "
        "change is right, make an erratum with `qcdc seal --period {sealed} --erratum`.",
        "Mã kiểm tra trong niêm phong cho biết tệp đã khác. Muốn biết khác ở dòng nào thì cần bản sao lúc niêm "
        "phong và một tệp YAML đọc được.",
        "The digest in the seal shows that the file differs. To tell where, it takes the copy made with the "
        "seal, and a YAML file that can be read.",
    ),
    "Q024": error(
        "Tệp khác với lúc niêm phong, nhưng chỉ khác chú thích, thứ tự dòng hoặc cách trình bày; mọi giá trị vẫn như cũ.",
        "The file is not as it was sealed, but only comments, the order of entries or the layout differ; every "
        "value is the same.",
        "Lấy lại tệp từ bản sao lưu hoặc từ bản sao của niêm phong (tệp .zip trong thư mục `seals`); nếu sửa là "
        "đúng thì lập đính chính bằng `qcdc seal --period {sealed} --erratum`.",
        "Take the file back from a backup, or from the copy of the seal (a .zip in the folder `seals`); if the "
        "change is right, make an erratum with `qcdc seal --period {sealed} --erratum`.",
        "Kết quả không đổi, nhưng tệp không còn đúng từng chữ như lúc niêm phong, nên vẫn bị coi là khác.",
        "Results are the same, but the file is no longer what was sealed, letter by letter; so it counts as changed.",
    ),
    "Q025": note(
        "Chỉ khác ký tự xuống dòng (Windows dùng hai ký tự); nội dung vẫn như lúc niêm phong.",
        "Only the ends of lines differ (Windows uses two characters); the content is as it was sealed.",
        "Không cần làm gì. Để git không đổi ký tự xuống dòng nữa: giữ tệp .gitattributes của đợt thi đua.",
        "There is nothing to do. So that git leaves line ends alone, keep the campaign's .gitattributes.",
        "Git trên Windows và một số trình soạn thảo đổi ký tự xuống dòng mà không hỏi. Đó không phải là sửa nội dung.",
        "Git on Windows and some editors change the ends of lines without asking. That is no change of the content.",
    ),
    "Q026": note(
        "`{entry}` đã thay đổi sau niêm phong: lúc đó {before}, nay {after}; kết quả đã niêm phong không dựa vào đó.",
        "`{entry}` has changed since: it was {before}, now it is {after}; the sealed results do not rest on it.",
        "Không cần làm gì.",
        "There is nothing to do.",
        "qcdc.yaml còn dùng cho kỳ sau và khối khác: thêm kỳ, bốc thăm, cuộc họp, phân công, người thẩm định, số văn bản, "
        "người ký là việc bình thường.",
        "qcdc.yaml goes on with later periods and other blocs: further periods, lots, meetings, assignments and checkers, "
        "numbers and signers of papers are nothing unusual.",
    ),
    "Q027": error(
        "Từ dòng {line}, sổ nhập biểu mẫu khác với lúc niêm phong.",
        "From line {line} on, the records of imports are not as they were sealed.",
        "Lấy lại tệp từ bản sao lưu hoặc từ bản sao của niêm phong (tệp .zip trong thư mục `seals`); nếu sửa là "
        "đúng thì lập đính chính bằng `qcdc seal --period {sealed} --erratum`.",
        "Take the file back from a backup, or from the copy of the seal (a .zip in the folder `seals`); if the "
        "change is right, make an erratum with `qcdc seal --period {sealed} --erratum`.",
        "Sổ này chỉ được ghi thêm vào cuối. Phần đã có khi niêm phong không được sửa, xóa; phần ghi thêm sau đó "
        "không bị coi là khác.",
        "Lines are only added at the end of the records. What was there when they were sealed must stay; what "
        "was added since is no difference.",
    ),
    "Q028": note(
        "Thang điểm có sẵn trong qcdc nay khác với lúc niêm phong ở `{entry}` (lúc đó {before}, nay {after}), vì "
        "niêm phong do phiên bản khác của qcdc lập.",
        "The shipped rubric is not as it was sealed at `{entry}` (it was {before}, now it is {after}), since "
        "another version of qcdc made the seal.",
        "Không cần làm gì: kết quả đã niêm phong vẫn là kết quả tính theo thang điểm lúc đó. Muốn tính lại đúng "
        "như lúc đó thì dùng phiên bản qcdc đã niêm phong.",
        "There is nothing to do: the sealed results are those by the rubric as it was. To compute them again "
        "use the version of qcdc that sealed them.",
        "Thang điểm có sẵn đi cùng chương trình và có thể được sửa ở phiên bản sau. Bản lúc niêm phong nằm "
        "trong bản sao của niêm phong.",
        "A shipped rubric comes with the program and may be mended in a later version. The copy made with the "
        "seal has it as it was.",
    ),
    "Q029": note(
        "Tệp khác với lúc niêm phong, nhưng chỉ khác chú thích, thứ tự dòng hoặc cách trình bày; tệp này còn dùng "
        "cho kỳ sau, khối khác.",
        "The file is not as it was sealed, but only comments, the order of entries or the layout differ; it "
        "goes on with later periods or other blocs.",
        "Không cần làm gì.",
        "There is nothing to do.",
        "Mọi giá trị vẫn như lúc niêm phong. Với phiếu và thang điểm của khối đã niêm phong, khác chú thích "
        "cũng là lỗi (Q024).",
        "Every value is as it was sealed. In sheets and rubrics of a sealed bloc even another comment is an "
        "error (Q024).",
    ),
    "Q030": error(
        "Tệp minh chứng này không có khi niêm phong.",
        "This evidence file was not there when the evidence was sealed.",
        "Bỏ tệp này ra khỏi thư mục; nếu minh chứng là đúng thì lập đính chính bằng `qcdc seal --period {sealed} "
        "--erratum`.",
        "Take the file out of the folder; if it is right, make an erratum with `qcdc seal --period {sealed} "
        "--erratum`.",
        "Minh chứng nộp sau khi niêm phong không phải là căn cứ của điểm đã niêm phong.",
        "Evidence that came after sealing is not what the sealed marks rest on.",
    ),
    "Q031": error(
        "Tệp minh chứng đã niêm phong nay không còn ở đây.",
        "The evidence file was sealed, and is no longer here.",
        "Lấy lại tệp từ bản sao lưu; nếu hủy theo quy định lưu trữ thì ghi nhận bằng `qcdc seal --period {sealed} "
        "--removed`.",
        "Take it back from a backup; if it was removed by the rules of retention, record that with `qcdc seal "
        "--period {sealed} --removed`.",
        "Minh chứng hết thời hạn lưu trữ được hủy khi niêm phong ghi rõ ai hủy, vì sao.",
        "Evidence whose retention is over may go when the seals say who removed it and why.",
    ),
    "Q032": error(
        "Minh chứng của {unit} khác với lúc niêm phong (lúc đó {before} tệp, nay {after} tệp); không còn bản sao "
        "của niêm phong để chỉ ra tệp nào.",
        "The evidence of {unit} is not as it was sealed ({before} files then, {after} now); without the copy of "
        "the seal it cannot be told which.",
        "Lấy lại bản sao của niêm phong (tệp .zip trong thư mục `seals`) từ bản sao lưu rồi kiểm tra lại.",
        "Take the copy of the seal (a .zip in the folder `seals`) back from a backup, and verify again.",
        "Trong niêm phong chỉ có mã kiểm tra của danh sách tệp; danh sách nằm trong bản sao bên cạnh.",
        "The seal only has the digest of the list of files; the list is in the copy beside it.",
    ),
    "Q033": note(
        "Tệp minh chứng này đã ghi nhận là hủy theo quy định (niêm phong số {number}): {by}; lý do: {reason}.",
        "This evidence file is recorded as removed (seal {number}): {by}; reason: {reason}.",
        "Không cần làm gì.",
        "There is nothing to do.",
        "Việc hủy được ghi thành một mục nối tiếp trong chuỗi niêm phong, nên không thể ghi lùi ngày mà không lộ.",
        "A removal is an entry of the chain of seals, so that it cannot be written in afterwards without being seen.",
    ),
    "Q034": warning(
        "Tệp minh chứng này đã ghi nhận là hủy nhưng nay lại có, nội dung đúng như đã niêm phong.",
        "This evidence file was recorded as removed, but is here again, with the content that was sealed.",
        "Xóa tệp này, vì đã ghi nhận là hủy.",
        "Delete it: it was recorded as removed.",
        "Hết thời hạn lưu trữ thì tệp không được giữ lại ở nơi khác rồi đưa trở về.",
        "What may be kept no longer must not come back from somewhere else.",
    ),
    "Q035": error(
        "Kết quả của {bloc} tính từ các tệp hiện nay khác kết quả đã niêm phong (số {number}).",
        "The results of {bloc} from the files as they are differ from those that were sealed (seal {number}).",
        "Xem danh sách điểm, hạng khác nhau và các tệp đã thay đổi; lấy lại các tệp đó, hoặc lập đính chính "
        "bằng `qcdc seal --period {sealed} --erratum`.",
        "See which figures and which files differ; put the files back, or make an erratum with `qcdc seal --period "
        "{sealed} --erratum`.",
        "Kết quả được tính lại từ các tệp rồi so với kết quả ghi khi niêm phong, đến từng tiêu chí của từng đơn vị.",
        "Results are computed again from the files, and compared with the sealed ones down to each criterion of "
        "each unit.",
    ),
    "Q036": error(
        "Nội dung tệp minh chứng khác với lúc niêm phong.",
        "The content of the evidence file is not what was sealed.",
        "Lấy lại tệp từ bản sao lưu; nếu thay tệp là đúng thì lập đính chính bằng `qcdc seal --period {sealed} "
        "--erratum`.",
        "Take it back from a backup; if the change is right, make an erratum with `qcdc seal --period {sealed} "
        "--erratum`.",
        "Từng tệp minh chứng được đọc lại toàn bộ và so mã kiểm tra với danh sách lúc niêm phong.",
        "Every evidence file is read as a whole, and its digest compared with the sealed list.",
    ),
    "Q037": error(
        "Không tính lại được kết quả của khối `{bloc}` để so với niêm phong số {number}.",
        "The results of the bloc `{bloc}` cannot be computed to compare them with seal {number}.",
        "Xử lý các lỗi của tệp được nêu cùng với lỗi này; khối, kỳ đã niêm phong phải còn trong qcdc.yaml.",
        "Mend the errors in files that are told with this one; the sealed bloc and period must still be in qcdc.yaml.",
        "Tệp có lỗi thì không tính được điểm. Tệp và minh chứng vẫn được so với niêm phong.",
        "Nothing is computed over errors in files. Files and evidence are compared all the same.",
    ),
    "Q038": warning(
        "Không còn bản sao của niêm phong số {number}, hoặc không đọc được.",
        "The copy of seal {number} is not there, or cannot be read.",
        "Lấy lại tệp này từ bản sao lưu, hoặc từ bản mà đơn vị khác giữ.",
        "Take the file back from a backup, or from somebody who keeps one.",
        "Niêm phong vẫn kiểm tra được: tệp nào khác thì vẫn biết, nhưng không chỉ ra được khác ở dòng nào.",
        "The seal can be verified all the same: which file differs is known, but not which entry.",
    ),
    "Q039": note(
        "qcdc {own} tính kết quả của {bloc} khác kết quả đã niêm phong (số {number}) bằng qcdc {version}; các "
        "tệp vẫn như lúc niêm phong.",
        "qcdc {own} computes other results for {bloc} than qcdc {version}, with which they were sealed (seal "
        "{number}); the files are as they were sealed.",
        "Kết quả đã niêm phong vẫn có giá trị. Muốn tính lại đúng như vậy thì dùng phiên bản qcdc đã niêm phong.",
        "The sealed results stand. To compute them again use the version of qcdc that sealed them.",
        "Chương trình khác phiên bản có thể tính khác; đó không phải là sửa tệp. Điểm, hạng khác nhau được liệt "
        "kê để biết.",
        "Another version of the program may compute otherwise; that is no tampering. The figures that differ "
        "are listed.",
    ),
    "Q040": error(
        "Chưa có niêm phong nào{about}.",
        "Nothing is sealed{about}.",
        "Niêm phong bằng `qcdc seal`, hoặc chọn kỳ, khối khác.",
        "Seal with `qcdc seal`, or choose another period or bloc.",
        "Kiểm tra niêm phong là so các tệp với những gì đã niêm phong.",
        "To verify is to compare the files with what was sealed.",
    ),
    "Q041": error(
        "Mã vừa nhập không phải mã niêm phong: chép thiếu, thừa hoặc sai chữ.",
        "This is no code of a seal: a letter is missing, one too many, or another one.",
        "So lại từng chữ với giấy rồi chạy lại; mã gồm năm nhóm, mỗi nhóm năm chữ, không có chữ I, O, U và chữ số.",
        "Compare each letter with the paper and run it again; a code has five groups of five letters, without "
        "I, O, U and digits.",
        "Chữ cuối của mã tính từ các chữ khác, nên chép sai một chữ hoặc đổi chỗ hai chữ là biết ngay. Đó là "
        "chép nhầm, chưa phải là kết quả bị sửa.",
        "The last letter is made of the others, so that a letter copied wrongly, or two that changed places, "
        "are noticed. That is a slip, and says nothing of the results yet.",
    ),
    "Q042": error(
        "Mã trên giấy là của niêm phong số {other} ({of}), không phải số {number}.",
        "The code on the paper is that of seal {other} ({of}), not of seal {number}.",
        "Lấy đúng tờ giấy của niêm phong đang kiểm tra; nếu đã có đính chính thì mã trong biên bản đính chính "
        "mới là mã hiện hành.",
        "Take the paper of the seal that is verified; after an erratum it is the code of the erratum that counts.",
        "Mỗi niêm phong, mỗi đính chính có mã riêng.",
        "Each seal and each erratum has a code of its own.",
    ),
    "Q043": error(
        "Mã trên giấy không phải mã của niêm phong nào trong thư mục này.",
        "The code on the paper is that of no seal in this folder.",
        "Nếu giấy đúng là của đợt thi đua này thì niêm phong ở đây đã bị làm lại: lấy lại thư mục `seals` từ "
        "bản mà đơn vị khác giữ.",
        "If the paper is of this campaign, the seals here were made anew: take the folder `seals` from somebody "
        "who keeps a copy.",
        "Người giữ thư mục có thể sửa số liệu rồi niêm phong lại từ đầu; khi đó mọi thứ khớp nhau, chỉ mã là "
        "khác với giấy đã ký.",
        "Whoever keeps the folder can change figures and seal everything anew; then all fits together, but the "
        "code is another one than on the signed paper.",
    ),
    "Q044": error(
        "Chưa nhập hai nhóm chữ còn thiếu của mã.",
        "The two groups of the code that are left out were not typed.",
        "Chạy lại rồi nhập hai nhóm chữ từ biên bản đã ký; trong tập lệnh thì đưa vào qua đầu vào chuẩn.",
        "Run it again and type them from the signed minutes; a script gives them on the standard input.",
        "Hai nhóm được bỏ trống để người kiểm tra thật sự nhìn vào giấy, không chỉ gật đầu với màn hình.",
        "Two groups are left out so that whoever verifies does look at the paper, instead of nodding at the screen.",
    ),
    "Q045": error(
        "Chữ ký của niêm phong số {number} không đúng: không phải ký vào niêm phong này, hoặc đã bị sửa.",
        "A signature of seal {number} is not good: it is of something else, or was edited.",
        "Xóa chữ ký đó khỏi tệp niêm phong và ký lại: `qcdc seal --period {sealed} --sign`.",
        "Take that signature out of the seal's file and sign again: `qcdc seal --period {sealed} --sign`.",
        "Chữ ký được làm và kiểm tra bằng ssh-keygen hoặc gpg, trên mã kiểm tra của niêm phong.",
        "Signatures are made and checked by ssh-keygen or gpg, over the digest of the seal.",
    ),
    "Q046": note(
        "Chữ ký của niêm phong số {number} chưa được kiểm tra: máy này không có `{program}`.",
        "A signature of seal {number} was not checked: this machine has no `{program}`.",
        "Cài gói `{package}` rồi kiểm tra lại.",
        "Install the package `{package}`, then verify again.",
        "Chữ ký do chương trình của hệ thống kiểm tra. Tệp, minh chứng và kết quả đã được so mà không cần "
        "chương trình đó.",
        "Signatures are checked by a program of the system. Files, evidence and results are compared without it.",
    ),
    "Q047": error(
        "Không ký được: máy này không có `{program}`.",
        "It cannot be signed: this machine has no `{program}`.",
        "Cài gói `{package}`, hoặc ký trên máy khác.",
        "Install the package `{package}`, or sign on another machine.",
        "Chữ ký do chương trình của hệ thống làm; qcdc không giữ khóa nào.",
        "Signatures are made by a program of the system; qcdc keeps no key.",
    ),
    "Q048": error(
        "`{program}` không ký bằng khóa `{key}`: {reason}.",
        "`{program}` does not sign with the key `{key}`: {reason}.",
        "Xem khóa và mật khẩu của khóa có đúng không. Với SSH, ghi tệp khóa riêng; với GPG, ghi `gpg` hoặc "
        "`gpg:MÃ-KHÓA`.",
        "See whether the key and its passphrase are right. For SSH name the file of the private key, for GPG "
        "`gpg` or `gpg:KEY`.",
        "Niêm phong chỉ được ghi thêm chữ ký khi chương trình ký xong.",
        "A signature is only added to a seal when the program has made it.",
    ),
    "Q049": error(
        "Chữ ký của niêm phong số {number} không phải của người được phép ký.",
        "A signature of seal {number} is that of nobody who is allowed to sign.",
        "Nếu người này được phép ký thì thêm khóa công khai của họ vào `{file}` trong thư mục đợt thi đua; nếu "
        "không thì xóa chữ ký khỏi tệp niêm phong.",
        "If they may sign, add their public key to `{file}` in the campaign's folder; if not, take the "
        "signature out of the seal's file.",
        "Tạo một khóa thì không khó. Chỉ chữ ký bằng khóa có trong danh sách của đợt thi đua mới có giá trị; "
        "danh sách này nên được các đơn vị giữ riêng.",
        "To make a key is easy. Only signatures by keys in the campaign's list count; units had better keep "
        "that list themselves.",
    ),
}
