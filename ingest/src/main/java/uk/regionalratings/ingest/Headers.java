package uk.regionalratings.ingest;

import java.util.List;
import java.util.Locale;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.VisibleText;

/** Recognises header rows: of the native form, which is taken as written, or of a list. */
final class Headers {
    private final ColumnNames columns;
    private final ListAuthorities authorities;

    Headers(SourceNames names) {
        this.columns = names.columns();
        this.authorities = new ListAuthorities(names.authorities());
    }

    /**
     * What a header row says. A row with all columns of the native form is native, whatever else it has; so is one
     * without a single name of a list's own, so that a native file that lacks a column is told which.
     *
     * @throws UnusableSourceException if columns are missing or there twice; the message does not name the source
     */
    Header read(List<String> names) {
        boolean complete = NativeHeader.isComplete(names);
        return complete || names.stream().noneMatch(this::isOfLists)
                ? new NativeHeader(names)
                : new ListHeader(names, columns, authorities);
    }

    /**
     * Refuses a header with a column that may hold a judgement and is not read: a remark on grades that were left out
     * is easily overlooked.
     *
     * @throws UnusableSourceException if there is such a column; the message does not name the source
     */
    void requireJudgementsRead(Header header) {
        List<String> unread = header.ignored().stream()
                .filter(name -> columns.mayBeJudgement(name)
                        || columns.columnOf(name).flatMap(Judgement::ofId).isPresent())
                .toList();
        if (!unread.isEmpty()) {
            throw new UnusableSourceException(
                    "has columns that are not read although their names are like those of"
                            + " judgements: " + Quoted.of(String.join(", ", unread))
                            + "; give them names of columns.csv, leave them out, or name them with --columns (column - is not read)");
        }
    }

    /** How many of the names mean something to us: where no row is a header, the one with the most was meant to be. */
    long known(List<String> names) {
        return names.stream().filter(name -> columns.columnOf(name).isPresent()).count();
    }

    private boolean isOfLists(String name) {
        String lower = VisibleText.of(name).toLowerCase(Locale.ROOT);
        boolean isNative = InspectionField.ofColumn(lower).isPresent()
                || Judgement.ofId(lower).isPresent()
                || lower.equals("authority");
        return !isNative && columns.columnOf(name).isPresent();
    }
}
