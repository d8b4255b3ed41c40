package uk.regionalratings.streams.topology;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.Emission;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/** Keeps what the topology tells its process. */
final class ToldByTopology implements TopologyListener {
    private final ContractSerdes serdes;
    final Map<String, AuthorityRatings> ratings = new TreeMap<>();
    final Map<String, Long> waiting = new TreeMap<>();
    final ChangesView changes = new ChangesView();
    final Map<Integer, Long> canaries = new TreeMap<>();
    final Map<RejectionReason, Long> rejections = new EnumMap<>(RejectionReason.class);

    ToldByTopology(ContractSerdes serdes) {
        this.serdes = serdes;
    }

    @Override
    public void ratings(String authorityId, byte[] record, @Nullable Long waitingSince) {
        if (waitingSince == null) {
            waiting.remove(authorityId);
        } else {
            waiting.put(authorityId, waitingSince);
        }
        ratings.put(
                authorityId,
                serdes.authorityRatings().deserializer().deserialize(Topics.AUTHORITY_RATINGS.name(), record));
    }

    @Override
    public void changed(int partition, long offset, byte[] record, long sentAt) {
        changes.changed(new Emission(partition, offset, record, bytes -> serdes.ratingChanged()
                .deserializer()
                .deserialize(Topics.RATING_CHANGED.name(), bytes)));
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
