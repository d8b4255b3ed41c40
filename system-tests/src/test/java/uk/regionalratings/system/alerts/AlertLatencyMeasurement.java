package uk.regionalratings.system.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.Receiver.Reply;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.system.answers.LatencyMeasurement;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.WebhookReceiver;
import uk.regionalratings.system.kit.WebhookReceiver.Receipt;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * Measures the time from just before one of today's inspections is sent until a webhook has received the first and the
 * last of its four alerts. Uses the demo's stack and history, exactly-once, one inspection at a time. Not part of the
 * build; run {@code mvn verify -Dit.test=AlertLatencyMeasurement -Devents=500 -Dinterval=100/100}.
 */
class AlertLatencyMeasurement {
    private static final int EVENTS = Integer.getInteger("events", 500);
    private static final int WARM_UP = Integer.getInteger("warmup", 200);
    private static final String INTERVALS = System.getProperty("interval", "100/100");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<Judgement> JUDGEMENTS = List.of(
            Judgement.IMPACT_OF_LEADERS, Judgement.HELP_AND_PROTECTION, Judgement.IN_CARE, Judgement.CARE_LEAVERS);

    private final Random random = new Random(2021);
    private final Clock clock = Clock.systemUTC();
    private final LocalDate today = LondonDates.today(clock);
    private final WebhookReceiver receiver = new WebhookReceiver(() -> Reply.TAKEN);

    @TempDir
    private Path directory;

    @Test
    void fromPublishToWebhook() throws Exception {
        try (receiver;
                TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            try (StreamsProcess streams = new StreamsProcess(LatencyMeasurement.streams(stack, INTERVALS), clock);
                    AlertsProcess alerts = new AlertsProcess(alertsFile(stack), clock)) {
                streams.start();
                DemoHistory.publish(settings);
                try (CatchUp catchUp = new CatchUp(settings, streams.applicationId())) {
                    catchUp.await(streams.view(), Duration.ofMinutes(3));
                }
                alerts.start();
                alerts.awaitReady();
                measure(settings);
            }
        }
    }

    private AlertsFile alertsFile(TestStack stack) {
        String subscription = "  hook: {sink: {type: webhook, url: '%s', secrets: {file: %s}}}\n"
                .formatted(receiver.url(), AlertsFiles.SECRET);
        return AlertsFiles.read(AlertsFiles.write(directory, stack, subscription), HostNames.OF_THIS_MACHINE);
    }

    private void measure(Settings settings) {
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(settings));
        List<Authority> authorities = ReferenceFiles.bundledAuthorities().stream()
                .filter(authority -> authority.existsOn(today))
                .toList();
        long[] first = new long[EVENTS];
        long[] last = new long[EVENTS];
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = -WARM_UP; i < EVENTS; i++) {
                Authority authority = authorities.get(random.nextInt(authorities.size()));
                Inspection inspection = inspection(authority.authorityId(), i + WARM_UP + 1);
                byte[] key = authority.authorityId().getBytes(StandardCharsets.UTF_8);
                byte[] value = serdes.inspectionPublished()
                        .serializer()
                        .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
                // Spreads the events over the time between two commits.
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(150)).toNanos());
                int before = receiver.receipts().size();
                Instant start = clock.instant();
                var unused = producer.send(new ProducerRecord<>(Topics.INSPECTION_PUBLISHED.name(), key, value));
                List<Receipt> receipts = awaitAlerts(inspection, before);
                if (i >= 0) {
                    first[i] = Duration.between(start, receipts.get(0).at()).toNanos();
                    last[i] = Duration.between(
                                    start, receipts.get(JUDGEMENTS.size() - 1).at())
                            .toNanos();
                }
            }
        }
        // Slightly more than four per inspection, because a change that is no longer the first of its kind is sent
        // again.
        assertThat(receiver.receipts().stream().map(Receipt::id)).doesNotHaveDuplicates();
        LatencyMeasurement.report(INTERVALS, "first alert of an inspection at the webhook", first);
        LatencyMeasurement.report(INTERVALS, "last of its four", last);
    }

    private Inspection inspection(String authorityId, int number) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        Grade[] scale = Grade.values();
        JUDGEMENTS.forEach(judgement -> grades.put(judgement, GradeGiven.of(scale[random.nextInt(scale.length)])));
        return InspectionBuilder.inspection(String.format("%s-%s-%05d", authorityId, today, number))
                .authority(authorityId)
                .framework(Framework.ILACS_2026)
                .fieldwork(today.minusDays(40), today.minusDays(30))
                .publishedOn(today)
                .grades(grades)
                .build();
    }

    private List<Receipt> awaitAlerts(Inspection inspection, int before) {
        String sign = "\"inspectionId\":\"" + inspection.inspectionId() + "\"";
        return Awaitility.await("alerts of " + inspection.inspectionId())
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> receiver.receipts().stream()
                                .skip(before)
                                .filter(receipt -> receipt.body().contains(sign))
                                .toList(),
                        receipts -> receipts.size() >= JUDGEMENTS.size());
    }
}
