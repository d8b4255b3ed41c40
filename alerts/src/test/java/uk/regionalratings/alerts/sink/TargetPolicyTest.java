package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.alerts.config.HostNames;

class TargetPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void addressesThatAreNotPublicAreKnown(String address) throws Exception {
        assertThat(TargetPolicy.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2003::1",
                "2001:4860::8888"
            })
    void publicAddressesAreLetThrough(String address) throws Exception {
        assertThat(TargetPolicy.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://receiver.example/", "ftp://receiver.example/", "file:///etc/passwd", "https:///alerts",
                "https://user:secret@receiver.example/", "https://receiver.example/#part", "//receiver.example",
                        "alerts",
                "http://127.0.0.1.example/", "http://localhost.example/", "http://2130706433/"
            })
    void targetsThatAreNotHttpsAreRefused(String target) {
        assertThat(TargetPolicy.problem(URI.create(target), false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://receiver.example/alerts?team=1",
                "http://localhost:8080/",
                "http://127.0.0.1/",
                "http://[::1]:80/"
            })
    void httpsAndThisMachineAreLetThrough(String target) {
        assertThat(TargetPolicy.problem(URI.create(target), false)).isEmpty();
    }

    @Test
    void oneAddressThatIsNotPublicIsEnoughToRefuseAName() throws Exception {
        InetAddress[] mixed = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};
        HostNames names = host -> mixed;

        assertThat(new TargetPolicy(true, names).resolve("receiver.example")).isEqualTo(mixed);
        assertThatThrownBy(() -> new TargetPolicy(false, names).resolve("receiver.example"))
                .hasMessageContaining("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999"})
    void aPortThatThereIsNotIsRefusedWithItsLineWhenTheFileIsRead(String port) {
        SinkReader reader = new SinkReader(Map.of("URL", "https://hooks.example/x"));

        assertThatThrownBy(() -> reader.read(
                        "type: webhook\nurl: https://receiver.example:" + port + "/alerts\nsecrets: {env: URL}\n"))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageContainingAll(
                        "alerts.yaml", "2", "url", "has port " + port + ", and ports are from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTPS://receiver.example/alerts",
                "Http://127.0.0.1:8080/alerts",
                "https://receiver.example:65535/"
            })
    void theSchemeMayBeInAnyCase(String address) {
        assertThat(TargetPolicy.problem(URI.create(address), false)).isEmpty();
    }
}
