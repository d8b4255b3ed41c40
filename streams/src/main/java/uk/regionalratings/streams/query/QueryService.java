package uk.regionalratings.streams.query;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.streams.query.area.AreaFinder;
import uk.regionalratings.streams.query.area.AreaList;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.area.AuthorityFinder;
import uk.regionalratings.streams.query.area.Readiness;
import uk.regionalratings.streams.query.authority.AuthoritiesAnswer;
import uk.regionalratings.streams.query.authority.AuthoritiesOfArea;
import uk.regionalratings.streams.query.authority.AuthoritiesQuestion;
import uk.regionalratings.streams.query.authority.AuthorityQueries;
import uk.regionalratings.streams.query.change.ChangeQueries;
import uk.regionalratings.streams.query.change.LastChange;
import uk.regionalratings.streams.query.count.Criteria;
import uk.regionalratings.streams.query.count.RatingsAnswer;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.query.period.DaysToPublication;
import uk.regionalratings.streams.query.period.GradesOverTime;
import uk.regionalratings.streams.query.period.GradesOverTimeQuestion;
import uk.regionalratings.streams.query.period.ReorganisationsOfArea;
import uk.regionalratings.streams.query.period.TimelineOfArea;
import uk.regionalratings.streams.query.period.TimelineQuestion;
import uk.regionalratings.streams.query.period.TransitionQuestion;
import uk.regionalratings.streams.query.period.TransitionsAnswer;
import uk.regionalratings.streams.query.period.TransitionsOfArea;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * Answers the questions of the query API from a {@link RatingsView}. The parameters are parsed first, then the view
 * must be ready, then one consistent state of it answers. Thread-safe.
 */
public final class QueryService {
    private static final List<String> CRITERIA = Criteria.parametersAnd();

    private final RatingsView view;
    private final AuthorityFinder authorityFinder;
    private final AreaFinder areaFinder;
    private final ChangesView changes;
    private final InspectionSources sources;
    private final Frameworks frameworks;
    private final Supplier<PipelineStatus> status;
    private final Readiness readiness;
    private final Supplier<List<String>> gaps;
    private final Clock clock;
    private final LastChange lastChange = new LastChange();

    /** A service that answers only questions about ratings, for data without changes. */
    public QueryService(RatingsView view, Supplier<Optional<String>> unreadiness, Clock clock) {
        this(view, new ChangesView(), unreadiness, clock);
    }

    /** A service for a pipeline in which nothing waits and nothing is missing. */
    public QueryService(RatingsView view, ChangesView changes, Supplier<Optional<String>> unreadiness, Clock clock) {
        this(
                view,
                changes,
                new InspectionSources(),
                Frameworks.bundled(),
                () -> PipelineStatus.NOTHING,
                unreadiness,
                List::of,
                clock);
    }

    /**
     * @param sources the documents that inspections were read from
     * @param frameworks the frameworks of inspections, and their scales
     * @param status what the pipeline knows about itself
     * @param unreadiness why there are no answers yet; empty once the views hold everything that was published before
     *     the process started
     * @param gaps why answers may lack something that was published, each a text in ASCII for a person
     * @param clock the current time
     */
    public QueryService(
            RatingsView view,
            ChangesView changes,
            InspectionSources sources,
            Frameworks frameworks,
            Supplier<PipelineStatus> status,
            Supplier<Optional<String>> unreadiness,
            Supplier<List<String>> gaps,
            Clock clock) {
        this.view = view;
        this.authorityFinder = new AuthorityFinder(view);
        this.areaFinder = new AreaFinder(view.areas(), authorityFinder);
        this.changes = changes;
        this.sources = sources;
        this.frameworks = frameworks;
        this.status = status;
        this.readiness = new Readiness(unreadiness);
        this.gaps = gaps;
        this.clock = clock;
    }

    /** The same service for the read model of an earlier version. */
    QueryService over(RatingsView earlier) {
        return new QueryService(earlier, changes, sources, frameworks, status, readiness::reason, gaps, clock);
    }

    /** See {@link RatingsView#version()}. */
    long ratingsVersion() {
        return view.version();
    }

    /** Why answers may be incomplete; empty if they are complete. */
    public List<String> gaps() {
        return gaps.get();
    }

    Clock clock() {
        return clock;
    }

    /** Today in London, the default of dates. */
    public LocalDate today() {
        return LondonDates.today(clock);
    }

    /** Grows with every update of the data; see {@link RatingsView#version()}. */
    public long version() {
        return view.version() + changes.version() + sources.version();
    }

    /**
     * When answers last changed, as far as anybody has asked: the time of the first call after the data or the day
     * changed. Empty during the first second, in which they might change again with the same time.
     */
    public Optional<Instant> lastModified() {
        return lastChange.of(version(), today(), clock.instant());
    }

    /** Answers about rating changes. */
    public ChangeQueries changes() {
        return new ChangeQueries(view, authorityFinder, areaFinder, changes, readiness, clock);
    }

    /** Answers about authorities and inspections one by one. */
    public AuthorityQueries authorities() {
        return new AuthorityQueries(view, authorityFinder, areaFinder, sources, readiness, clock);
    }

