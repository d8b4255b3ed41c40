package uk.regionalratings.bench;

import java.util.Map;
import uk.regionalratings.bench.process.Cluster.TopicSize;

/**
 * How a contender drained the topic once. Times are from the first bytes of the topic that the broker sent until the last final count was
 * visible, unless said otherwise.
 *
 * @param startSeconds from the start of its JVM to the first of these bytes
 * @param cpuSeconds of its process
 * @param cpuWithStartSeconds of its process, from its start
 * @param brokerCpuSeconds of the broker's process
 * @param otherCpuSeconds of the machine without contender, broker and this benchmark: above a few, the run was disturbed
 * @param peakMegabytes the most memory it ever held (10^6 bytes)
 * @param stateBytes in its folder of state, at the end
 * @param topics what lies in every topic but the facts, at the end
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
