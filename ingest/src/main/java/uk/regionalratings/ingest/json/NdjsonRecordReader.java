package uk.regionalratings.ingest.json;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.text.Line;
import uk.regionalratings.ingest.text.LineReader;

/** Reads one JSON object from each line. */
public final class NdjsonRecordReader implements RecordReader {
    private final LineReader lines;

    public NdjsonRecordReader(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        Line line = lines.nextNotBlank();
        if (line == null) {
            return null;
        }
        return line.tooLong()
                ? JsonRecords.tooLong(line)
                : JsonRecords.read(line.number(), line.bytes(), JsonRecords.Extent.LINE);
    }

    @Override
    public String nameInSource(String field) {
        return JsonRecords.nameInSource(field);
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }
}
