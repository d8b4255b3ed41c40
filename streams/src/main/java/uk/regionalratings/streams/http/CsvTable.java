package uk.regionalratings.streams.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.export.CsvCell;

/**
 * An answer as a CSV table. A text cell that a spreadsheet would treat as a formula gets a leading apostrophe; numbers,
 * dates and constants stay as they are.
 */
final class CsvTable {
    private final List<String> header;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    CsvTable(List<String> header) {
        this.header = List.copyOf(header);
    }

    /** @param cells one per column; null for an empty cell */
    CsvTable row(List<@Nullable Object> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells for " + header.size() + " columns");
        }
        rows.add(cells);
        return this;
    }

    byte[] toBytes() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(header);
            for (List<@Nullable Object> row : rows) {
                csv.writeRecord(row.stream().map(CsvCell::of).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
