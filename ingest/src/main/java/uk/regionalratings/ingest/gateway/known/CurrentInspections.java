package uk.regionalratings.ingest.gateway.known;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.ingest.gateway.answer.AnswerForm;
import uk.regionalratings.ingest.gateway.answer.Refusal;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The current revision of an inspection as far as this gateway knows, from the published tables or from what it has
 * sent since. Corrections of one inspection are serialised, so that each builds on the one before; the topology's
 * rules resolve those made through several gateways at once.
 */
public final class CurrentInspections {
    /** Inspections whose hashes share a lock wait for each other; there are never more corrections than requests. */
    private static final int LOCKS = 64;

    /** Longer than Kafka takes to confirm one correction. */
    private static final long PATIENCE_SECONDS = 30;

    private final KnownInspections tables;
    private final RecentInspections recent;
    private final Lock[] locks =
            IntStream.range(0, LOCKS).mapToObj(any -> new ReentrantLock()).toArray(Lock[]::new);

    public CurrentInspections(KnownInspections tables, RecentInspections recent) {
        this.tables = tables;
        this.recent = recent;
    }

    /**
     * The highest known revision.
     *
     * @throws Refusal if none is known, or the tables are unavailable
     */
    public Inspection find(String inspectionId) {
        KnownInspections.Lookup lookup = tables.find(inspectionId);
        if (lookup instanceof KnownInspections.Lookup.Unavailable unavailable) {
            throw Refusal.unavailable("not-ready", unavailable.reason(), AnswerForm.RETRY_AFTER_SECONDS);
        }
        Optional<Inspection> published = lookup instanceof KnownInspections.Lookup.Found found
                ? Optional.of(found.inspection())
                : Optional.empty();
        Optional<Inspection> sent = recent.latest(inspectionId);
        if (sent.isPresent()
                && published.map(Inspection::revision).orElse(0) < sent.get().revision()) {
            return sent.get();
        }
        return published.orElseThrow(
                () -> new Refusal(
                        HttpStatus.NOT_FOUND_404,
                        "unknown-inspection",
                        "no inspection " + Quoted.of(inspectionId)
                                + " is known; one that another gateway has just accepted is known once the topology has applied it"));
    }

    /** Whether this gateway remembers the same revision with different content. */
    public boolean contradicts(Inspection inspection) {
        return recent.find(inspection) == RecentInspections.Known.OTHER;
    }

    /** Makes a correction while no other correction of the same inspection is made here. */
    public <T> T exclusively(String inspectionId, Supplier<T> correction) {
        Lock lock = locks[Math.floorMod(inspectionId.hashCode(), LOCKS)];
        if (!acquired(lock)) {
            throw Refusal.unavailable("busy", "another correction of this inspection is in progress: try again", 1);
        }
        try {
            return correction.get();
        } finally {
            lock.unlock();
        }
    }

    private static boolean acquired(Lock lock) {
        try {
            return lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
