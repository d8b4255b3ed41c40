package uk.regionalratings.streams.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.view.Arrival;
import uk.regionalratings.streams.view.ChangeLog;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.ChangesView;

/** What the topology publishes of the bundled real history, as it would lie in a topic of four partitions. */
public final class PublishedChanges {
    /** The topic that they lie in, as the brokers describe it. */
    public static final ChangeLog LOG = new Log();

    private static final int PARTITIONS = 4;
    private static final List<ChangeRecord> ALL = replay();

    private PublishedChanges() {}

    /** Every record in the order of publication, with gaps between offsets as transactions leave them. */
    public static List<ChangeRecord> changeRecords() {
        return ALL;
    }

    /** A view that holds all of it. */
    public static ChangesView view() {
        ChangesView view = new ChangesView(LOG);
        ALL.forEach(changeRecord -> view.changed(new Arrival(changeRecord)));
        return view;
    }

    private static final class Log implements ChangeLog {
        @Override
        public String topicId() {
            return "c2VlLXRoZS1jaGFuZ2VzIQ";
        }

        @Override
        public int partitions() {
            return PARTITIONS;
        }

        @Override
        public CompletableFuture<List<Long>> ends() {
            Long[] ends = {0L, 0L, 0L, 0L};
            ALL.forEach(changeRecord -> ends[changeRecord.partition()] = changeRecord.offset() + 1);
            return CompletableFuture.completedFuture(List.of(ends));
        }
    }

    private static List<ChangeRecord> replay() {
        try (PipelineDriver pipeline = new PipelineDriver()) {
            ReferenceFiles.bundledAuthorities().forEach(authority -> pipeline.register(authority, 1));
            RealHistory.inspections().forEach(pipeline::publish);
            return placed(pipeline.newRecords());
        }
    }

    /** A record of one change at a place in the topic. */
    public static ChangeRecord changeRecord(int partition, long offset, RatingChanged change) {
        return changeRecord(partition, offset, ContractMapping.toRecord(List.of(change)));
    }

    /** The first change of a record. */
    public static RatingChanged first(ChangeRecord changeRecord) {
        return ContractMapping.changes(changeRecord.changes()).get(0);
    }

    /** What records tell anew: identity and version of each change, in order. */
    public static List<String> told(List<ChangeRecord> changeRecords) {
        return changeRecords.stream()
                .flatMap(changeRecord -> ContractMapping.newChanges(changeRecord.changes()).stream())
                .map(change -> change.getId() + " " + change.getVersion())
                .toList();
    }

    /** A record at a place in the topic. */
    public static ChangeRecord changeRecord(int partition, long offset, InspectionChanges record) {
        try {
            byte[] bytes = InspectionChanges.getEncoder().encode(record).array();
            return new ChangeRecord(partition, offset, bytes, PublishedChanges::decode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InspectionChanges decode(byte[] bytes) {
        try {
            return InspectionChanges.getDecoder().decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ChangeRecord> placed(List<InspectionChanges> changes) {
        long[] next = new long[PARTITIONS];
        List<ChangeRecord> placed = new ArrayList<>();
        for (InspectionChanges change : changes) {
            int partition = Math.floorMod(change.getAuthorityId().hashCode(), PARTITIONS);
            placed.add(changeRecord(partition, next[partition], change));
            next[partition] += placed.size() % 5 == 0 ? 2 : 1;
        }
        return List.copyOf(placed);
    }
}
