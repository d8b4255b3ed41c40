package uk.regionalratings.ingest.gateway;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** Inspections as a feed would send them. */
public final class Samples {
    static final String CSV_HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness\n";

    private Samples() {}

    /** One inspection as one line of JSON, without its line end. */
    static String json(String id, int revision) {
        return json(id, "\"revision\":" + revision + ",", "OUTSTANDING");
    }

    /** @param revision the property with the comma after it, or nothing */
    static String json(String id, String revision, String grade) {
        return "{\"inspectionId\":\"" + id + "\",\"authorityId\":\"394\"," + revision
                + "\"framework\":\"ILACS\",\"startedOn\":\"2021-06-28\",\"endedOn\":\"2021-07-09\","
                + "\"publishedOn\":\"2021-08-20\",\"grades\":{\"overall_effectiveness\":\"" + grade + "\"}}";
    }

    /** This many inspections, {@code prefix-1} and so on. */
    static String ndjson(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> json(prefix + "-" + i, 1) + "\n")
                .collect(Collectors.joining());
    }

    static String csvRow(String id, String grade) {
        return id + ",sunderland,ILACS,2021-06-28,2021-07-09,2021-08-20," + grade + "\n";
    }

    /** The inspection in {@link #json(String, int)}. */
    public static Inspection inspection(String id, int revision) {
        return InspectionBuilder.inspection(id)
                .revision(revision)
                .grade(Judgement.OVERALL_EFFECTIVENESS, Grade.OUTSTANDING)
                .build();
    }
}
