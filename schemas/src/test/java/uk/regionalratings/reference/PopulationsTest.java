package uk.regionalratings.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.reference.Populations.Estimate;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Lineage;

class PopulationsTest {
    private final Populations bundled = Populations.bundled();
    private final Lineage lineage = new Lineage(ReferenceFiles.bundledAuthorities());

    /** The file has Cumbria's number for both of its successors, and none for Cumbria itself. */
    @Test
    void countsEveryChildOfABundledAuthorityOnce() {
        assertThat(bundled.of("394", lineage)).contains(new Estimate(77829, false));
        assertThat(bundled.of("909", lineage)).contains(new Estimate(128_211, false));
        assertThat(bundled.of("942", lineage)).contains(new Estimate(64_105.5, true));
        assertThat(bundled.of("943", lineage)).contains(new Estimate(64_105.5, true));
        assertThat(bundled.of("928", lineage)).contains(new Estimate(107_825 + 130_330, false));
        assertThat(bundled.of("835", lineage)).isEmpty();
        assertThat(bundled.of("836", lineage)).isEmpty();
        assertThat(bundled.year()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "301 302;303, 301=10,       302, 5.0,  true",
        "301 302;303, 302=4 303=7,  301, 11.0, false",
        "301 302;303, 302=4,        303, ,     false",
        "301 302;303, 302=4,        301, ,     false",
        "301 303|302 303, 301=4 302=7, 303, 11.0, false",
        "301 303|302 303, 301=4,       303, ,     false",
        "301 303;304|302 303, 301=4 302=7, 303, , false",
        "301 302, 301=9, 302, 9.0, false",
        "301 302, 302=9, 301, 9.0, false",
    })
    void estimatesFromRelativesWhereTheyAreOfTheSamePeople(
            String links, String known, String asked, Double people, boolean apportioned) {
        List<Authority> authorities = new ArrayList<>();
        for (String link : links.split("\\|", -1)) {
            String[] parts = link.split(" ", 2);
            LocalDate last = LocalDate.parse("2027-03-31");
            authorities.add(new Authority(
                    parts[0],
                    null,
                    null,
                    parts[0],
                    parts[0],
                    "london",
                    null,
                    last,
                    List.of(parts[1].split(";", -1)),
                    null,
                    null));
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (String one : known.split(" ", -1)) {
            numbers.put(one.split("=", 2)[0], Integer.parseInt(one.split("=", 2)[1]));
        }

        assertThat(Populations.of(numbers, 2024).of(asked, new Lineage(authorities)))
                .isEqualTo(people == null ? Optional.empty() : Optional.of(new Estimate(people, apportioned)));
    }
}
