package uk.regionalratings.bench;

import java.util.Map;
import uk.regionalratings.bench.process.Cluster.TopicSize;

/**
 * The result of one contender draining the topic once. Unless stated otherwise, times run from the moment the broker
 * sends the first bytes of the topic until the last final count is visible.
 *
 * @param startSeconds from the start of its JVM to those first bytes
 * @param cpuSeconds CPU time of its process
 * @param cpuWithStartSeconds CPU time of its process, including startup
 * @param brokerCpuSeconds CPU time of the broker's process
 * @param otherCpuSeconds CPU time of the rest of the machine, without contender, broker and this benchmark; more than a
 *     few seconds means that the run was disturbed
 * @param peakMegabytes peak memory (10^6 bytes)
 * @param stateBytes size of its state folder at the end
 * @param topics size of every topic except the fact topics at the end
 */
record Drained(
        Contender contender,
        long events,
        double seconds,
        double startSeconds,
        double cpuSeconds,
        double cpuWithStartSeconds,
        double brokerCpuSeconds,
        double otherCpuSeconds,
        double peakMegabytes,
        long stateBytes,
        Map<String, TopicSize> topics) {

    double eventsPerSecond() {
        return events / seconds;
    }

    long recordsWritten() {
        return topics.values().stream().mapToLong(TopicSize::records).sum();
    }

    long bytesWritten() {
        return topics.values().stream().mapToLong(TopicSize::bytes).sum();
    }
}
