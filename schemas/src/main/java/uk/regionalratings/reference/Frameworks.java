package uk.regionalratings.reference;

import java.io.Reader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * The frameworks file: the judgements of each framework, the words of its scale, and the grades that these count as.
 * See docs/decisions/0031.
 */
public final class Frameworks {
    private static final List<String> COLUMNS =
            List.of("framework_id", "name", "since", "judgements", "scale", "counts_as");

    private static final Frameworks BUNDLED = read("frameworks.csv", ReferenceFiles.bundled("frameworks.csv"));

    private final Map<String, Described> byId = new LinkedHashMap<>();

    private Frameworks(List<Described> all) {
        all.forEach(one -> byId.put(one.id(), one));
    }

    /**
     * A framework.
     *
     * @param id as files and answers name it
     * @param name as a page prints it
     * @param since the first day on which an inspection under it could begin; null if unknown
     * @param judgements identities of its judgements
     * @param scale its words, best first
     * @param countsAs the grade that each word counts as, in the order of the scale; empty if none does
     */
    public record Described(
            String id,
            String name,
            @Nullable LocalDate since,
            List<String> judgements,
            List<String> scale,
            List<Grade> countsAs) {
        /** Whether the scale has these words, in any case of letters. */
        public boolean has(String words) {
            return place(words) >= 0;
        }

        /** The grade that these words count as, if that is published. */
        public Optional<Grade> gradeOf(String words) {
            int place = place(words);
            return place < 0 || countsAs.isEmpty() ? Optional.empty() : Optional.of(countsAs.get(place));
        }

        private int place(String words) {
            for (int i = 0; i < scale.size(); i++) {
                if (scale.get(i).equalsIgnoreCase(VisibleText.of(words))) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** The bundled frameworks. */
    public static Frameworks bundled() {
        return BUNDLED;
    }

    /**
     * Those of a file, beside the bundled ones; it may describe one of these otherwise.
     *
     * @throws ReferenceFileException naming file, line and field
     */
    public static Frameworks of(Path file) {
        List<Described> all = new ArrayList<>(BUNDLED.all());
        all.addAll(read(file.toString(), ReferenceFiles.open(file)).all());
        return new Frameworks(all);
    }

    private static Frameworks read(String name, Reader text) {
        List<Described> all = new ArrayList<>();
        for (ReferenceFiles.Row row : ReferenceFiles.rows(name, text, COLUMNS)) {
            String id = row.required("framework_id");
            if (all.stream().anyMatch(known -> known.id().equals(id))) {
                throw row.problem("framework_id", "\"" + id + "\" stands there twice");
            }
            List<String> scale = row.list("scale");
            List<Grade> countsAs = new ArrayList<>();
            for (String grade : row.list("counts_as")) {
                try {
                    countsAs.add(Grade.valueOf(grade));
                } catch (IllegalArgumentException e) {
                    throw row.problem("counts_as", "\"" + grade + "\" is not a grade: use " + List.of(Grade.values()));
                }
            }
            if (scale.isEmpty()) {
                throw row.problem("scale", "is empty: name the words, best first, with ; between them");
            }
            if (!countsAs.isEmpty() && countsAs.size() != scale.size()) {
                throw row.problem(
                        "counts_as",
                        "has " + countsAs.size() + " grades for " + scale.size()
                                + " words: give one for each word, or none at all");
            }
            all.add(new Described(
                    id, row.required("name"), row.date("since"), row.list("judgements"), scale, List.copyOf(countsAs)));
        }
        return new Frameworks(all);
    }

    /** All frameworks, in the order of the file. */
    public List<Described> all() {
        return List.copyOf(byId.values());
    }

    /** The framework with this identity. */
    public Optional<Described> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The identity that {@code text} may be a slip of; empty if it resembles none. */
    public Optional<String> nearest(String text) {
        String wanted = letters(text);
        return byId.keySet().stream()
                .filter(id ->
                        Likeness.edits(wanted, letters(id)) <= (letters(id).length() + 3) / 4)
                .findFirst();
    }

    private static String letters(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
