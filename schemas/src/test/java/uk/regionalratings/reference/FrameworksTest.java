package uk.regionalratings.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

class FrameworksTest {
    private static final String HEADER = "framework_id,name,since,judgements,scale,counts_as\n";

    @TempDir
    private Path folder;

    @Test
    void theFileAndTheVocabularySayTheSameOfTodaysFrameworks() {
        assertThat(Frameworks.bundled().all())
                .extracting(Frameworks.Described::id)
                .containsExactlyElementsOf(
                        Framework.known().stream().map(Framework::name).toList());
        for (Framework framework : Framework.known()) {
            Frameworks.Described described =
                    Frameworks.bundled().find(framework.name()).orElseThrow();
            assertThat(described.since()).isEqualTo(framework.since());
            assertThat(described.judgements())
                    .containsExactlyElementsOf(Arrays.stream(Judgement.values())
                            .filter(framework::makes)
                            .map(Judgement::id)
                            .toList());
            assertThat(described.scale())
                    .containsExactlyElementsOf(
                            Arrays.stream(Grade.values()).map(Grade::label).toList());
            assertThat(described.countsAs()).containsExactly(Grade.values());
        }
    }

    @Test
    void anInstallationDescribesFurtherOnes() throws IOException {
        Frameworks frameworks = Frameworks.of(
                file(
                        """
                ANNUAL_2027,Annual review,2027-04-01,in_care;inclusion,Strong;Sound;Weak,
                REGRADED,Regraded,,in_care,Top;Middle;Bottom,OUTSTANDING;GOOD;INADEQUATE
                """));

        Frameworks.Described annual = frameworks.find("ANNUAL_2027").orElseThrow();
        assertThat(annual.judgements()).containsExactly("in_care", "inclusion");
        assertThat(annual.scale()).containsExactly("Strong", "Sound", "Weak");
        assertThat(annual.has("sound")).isTrue();
        assertThat(annual.has("Good")).isFalse();
        assertThat(annual.gradeOf("Strong")).isEmpty();
        assertThat(frameworks.find("REGRADED").orElseThrow().gradeOf("middle")).contains(Grade.GOOD);
        assertThat(frameworks.find("ILACS")).isPresent();
        assertThat(frameworks.nearest("annual 2027")).contains("ANNUAL_2027");
        assertThat(frameworks.nearest("ILCAS")).isEqualTo(frameworks.nearest("ILACX"));
        assertThat(frameworks.nearest("Area SEND")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X,A name,,in_care,,|scale: is empty: name the words, best first, with ; between them",
                "X,A name,,in_care,Up;Down,GOOD|counts_as: has 1 grades for 2 words: give one for each word, or none at all",
                "X,A name,,in_care,Up;Down,GOOD;BAD|counts_as: \"BAD\" is not a grade: use [OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE]",
                "X,A name,soon,in_care,Up;Down,|since: \"soon\" is not a date: write it as YYYY-MM-DD",
            })
    void saysWhatIsWrongWithALine(String line, String problem) throws IOException {
        Path file = file(line + "\n");

        assertThatThrownBy(() -> Frameworks.of(file))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessageContaining("frameworks.csv, line 2")
                .hasMessageContaining(problem);
    }

    private Path file(String lines) throws IOException {
        return Files.write(folder.resolve("frameworks.csv"), List.of((HEADER + lines).split("\n")));
    }
}
