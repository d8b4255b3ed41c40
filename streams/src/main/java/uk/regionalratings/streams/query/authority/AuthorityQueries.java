package uk.regionalratings.streams.query.authority;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.area.AreaFinder;
import uk.regionalratings.streams.query.area.AuthorityFinder;
import uk.regionalratings.streams.query.area.Readiness;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.LondonDates;

/** Answers questions about authorities and inspections one by one, like {@link QueryService}. Thread-safe. */
public final class AuthorityQueries {
    private static final List<String> AS_OF = List.of(ParameterReader.AS_OF);

    private final RatingsView view;
    private final AuthorityFinder finder;
    private final AreaFinder areas;
    private final InspectionSources sources;
    private final Readiness readiness;
    private final Clock clock;

    public AuthorityQueries(
            RatingsView view,
            AuthorityFinder finder,
            AreaFinder areas,
            InspectionSources sources,
            Readiness readiness,
            Clock clock) {
        this.view = view;
        this.finder = finder;
        this.areas = areas;
        this.sources = sources;
        this.readiness = readiness;
        this.clock = clock;
    }

    /** Every known authority on a day, by default today. */
    public QueryResult<AuthorityList> list(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, AS_OF);
        LocalDate day = dayOf(reader);
        return readiness.answer(
                reader,
                () -> new QueryResult.Found<>(new AuthorityList(view.read(state -> state.authorities().stream()
                        .map(new AuthorityDetails(state, view.areas(), sources, day)::of)
                        .toList()))));
    }

    private LocalDate dayOf(ParameterReader reader) {
        LocalDate today = LondonDates.today(clock);
        LocalDate day = reader.day(ParameterReader.AS_OF, today);
        return day == null ? today : day;
    }

    /** The authority that an alias names, on a day, by default today. */
    public QueryResult<AuthorityDetail> authority(String alias, QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, AS_OF);
        LocalDate day = dayOf(reader);
        return readiness.answer(reader, () -> view.read(state ->
                        finder.find(state, alias, day).map(new AuthorityDetails(state, view.areas(), sources, day)::of))
                .<QueryResult<AuthorityDetail>>map(QueryResult.Found::new)
                .orElseGet(() -> new QueryResult.NotFound<>("authority", alias, finder.hint(alias))));
    }

    /** The inspections published so far, one by one. */
    public QueryResult<InspectionList> inspections(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, InspectionQuestion.PARAMETERS);
        return readiness.withArea(reader.single(ParameterReader.AREA), () -> inspections(reader));
    }

    private QueryResult<InspectionList> inspections(ParameterReader reader) {
        LocalDate today = LondonDates.today(clock);
        InspectionQuestion question = InspectionQuestion.read(reader, areas.parameter(reader, view, today), today);
        return readiness.answer(
                reader,
                () -> view.read(state -> {
                    String alias = question.alias();
                    if (alias == null) {
                        return new QueryResult.Found<>(question.answer(state.authorities(), sources));
                    }
                    return finder.find(state, alias, today)
                            .<QueryResult<InspectionList>>map(
                                    history -> new QueryResult.Found<>(question.answer(List.of(history), sources)))
                            .orElseGet(() -> new QueryResult.Invalid<>(List.of(finder.unknown(state, alias))));
                }));
    }
}
