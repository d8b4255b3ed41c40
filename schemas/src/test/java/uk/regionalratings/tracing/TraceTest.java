package uk.regionalratings.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + ID + "-00f067aa0ba902b7-01";

    private final Map<String, String> seen = new HashMap<>();

    private void look() {
        seen.putAll(Trace.headers());
        seen.put("log", String.valueOf(MDC.get(Trace.LOG_KEY)));
    }

    @Test
    void goesOnWithTheTraceThatSomethingArrivedWith() {
        Map<String, String> arrived = Map.of(Trace.PARENT, PARENT, Trace.STATE, "vendor=1");

        Trace.begin("test", arrived::get, this::look);

        assertThat(seen).isEqualTo(Map.of(Trace.PARENT, PARENT, Trace.STATE, "vendor=1", "log", ID));
        assertThat(Trace.headers()).isEmpty();
        assertThat(MDC.get(Trace.LOG_KEY)).isNull();
    }

    @Test
    void beginsOneWhereNoneOrNoneThatCanBeReadArrived() {
        Trace.begin("test", Map.of(Trace.PARENT, "00-rubbish\r\nx: y")::get, this::look);
        String first = seen.get(Trace.PARENT);
        Trace.begin("test", none -> null, this::look);

        assertThat(first).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(seen.get(Trace.PARENT))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .isNotEqualTo(first);
        assertThat(seen.get(Trace.PARENT)).contains(seen.get("log"));
    }

    @Test
    void hasNothingToGoOnWithWithoutOne() {
        Trace.resume("test", none -> null, this::look);

        assertThat(seen).isEqualTo(Map.of("log", "null"));
    }

    @Test
    void aSpanOfTheSameTraceThatIsNearerStaysTheParent() {
        SpanContext near = SpanContext.create(ID, "1111111111111111", TraceFlags.getSampled(), TraceState.getDefault());

        Context.root()
                .with(Span.wrap(near))
                .wrap(() -> Trace.begin("test", Map.of(Trace.PARENT, PARENT)::get, this::look))
                .run();

        assertThat(seen).containsEntry(Trace.PARENT, "00-" + ID + "-1111111111111111-01");
    }

    @Test
    void endsWithTheWorkHoweverItEnds() {
        assertThatThrownBy(() -> Trace.begin("test", none -> null, () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class);

        assertThat(Trace.headers()).isEmpty();
        assertThat(MDC.get(Trace.LOG_KEY)).isNull();
    }
}
