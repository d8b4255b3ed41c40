package uk.regionalratings.system.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.streams.topology.PublishedTables;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RoughHistory;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/**
 * {@code ./ratings verify} on a history that is corrected, withdrawn, contradicted and partly unusable: it passes, names
 * whatever somebody falsifies, and passes again when that is put right. {@code -Dfacts=100000} for a measurement.
 */
class VerifyIT {
    private static final int FACTS = Integer.getInteger("facts", 400);
    private static final long SEED = Long.getLong("seed", 20_210_820);
    private static final String NORTH = "north/ilacs/overall_effectiveness";

    @TempDir
    private static Path directory;

    private static RunningPipeline pipeline;
    private static ContractSerdes serdes;
    private static Producer<byte[], byte[]> producer;
    private static PublishedTables tables;
    private static Path config;

    @BeforeAll
    static void tellARoughHistory() throws IOException {
        System.out.println("VerifyIT: seed " + SEED);
        pipeline = new RunningPipeline();
        serdes = new ContractSerdes(RegistryClients.open(pipeline.settings()));
        Map<String, Object> settings = pipeline.settings().kafkaClient();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        RoughHistory history = new RoughHistory(new Random(SEED), serdes);
        for (int i = 0; i < FACTS; i++) {
            var unused = producer.send(history.next(1 + 20 * i / FACTS).message());
        }
        history.once().forEach(told -> {
            var unused = producer.send(told.message());
        });
        producer.flush();
        pipeline.catchUp();
        tables = tables();
        config = pipeline.configFile(directory);
    }

    private static PublishedTables tables() {
        try (Published published = new Published(pipeline.settings())) {
            return published.tables();
        }
    }

    @AfterAll
    static void stop() {
        producer.close();
        pipeline.close();
    }

    private static CommandRun verify(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "verify";
        arguments[1] = "--config";
        arguments[2] = config.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.of(arguments);
    }

    @Test
    @Tag("sized")
    void passesOnWhatThePipelinePublished() {
        CommandRun run = verify();

        System.out.println(run.output());
        assertThat(run.problems()).isEmpty();
        assertThat(run.output())
                .contains("facts " + (FACTS + 646) + " = applied")
                .contains("no difference");
        assertThat(run.exitCode()).isZero();
        assertThat(verify("--json").output()).startsWith("{\"ok\":true,\"facts\":" + (FACTS + 646) + ",");
    }

    @Test
    void namesAnAreaWhoseCountIsWrong() throws Exception {
        AreaRatings right = tables.areas().get(NORTH);
        AreaRatings wrong = AreaRatings.newBuilder(right)
                .setSuperseded(right.getSuperseded() + 1)
                .build();

        putArea(NORTH, wrong);
        assertNames("area-ratings " + NORTH + ": expected superseded " + right.getSuperseded() + ", found superseded "
                + wrong.getSuperseded());

        putArea(NORTH, right);
        assertPasses();
    }

    @Test
    void namesAnAreaThatIsMissingAndOneThatIsTooMany() throws Exception {
        putArea(NORTH, null);
        putArea("atlantis/any/in_care", tables.areas().get(NORTH));
        assertNames("area-ratings " + NORTH + ": expected a row, found nothing");
        assertNames("area-ratings atlantis/any/in_care: expected nothing, found a row");

        putArea(NORTH, tables.areas().get(NORTH));
        putArea("atlantis/any/in_care", null);
        assertPasses();
    }

    @Test
    void namesAnAuthorityWhoseHistoryIsWrong() throws Exception {
        AuthorityRatings right = tables.authorities().get("394");
        List<InspectionPublished> inspections = new ArrayList<>(right.getInspections());
        String url = inspections.get(0).getReportUrl();
        inspections.set(
                0,
                InspectionPublished.newBuilder(inspections.get(0))
                        .setReportUrl("https://example.org")
                        .build());
        AuthorityRatings wrong =
                AuthorityRatings.newBuilder(right).setInspections(inspections).build();

        put(Topics.AUTHORITY_RATINGS.name(), "394", authority(wrong));
        assertNames("authority-ratings 394: expected inspections[0].reportUrl " + url
                + ", found inspections[0].reportUrl https://example.org");

        put(Topics.AUTHORITY_RATINGS.name(), "394", authority(right));
        assertPasses();
    }

    private static byte[] authority(AuthorityRatings row) {
        return serdes.authorityRatings().serializer().serialize(Topics.AUTHORITY_RATINGS.name(), row);
    }

