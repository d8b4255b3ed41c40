package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    private static String text(Object... cells) {
        List<String> header = Arrays.stream(cells).map(cell -> "h").toList();
        byte[] bytes = new CsvTable(header).row(Arrays.asList(cells)).toBytes();
        return new String(bytes, StandardCharsets.UTF_8).substring(2 * header.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
    void keepsASpreadsheetFromRunningText(String cell) {
        assertThat(text(cell)).contains("'" + cell);
    }

    @Test
    void leavesNumbersDatesAndOtherTextAlone() {
        assertThat(text(-1, 0.5, LocalDate.parse("2021-08-20"), true, null, "a-b"))
                .isEqualTo("-1,0.5,2021-08-20,true,,a-b\r\n");
    }

    @Test
    void quotesWhatNeedsQuotes() {
        assertThat(text("Bournemouth, Christchurch and Poole", "a \"b\""))
                .isEqualTo("\"Bournemouth, Christchurch and Poole\",\"a \"\"b\"\"\"\r\n");
    }

    @Test
    void refusesARowOfAnotherLength() {
        CsvTable table = new CsvTable(List.of("a", "b"));

        assertThatThrownBy(() -> table.row(List.of("1"))).isInstanceOf(IllegalArgumentException.class);
    }
}
