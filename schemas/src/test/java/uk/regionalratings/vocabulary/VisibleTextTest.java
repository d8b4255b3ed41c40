package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Requires improvement",
                " Requires  improvement ",
                "Requires\u00a0improvement\u00a0",
                "\ufeffRequires\u2009improvement",
                "Requires\t\r\nimprovement\u200b",
                "\u200eRe\u00adquires\u202f \u3000improvement\u202c",
                "Re\u2060qui\u200dres improve\u061cment"
            })
    void leavesOutWhatNobodySees(String text) {
        assertThat(VisibleText.of(text)).isEqualTo("Requires improvement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u200b\ufeff", "\t\n"})
    void isNothingWhereNothingIsSeen(String text) {
        assertThat(VisibleText.of(text)).isEmpty();
        assertThat(VisibleText.trimmed(text)).isEmpty();
        assertThat(VisibleText.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Good", "a b", "Outstanding\u0000", "é€\ud83d\ude00"})
    void keepsWhatIsSeenAndControlCharactersThatAreNoGap(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
        assertThat(VisibleText.isBlank(text)).isFalse();
    }

    @Test
    void keepsTheMiddleOfATextThatIsOnlyTrimmed() {
        assertThat(VisibleText.trimmed("\u00a0two\nlines\u200bhere \ufeff")).isEqualTo("two\nlines\u200bhere");
    }
}
