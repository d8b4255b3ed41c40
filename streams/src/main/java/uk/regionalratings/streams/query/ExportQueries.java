package uk.regionalratings.streams.query;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.export.DataPackage;
import uk.regionalratings.streams.export.Export;
import uk.regionalratings.streams.export.PanelPeriod;
import uk.regionalratings.streams.export.Snapshot;
import uk.regionalratings.streams.export.Table;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.LondonDates;

/** Answers questions for whole tables, like {@link QueryService}. Safe for use by any number of threads. */
public final class ExportQueries {
    private static final List<String> PARAMETERS = List.of(ParameterReader.AS_OF);
    private static final List<String> PANEL_PARAMETERS = List.of(ParameterReader.AS_OF, ParameterReader.INTERVAL);

    private final RatingsView view;
    private final ChangesView changes;
    private final Supplier<Optional<String>> unreadiness;
    private final Clock clock;

    ExportQueries(RatingsView view, ChangesView changes, Supplier<Optional<String>> unreadiness, Clock clock) {
        this.view = view;
        this.changes = changes;
        this.unreadiness = unreadiness;
        this.clock = clock;
    }

    /** A table as of a day. */
    public QueryResult<Table> table(Export export, QueryParameters parameters) {
        LocalDate today = LondonDates.today(clock);
        ParameterReader reader = new ParameterReader(parameters, export.hasPeriods() ? PANEL_PARAMETERS : PARAMETERS);
        LocalDate given = reader.day(ParameterReader.AS_OF, today);
        PanelPeriod period = reader.panelPeriod();
        if (!reader.problems().isEmpty()) {
            return new QueryResult.Invalid<>(reader.problems());
        }
        Optional<String> notReady = unreadiness.get();
        if (notReady.isPresent()) {
            return new QueryResult.Unavailable<>(notReady.get());
        }
        LocalDate asOf = given == null ? today : given;
        return new QueryResult.Found<>(view.read(
                state -> export.of(new Snapshot(state, view.areas(), () -> publishedBy(asOf), asOf, period))));
    }

    private List<ChangeDetail> publishedBy(LocalDate asOf) {
        return changes.list(change -> !change.key().publishedOn().isAfter(asOf), null, Integer.MAX_VALUE).stream()
                .map(ChangeDetail::of)
                .toList();
    }

    /** What the tables look like; known from the start. */
    public QueryResult<DataPackage> description(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, PARAMETERS);
        LocalDate given = reader.day(ParameterReader.AS_OF, LondonDates.today(clock));
        return reader.problems().isEmpty()
                ? new QueryResult.Found<>(DataPackage.of(given))
                : new QueryResult.Invalid<>(reader.problems());
    }
}
