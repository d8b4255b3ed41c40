package uk.regionalratings.streams.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Topics;

/**
 * The configuration of Kafka Streams: our defaults, then the user's settings, then the settings that correctness
 * depends on.
 */
final class KafkaStreamsConfig {
    private KafkaStreamsConfig() {}

    static StreamsConfig of(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        // Two threads: then both halves of the topology can work at the same time, even on the smallest machine.
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        // The longest time that an input waits in each half before its result is visible. Under exactly-once each
        // commit is a transaction. With 100 ms a large replay is faster, but news takes twice as long
        // (docs/benchmarks.md).
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30);
        // Without the consumer or producer prefix, which would take precedence over the user's settings. The others
        // take over a killed instance's work after this time instead of Kafka's 45 s; the broker allows no less than 6
        // s.
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, StreamsSettings.TRANSACTION_TIMEOUT_MS);
        // A thread that waits for a broker, for instance for the end of its transaction, still sends heartbeats. A
        // rebalance, which stops all threads, waits for it for this long; Kafka's default is five minutes. At a start,
        // rebuilding the sums of a million inspections must take less.
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Keeps a second copy of the state on another instance, which can take over at once instead of reading the
        // state back first. Costs nothing if there is only one instance.
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // An instance that returns with its state gets its share of the work at once; one that has lost it reads the
        // state back while it works. All parts are read back at the same time and checked every minute, because the
        // state is small; Kafka's defaults of two parts and ten minutes are meant for states of gigabytes.
        config.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, 2 * Topics.PARTITIONS);
        config.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
        // The protocol that respects the client's standby, warm-up and rack settings; see docs/decisions.
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // At startup the tables for queries are read one partition after the other. A fetch that waits for new records
        // in a finished partition delays the next one, by Kafka's default for half a second in each of twelve
        // partitions.
        config.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
        // State that was read back delays the reading of other state in the same way.
        config.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        // Order does not matter, so no input waits for another.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // Brokers come back: keep trying instead of stopping, so that this instance continues to answer.
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        placement(settings, config);
        config.putAll(settings.kafkaClient());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.text(StreamsSettings.APPLICATION_ID));
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.text(StreamsSettings.STATE_DIR));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        for (String consumer : List.of(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG))) {
            config.put(consumer, List.of(SoundRecords.class.getName()));
        }
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new StreamsConfig(config);
    }

    private static void placement(Settings settings, Map<String, Object> config) {
        String instance = settings.optionalText(StreamsSettings.INSTANCE_ID);
        if (instance != null) {
            // Kafka Streams appends the number of the thread, since each thread is a member of the group.
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        }
        String rack = settings.optionalText(StreamsSettings.RACK);
        if (rack != null) {
            config.put(StreamsConfig.clientTagPrefix(StreamsSettings.RACK), rack);
            config.put(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG, StreamsSettings.RACK);
            // Reads from a replica in the same rack if the brokers allow it.
            config.put(CommonClientConfigs.CLIENT_RACK_CONFIG, rack);
        }
    }
}
