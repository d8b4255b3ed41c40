package uk.regionalratings.streams.query.change;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.area.AreaFinder;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.area.AuthorityFinder;
import uk.regionalratings.streams.query.area.Readiness;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.ChangeKey;
import uk.regionalratings.streams.view.ChangeOutline;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.LondonDates;

/** Answers questions about rating changes, like {@link QueryService}. Thread-safe. */
public final class ChangeQueries {
    private static final int MOST = 1_000;
    private static final int BY_DEFAULT = 100;
    /** A page for feed readers, which ask every hour. */
    private static final int INSPECTIONS_BY_DEFAULT = 30;

    /** A separator that no identity contains. */
    private static final String BETWEEN_IDS = "\n";

    private final RatingsView ratings;
    private final AuthorityFinder finder;
    private final AreaFinder areas;
    private final ChangesView changes;
    private final Readiness readiness;
    private final Clock clock;

    public ChangeQueries(
            RatingsView ratings,
            AuthorityFinder finder,
            AreaFinder areas,
            ChangesView changes,
            Readiness readiness,
            Clock clock) {
        this.ratings = ratings;
        this.finder = finder;
        this.areas = areas;
        this.clock = clock;
        this.changes = changes;
        this.readiness = readiness;
    }

    /** The view with every record of the topic, for streams. */
    public ChangesView view() {
        return changes;
    }

    /** The changes that hold, newest first, a page at a time. */
    public QueryResult<ChangeList> list(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(
                parameters, ChangeFilter.parametersAnd(ParameterReader.LIMIT, ParameterReader.AFTER));
        int limit = reader.limit(MOST, BY_DEFAULT);
        ChangeKey after = after(reader);
        return filtered(reader, question -> page(question, after, limit));
    }

    /** The inspections that made the requested changes, newest first, a page at a time. */
    public QueryResult<InspectionNews> news(QueryParameters parameters) {
        ParameterReader reader = new ParameterReader(
                parameters, ChangeFilter.parametersAnd(ParameterReader.LIMIT, ParameterReader.AFTER));
        int limit = reader.limit(MOST, INSPECTIONS_BY_DEFAULT);
        ChangeKey after = after(reader);
        return filtered(reader, question -> news(question, after, limit));
    }

    /** The filter of a stream. */
    public QueryResult<Predicate<ChangeOutline>> filter(QueryParameters parameters) {
        return filtered(new ParameterReader(parameters, ChangeFilter.parametersAnd()), Question::filter);
    }

    /**
     * A parsed question.
     *
     * @param byInspection whether the changes of an inspection are grouped
     * @param area the area; null for all
     */
    private record Question(Predicate<ChangeOutline> filter, boolean byInspection, @Nullable AskedArea area) {
        @Nullable
        String areaNote() {
            return area == null ? null : area.note();
        }
    }

    private <T> QueryResult<T> filtered(ParameterReader reader, Function<Question, T> answer) {
        return readiness.withArea(reader.single(ParameterReader.AREA), () -> {
            LocalDate today = LondonDates.today(clock);
            ChangeFilter filter = ChangeFilter.read(reader, areas.parameter(reader, ratings, today), today);
            return readiness.answer(reader, () -> filtered(filter, answer));
        });
    }

    private <T> QueryResult<T> filtered(ChangeFilter filter, Function<Question, T> answer) {
        String alias = filter.alias();
        String authorityId = alias == null ? null : authorityId(alias);
        if (alias != null && authorityId == null) {
            return new QueryResult.Invalid<>(ratings.read(state -> List.of(finder.unknown(state, alias))));
        }
        return new QueryResult.Found<>(
                answer.apply(new Question(filter.matching(authorityId), filter.isByInspection(), filter.area())));
    }

    private @Nullable String authorityId(String alias) {
        LocalDate today = LondonDates.today(clock);
        return ratings.read(state -> finder.find(state, alias, today)
                .map(AuthorityHistory::authorityId)
                .orElse(null));
    }

    private ChangeList page(Question question, @Nullable ChangeKey after, int limit) {
        // Fetch one more than a page to see whether a next page exists; no inspection makes more changes than there are
        // judgements.
        int most = limit + (question.byInspection() ? Judgement.values().length : 1);
        List<RatingChanged> found = changes.list(question.filter(), after, most);
        int end = Math.min(limit, found.size());
        while (question.byInspection() && end < found.size() && isSameInspection(found.get(end - 1), found.get(end))) {
            end++;
        }
        List<RatingChanged> shown = found.subList(0, end);
        String next = found.size() > end ? written(ChangeKey.of(shown.get(end - 1))) : null;
        List<ChangeDetail> details = shown.stream().map(ChangeDetail::of).toList();
        return question.byInspection()
                ? new ChangeList(
                        details,
                        ChangeList.ByInspection.of(details),
                        changes.authorities(question.filter()),
                        next,
                        question.areaNote())
                : new ChangeList(details, null, null, next, question.areaNote());
    }

    private InspectionNews news(Question question, @Nullable ChangeKey after, int limit) {
        // Fetch one more than a page to see whether a next page exists.
        int most = limit * Judgement.values().length + 1;
        Map<String, ChangeKey> inspections = new LinkedHashMap<>();
        String next = null;
        for (RatingChanged change : changes.list(question.filter(), after, most)) {
            ChangeKey key = ChangeKey.of(change);
            if (inspections.size() == limit && !inspections.containsKey(key.record())) {
                next = inspections.values().stream()
                        .reduce((earlier, later) -> later)
                        .map(ChangeQueries::written)
                        .orElseThrow();
                break;
            }
            inspections.put(key.record(), key);
        }
        List<InspectionNews.Item> items =
                inspections.keySet().stream().flatMap(id -> item(id).stream()).toList();
        return new InspectionNews(items, next, question.areaNote());
    }

    /** Empty if all of its changes were retracted since it was found. */
    private Optional<InspectionNews.Item> item(String id) {
        List<ChangeDetail> all =
                changes.ofInspection(id).stream().map(ChangeDetail::of).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(InspectionNews.Item.of(id, all));
    }

    private static boolean isSameInspection(RatingChanged one, RatingChanged other) {
        return one.getInspectionId().equals(other.getInspectionId());
    }

    private static String written(ChangeKey key) {
        String text = key.publishedOn() + "/" + key.endedOn() + "/" + key.record() + BETWEEN_IDS + key.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable ChangeKey after(ParameterReader reader) {
        String given = reader.single(ParameterReader.AFTER);
        if (given == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8);
            String[] parts = text.split("/", 3);
            String[] ids = parts[parts.length - 1].split(BETWEEN_IDS, 2);
            if (parts.length == 3 && ids.length == 2) {
                return new ChangeKey(LocalDate.parse(parts[0]), LocalDate.parse(parts[1]), ids[0], ids[1]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Reported below, like a text of another form.
        }
        reader.problem(
                ParameterReader.AFTER, given, "is not a place in the list", "the value of next in an earlier answer");
        return null;
    }
}
