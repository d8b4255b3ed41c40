package uk.regionalratings.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.bench.history.Scale;
import uk.regionalratings.bench.process.Cluster.TopicSize;

/** Medians of the runs as a Markdown table. */
final class DrainTable {
    private static final String HEAD =
            "| contender | runs | seconds (min-max) | events/s | of plain | of flink | CPU s per million"
                    + " | with start | peak MB | state MB | start s | broker CPU s | records written | MB written | other CPU s |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

    private DrainTable() {}

    /** @param bytes the total size of all event values */
    static String of(Scale scale, long bytes, List<Drained> all) {
        Map<Contender, List<Drained>> byContender = new LinkedHashMap<>();
        all.forEach(one -> byContender
                .computeIfAbsent(one.contender(), any -> new ArrayList<>())
                .add(one));
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "### Draining %,d events of %,d authorities%s%n%n%.1f inspections an authority, %.0f bytes an event; medians.%n%n",
                scale.events(),
                scale.authorities(),
                scale.oneJudgement() ? ", one judgement each" : "",
                scale.inspectionsPerAuthority(),
                (double) bytes / scale.events()));
        table.append(HEAD);
        byContender.forEach((contender, runs) -> table.append(row(contender, runs, byContender)));
        byContender.getOrDefault(Contender.PIPELINE, List.of()).stream()
                .limit(1)
                .forEach(run -> {
                    table.append("\nWritten by the pipeline: ");
                    table.append(String.join(", ", topics(run.topics())));
                    table.append('\n');
                });
        return table.toString();
    }

    private static List<String> topics(Map<String, TopicSize> topics) {
        return topics.entrySet().stream()
                .filter(topic -> topic.getValue().records() > 0)
                .map(topic -> String.format(
                        Locale.ROOT,
                        "%s %,d records, %.0f MB",
                        topic.getKey(),
                        topic.getValue().records(),
                        topic.getValue().bytes() / 1e6))
                .toList();
    }

    private static String row(Contender contender, List<Drained> runs, Map<Contender, List<Drained>> all) {
        double rate = median(runs, Drained::eventsPerSecond);
        double millions = runs.get(0).events() / 1e6;
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f (%.1f-%.1f) | %,.0f | %s | %s | %.1f | %.1f | %,.0f | %,.0f | %.1f | %.1f | %,.0f | %,.0f | %.1f |%n",
                contender.id(),
                runs.size(),
                median(runs, Drained::seconds),
                runs.stream().mapToDouble(Drained::seconds).min().orElseThrow(),
                runs.stream().mapToDouble(Drained::seconds).max().orElseThrow(),
                rate,
                ratio(rate, all.get(Contender.PLAIN)),
                ratio(rate, all.get(Contender.FLINK)),
                median(runs, Drained::cpuSeconds) / millions,
                median(runs, Drained::cpuWithStartSeconds) / millions,
                median(runs, Drained::peakMegabytes),
                median(runs, Drained::stateBytes) / 1e6,
                median(runs, Drained::startSeconds),
                median(runs, Drained::brokerCpuSeconds),
                median(runs, Drained::recordsWritten),
                median(runs, Drained::bytesWritten) / 1e6,
                median(runs, Drained::otherCpuSeconds));
    }

    private static String ratio(double rate, @Nullable List<Drained> reference) {
        return reference == null
                ? "-"
                : String.format(Locale.ROOT, "%.2f", rate / median(reference, Drained::eventsPerSecond));
    }

    /** The middle value, or the mean of the two middle values. */
    static double median(List<Drained> runs, ToDoubleFunction<Drained> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
