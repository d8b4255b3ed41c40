package uk.regionalratings.streams.query.change;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers when answers last changed, as far as calls of {@link #of} have shown. Thread-safe. */
public final class LastChange {
    private final AtomicReference<State> last = new AtomicReference<>(new State(-1, LocalDate.EPOCH, Instant.EPOCH));

    private record State(long version, LocalDate day, Instant since) {}

    /**
     * The time of the first call with this version and day. Empty during the first second, in which answers might
     * change again with the same time.
     */
    public Optional<Instant> of(long version, LocalDate today, Instant now) {
        State state = last.updateAndGet(known ->
                known.version() == version && known.day().equals(today) ? known : new State(version, today, now));
        Instant since = state.since().truncatedTo(ChronoUnit.SECONDS);
        return since.plusSeconds(1).isAfter(now) ? Optional.empty() : Optional.of(since);
    }
}
