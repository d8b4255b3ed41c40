package uk.regionalratings.system.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.system.kit.Feed;
import uk.regionalratings.system.kit.SkewedClock;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledGateway;

/** A gateway whose clock Kafka does not believe says so, and is not ready. */
@Tag("thorough")
class GatewayClockIT {
    private static final int AHEAD = 70;

    @Test
    void namesTheClockAndIsNotReadyWhileItIsMoreThanAnHourAhead(@TempDir Path directory) throws Exception {
        Map<String, String> wrong = SkewedClock.environment(AHEAD).orElse(Map.of());
        Assumptions.assumeFalse(wrong.isEmpty(), "no libfaketime here");
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TestStack stack = TestStack.start()) {
            ClusterSetup.apply(stack.settings());
            try (TroubledGateway gateway =
                    new TroubledGateway(directory, temporary, TroubledBroker.environment(stack.addresses()))) {
                gateway.kill();
                gateway.begin(wrong);
                Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(gateway.readiness())
                        .contains("70 min ahead of Kafka's, which accepts no record from more than an hour ahead"));
                assertThat(gateway.isReady()).isFalse();

                HttpResponse<String> answer = gateway.feed()
                        .post(Feed.ndjson(RealHistory.inspections().subList(0, 1)), "application/x-ndjson");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("this machine's clock says").contains("correct the wrong clock");
            }
        }
    }
}
