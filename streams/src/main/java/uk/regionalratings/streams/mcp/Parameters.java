package uk.regionalratings.streams.mcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Parameters that several tools share. */
final class Parameters {
    /** The default number of list entries in one answer: as many as an assistant can read at once. */
    static final int ENTRIES = 40;

    static final int MOST_ENTRIES = 1_000;

    private static final Set<Area.Kind> NAMED_MOST = Set.of(Area.Kind.COUNTRY, Area.Kind.REGION, Area.Kind.GROUP);

    private static final String ON_THE_SPOT =
            " Or one made on the spot: type:county, type:london-borough, type:metropolitan-district,"
                    + " type:unitary-authority; neighbours:sunderland (its ten statistical neighbours);"
                    + " list:leeds,sunderland (these authorities).";

    static final Parameter AREA = Parameter.text(
            "area",
            "Identity or name of an area: " + areas() + ". list_areas lists more, such as combined authorities."
                    + ON_THE_SPOT + " Default: england.");

    static final Parameter ONLY_AREA = Parameter.text(
            "area",
            "Only authorities of this area: " + areas() + "; list_areas lists more." + ON_THE_SPOT
                    + " Default: all of England.");

    static final Parameter AUTHORITY = Parameter.text(
            "authority",
            "An authority by its name (\"Sunderland City Council\"), DfE code, GSS code, Ofsted URN or slug.");

    static final Parameter JUDGEMENT = Parameter.oneOf(
            "judgement",
            judgements(true),
            "What is judged. profile: the four judgements that inspections make since April 2026, side by side; all:"
                    + " every judgement. in_care is children in care. Default: what inspections of the day lead with"
                    + " (overall_effectiveness until 31 March 2026, the profile since then).");

    static final Parameter ONE_JUDGEMENT =
            Parameter.oneOf("judgement", judgements(false), "What is judged. Default: overall_effectiveness.");

    static final Parameter FRAMEWORK = Parameter.oneOf(
            "framework",
            List.of("any", "ilacs", "sif"),
            "Family of inspection frameworks: ilacs since 2018, sif before it. Default: any.");

    static final Parameter GRADE = Parameter.oneOf(
            "grade", grades(), "Only authorities with this standing grade, or without one (not_rated).");

    static final Parameter AS_OF = Parameter.date("asOf", "What was published by this day counts. Default: today.");

    static final Parameter INSPECTED_BY = Parameter.date(
            "inspectedBy",
            "Leaves out inspections whose fieldwork ended later, as Ofsted's yearly statistics do (asOf 30 June,"
                    + " inspectedBy 31 March).");

    static final Parameter LINEAGE = Parameter.oneOf(
            "lineage",
            List.of("none", "carry"),
            "carry counts a new authority with its predecessor's grade until it has its own. Default: none, as official"
                    + " lists do.");

    static final Parameter KNOWN_AT = Parameter.text(
            "knownAt",
            "What was known then, if late reports or corrections matter: an instant such as 2026-04-01T12:00:00Z, or"
                    + " the version of an earlier answer.");

    static final Parameter FROM = Parameter.date("from", "First day.");
    static final Parameter TO = Parameter.date("to", "Last day. Default: today.");

    static final Parameter DIRECTION = Parameter.oneOf(
            "direction",
            Arrays.stream(Direction.values()).map(Direction::name).toList(),
            "Only changes in this direction. FIRST: the first grade of an authority for the judgement.");

    static final Parameter LIMIT = Parameter.number(
            "limit", 1, MOST_ENTRIES, "Most entries of the list in the answer. Default: " + ENTRIES + ".");

    private Parameters() {}

    /** The areas that people name most often; a list of all would be longer than the rest of a description. */
    private static String areas() {
        return ReferenceFiles.bundledAreas().all().stream()
                .filter(area -> NAMED_MOST.contains(area.kind()))
                .map(Area::areaId)
                .collect(Collectors.joining(", "));
    }

    /** The judgements, and on request the words for several of them. */
    static List<String> judgements(boolean several) {
        List<String> names = new ArrayList<>(Judgement.ids());
        if (several) {
            names.addAll(List.of("profile", "all"));
        }
        return names;
    }

    private static List<String> grades() {
        List<String> names =
                new ArrayList<>(Arrays.stream(Grade.values()).map(Grade::name).toList());
        names.addAll(List.of("not_rated", "unsettled"));
        return names;
    }
}
