package uk.regionalratings.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/** ODS workbooks for tests, built from hand-written parts as LibreOffice writes them. */
final class SampleOds {
    private static final String NAMESPACES = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
            + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
            + " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
            + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
            + " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'";

    private SampleOds() {}

    /** A workbook with these sheets: rows as XML by name; one called "hidden" is hidden. */
    static byte[] ofSheets(Map<String, String> rows) {
        return SampleWorkbook.zip(parts(rows));
    }

    static Map<String, String> parts(Map<String, String> rows) {
        StringBuilder tables = new StringBuilder();
        rows.forEach((name, xml) -> tables.append("<table:table table:name='" + name + "' table:style-name='"
                + (name.equals("hidden") ? "ta2" : "ta1") + "'><office:forms/><table:table-column/>" + xml
                + "</table:table>"));
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        parts.put(
                "content.xml",
                "<?xml version='1.0' encoding='UTF-8'?><office:document-content " + NAMESPACES
                        + "><office:automatic-styles><style:style style:name='ta1' style:family='table'>"
                        + "<style:table-properties table:display='true'/></style:style>"
                        + "<style:style style:name='ta2' style:family='table'>"
                        + "<style:table-properties table:display='false'/></style:style></office:automatic-styles>"
                        + "<office:body><office:spreadsheet>" + tables
                        + "</office:spreadsheet></office:body></office:document-content>");
        return parts;
    }

    static String row(String cells) {
        return "<table:table-row>" + cells + "</table:table-row>";
    }

    static String text(String text) {
        return "<table:table-cell office:value-type='string' calcext:value-type='string'><text:p>" + text
                + "</text:p></table:table-cell>";
    }

    static String day(String day) {
        return "<table:table-cell office:value-type='date' office:date-value='" + day
                + "'><text:p>whatever is shown</text:p></table:table-cell>";
    }

    static String number(String number) {
        return "<table:table-cell office:value-type='float' office:value='" + number + "'><text:p>" + number
                + "</text:p></table:table-cell>";
    }

    /** A native header with children in care as its last column. */
    static String header() {
        StringBuilder cells = new StringBuilder();
        for (String name : new String[] {
            "inspection_id",
            "authority_id",
            "framework",
            "started_on",
            "ended_on",
            "published_on",
            "overall_effectiveness",
            "in_care"
        }) {
            cells.append(text(name));
        }
        return row(cells.toString());
    }

    /** The cells of a good row, except the last. */
    static String good(String id) {
        return text(id)
                + number("394")
                + text("ILACS")
                + day("2021-06-28")
                + day("2021-07-09T00:00:00")
                + day("2021-08-20")
                + text("Outstanding");
    }
}