    /** The areas; known from the start. */
    public QueryResult<AreaList> areas(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, List.of());
        return reader.problems().isEmpty()
                ? new QueryResult.Found<>(AreaList.of(view.areas()))
                : new QueryResult.Invalid<>(reader.problems());
    }

    /** The meaning of the words and numbers in answers; known from the start. */
    public QueryResult<Meta> meta(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters, List.of());
        return reader.problems().isEmpty()
                ? new QueryResult.Found<>(MetaAnswer.of(view.areas(), frameworks, today()))
                : new QueryResult.Invalid<>(reader.problems());
    }

    /** The read model, once it is ready. */
    QueryResult<RatingsView> readModel(QueryParameters parameters) {
        return answer(new ParameterReader(parameters, List.of()), () -> view);
    }

    /** The read model, ready or not. */
    RatingsView view() {
        return view;
    }

    /** What the pipeline knows about itself. */
    public QueryResult<PipelineStatus> status(QueryParameters parameters) {
        return answer(new ParameterReader(parameters, List.of()), status);
    }

    /** How the authorities of an area are rated on a day. */
    public QueryResult<RatingsOfArea> ratings(String areaId, QueryParameters parameters) {
        return inArea(areaId, area -> {
            ParameterReader reader = new ParameterReader(parameters, CRITERIA);
            Criteria criteria = Criteria.read(area, reader, today());
            return answer(reader, () -> view.read(new RatingsAnswer(criteria, england())::of));
        });
    }

    private AskedArea england() {
        return AskedArea.of(view.areas().find(Area.ENGLAND).orElseThrow(), view.areas());
    }

    /** The ratings of an area over time. */
    public QueryResult<TimelineOfArea> timeline(String areaId, QueryParameters parameters) {
        return inArea(areaId, area -> {
            ParameterReader reader = new ParameterReader(parameters, TimelineQuestion.PARAMETERS);
            TimelineQuestion question = TimelineQuestion.read(area, reader, today(), view);
            return answer(reader, () -> view.read(question::answer));
        });
    }

    /** The authorities of an area, with the grade of each. */
    public QueryResult<AuthoritiesOfArea> authorities(String areaId, QueryParameters parameters) {
        return inArea(areaId, area -> {
            ParameterReader reader = new ParameterReader(parameters, AuthoritiesQuestion.PARAMETERS);
            AuthoritiesQuestion question = AuthoritiesQuestion.read(area, reader, today());
            return answer(reader, () -> view.read(state -> new AuthoritiesAnswer(question, state).answer()));
        });
    }

    /** The transitions of an area's authorities from grade to grade. */
    public QueryResult<TransitionsOfArea> transitions(String areaId, QueryParameters parameters) {
        return inArea(areaId, area -> {
            ParameterReader reader = new ParameterReader(parameters, TransitionQuestion.PARAMETERS);
            TransitionQuestion question = TransitionQuestion.read(area, reader, today());
            return answer(reader, () -> view.read(new TransitionsAnswer(question)::of));
        });
    }

    /** The standing grades in an area between two days, and how long each stood. */
    public QueryResult<GradesOverTime> gradesOverTime(String areaId, QueryParameters parameters) {
        return inArea(areaId, area -> {
            ParameterReader reader = new ParameterReader(parameters, GradesOverTimeQuestion.PARAMETERS);
            GradesOverTimeQuestion question = GradesOverTimeQuestion.read(area, reader, today(), view);
            return answer(reader, () -> view.read(question::answer));
        });
    }

    /** The days from the end of fieldwork to publication in an area. */
    public QueryResult<DaysToPublication> daysToPublication(String areaId, QueryParameters parameters) {
        return inArea(areaId, area -> {
            ParameterReader reader = new ParameterReader(parameters, Criteria.PARAMETERS_WITHOUT_JUDGEMENT);
            Criteria criteria = Criteria.read(area, reader, today());
            return answer(reader, () -> view.read(state -> DaysToPublication.of(criteria, state)));
        });
    }

    /** The reorganisations of an area, past and to come. */
    public QueryResult<ReorganisationsOfArea> reorganisations(String areaId, QueryParameters parameters) {
        return inArea(
                areaId,
                area -> answer(
                        new ParameterReader(parameters, List.of()),
                        () -> view.read(state -> ReorganisationsOfArea.of(area, state))));
    }

    /** The exported tables. */
    public ExportQueries exports() {
        return new ExportQueries(view, changes, areaFinder, readiness, clock);
    }

    private <T> QueryResult<T> inArea(String given, Function<AskedArea, QueryResult<T>> question) {
        LocalDate today = today();
        return readiness.withArea(given, () -> view.read(state -> areaFinder.find(state, given, today))
                .map(question)
                .orElseGet(() -> new QueryResult.NotFound<>(
                        "area", given, view.read(state -> areaFinder.hint(state, given, today)))));
    }

    private <T> QueryResult<T> answer(ParameterReader reader, Supplier<T> answer) {
        return readiness.answer(reader, () -> new QueryResult.Found<>(answer.get()));
    }
}
