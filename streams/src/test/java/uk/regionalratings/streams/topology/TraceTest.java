package uk.regionalratings.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.tracing.Trace;
import uk.regionalratings.vocabulary.Inspection;

/** A rating change has the trace of the event that caused it; tables have none. */
class TraceTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Inspection inspection = RealHistory.inspections().get(0);

    @Test
    void goesFromTheEventToTheRatingChangesAndToNoTable() {
        try (PipelineDriver pipeline = registered()) {
            Headers headers = new RecordHeaders();
            headers.add(Trace.PARENT, PARENT.getBytes(UTF_8));
            headers.add(Trace.STATE, "vendor=1".getBytes(UTF_8));
            pipeline.send(inspection, headers);

            assertThat(pipeline.headers(Topics.RATING_CHANGED)).isNotEmpty().allSatisfy(sent -> {
                assertThat(TraceHeaders.text(sent, Trace.PARENT)).isEqualTo(PARENT);
                assertThat(TraceHeaders.text(sent, Trace.STATE)).isEqualTo("vendor=1");
                assertThat(TraceHeaders.text(sent, "ce_specversion")).isEqualTo("1.0");
            });
            for (var table : List.of(Topics.AUTHORITY_RATINGS, Topics.AREA_RATINGS)) {
                assertThat(pipeline.headers(table)).isNotEmpty().allSatisfy(sent -> assertThat(
                                TraceHeaders.text(sent, Trace.PARENT))
                        .isNull());
            }
        }
    }

    @Test
    void whatCanBeNoTraceIsNotHandedOn() {
        try (PipelineDriver pipeline = registered()) {
            Headers headers = new RecordHeaders();
            headers.add(Trace.PARENT, new byte[100_000]);
            headers.add(Trace.STATE, null);
            pipeline.send(inspection, headers);

            assertThat(pipeline.headers(Topics.RATING_CHANGED)).isNotEmpty().allSatisfy(sent -> assertThat(
                            sent.lastHeader(Trace.PARENT))
                    .isNull());
        }
    }

    private PipelineDriver registered() {
        PipelineDriver pipeline = new PipelineDriver();
        ReferenceFiles.bundledAuthorities().forEach(authority -> pipeline.register(authority, 1));
        return pipeline;
    }
}
