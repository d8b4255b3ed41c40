package uk.regionalratings.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;

/**
 * Workbooks for tests: as a library writes them, or built from hand-written parts where the library would not write
 * such a workbook.
 */
final class SampleWorkbook {
    /** A list's header as the sector writes it. */
    static final List<Object> HEADER = List.of(
            "Local authority",
            "LA code",
            "Inspection framework",
            "Inspection start date",
            "Inspection end date",
            "Publication date",
            "Overall effectiveness",
            "The experiences and progress of children in care and care leavers",
            "Web link");

    /** A row below it, with real dates. */
    static final List<Object> SUNDERLAND = List.of(
            "Sunderland",
            394,
            "ILACS",
            LocalDate.of(2021, 6, 28),
            LocalDate.of(2021, 7, 9),
            LocalDate.of(2021, 8, 20),
            "Outstanding",
            "Outstanding",
            "https://files.ofsted.gov.uk/v1/file/50168072");

    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private SampleWorkbook() {}

    /** One sheet called "List" with these rows, written by an independent library. */
    static byte[] of(List<List<Object>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(bytes, "Tests", "1.0")) {
            Worksheet cover = workbook.newWorksheet("Cover");
            cover.value(0, 0, "Inspections of local authority children's services");
            cover.value(1, 0, LocalDate.of(2026, 8, 31));
            Worksheet sheet = workbook.newWorksheet("List");
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    write(sheet, r, c, rows.get(r).get(c));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof LocalDate day) {
            sheet.value(row, column, day);
            sheet.style(row, column).format("dd/mm/yyyy").set();
        } else if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof Boolean truth) {
            sheet.value(row, column, truth);
        } else {
            sheet.value(row, column, String.valueOf(value));
        }
    }

    /**
     * The parts of a workbook with one sheet called "Sheet1" that contains {@code rows}, as XML; format 1 is a date
     * format.
     */
    static Map<String, String> parts(String rows) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        parts.put("_rels/.rels", relations("officeDocument", "/xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r='" + RELATIONS + "'><workbookPr date1904='0'/><sheets>"
                        + "<sheet name='Sheet1' sheetId='1' r:id='worksheet'/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships>" + relation("worksheet", "worksheets/sheet1.xml")
                        + relation("sharedStrings", "sharedStrings.xml") + relation("styles", "styles.xml")
                        + "</Relationships>");
        parts.put("xl/sharedStrings.xml", "<sst><si><t>Sunder</t><r><t>land</t></r></si></sst>");
        parts.put("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>");
        return parts;
    }

    /** A workbook with one sheet called "Sheet1". */
    static byte[] ofSheet(String rows) {
        return zip(parts(rows));
    }

    /** A workbook with these sheets: rows as XML by name; one called "hidden" is hidden. */
    static byte[] ofSheets(Map<String, String> rows) {
        Map<String, String> parts = parts("");
        StringBuilder sheets = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        rows.forEach((name, xml) -> {
            String id = "sheet" + (sheets.length() + 2);
            String state = name.equals("hidden") ? "hidden" : "visible";
            sheets.append("<sheet name='" + name + "' state='" + state + "' r:id='" + id + "'/>");
            relations.append(relation("worksheet", "worksheets/" + id + ".xml").replace("'worksheet'", "'" + id + "'"));
            parts.put("xl/worksheets/" + id + ".xml", "<worksheet><sheetData>" + xml + "</sheetData></worksheet>");
        });
        parts.put(
                "xl/workbook.xml", "<workbook xmlns:r='" + RELATIONS + "'><sheets>" + sheets + "</sheets></workbook>");
        parts.computeIfPresent(
                "xl/_rels/workbook.xml.rels",
                (name, xml) -> xml.replace("<Relationships>", "<Relationships>" + relations));
        return zip(parts);
    }

    private static String relations(String type, String target) {
        return "<Relationships>" + relation(type, target) + "</Relationships>";
    }

    private static String relation(String type, String target) {
        return "<Relationship Id='" + type + "' Type='" + RELATIONS + "/" + type + "' Target='" + target + "'/>";
    }

    /** A native header and below it a row whose first cell is {@code first}, between two good ones. */
    static String between(String first) {
        String header = row(
                1,
                text("inspection_id")
                        + text("authority_id")
                        + text("framework")
                        + text("started_on")
                        + text("ended_on")
                        + text("published_on")
                        + text("overall_effectiveness"));
        return header + row(2, text("first") + GOOD) + row(3, first + GOOD) + row(4, text("last") + GOOD);
    }

    /** The cells of a good row, except its identity. */
    static final String GOOD = "<c><v>394</v></c>" + text("ILACS")
            + "<c s='1'><v>44375</v></c><c s='1'><v>44386</v></c>" + "<c s='1'><v>44428</v></c>" + text("Outstanding");

    static String row(int number, String cells) {
        return "<row r='" + number + "'>" + cells + "</row>";
    }

    static String text(String text) {
        return "<c t='inlineStr'><is><t>" + text + "</t></is></c>";
    }

    static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
