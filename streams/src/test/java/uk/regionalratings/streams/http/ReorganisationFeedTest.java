package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.FedHistory;
import uk.regionalratings.streams.topology.FedView;
import uk.regionalratings.vocabulary.Authority;

/** The feed of reorganisations has an entry for each one as soon as it is registered. */
class ReorganisationFeedTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-21T11:00:00Z"), ZoneOffset.UTC);
    private static final long ANNOUNCED = Instant.parse("2026-08-21T09:00:00Z").toEpochMilli();
    private static final String LIST = "/v1/areas/south-east/reorganisations";
    private static final LocalDate FIRST = LocalDate.of(2027, 4, 1);
    private static final Pattern ID = Pattern.compile("<entry><id>([^<]*)</id>");

    private final FedView fed = FedHistory.fed();
    private final QueryApi api = new QueryApi(new VersionedQueries(
            new QueryService(fed.view(), Optional::empty, TODAY), fed.versions(), TODAY, Duration.ofMillis(200)));

    @AutoClose
    private final Client client = Client.of(api);

    private void register(
            String id, String name, @Nullable LocalDate first, @Nullable LocalDate last, List<String> successors) {
        String slug = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        fed.send(new Event.Registered(
                new Authority(id, null, null, name, slug, "south-east", first, last, successors, null, null),
                ANNOUNCED));
    }

    private void announce() {
        register("936", "Surrey", null, FIRST.minusDays(1), List.of("996", "997"));
        register("996", "East Surrey", FIRST, null, List.of());
        register("997", "West Surrey", FIRST, null, List.of());
        fed.commit();
    }

    private String id() {
        Matcher entry = ID.matcher(client.get(LIST + ".atom").body());
        assertThat(entry.find()).isTrue();
        return entry.group(1);
    }

    @Test
    void anEntryComesWithTheAnnouncementAndKeepsItsId() {
        assertThat(client.get(LIST + ".atom").body()).doesNotContain("2027");

        announce();

        HttpResponse<String> feed = client.get(LIST + ".atom");
        assertThat(feed.headers().firstValue("Content-Type")).contains(AtomFeed.CONTENT_TYPE);
        assertThat(feed.body())
                .contains(
                        "<title>1 April 2027: Surrey is abolished; East Surrey and West Surrey are established</title>")
                .contains("<updated>2026-08-21T10:00:00+01:00</updated>");
        String id = id();
        register("998", "Third Surrey", FIRST, null, List.of());
        fed.commit();
        assertThat(id()).isEqualTo(id);
        assertThat(client.get(LIST + ".atom").body())
                .contains("East Surrey, Third Surrey and West Surrey are established");
    }

    @Test
    void theListHasItWithDayAndAuthorities() {
        announce();

        JsonNode coming = Client.json(client.get(LIST)).at("/reorganisations/0");

        assertThat(coming.path("day").asText()).isEqualTo("2027-04-01");
        assertThat(coming.path("knownSince").asText()).isEqualTo("2026-08-21T09:00:00Z");
        assertThat(coming.path("abolished").findValuesAsText("authorityId")).containsExactly("936");
        assertThat(client.get(LIST + ".csv").body())
                .contains("south-east,2027-04-01,established,996,East Surrey,2026-08-21T09:00:00Z\r\n");
        assertThat(Client.json(client.get("/v1/areas/north-east/reorganisations"))
                        .path("reorganisations"))
                .isEmpty();
    }

    @Test
    void anUnknownAreaIsNotFound() {
        assertThat(client.get("/v1/areas/atlantis/reorganisations.atom").statusCode())
                .isEqualTo(404);
    }
}
