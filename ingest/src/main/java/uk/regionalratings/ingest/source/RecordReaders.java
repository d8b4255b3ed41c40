package uk.regionalratings.ingest.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.regionalratings.ingest.json.JsonDocumentReader;
import uk.regionalratings.ingest.json.NdjsonRecordReader;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.sheet.Workbook;
import uk.regionalratings.ingest.table.CsvRecordReader;
import uk.regionalratings.ingest.table.Headers;
import uk.regionalratings.ingest.table.SheetRecordReader;
import uk.regionalratings.ingest.text.Line;
import uk.regionalratings.ingest.text.LineReader;
import uk.regionalratings.ingest.text.Utf16Bytes;

/**
 * The reader for each {@link SourceFormat}. The format of a file is recognised by its content, never by its name.
 * Other senders declare the format.
 */
public final class RecordReaders {
    public static final String ACCEPTED =
            "give CSV with a header line, or one JSON object on each line, in UTF-8, an .xlsx or .ods workbook, or a"
                    + " report PDF";

    /** How much of a source is examined to recognise its format; enough to include the title of an HTML page. */
    private static final int START = 1 << 13;

    private static final String MARK = "\u00fe\u00ff";
    private static final String LITTLE_ENDIAN_MARK = "\u00ff\u00fe";
    private static final String ZIP = "PK\u0003\u0004";

    private static final Pattern HTML_TITLE =
            Pattern.compile("<title>\\s*(.{1,200}?)\\s*</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern GAPS = Pattern.compile("\\s+");

    private final InspectionReports reports;
    private final Headers headers;

    public RecordReaders(InspectionReports reports, Headers headers) {
        this.reports = reports;
        this.headers = headers;
    }

    /**
     * A reader for {@code content} in the format that its sender has declared.
     *
     * @param content not read yet; closed by the caller
     * @throws UnusableSourceException if nothing in the content can be read; the message does not name the source
     */
    RecordReader open(SourceFormat format, IngestSource source, InputStream content) throws IOException {
        return switch (format) {
            case JSON -> new JsonDocumentReader(content);
            case NDJSON -> new NdjsonRecordReader(new LineReader(content));
            case CSV -> new CsvRecordReader(lines(content), headers);
            // One byte more than the limit is enough to see that a workbook is too large.
            case WORKBOOK -> new SheetRecordReader(content.readNBytes(Workbook.mostBytes() + 1), headers);
            case PDF -> new ReportRecordReader(reports, source, content);
        };
    }

    /**
     * A reader for {@code content}, whose format is recognised by its beginning.
     *
     * @param content not read yet; closed by the caller
     * @throws UnusableSourceException if it is empty or its format unknown; the message does not name the source
     */
    public RecordReader recognise(IngestSource source, InputStream content) throws IOException {
        BufferedInputStream peekable = new BufferedInputStream(content, START);
        peekable.mark(START);
        byte[] start = peekable.readNBytes(START);
        peekable.reset();
        if (InspectionReports.isPdf(start)) {
            return open(SourceFormat.PDF, source, peekable);
        }
        if (begins(start, ZIP)) {
            return open(SourceFormat.WORKBOOK, source, peekable);
        }
        refusePage(start);
        return recogniseLines(lines(peekable));
    }

    /** The lines of a text in UTF-8, or in UTF-16 if it begins with that byte order mark. */
    public static LineReader lines(InputStream content) throws IOException {
        PushbackInputStream text = new PushbackInputStream(content, MARK.length());
        byte[] mark = text.readNBytes(MARK.length());
        boolean bigEndian = begins(mark, MARK);
        if (bigEndian || begins(mark, LITTLE_ENDIAN_MARK)) {
            return new LineReader(new Utf16Bytes(new BufferedInputStream(text), bigEndian));
        }
        text.unread(mark);
        return new LineReader(text);
    }

    /** Sites answer with a page that says "not found", and browsers save it under the report's name. */
    private static void refusePage(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        Matcher title = HTML_TITLE.matcher(text);
        if (text.stripLeading().startsWith("<") && title.find()) {
            throw new UnusableSourceException("is not a report but a web page called "
                    + Quoted.of(GAPS.matcher(title.group(1)).replaceAll(" ")) + ": download the report again");
        }
    }

    private RecordReader recogniseLines(LineReader lines) throws IOException {
        Line first = lines.nextNotBlank();
        if (first == null) {
            throw new UnusableSourceException("is empty: " + ACCEPTED);
        }
        byte[] start = first.bytes();
        refuseOtherFormats(start);
        lines.pushBack(List.of(first));
        return firstCharacter(start) == '{' ? new NdjsonRecordReader(lines) : new CsvRecordReader(lines, headers);
    }

    private static void refuseOtherFormats(byte[] start) {
        if (begins(start, "\u00d0\u00cf\u0011\u00e0")) {
            throw refused("is an old workbook (.xls) or has a password; save it as .xlsx without a password");
        }
        if (begins(start, "\u001f\u008b")) {
            throw refused("is compressed with gzip; unpack it");
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
