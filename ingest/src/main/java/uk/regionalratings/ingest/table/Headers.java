package uk.regionalratings.ingest.table;

import java.util.List;
import java.util.Locale;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.VisibleText;

/** Recognises header rows: of the native form, which is taken as written, or of a list. */
public final class Headers {
    private final ColumnNames columns;
    private final ListAuthorities authorities;

    public Headers(SourceNames names) {
        this.columns = names.columns();
        this.authorities = new ListAuthorities(names.authorities());
    }

    /**
     * Interprets a header row. A row with all columns of the native form is native, whatever other columns it has. So
     * is a row without any column name of the sector's lists, so that the message for an incomplete native file names
     * its missing columns.
     *
     * @throws UnusableSourceException if columns are missing or duplicated; the message does not name the source
     */
    public Header read(List<String> names) {
        boolean complete = NativeHeader.isComplete(names);
        return complete || names.stream().noneMatch(this::isOfLists)
                ? new NativeHeader(names)
                : new ListHeader(names, columns, authorities);
    }

    /**
     * Refuses a header with an unread column that may contain a judgement: a mere remark about omitted grades is easily
     * overlooked.
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

    /**
     * The number of known names. If no row is a header, the row with the most known names was probably meant to be one.
     */
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
