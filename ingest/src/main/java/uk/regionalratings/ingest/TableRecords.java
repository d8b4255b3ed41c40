package uk.regionalratings.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Makes records of the rows below one header: those of no inspection are passed over and told of at the end, short ones are
 * padded. Of a list the first rows are looked at together, since they tell how it writes dates and grades.
 */
final class TableRecords {
    /** Rows that are looked at together: more than any list of inspections has, a small part of what memory takes. */
    private static final int FIRST_ROWS = 2_000;

    /** Bytes of these rows, beyond which no more are waited for. */
    private static final int FIRST_BYTES = 2 << 20;

    private final Rows rows;
    private final LongFunction<String> place;
    private final NamelessColumns nameless = new NamelessColumns();
    private final AsideRows asides = new AsideRows();
    private final Deque<TableRow> first = new ArrayDeque<>();
    private final boolean serials;
    private Header header;
    private boolean looked;

    /** What went wrong behind the first rows: those before it are good all the same. */
    private @Nullable IOException failure;

    /** Gives the rows below a header, one at a time. */
    @FunctionalInterface
    interface Rows {
        /** The next row, or null at the end. */
        @Nullable
        TableRow next() throws IOException;
    }

    /**
     * The records below a header.
     *
     * @param place where a line stands, for people
     * @param serials whether a number may be a day as spreadsheets usually count them
     */
    TableRecords(Header header, Rows rows, LongFunction<String> place, boolean serials) {
        this.header = header;
        this.rows = rows;
        this.place = place;
        this.serials = serials;
    }

    /** The next record, or null at the end. */
    @Nullable
    SourceRecord next() throws IOException {
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

    /** The next row that is not passed over. */
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

    /** What was noticed on the way, once there is no further row; empty when nothing. */
    List<String> remarks() {
        return Stream.of(header.conventions(), asides.remarks(), nameless.remarks())
                .flatMap(List::stream)
                .toList();
    }
}
