package uk.regionalratings.ingest;

import static uk.regionalratings.ingest.SampleOds.header;
import static uk.regionalratings.ingest.SampleOds.row;

import java.util.LinkedHashMap;
import java.util.Map;

/** Workbooks for tests: good rows {@code a} and {@code b}, and a bad one between them on the second sheet. */
public final class WrittenWorkbooks {
    private WrittenWorkbooks() {}

    /** As Excel writes it. */
    public static byte[] xlsx() {
        Map<String, String> sheets = new LinkedHashMap<>();
        String header = SampleWorkbook.between("")
                .substring(0, SampleWorkbook.between("").indexOf("<row r='2'>"));
        sheets.put("First", header + SampleWorkbook.row(2, SampleWorkbook.text("a") + SampleWorkbook.GOOD));
        sheets.put(
                "Second",
                header
                        + SampleWorkbook.row(
                                2, SampleWorkbook.text("bad") + SampleWorkbook.GOOD.replace("Outstanding", "Fine"))
                        + SampleWorkbook.row(3, SampleWorkbook.text("b") + SampleWorkbook.GOOD));
        return SampleWorkbook.ofSheets(sheets);
    }

    /** As LibreOffice writes it. */
    public static byte[] ods() {
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("First", header() + row(SampleOds.good("a")));
        sheets.put(
                "Second",
                header() + row(SampleOds.good("bad").replace("Outstanding", "Fine")) + row(SampleOds.good("b")));
        return SampleOds.ofSheets(sheets);
    }

    /** As LibreOffice writes it, with more repeated rows at its end than there can be. */
    public static byte[] damagedAtTheEnd() {
        return SampleOds.ofSheets(Map.of(
                "First",
                header() + row(SampleOds.good("a")) + row(SampleOds.good("b"))
                        + "<table:table-row table:number-rows-repeated='200000'>" + SampleOds.good("c")
                        + "</table:table-row>"));
    }
}
