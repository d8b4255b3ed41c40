package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.reference.ReferenceFiles;

class AuthorityCheckTest {
    private static final Areas AREAS = ReferenceFiles.bundledAreas();
    private static final LocalDate DAY = LocalDate.of(2023, 4, 1);

    @Test
    void findsNothingWrongWithTheBundledAuthorities() {
        assertThat(ReferenceFiles.bundledAuthorities())
                .allSatisfy(authority ->
                        assertThat(AuthorityCheck.problems(authority, AREAS)).isEmpty());
    }

    @Test
    void namesEverythingThatIsWrong() {
        Authority authority =
                new Authority("39", null, null, " ", "slug", "the-north", DAY, DAY.minusDays(1), List.of(), null, null);

        assertProblems(
                authority,
                RejectionReason.UNKNOWN_AUTHORITY,
                RejectionReason.UNKNOWN_REGION,
                RejectionReason.MISSING_FIELD,
                RejectionReason.DATES_OUT_OF_ORDER);
    }

    @Test
    void textsAndListsHaveAnEnd() {
        String longText = "x".repeat(201);
        List<String> many = Collections.nCopies(21, "301");

        assertProblems(
                new Authority(
                        "394", longText, longText, longText, longText, "london", null, null, many, longText, null),
                Collections.nCopies(6, RejectionReason.BAD_TEXT).toArray(RejectionReason[]::new));
    }

    @ParameterizedTest
    @CsvSource({"394,998", "098,097", "098,98", "098,9x8"})
    void onlyAProvisionalIdentityHasAnotherDfeCode(String id, String dfeCode) {
        assertProblems(
                new Authority(id, null, null, "Town", "town", "london", null, null, List.of(), null, dfeCode),
                RejectionReason.BAD_TEXT);
    }

    @Test
    void aProvisionalIdentityMayHaveADfeCodeOrNone() {
        for (String dfeCode : new String[] {null, "998"}) {
            assertProblems(
                    new Authority("098", null, null, "Town", "town", "london", null, null, List.of(), null, dfeCode));
        }
    }

    @Test
    void datesAreOfThisAge() {
        Authority authority = new Authority(
                "394",
                null,
                null,
                "Sunderland",
                "sunderland",
                "north-east",
                LocalDate.of(1899, 12, 31),
                LocalDate.ofEpochDay(Integer.MAX_VALUE),
                List.of(),
                null,
                null);

        assertProblems(authority, RejectionReason.BAD_DATE, RejectionReason.BAD_DATE);
    }

    private static void assertProblems(Authority authority, RejectionReason... reasons) {
        assertThat(AuthorityCheck.problems(authority, AREAS))
                .extracting(Problem::reason)
                .containsExactly(reasons);
    }
}
