package uk.regionalratings.system.simulation;

import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.contract.RatingChanged;

/** A receiver of alerts that keeps what it got, refuses when it is told to, and may be all that is left of a delivery. */
final class SimulatedReceiver implements Sink {
    /** One alert as it came. */
    record Got(String authorityId, String told, String deliveryId) {}

    private final Planted planted;
    private final List<Got> got = new ArrayList<>();
    private boolean refuses;
    private boolean dies;
    private boolean died;

    SimulatedReceiver(Planted planted) {
        this.planted = planted;
    }

    /** How the next delivery ends: it is refused for now, or the process that sends it is killed when it has arrived, or neither. */
    void next(boolean refusal, boolean death) {
        refuses = refusal;
        dies = death;
        died = false;
    }

    /** Whether the process was killed in the last delivery. */
    boolean died() {
        return died;
    }

    List<Got> got() {
        return got;
    }

    /** Identity and version of a change. */
    static String told(RatingChanged change) {
        return change.getId() + " " + change.getVersion();
    }

    @Override
    public void deliver(List<Alert> alerts) throws DeliveryException {
        if (refuses) {
            throw DeliveryException.temporary("not now");
        }
        for (Alert alert : alerts) {
            take(new Got(alert.change().getAuthorityId(), told(alert.change()), alert.deliveryId()));
        }
        if (dies) {
            died = true;
            throw new InternalError("killed");
        }
    }

    private void take(Got one) {
        if (planted == Planted.ALERT_LOST && got.size() % 7 == 3) {
            got.add(new Got("", "", ""));
            return;
        }
        if (planted == Planted.ALERTS_OUT_OF_ORDER
                && !got.isEmpty()
                && got.get(got.size() - 1).authorityId().equals(one.authorityId())) {
            got.add(got.size() - 1, one);
            return;
        }
        got.add(one);
        if (planted == Planted.ALERT_UNDER_TWO_IDS && got.size() % 5 == 0) {
            got.add(new Got(one.authorityId(), one.told(), one.deliveryId() + "-again"));
        }
    }

    @Override
    public String describe() {
        return "simulated";
    }
}
