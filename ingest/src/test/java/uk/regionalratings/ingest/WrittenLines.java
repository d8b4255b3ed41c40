package uk.regionalratings.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import uk.regionalratings.ingest.WrittenFile.Row;

/**
 * Writes tables as lines: CSV with any separator, line ends, quotes and column order, in UTF-8 and UTF-16,
 * NDJSON, and one JSON object.
 */
final class WrittenLines {
    private static final List<String> ENDS = List.of("\n", "\r", "\r\n");
    private static final List<String> SEPARATORS = List.of(",", ",", ";", "\t");
    private static final List<String> FLAWS_OF_OBJECTS = List.of("grade", "property", "cut");
    private static final List<String> NOTES =
            List.of("", "plain", "a, b", "a; b\tc", "said \"good\"", "two\rlines", "two\r\nlines", "two\nlines", "é");

    private final Random random;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String end;
    private final String separator;

    private WrittenLines(Random random) {
        this.random = random;
        this.end = random.nextBoolean() ? ENDS.get(random.nextInt(ENDS.size())) : "";
        this.separator = SEPARATORS.get(random.nextInt(SEPARATORS.size()));
        if (random.nextInt(4) == 0) {
            write("\uFEFF");
        }
    }

    static byte[] csv(WrittenFile file, Random random) {
        WrittenLines lines = new WrittenLines(random);
        boolean quotes = random.nextInt(4) > 0;
        List<Row> rows =
                file.rows(12, "r", quotes ? List.of("grade", "short", "encoding") : List.of("grade", "unclosed"));
        file.expect(rows);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
        Collections.shuffle(order, random);
        if (random.nextInt(4) == 0) {
            lines.line("Inspections as at 31 August");
        }
        lines.line(lines.csv(WrittenFile.COLUMNS, order, quotes));
        boolean unclosed = false;
        for (Row row : rows) {
            String note = quotes ? NOTES.get(random.nextInt(NOTES.size())) : "plain";
            String line = lines.csv(row.cells(note), order, quotes);
            switch (row.flaw()) {
                // Without any separator: only the last column, which is not read, may be left out.
                case "short" -> line = row.id();
                // Only one in a file: two of them could be the beginning and end of one field.
                case "unclosed" -> {
                    line = unclosed ? row.id() : "\"" + line;
                    unclosed = true;
                }
                case "encoding" -> line = line.replace("ILACS", "ILACS\u00ff");
                default -> {}
            }
            lines.line(line, row.flaw().equals("encoding"));
        }
        boolean oneEncoding = rows.stream().noneMatch(row -> row.flaw().equals("encoding"));
        return oneEncoding && random.nextInt(4) == 0 ? utf16(lines.bytes) : lines.bytes.toByteArray();
    }

    /** With the byte order mark of this encoding only. */
    private static byte[] utf16(ByteArrayOutputStream utf8) {
        String text = utf8.toString(StandardCharsets.UTF_8);
        return ("\uFEFF" + text.replace("\uFEFF", "")).getBytes(StandardCharsets.UTF_16LE);
    }

    private String csv(List<String> cells, List<Integer> order, boolean quotes) {
        List<String> written = new ArrayList<>();
        for (int column : order) {
            String cell = cells.get(column);
            boolean must = cell.contains(separator) || cell.chars().anyMatch(c -> "\"\r\n".indexOf(c) >= 0);
            boolean quoted = must || (quotes && random.nextInt(5) == 0);
            written.add(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        return String.join(separator, written);
    }

    static byte[] ndjson(WrittenFile file, Random random) {
        WrittenLines lines = new WrittenLines(random);
        List<Row> rows = new ArrayList<>(file.rows(12, "r", FLAWS_OF_OBJECTS));
        if (rows.isEmpty()) {
            // A file without any line would be an empty file of no known format.
            rows.addAll(file.rows(1, "one", List.of("grade")));
        }
        file.expect(rows);
        rows.forEach(row -> lines.line(object(row)));
        return lines.bytes.toByteArray();
    }

    /** One object, or an empty body. */
    static byte[] json(WrittenFile file) {
        List<Row> rows = file.rows(1, "r", FLAWS_OF_OBJECTS);
        file.expect(rows);
        return rows.stream()
                .map(WrittenLines::object)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String object(Row row) {
        List<String> cells = row.cells("");
        String care = row.inCare().isEmpty() ? "null" : '"' + row.inCare() + '"';
        String object = String.format(
                "{\"inspectionId\":\"%s\",\"authorityId\":\"394\",\"framework\":\"ILACS\",\"startedOn\":\"2021-06-28\","
                        + "\"endedOn\":\"2021-07-09\",\"publishedOn\":\"2021-08-20\",\"grades\":{"
                        + "\"help_and_protection\":\"%s\",\"in_care\":%s}%s}",
                row.id(), cells.get(6), care, row.flaw().equals("property") ? ",\"safeguarding\":\"Met\"" : "");
        return row.flaw().equals("cut") ? object.substring(0, object.length() - 30) : object;
    }

    private void line(String line) {
        line(line, false);
    }

    private void line(String line, boolean latin1) {
        if (latin1) {
            bytes.writeBytes(line.replace("é", "e").getBytes(StandardCharsets.ISO_8859_1));
        } else {
            write(line);
        }
        write(end.isEmpty() ? ENDS.get(random.nextInt(ENDS.size())) : end);
        if (random.nextInt(10) == 0) {
            write(" " + ENDS.get(random.nextInt(ENDS.size())));
        }
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
