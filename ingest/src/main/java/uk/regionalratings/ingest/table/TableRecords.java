package uk.regionalratings.ingest.table;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Turns the rows below one header into records. Rows that are not about an inspection are skipped and reported at the
 * end; short rows are padded. The first rows of a list are examined together, since they show how it writes dates and
 * grades.
 */
public final class TableRecords {
    /** How many rows are examined together: more than any list of inspections has, at little cost in memory. */
    private static final int FIRST_ROWS = 2_000;

    /** The size in bytes at which collecting first rows stops. */
    private static final int FIRST_BYTES = 2 << 20;

    private final Rows rows;
    private final LongFunction<String> place;
    private final NamelessColumns nameless = new NamelessColumns();
    private final AsideRows asides = new AsideRows();
    private final Deque<TableRow> first = new ArrayDeque<>();
    private final boolean serials;
    private Header header;
    private boolean looked;

    /** A failure after the first rows; the rows before it are still good. */
    private @Nullable IOException failure;

    /** Supplies the rows below a header, one at a time. */
    @FunctionalInterface
    public interface Rows {
        /** The next row, or null at the end. */
        @Nullable
        TableRow next() throws IOException;
    }

    /**
     * The records below a header.
     *
     * @param place where a line is, for people
     * @param serials whether a number may be a spreadsheet's serial day
     */
    public TableRecords(Header header, Rows rows, LongFunction<String> place, boolean serials) {
        this.header = header;
        this.rows = rows;
        this.place = place;
        this.serials = serials;
    }

    /** The next record, or null at the end. */
    @Nullable
    public SourceRecord next() throws IOException {
        if (!looked) {
            looked = true;
            lookAhead();
        }
        TableRow row = first.isEmpty() ? nextRow() : first.remove();
        return row == null ? null : toRecord(row);
    }

    private void lookAhead() {
        if (!header.dependsOnRows()) {
            return;
        }
        List<List<String>> texts = new ArrayList<>();
        long bytes = 0;
        try {
            while (first.size() < FIRST_ROWS && bytes < FIRST_BYTES) {
                TableRow row = nextRow();
                if (row == null) {
                    break;
                }
                first.add(row);
                bytes += row.original().length;
                if (row.problem() == null) {
                    texts.add(row.texts(header.width()));
                }
            }
        } catch (IOException e) {
            failure = e;
        }
        header = header.knowing(texts, serials);
    }

    /** The next row that is not skipped. */
    private @Nullable TableRow nextRow() throws IOException {
        if (failure != null) {
            throw failure;
        }
        for (TableRow row = rows.next(); row != null; row = rows.next()) {
            if (row.isBlank()) {
                asides.addBlank();
            } else if (header.isAside(row.fields())) {
                asides.add(place.apply(row.line()), row.fields());
            } else {
                return row;
            }
        }
        return null;
    }

    private SourceRecord toRecord(TableRow row) {
        if (row.problem() != null) {
            Problem problem = new Problem(RejectionReason.UNREADABLE, "", row.problem());
            return new SourceRecord.Malformed(row.line(), row.original(), problem);
        }
        nameless.look(header, row.fields(), place.apply(row.line()));
        List<Problem> problems = new ArrayList<>();
        row.faults().forEach((column, fault) -> {
            if (column < header.width() && !header.fieldAt(column).isEmpty()) {
                problems.add(new Problem(RejectionReason.UNREADABLE, header.fieldAt(column), Quoted.clean(fault)));
            }
        });
        Map<String, String> fields = header.fields(row.texts(header.width()), problems);
        return new SourceRecord.Legible(row.line(), row.original(), fields, problems);
    }

    Header header() {
        return header;
    }

    /** Remarks about the rows, complete after the last one; may be empty. */
    List<String> remarks() {
        return Stream.of(header.conventions(), asides.remarks(), nameless.remarks())
                .flatMap(List::stream)
                .toList();
    }
}
