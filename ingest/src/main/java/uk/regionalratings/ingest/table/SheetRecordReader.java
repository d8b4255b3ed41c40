package uk.regionalratings.ingest.table;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.sheet.SheetException;
import uk.regionalratings.ingest.sheet.Workbook;
import uk.regionalratings.ingest.source.RecordReaders;

/** Reads the rows of a workbook, sheet by sheet, from every sheet that has a header row. */
public final class SheetRecordReader implements RecordReader {
    private final List<String> remarks;

    /** Remarks about the sheets that have been read to their end. */
    private final List<String> lastRemarks = new ArrayList<>();

    private final Deque<ListSheet> lists;
    private ListSheet list;

    /**
     * @param bytes the workbook; not to be changed
     * @throws UnusableSourceException if it is not a workbook or has no header row; the message does not name the
     *     source
     */
    public SheetRecordReader(byte[] bytes, Headers headers) throws IOException {
        try {
            ListSheet.Found found = ListSheet.find(Workbook.open(bytes), headers);
            this.remarks = found.remarks();
            this.lists = new ArrayDeque<>(found.lists());
            this.list = lists.remove();
        } catch (SheetException e) {
            throw new UnusableSourceException(e.getMessage() + ": " + RecordReaders.ACCEPTED, e);
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        SourceRecord next = list.records().next();
        while (next == null && !lists.isEmpty()) {
            lastRemarks.addAll(list.records().remarks());
            list = lists.remove();
            next = list.records().next();
        }
        return next;
    }

    @Override
    public String place(long line) {
        return Quoted.clean(list.name()) + "!" + line;
    }

    @Override
    public String nameInSource(String field) {
        return list.records().header().nameInSource(field);
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public List<String> lastRemarks() {
        return Stream.concat(lastRemarks.stream(), list.records().remarks().stream())
                .toList();
    }
}
