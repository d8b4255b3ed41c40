package uk.regionalratings.streams.query;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.export.DataPackage;
import uk.regionalratings.streams.export.Export;
import uk.regionalratings.streams.export.PanelPeriod;
import uk.regionalratings.streams.export.Snapshot;
import uk.regionalratings.streams.export.Table;
import uk.regionalratings.streams.query.area.AreaFinder;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.area.Readiness;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.ChangeOutline;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.LondonDates;

/** Answers questions for whole tables, as {@link QueryService} does for others. Thread-safe. */
public final class ExportQueries {
    private static final List<String> PARAMETERS = List.of(ParameterReader.AREA, ParameterReader.AS_OF);
    private static final List<String> DESCRIPTION_PARAMETERS = List.of(ParameterReader.AS_OF);
    private static final List<String> PANEL_PARAMETERS =
            List.of(ParameterReader.AREA, ParameterReader.AS_OF, ParameterReader.INTERVAL);

    private final RatingsView view;
    private final ChangesView changes;
    private final AreaFinder areaFinder;
    private final Readiness readiness;
    private final Clock clock;

    ExportQueries(RatingsView view, ChangesView changes, AreaFinder areaFinder, Readiness readiness, Clock clock) {
        this.view = view;
        this.changes = changes;
        this.areaFinder = areaFinder;
        this.readiness = readiness;
        this.clock = clock;
    }

    /** A table as of a day. */
    public QueryResult<Table> table(Export export, QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, export.hasPeriods() ? PANEL_PARAMETERS : PARAMETERS);
        return readiness.withArea(reader.single(ParameterReader.AREA), () -> table(export, reader));
    }

    private QueryResult<Table> table(Export export, ParameterReader reader) {
        LocalDate today = LondonDates.today(clock);
        LocalDate given = reader.day(ParameterReader.AS_OF, today);
        PanelPeriod period = reader.panelPeriod();
        AskedArea area = areaFinder.parameter(reader, view, today);
        if (export == Export.AREAS && area != null && !area.isListed()) {
            reader.problem(
                    ParameterReader.AREA,
                    area.id(),
                    "is made on the spot, and this file has only listed areas",
                    "an area of /v1/areas, or leave it out");
        }
        LocalDate asOf = given == null ? today : given;
        return readiness.answer(
                reader,
                () -> new QueryResult.Found<>(view.read(state -> export.of(new Snapshot(
                        state,
                        areas(area),
                        (day, authority) -> area == null || area.contains(day, authority),
                        () -> published(area, asOf),
                        asOf,
                        period)))));
    }

    private List<Area> areas(@Nullable AskedArea area) {
        return view.areas().all().stream()
                .filter(one -> area == null || one.areaId().equals(area.id()))
                .toList();
    }

    private List<ChangeDetail> published(@Nullable AskedArea area, LocalDate asOf) {
        Predicate<ChangeOutline> wanted = change -> {
            LocalDate day = change.key().publishedOn();
            return !day.isAfter(asOf) && (area == null || area.contains(day, change.authorityId(), change.region()));
        };
        return changes.list(wanted, null, Integer.MAX_VALUE).stream()
                .map(ChangeDetail::of)
                .toList();
    }

    /** The columns of the tables; known from the start. */
    public QueryResult<DataPackage> description(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, DESCRIPTION_PARAMETERS);
        LocalDate given = reader.day(ParameterReader.AS_OF, LondonDates.today(clock));
        return reader.problems().isEmpty()
                ? new QueryResult.Found<>(DataPackage.of(given))
                : new QueryResult.Invalid<>(reader.problems());
    }
}
