package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.query.area.AuthorityName;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.period.ReorganisationsOfArea;
import uk.regionalratings.vocabulary.LondonDates;

/** The reorganisations of an area, as a list and as a feed that people subscribe to. Alerts are about changes of rating alone. */
final class ReorganisationRoutes {
    private static final String LIST = "/v1/areas/{area}/reorganisations";
    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private final VersionedQueries queries;
    private final EntityTags tags;

    ReorganisationRoutes(VersionedQueries queries, EntityTags tags) {
        this.queries = queries;
        this.tags = tags;
    }

    void register(RoutesConfig routes) {
        AnswerHandler.add(routes, LIST + ".atom", this::sendFeed);
    }

    private void sendFeed(Context context) {
        LocalDate today = tags.today();
        new AnswerSender(tags)
                .send(
                        context,
                        "ATOM",
                        () -> queries.current()
                                .reorganisations(
                                        context.pathParam("area"), QueryParameters.of(context.queryParamMap())),
                        answer -> context.contentType(AtomFeed.CONTENT_TYPE)
                                .result(feed(context, answer, today).of(entries(answer))));
    }

    private static AtomFeed feed(Context context, ReorganisationsOfArea answer, LocalDate today) {
        return new AtomFeed(
                "reorganisations of " + answer.area(),
                "Regional Ratings: reorganisations of " + answer.area(),
                "Local authorities that are established and abolished, as soon as it is known.",
                context.scheme() + "://" + context.host(),
                context.path(),
                null,
                today);
    }

    private static List<AtomFeed.Entry> entries(ReorganisationsOfArea answer) {
        return answer.reorganisations().stream()
                .map(one -> new AtomFeed.Entry(
                        "reorganisation of " + answer.area() + " on " + one.day(),
                        LONG_DATE.format(one.day()) + ": " + one.words(),
                        AtomFeed.startOf(one.day()),
                        updated(one),
                        "/?area=" + answer.area(),
                        null,
                        one.words() + ". Counts of the area change on this day without an inspection.",
                        AtomFeed.paragraph(one.words() + ".")
                                + AtomFeed.paragraph("Counts of the area change on this day without an inspection.")))
                .toList();
    }

    private static OffsetDateTime updated(ReorganisationsOfArea.Reorganisation one) {
        String known = one.knownSince();
        return known == null
                ? AtomFeed.startOf(one.day())
                : Instant.parse(known).atZone(LondonDates.ZONE).toOffsetDateTime();
    }

    /** One row for each authority that was established or abolished. */
    static CsvTable table(ReorganisationsOfArea answer) {
        CsvTable table = new CsvTable(List.of("area", "day", "what", "authorityId", "authority", "knownSince"));
        for (ReorganisationsOfArea.Reorganisation one : answer.reorganisations()) {
            addRows(table, answer.area(), one, "abolished", one.abolished());
            addRows(table, answer.area(), one, "established", one.established());
        }
        return table;
    }

    private static void addRows(
            CsvTable table,
            String area,
            ReorganisationsOfArea.Reorganisation one,
            String what,
            List<AuthorityName> authorities) {
        authorities.forEach(authority -> table.row(CsvTables.cells(
                area, one.day(), what, authority.authorityId(), authority.authority(), one.knownSince())));
    }
}
