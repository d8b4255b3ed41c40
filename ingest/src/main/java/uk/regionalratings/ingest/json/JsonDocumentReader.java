package uk.regionalratings.ingest.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.text.LineReader;

/** Reads a source that is a single JSON object: one record, with the properties of an NDJSON line. */
public final class JsonDocumentReader implements RecordReader {
    private final InputStream content;
    private boolean ended;

    public JsonDocumentReader(InputStream content) {
        this.content = content;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (ended) {
            return null;
        }
        ended = true;
        byte[] document = content.readNBytes(LineReader.LONGEST + 1);
        if (document.length == 0) {
            throw new UnusableSourceException("is empty: give one JSON object");
        }
        return JsonRecords.read(1, LineReader.withoutByteOrderMark(document), JsonRecords.Extent.DOCUMENT);
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
