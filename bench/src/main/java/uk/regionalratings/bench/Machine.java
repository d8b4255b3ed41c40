package uk.regionalratings.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import uk.regionalratings.vocabulary.LondonDates;

/** Describes the machine on which the figures were measured. */
final class Machine {
    private Machine() {}

    /** Processor, memory, versions, date, revision and command as a line of Markdown. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GB, Linux %s, Java %s, Kafka %s; %s, revision %s:%n%n    bench/run %s%n",
                Runtime.getRuntime().availableProcessors(),
                field(Path.of("/proc/cpuinfo"), "model name"),
                Double.parseDouble(field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "")) * 1_024 / 1e9,
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                AppInfoParser.getVersion(),
                LondonDates.today(Clock.systemUTC()),
                System.getProperty("bench.revision", "unknown"),
                System.getProperty("bench.command", "..."));
    }

    private static String field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
