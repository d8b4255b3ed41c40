package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                  | JSON",
                "text/csv                             | CSV",
                "TEXT/CSV; charset=utf-8              | CSV",
                "text/*                               | CSV",
                "text/csv;q=0.5, application/json     | JSON",
                "text/csv, application/json           | JSON",
                "text/csv, */*;q=0.1                  | CSV",
                "application/json;q=0, */*            | CSV",
                "text/html, application/*;q=0.2       | JSON",
                "text/csv;q=nonsense, application/json;q=0.1 | JSON",
            })
    void prefersWhatTheClientPrefers(String accept, MediaType expected) {
        assertThat(MediaType.preferred(accept)).contains(expected);
    }

    @Test
    void takesJsonWhenTheClientSaysNothing() {
        assertThat(MediaType.preferred(null)).contains(MediaType.JSON);
        assertThat(MediaType.preferred(" ")).contains(MediaType.JSON);
    }

    @ParameterizedTest
    @CsvSource({"text/html", "image/*", "*/*;q=0", "json", "/"})
    void hasNothingForOthers(String accept) {
        assertThat(MediaType.preferred(accept)).isEmpty();
    }
}
