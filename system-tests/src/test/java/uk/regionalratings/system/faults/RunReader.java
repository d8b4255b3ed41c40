package uk.regionalratings.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.system.faults.RunHistory.DayCounts;
import uk.regionalratings.system.faults.RunHistory.Read;
import uk.regionalratings.system.faults.RunHistory.Revisions;
import uk.regionalratings.system.faults.RunHistory.Seen;
import uk.regionalratings.system.faults.RunHistory.Unversioned;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Asks one instance one question after the other, of every kind whose answer can be recounted, and records the answers: authorities and areas,
 * as of any day, with {@code atLeast} what another instance or the gateway answered last, and permalinks of all instances.
 */
public final class RunReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The header of answers that may lack something; put into the answer. */
    private static final String INCOMPLETE = "Ratings-Incomplete";
    /** A question with {@code atLeast} waits up to five seconds. */
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final LocalDate FIRST_DAY = LocalDate.of(2014, 1, 1);
    private static final int DAYS = (int) (LocalDate.of(2026, 8, 20).toEpochDay() - FIRST_DAY.toEpochDay());
    private static final List<String> AREAS = List.of("england", "north", "london", "midlands", "north-east");
    private static final List<Judgement> JUDGEMENTS =
            List.of(Judgement.OVERALL_EFFECTIVENESS, Judgement.HELP_AND_PROTECTION, Judgement.IN_CARE);
    /** So few that each is asked again and again. */
    private static final int MOST_CITED = 40;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Instance instance;
    private final RunHistory history;
    private final Shared shared;
    private final List<String> authorities;
    private final Random random;
    private final Thread thread;
    /** What each life of the instance has answered: an authority that was found once is not unknown afterwards. */
    private final Set<String> known = new HashSet<>();

    private volatile boolean ended;

    /**
     * An instance of the query API.
     *
     * @param life tells its lives apart: an instance that starts anew may first know less
     */
    public record Instance(Supplier<URI> api, Supplier<String> life) {}

    /** What the readers of all instances know. */
    static final class Shared {
        private final List<String> permalinks = new ArrayList<>();
        private @Nullable String version;
        private @Nullable String position;

        /** The gateway answered with this position. */
        synchronized void wrote(String latest) {
            position = latest;
        }

        private synchronized void saw(String latest, String permalink) {
            version = latest;
            if (permalinks.size() < MOST_CITED) {
                permalinks.add(permalink);
            }
        }

        private synchronized @Nullable String any(Random random) {
            return random.nextBoolean() ? version : position;
        }

        private synchronized @Nullable String permalink(Random random) {
            return permalinks.isEmpty() ? null : permalinks.get(random.nextInt(permalinks.size()));
        }
    }

    /** Starts to ask. */
    public RunReader(Instance instance, RunHistory history, Shared shared, List<String> authorities, long seed) {
        this.instance = instance;
        this.history = history;
        this.shared = shared;
        this.authorities = authorities;
        this.random = new Random(seed);
        this.thread = new Thread(this::read, "run-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        while (!ended) {
            try {
                ask();
            } catch (IOException e) {
                // It is away: nothing was answered.
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void ask() throws IOException, InterruptedException {
        String cited = random.nextInt(6) == 0 ? shared.permalink(random) : null;
        if (cited != null) {
            JsonNode answer = get(cited, instance.life().get());
            if (answer != null && !answer.has(INCOMPLETE)) {
                history.cited(cited, answer.toString());
            }
            return;
        }
        String atLeast = random.nextInt(3) == 0 ? shared.any(random) : null;
        if (random.nextBoolean()) {
            String authority = authorities.get(random.nextInt(authorities.size()));
            ask("/v1/authorities/" + authority, atLeast, answer -> revisions(authority, answer));
        } else {
            askOfArea(atLeast);
        }
    }

    private void askOfArea(@Nullable String atLeast) throws IOException, InterruptedException {
        String area = AREAS.get(random.nextInt(AREAS.size()));
        Family family = Family.values()[random.nextInt(Family.values().length)];
        Judgement judgement = JUDGEMENTS.get(random.nextInt(JUDGEMENTS.size()));
        LocalDate asOf = FIRST_DAY.plusDays(random.nextInt(DAYS));
        String question = "/v1/areas/" + area + "/ratings?framework="
                + family.name().toLowerCase(Locale.ROOT) + "&judgement=" + judgement.id() + "&asOf=" + asOf;
        ask(question, atLeast, answer -> new DayCounts(area, family, judgement, asOf, numbers(answer)));
    }

    private interface Reading {
        Seen of(JsonNode answer);
    }

    private void ask(String question, @Nullable String atLeast, Reading reading)
            throws IOException, InterruptedException {
        String life = instance.life().get();
        String path = atLeast == null
                ? question
                : question + (question.contains("?") ? "&" : "?") + "atLeast="
                        + URLEncoder.encode(atLeast, StandardCharsets.UTF_8);
        JsonNode answer = get(path, life);
        if (answer == null) {
            return;
        }
        boolean complete = !answer.has(INCOMPLETE);
        if (!answer.hasNonNull("version")) {
            history.read(new Unversioned(life, path, complete, reading.of(answer)));
            return;
        }
        String version = answer.required("version").asText();
        history.read(new Read(life, path, Version.parse(version).orElseThrow(), atLeast, complete, reading.of(answer)));
        if (complete) {
            String permalink = answer.required("permalink").asText();
            shared.saw(version, permalink);
            history.cited(permalink, answer.toString());
        }
    }

    private @Nullable JsonNode get(String path, String life) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(instance.api().get() + path))
                .timeout(ANSWER)
                .build();
        HttpResponse<String> response = http.send(question, HttpResponse.BodyHandlers.ofString());
        boolean unknown = response.statusCode() == 404 && !known.contains(life + path);
        if (response.statusCode() / 100 == 4 && !unknown) {
            history.refused(life + ": " + path + ": " + response.statusCode() + " " + response.body());
        }
        if (response.statusCode() != 200 || !life.equals(instance.life().get())) {
            return null;
        }
        known.add(life + path);
        JsonNode answer = JSON.readTree(response.body());
        response.headers().firstValue(INCOMPLETE).ifPresent(why -> ((ObjectNode) answer).put(INCOMPLETE, why));
        return answer;
    }

    private static Revisions revisions(String authority, JsonNode answer) {
        Map<String, Integer> revisions = new TreeMap<>();
        answer.path("inspections")
                .forEach(one -> revisions.put(
                        one.required("inspectionId").asText(),
                        one.required("revision").asInt()));
        return new Revisions(authority, revisions);
    }

    private static List<Integer> numbers(JsonNode answer) {
        List<Integer> numbers = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            numbers.add(answer.required("counts").path(grade.name()).asInt());
        }
        for (String field : List.of("superseded", "notRated", "authorities")) {
            numbers.add(answer.required(field).asInt());
        }
        return numbers;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(ANSWER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
