package uk.regionalratings.system.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.Topics;

/**
 * An installation starts with another areas file than before: the rows of the areas that are new or others are published, those of the areas that
 * are gone are deleted, nothing is counted twice, and no rating change is told again, without any event.
 */
class AreasFileIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String COAST = "coast/any/overall_effectiveness";

    @TempDir
    private Path directory;

    @Test
    void otherAreasAreCountedAtTheNextStartAndNobodyIsToldAnything() throws IOException {
        try (TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            try (StreamsProcess streams = streams(stack, Map.of())) {
                streams.start();
                DemoHistory.publish(settings);
                catchUp(settings);
            }
            try (Published published = new Published(settings)) {
                long told = published.size(Topics.RATING_CHANGED);
                assertThat(published.tables().areas()).containsKey("tees-valley/any/in_care");
                Path file = otherAreas();

                try (StreamsProcess streams = streams(stack, Map.of(StreamsSettings.AREAS_FILE, file.toString()))) {
                    streams.start();
                    Awaitility.await("the row of the new area")
                            .atMost(LIMIT)
                            .until(() -> published.tables().areas().containsKey(COAST));
                }

                Map<String, AreaRatings> areas = published.tables().areas();
                assertThat(areas.keySet()).noneMatch(key -> key.startsWith("tees-valley/"));
                assertThat(areas.get(COAST).getAuthorities()).isEqualTo(2);
                assertThat(published.size(Topics.RATING_CHANGED)).isEqualTo(told);
                CommandRun verified = CommandRun.of("verify", "--config", config(stack, file));
                assertThat(verified.output()).contains("no difference");
                assertThat(verified.exitCode()).isZero();
            }
        }
    }

    /** The bundled areas with one more, one less, and one whose members are others. */
    private Path otherAreas() throws IOException {
        try (InputStream bundled = ReferenceFiles.class.getResourceAsStream("areas.csv")) {
            List<String> lines = new String(bundled.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("tees-valley,"))
                    .collect(Collectors.toList());
            lines.add("coast,The Coast,other,,393;394,2020-01-01,");
            lines.add("west-yorkshire,,,,816,2015-01-01,2019-12-31");
            return Files.write(directory.resolve("areas.csv"), lines);
        }
    }

    private static void catchUp(Settings settings) {
        try (CatchUp catchUp = new CatchUp(settings, "regional-ratings")) {
            catchUp.await(null, LIMIT);
        }
    }

    private String config(TestStack stack, Path areas) throws IOException {
        Path file = RunningPipeline.configFile(directory, stack);
        return Files.writeString(
                        file,
                        Files.readString(file) + StreamsSettings.AREAS_FILE + "=" + areas + System.lineSeparator())
                .toString();
    }

    private static StreamsProcess streams(TestStack stack, Map<String, String> options) {
        return new StreamsProcess(RunningPipeline.settings(stack, options), Clock.systemUTC());
    }
}
