package uk.regionalratings.ingest;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object from each line. */
final class NdjsonRecordReader implements RecordReader {
    private final LineReader lines;

    NdjsonRecordReader(LineReader lines) {
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
