package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.streams.view.Arrival;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/** Keeps what the topology tells its process. */
final class ToldByTopology implements TopologyListener {
    private final Deserializer<AuthorityRatings> rows;
    private final Deserializer<InspectionChanges> records;
    final Map<String, AuthorityRatings> ratings = new TreeMap<>();
    final Map<String, Long> waiting = new TreeMap<>();
    final ChangesView changes = new ChangesView();
    final List<String> skipped = new ArrayList<>();
    final Map<Integer, Long> canaries = new TreeMap<>();
    final Map<RejectionReason, Long> rejections = new EnumMap<>(RejectionReason.class);

    ToldByTopology(ContractSerdes serdes) {
        this.rows = serdes.authorityRatings().deserializer();
        this.records = serdes.ratingChanged().deserializer();
    }

    @Override
    public void ratings(PublishedRecord row) {
        Long waitingSince = row.waitingSince();
        if (waitingSince == null) {
            waiting.remove(row.keyText());
        } else {
            waiting.put(row.keyText(), waitingSince);
        }
        ratings.put(row.keyText(), rows.deserialize(row.topic(), row.value()));
    }

    @Override
    public void changed(PublishedRecord row) {
        byte[] value = Objects.requireNonNull(row.value());
        changes.changed(new Arrival(new ChangeRecord(
                row.partition(),
                row.offset(),
                value,
                bytes -> records.deserialize(Topics.RATING_CHANGED.name(), bytes))));
    }

    @Override
    public void canary(int partition, long sentAt) {
        canaries.put(partition, sentAt);
    }

    @Override
    public void skipped(String topic, int partition, long offset, String reason) {
        skipped.add(topic + "-" + partition + "@" + offset + ": " + reason);
    }

    @Override
    public void rejected(RejectionReason reason) {
        rejections.merge(reason, 1L, Long::sum);
    }
}
