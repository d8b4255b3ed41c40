package uk.regionalratings.system.kit;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The real history from an unreliable source: corrected repeatedly, withdrawn and reinstated, sent twice, in no order,
 * with contradictions, with authorities that move to other regions and are registered after their inspections, with
 * every tenth record in an arbitrary partition, and with unusable records. Ends with the complete real history once
 * more. The same random numbers give the same records.
 */
public final class RoughHistory {
    /** Revisions trail the newest one by at most this many. */
    private static final int LATE_BY = 3;

    private final Random random;
    private final Serializer<InspectionPublished> inspectionPublished;
    private final Serializer<AuthorityRegistered> authorityRegistered;
    private final List<Inspection> inspections = RealHistory.inspections();
    private final List<Authority> authorities = ReferenceFiles.bundledAuthorities();
    private final List<String> regions = ReferenceFiles.bundledAreas().regionIds();

    /**
     * A record to send.
     *
     * @param event its content; null if unusable
     */
    public record Told(ProducerRecord<byte[], byte[]> message, @Nullable Event event) {}

    public RoughHistory(Random random, ContractSerdes serdes) {
        this.random = random;
        this.inspectionPublished = serdes.inspectionPublished().serializer();
        this.authorityRegistered = serdes.authorityRegistered().serializer();
    }

    /**
     * The next record.
     *
     * @param newest the newest revision so far, from 1
     */
    public Told next(int newest) {
        int dice = random.nextInt(100);
        int revision = Math.max(1, newest - random.nextInt(LATE_BY + 1));
        if (dice < 84) {
            return told(revision(any(inspections), revision, random.nextInt(20) == 0));
        }
        return dice < 92 ? told(revision(any(authorities), revision), revision) : unusable();
    }

    /** The real history in random order. All of it is known or outdated for a reader that has seen all revisions. */
    public List<Told> once() {
        List<Told> all = new ArrayList<>();
        authorities.forEach(authority -> all.add(told(authority, 1)));
        inspections.forEach(inspection -> all.add(told(inspection)));
        Collections.shuffle(all, random);
        return all;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The same revision always has the same content, unless it contradicts another record of that revision. */
    private Inspection revision(Inspection first, int revision, boolean contradicts) {
        if (revision == 1 && !contradicts) {
            return first;
        }
        Random content = new Random(31L * first.inspectionId().hashCode() + 2L * revision + (contradicts ? 1 : 0));
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : first.grades().keySet()) {
            grades.put(judgement, GradeGiven.of(Grade.values()[content.nextInt(Grade.values().length)]));
        }
        LocalDate earlier = first.publishedOn().minusDays(content.nextInt(40));
        return InspectionBuilder.like(first)
                .revision(revision)
                .withdrawn(content.nextInt(12) == 0)
                .publishedOn(earlier.isBefore(first.endedOn()) ? first.endedOn() : earlier)
                .grades(grades)
                .build();
    }

    private Authority revision(Authority first, int revision) {
        if (revision == 1) {
            return first;
        }
        Random content = new Random(31L * first.authorityId().hashCode() + revision);
        String region = content.nextInt(3) == 0 ? regions.get(content.nextInt(regions.size())) : first.region();
        return new Authority(
                first.authorityId(),
                first.gssCode(),
                first.ofstedUrn(),
                first.name() + " " + revision,
                first.slug(),
                region,
                first.establishedOn(),
                first.abolishedOn(),
                first.successorIds(),
                first.serviceProvider(),
                first.dfeCode());
    }

    private Told told(Inspection inspection) {
        return new Told(
                message(Topics.INSPECTION_PUBLISHED.name(), inspection.authorityId(), value(inspection)),
                new Event.Published(inspection));
    }

    private Told told(Authority authority, int revision) {
        return new Told(
                message(Topics.AUTHORITY_REGISTERED.name(), authority.authorityId(), value(authority, revision)),
                new Event.Registered(authority, revision));
    }

    private Told unusable() {
        String topic = Topics.INSPECTION_PUBLISHED.name();
        Inspection inspection = any(inspections);
        byte[] value = value(inspection);
        String key = inspection.authorityId();
        ProducerRecord<byte[], byte[]> message =
                switch (random.nextInt(7)) {
                    case 0 -> message(topic, null, value);
                    case 1 -> message(topic, key, null);
                    case 2 -> message(topic, key, "not Avro".getBytes(StandardCharsets.UTF_8));
                    case 3 -> message(topic, key, java.util.Arrays.copyOf(value, value.length / 2));
                    case 4 -> message(topic, "000", value);
                    case 5 -> message(topic, key, value(any(authorities), 1));
                    default -> message(Topics.AUTHORITY_REGISTERED.name(), key, value);
                };
        return new Told(message, null);
    }

    private byte[] value(Inspection inspection) {
        return inspectionPublished.serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
    }

    private byte[] value(Authority authority, int revision) {
        return authorityRegistered.serialize(
                Topics.AUTHORITY_REGISTERED.name(), ContractMapping.toEvent(authority, revision));
    }

    private ProducerRecord<byte[], byte[]> message(String topic, @Nullable String key, byte @Nullable [] value) {
        Integer partition = random.nextInt(10) == 0 ? random.nextInt(Topics.PARTITIONS) : null;
        return new ProducerRecord<>(topic, partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }
}
