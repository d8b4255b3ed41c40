package uk.regionalratings.ingest.feed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "https://files.ofsted.gov.uk, proxy.council.example",
        "https://ofsted.gov.uk, ''",
        "https://reports.ofsted.gov.uk, ''",
        "https://notofsted.gov.uk, proxy.council.example",
        "http://files.ofsted.gov.uk, ''"
    })
    void comeFromTheEnvironment(String url, String proxy) throws Exception {
        HttpHost found = new Proxies(Map.of(
                        "HTTPS_PROXY",
                        "http://proxy.council.example:3128",
                        "no_proxy",
                        url.contains("files") ? "reports.ofsted.gov.uk" : "ofsted.gov.uk"))
                .determineProxy(HttpHost.create(url), null);

        assertThat(found == null ? "" : found.getHostName()).isEqualTo(proxy);
    }
}
