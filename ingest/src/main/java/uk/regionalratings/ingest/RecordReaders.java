package uk.regionalratings.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Chooses how to read a source by what it holds, never by its name. */
final class RecordReaders {
    private static final String ACCEPTED = "give CSV with a header line, or one JSON object on each line, in UTF-8";

    private RecordReaders() {}

    /** @throws UnusableSourceException when the source is empty or neither CSV nor NDJSON; the message does not name it */
    static RecordReader open(LineReader lines) throws IOException {
        Line first = lines.nextNotBlank();
        if (first == null) {
            throw new UnusableSourceException("is empty: " + ACCEPTED);
        }
        byte[] start = first.bytes();
        refuseOtherFormats(start);
        lines.pushBack(List.of(first));
        return firstCharacter(start) == '{' ? new NdjsonRecordReader(lines) : new CsvRecordReader(lines);
    }

    private static void refuseOtherFormats(byte[] start) {
        if (begins(start, "%PDF-")) {
            throw refused("is a PDF");
        }
        if (begins(start, "PK\u0003\u0004")) {
            throw refused("is a ZIP archive or a spreadsheet (.xlsx, .ods)");
        }
        if (begins(start, "\u001f\u008b")) {
            throw refused("is compressed with gzip; unpack it");
        }
        if (begins(start, "\u00ff\u00fe") || begins(start, "\u00fe\u00ff")) {
            throw refused("is in UTF-16");
        }
        if (firstCharacter(start) == '[') {
            throw refused("is a JSON array");
        }
        if (firstCharacter(start) == '<') {
            throw refused("is an HTML or XML page");
        }
        for (byte b : start) {
            if (b == 0) {
                throw refused("is not text");
            }
        }
    }

    private static UnusableSourceException refused(String what) {
        return new UnusableSourceException(what + ": " + ACCEPTED);
    }

    private static boolean begins(byte[] start, String latin1) {
        byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return start.length >= expected.length
                && Arrays.equals(start, 0, expected.length, expected, 0, expected.length);
    }

    private static char firstCharacter(byte[] start) {
        for (byte b : start) {
            if (b != ' ' && b != '\t') {
                return (char) (b & 0xff);
            }
        }
        return ' ';
    }
}
