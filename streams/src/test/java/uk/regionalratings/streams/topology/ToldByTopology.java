package uk.regionalratings.streams.topology;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.vocabulary.RejectionReason;

/** Keeps what the topology tells its process. */
final class ToldByTopology implements TopologyListener {
    final Map<String, AuthorityRatings> ratings = new TreeMap<>();
    final ChangesView changes = new ChangesView();
    final Map<Integer, Long> canaries = new TreeMap<>();
    final Map<RejectionReason, Long> rejections = new EnumMap<>(RejectionReason.class);

    @Override
    public void ratings(AuthorityRatings row) {
        ratings.put(row.getAuthorityId(), row);
    }

    @Override
    public void changed(int partition, long offset, RatingChanged change, long sentAt) {
        changes.changed(partition, offset, change);
    }

    @Override
    public void canary(int partition, long sentAt) {
        canaries.put(partition, sentAt);
    }

    @Override
    public void rejected(RejectionReason reason) {
        rejections.merge(reason, 1L, Long::sum);
    }
}
