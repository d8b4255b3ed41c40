package uk.regionalratings.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;

class AlertLineTest {
    private final AlertLine line = new AlertLine(ReferenceFiles.bundledAreas());

    @Test
    void saysWhatTheCouncilAnnounced() {
        assertThat(line.of(Changes.alert()))
                .isEqualTo("20 Aug 2021 Sunderland: overall effectiveness Inadequate -> Outstanding (+3), first of its"
                        + " kind in England; now 18 in England, 4 in the North");
    }

    @Test
    void saysThatAGradeIsTheFirstOne() {
        RatingChanged first = RatingChanged.newBuilder(Changes.sunderland())
                .setDirection(Direction.FIRST)
                .setFrom(null)
                .setSteps(null)
                .setFirstOfItsKind(false)
                .build();

        assertThat(of(first)).contains("overall effectiveness Outstanding (first grade); now 18 in England");
    }

    @Test
    void saysThatAGradeIsMaintained() {
        RatingChanged maintained = RatingChanged.newBuilder(Changes.sunderland())
                .setDirection(Direction.MAINTAINED)
                .setFrom(Grade.OUTSTANDING)
                .setSteps(0)
                .setFirstOfItsKind(false)
                .build();

        assertThat(of(maintained)).contains("Outstanding -> Outstanding (maintained); now 18");
    }

    @Test
    void marksRetractionsLateNewsAndLaterVersions() {
        RatingChanged retracted = RatingChanged.newBuilder(Changes.sunderland())
                .setRetracted(true)
                .build();
        RatingChanged late = RatingChanged.newBuilder(Changes.sunderland())
                .setLate(true)
                .setVersion(2)
                .build();

        assertThat(of(retracted)).startsWith("RETRACTED: 20 Aug 2021").doesNotContain("now 18");
        assertThat(of(late)).contains("late news").contains("version 2 of this news");
    }

    @Test
    void staysOneLineWhateverTheAuthorityIsCalled() {
        RatingChanged odd = RatingChanged.newBuilder(Changes.sunderland())
                .setAuthority("Sunder\r\nland\u001b[31m")
                .build();

        assertThat(of(odd)).startsWith("20 Aug 2021 Sunder  land [31m: overall").doesNotContainPattern("\\p{Cntrl}");
    }

    private String of(RatingChanged change) {
        return line.of(Alert.of(change, Changes.PUBLISHED));
    }
}
