package uk.regionalratings.alerts.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.delivery.AlertReader;
import uk.regionalratings.alerts.delivery.DeliveryContext;
import uk.regionalratings.alerts.delivery.SubscriptionRunner;
import uk.regionalratings.alerts.delivery.UndeliveredAlerts;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.service.ManagementApi;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/** Serves every subscription of an alerts file until it is closed. Several instances share the work. */
public final class AlertsProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertsProcess.class);
    private static final long CONNECTING_SECONDS = 30;

    private final AlertsFile file;
    private final UndeliveredAlerts deadLetters;
    private final PositionTopic positions;
    private final List<SubscriptionRunner> runners = new ArrayList<>();
    private final ManagementApi managementApi;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    public AlertsProcess(AlertsFile file, Clock clock) {
        this.file = file;
        Settings settings = file.settings().settings();
        this.deadLetters = UndeliveredAlerts.open(settings);
        this.positions = PositionTopic.open(settings.kafkaClient());
        AlertReader reader = new AlertReader(new ContractSerdes(RegistryClients.open(settings)));
        DeliveryContext context = new DeliveryContext(positions, reader, deadLetters, clock);
        for (Subscription subscription : file.subscriptions()) {
            String group = file.settings().group(subscription.name());
            runners.add(new SubscriptionRunner(
                    subscription,
                    group,
                    () -> new KafkaConsumer<>(
                            file.settings().consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                    context,
                    this::fail));
        }
        this.managementApi = new ManagementApi(
                Optional::empty,
                this::whyNotReady,
                runners.stream().map(SubscriptionRunner::meters).toList());
    }

    /** Ends the process because one of its threads has ended; the service manager then restarts it. */
    private void fail(Throwable cause) {
        LOG.error("A thread of alerts has ended; the process ends", cause);
        failure = cause;
        ended.countDown();
    }

    private Optional<String> whyNotReady() {
        return runners.stream().flatMap(runner -> runner.problem().stream()).findFirst();
    }

    /**
     * Starts everything. A failed start leaves nothing behind.
     *
     * @throws AlertsStartException if the brokers can't be reached or lack the topics
     * @throws uk.regionalratings.service.PortUnavailableException if the management port is in use
     */
    public void start() {
        Settings settings = file.settings().settings();
        try {
            requireTopics(settings);
            managementApi.start(file.settings().managementAddress());
            runners.forEach(SubscriptionRunner::start);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void requireTopics(Settings settings) {
        String brokers = settings.text(Settings.BOOTSTRAP_SERVERS);
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            Set<String> present = admin.listTopics().names().get(CONNECTING_SECONDS, TimeUnit.SECONDS);
            for (var topic : List.of(Topics.RATING_CHANGED, Topics.ALERT_UNDELIVERED, Topics.ALERT_POSITIONS)) {
                if (!present.contains(topic.name())) {
                    throw new AlertsStartException(
                            "the brokers " + brokers + " have no topic " + topic.name() + ": run ./ratings setup");
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new AlertsStartException(
                    "can't reach the brokers " + brokers + " (" + cause + "): start them, or set bootstrap.servers", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlertsStartException("interrupted while looking for the topics", e);
        }
    }

    /** Waits until every subscription knows its position; everything published from then on is sent. */
    public void awaitReady() throws InterruptedException {
        boolean closed = false;
        while (!closed && whyNotReady().isPresent()) {
            closed = ended.await(20, TimeUnit.MILLISECONDS);
        }
    }

    /** The port of health and metrics. */
    public int managementPort() {
        return managementApi.port();
    }

    /** A description of what it does, in one line for a person. */
    public String describe() {
        String names = String.join(
                ", ",
                file.subscriptions().stream()
                        .map(one -> one.name() + " (" + one.sink().describe() + ")")
                        .toList());
        return "serving " + names + "; health and metrics on "
                + file.settings().managementAddress().url(managementPort());
    }

    /**
     * Waits until {@link #close()}.
     *
     * @throws IllegalStateException if a subscription can no longer be served
     */
    public void awaitEnd() throws InterruptedException {
        ended.await();
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("alerts can't continue and have ended; start them again: " + cause, cause);
        }
    }

    @Override
    public void close() {
        runners.parallelStream().forEach(SubscriptionRunner::close);
        managementApi.close();
        positions.close();
        deadLetters.close();
        ended.countDown();
    }
}
