package uk.regionalratings.ingest;

import static uk.regionalratings.ingest.SampleWorkbook.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import uk.regionalratings.ingest.WrittenFile.Row;

/**
 * Writes tables as workbooks: several sheets, some hidden or without the required columns; formulas, hidden rows and
 * merged cells.
 */
final class WrittenSheets {
    private static final List<String> FLAWS = List.of("grade", "never computed", "merged", "error");
    private static final int IN_CARE = 7;

    private final Random random;
    private final StringBuilder merged = new StringBuilder();

    private WrittenSheets(Random random) {
        this.random = random;
    }

    static byte[] workbook(WrittenFile file, Random random) {
        Map<String, String> sheets = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            sheets.put("Cover", "<row r='1'>" + text("Inspections") + "</row>");
        }
        int lists = 1 + random.nextInt(3);
        for (int list = 0; list < lists; list++) {
            List<Row> rows = file.rows(6, "s" + list + "r", FLAWS);
            file.expect(rows);
            sheets.put("List" + list, new WrittenSheets(random).sheet(rows, "inspection_id"));
        }
        for (String name : List.of("hidden", "Old form")) {
            if (random.nextInt(3) == 0) {
                // The header of the old form has another name for the identity.
                List<Row> rows = file.rows(3, name.charAt(0) + "r", FLAWS);
                sheets.put(
                        name,
                        new WrittenSheets(random).sheet(rows, name.equals("hidden") ? "inspection_id" : "number"));
                rows.forEach(row -> file.remarked.add(name));
            }
        }
        return SampleWorkbook.ofSheets(sheets);
    }

    private String sheet(List<Row> rows, String identity) {
        StringBuilder xml = new StringBuilder();
        int number = 1 + random.nextInt(3);
        xml.append("<row r='" + number + "'>" + text(identity));
        WrittenFile.COLUMNS.stream().skip(1).forEach(column -> xml.append(text(column)));
        xml.append("</row>");
        for (Row row : rows) {
            number += 1 + (random.nextInt(8) == 0 ? 1 : 0);
            xml.append(row(row, number));
        }
        String ranges = merged.length() == 0 ? "" : "</sheetData><mergeCells>" + merged + "</mergeCells><sheetData>";
        return xml + ranges;
    }

    private String row(Row row, int number) {
        List<String> cells = row.cells("");
        StringBuilder xml =
                new StringBuilder("<row r='" + number + "'" + (random.nextInt(8) == 0 ? " hidden='1'>" : ">"));
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            if (column == IN_CARE && row.flaw().equals("never computed")) {
                xml.append(random.nextBoolean() ? "<c><f>A1</f></c>" : "<c><f>A1</f><v></v></c>");
            } else if (column == IN_CARE && row.flaw().equals("error")) {
                xml.append("<c t='e'><v>#N/A</v></c>");
            } else if (column >= 3 && column <= 5) {
                xml.append("<c s='1'><v>" + (44_375 + List.of(0, 11, 53).get(column - 3)) + "</v></c>");
            } else if (cell.isEmpty()) {
                xml.append(random.nextBoolean() ? "<c/>" : "<c t='str'><f>A1</f><v></v></c>");
            } else {
                boolean computed = random.nextInt(5) == 0;
                xml.append(computed ? "<c t='str'><f>A1</f><v>" + cell + "</v></c>" : text(cell));
            }
        }
        if (row.flaw().equals("merged")) {
            // Merged with the row above, which shows the value of both.
            merged.append("<mergeCell ref='H" + (number - 1) + ":H" + number + "'/>");
        }
        return xml.append("</row>").toString();
    }
}