    @Test
    void namesAChangeThatNeverWas() throws Exception {
        RatingChanged like =
                ContractMapping.changes(tables.changes().iterator().next()).get(0);
        RatingChanged invented = RatingChanged.newBuilder(like)
                .setId("394/overall_effectiveness/invented")
                .setAuthorityId("394")
                .setInspectionId("invented")
                .setVersion(1)
                .setRetracted(false)
                .build();

        putChanges(List.of(invented));
        assertNames("rating-changed 394/overall_effectiveness/invented: expected no such change, or it retracted,");

        putChanges(List.of(RatingChanged.newBuilder(invented)
                .setVersion(2)
                .setRetracted(true)
                .build()));
        assertPasses();
    }

    @Test
    void namesAChangeThatIsWrongOrComesInAVersionTwice() throws Exception {
        List<RatingChanged> all = changesOfOneInspection();
        RatingChanged right = all.get(0);
        List<RatingChanged> others = all.subList(1, all.size());
        int version = highest(all);

        putChanges(with(others, next(right, version + 1, !right.getFirstOfItsKind())));
        assertNames("rating-changed " + right.getId() + ": expected firstOfItsKind " + right.getFirstOfItsKind());

        putChanges(with(others, next(right, version + 2, right.getFirstOfItsKind())));
        assertPasses();
    }

    @Test
    void namesARecordThatLacksAChange() throws Exception {
        List<RatingChanged> all = changesOfOneInspection();
        RatingChanged one = all.get(0);
        List<RatingChanged> others = all.subList(1, all.size());
        int version = highest(all);

        putChanges(with(others.subList(1, others.size()), next(one, version + 1, one.getFirstOfItsKind())));
        assertNames("rating-changed " + others.get(0).getId() + ": expected a row, found nothing");

        putChanges(with(others, next(one, version + 2, one.getFirstOfItsKind())));
        assertPasses();
    }

    /** Several that hold, as they are now. */
    private static List<RatingChanged> changesOfOneInspection() {
        return tables().changes().stream()
                .map(ContractMapping::changes)
                .filter(all -> all.size() > 2 && all.stream().noneMatch(RatingChanged::getRetracted))
                .findFirst()
                .orElseThrow();
    }

    private static int highest(List<RatingChanged> changes) {
        return changes.stream().mapToInt(RatingChanged::getVersion).max().orElseThrow();
    }

    private static List<RatingChanged> with(List<RatingChanged> others, RatingChanged one) {
        List<RatingChanged> all = new ArrayList<>(others);
        all.add(one);
        return all;
    }

    @Test
    void saysWhenTheTopologyDoesNotCatchUp() throws Exception {
        Path other = Files.copy(config, directory.resolve("nobody-runs.properties"));
        Files.writeString(other, "application.id=nobody-runs\n", StandardOpenOption.APPEND);

        CommandRun run = CommandRun.of("verify", "--config", other.toString(), "--timeout", "2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors().lines().findFirst()).hasValueSatisfying(line -> assertThat(line)
                .matches("waiting for nobody-runs, \\d+ records behind: \\d+ of authority-registered, "
                        + "\\d+ of inspection-published"));
        assertThat(run.errors())
                .contains("the pipeline did not catch up in time")
                .contains("Nothing was compared")
                .contains("nobody-runs (./ratings doctor shows its lag)")
                .contains("longer with --timeout");
        assertThat(run.output()).isEmpty();
    }

    private static RatingChanged next(RatingChanged change, int version, boolean first) {
        return RatingChanged.newBuilder(change)
                .setVersion(version)
                .setFirstOfItsKind(first)
                .build();
    }

    private static void assertPasses() {
        CommandRun run = verify();
        assertThat(run.output()).contains("no difference");
        assertThat(run.exitCode()).isZero();
    }

    private static void assertNames(String difference) {
        CommandRun run = verify();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("DIFFERENT " + difference);
    }

    private static void putArea(String key, @Nullable AreaRatings row) throws ExecutionException, InterruptedException {
        String topic = Topics.AREA_RATINGS.name();
        put(topic, key, row == null ? null : serdes.areaRatings().serializer().serialize(topic, row));
    }

    /** As one record. */
    private static void putChanges(List<RatingChanged> changes) throws ExecutionException, InterruptedException {
        String topic = Topics.RATING_CHANGED.name();
        InspectionChanges record = ContractMapping.toRecord(changes);
        put(topic, record.getAuthorityId(), serdes.ratingChanged().serializer().serialize(topic, record));
    }

    private static void put(String topic, String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }
}
