package uk.regionalratings.streams.topology;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.streams.record.EventReader;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;

/** Serdes, and what is made of them, once for all simulated histories: to make them takes longer than a history. */
public final class SimulatedContracts {
    final Areas areas;
    final EventReader events;
    final Serde<InspectionPublished> inspectionPublished;
    final Serde<AuthorityRegistered> authorityRegistered;
    private final ContractSerdes serdes;
    private final Serde<AuthorityRatings> authorityRatings;
    private final Serde<AreaRatings> areaRatings;
    private final Serde<InspectionChanges> ratingChanged;
    /** By partition. Each begins anew whenever it is initialised. */
    private final List<ApplyEvent> processors = new ArrayList<>();

    public SimulatedContracts(Areas areas) {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        SchemaRegistration.register(registry);
        this.areas = areas;
        this.serdes = new ContractSerdes(registry);
        this.events = new EventReader(areas, serdes);
        this.inspectionPublished = serdes.inspectionPublished();
        this.authorityRegistered = serdes.authorityRegistered();
        this.authorityRatings = serdes.authorityRatings();
        this.areaRatings = serdes.areaRatings();
        this.ratingChanged = serdes.ratingChanged();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            processors.add(new ApplyEvent(events, serdes, Placement.BY_KEY, new SimulatedTopology.Nobody()));
        }
    }

    public Areas areas() {
        return areas;
    }

    public ContractSerdes serdes() {
        return serdes;
    }

    public Serde<AuthorityRatings> authorityRatings() {
        return authorityRatings;
    }

    public Serde<AreaRatings> areaRatings() {
        return areaRatings;
    }

    public Serde<InspectionChanges> ratingChanged() {
        return ratingChanged;
    }

    ApplyEvent applyEvent(int partition) {
        return processors.get(partition);
    }
}
