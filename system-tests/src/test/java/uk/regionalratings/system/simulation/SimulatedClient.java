package uk.regionalratings.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.app.SimulatedInstance;
import uk.regionalratings.streams.view.ChangeOutline;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.StreamPosition;

/** A client of the change stream: it takes events one by one, and goes on at the last one that it has, on whatever instance. */
final class SimulatedClient {
    private final Predicate<ChangeOutline> filter;
    private final Planted planted;
    private final List<RatingChanged> received = new ArrayList<>();
    private String lastId = "0.0.0.0";
    private String idBefore = lastId;
    private ChangesView.@Nullable Cursor cursor;
    private @Nullable SimulatedInstance connected;

    SimulatedClient(Predicate<ChangeOutline> filter, Planted planted) {
        this.filter = filter;
        this.planted = planted;
    }

    /** Takes the next event of an instance, of the connected one if there is one; returns whether there was an event. */
    boolean take(SimulatedInstance instance) {
        SimulatedInstance from = connected == null ? instance : connected;
        ChangesView view = from.changes();
        if (cursor == null) {
            StreamPosition position = StreamPosition.parse(lastId).orElseThrow();
            ChangesView.Start start = view.from(position).join();
            if (start.anew() != null) {
                throw new AssertionError("the position " + lastId + " counts as unknown: " + start.anew());
            }
            cursor = start.cursor();
            connected = from;
        }
        ChangesView.Step step = view.next(Objects.requireNonNull(cursor), filter);
        cursor = step.cursor();
        if (step.changeRecord() == null) {
            return false;
        }
        RatingChanged change =
                ContractMapping.newChanges(step.changeRecord().changes()).get(step.place());
        idBefore = lastId;
        if (planted != Planted.STREAM_SKIPS || received.size() != 2) {
            received.add(change);
        }
        lastId = step.cursor().position().toString();
        return true;
    }

    /** The connection breaks, maybe before the last event has arrived. */
    void disconnect(boolean withoutTheLast) {
        if (withoutTheLast && cursor != null && !received.isEmpty() && !lastId.equals(idBefore)) {
            received.remove(received.size() - 1);
            lastId = idBefore;
        } else if (planted == Planted.STREAM_REPEATS) {
            lastId = idBefore;
        }
        cursor = null;
        connected = null;
    }

    /** Its instance has ended. */
    void disconnectFrom(SimulatedInstance ended) {
        if (connected == ended) {
            disconnect(false);
        }
    }

    Predicate<ChangeOutline> filter() {
        return filter;
    }

    List<RatingChanged> received() {
        return received;
    }
}
