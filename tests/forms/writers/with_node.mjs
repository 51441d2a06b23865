// Files as SheetJS and exceljs write them: `node with_node.mjs FOLDER`, called by make.py where both are installed.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const sheetjs = require("xlsx");
const exceljs = require("exceljs");
const version = (name) => JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8")).version;
const folder = process.argv[2];
const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"));
const SHEETJS = `sheetjs-${version("xlsx")}`;
const EXCELJS = `exceljs-${version("exceljs")}`;
const out = (name) => join(folder, name);

function bySheetjs() {
  const table = sheetjs.utils.book_new();
  sheetjs.utils.book_append_sheet(table, sheetjs.utils.aoa_to_sheet(plan.table), "Điểm");
  for (const kind of ["xlsx", "ods", "fods", "csv", "txt", "xls", "xlml", "html", "slk"]) {
    const suffix = { xlml: "xml" }[kind] ?? kind;
    sheetjs.writeFile(table, out(`table-${SHEETJS}.${suffix}`), { bookType: kind, compression: true });
  }
  const template = sheetjs.utils.book_new();
  sheetjs.utils.book_append_sheet(template, sheetjs.utils.aoa_to_sheet(plan.template), "Kết quả");
  for (const shared of [false, true]) {
    const name = `template-${SHEETJS}${shared ? "-shared" : ""}.xlsx`;
    sheetjs.writeFile(template, out(name), { bookSST: shared, compression: true });
  }
  const form = sheetjs.readFile(out("form.xlsx"), { cellStyles: true, cellNF: true });
  const sheet = form.Sheets[plan.sheet];
  for (const [cell, value] of Object.entries(plan.cells)) {
    sheet[cell] = { t: typeof value === "number" ? "n" : "s", v: value };
  }
  for (const kind of ["xlsx", "ods"]) {
    sheetjs.writeFile(form, out(`form-${SHEETJS}.${kind}`), { bookType: kind, compression: true });
  }
}

async function byExceljs() {
  const table = new exceljs.Workbook();
  table.addWorksheet("Điểm").addRows(plan.table);
  await table.xlsx.writeFile(out(`table-${EXCELJS}.xlsx`));
  await table.csv.writeFile(out(`table-${EXCELJS}.csv`));
  const template = new exceljs.Workbook();
  const sheet = template.addWorksheet("Kết quả");
  sheet.addRows(plan.template);
  sheet.getCell("A1").value = { richText: [{ text: "{{khối}}: {{số" }, { font: { bold: true }, text: " đơn vị}}" }] };
  await template.xlsx.writeFile(out(`template-${EXCELJS}.xlsx`));
  const form = new exceljs.Workbook();
  await form.xlsx.readFile(out("form.xlsx"));
  for (const [cell, value] of Object.entries(plan.cells)) form.getWorksheet(plan.sheet).getCell(cell).value = value;
  await form.xlsx.writeFile(out(`form-${EXCELJS}.xlsx`));
}

bySheetjs();
await byExceljs();
