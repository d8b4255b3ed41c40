package uk.regionalratings.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.junit.jupiter.api.Test;

class BrokerCheckTest {
    @Test
    void tellsTheClocksApart() {
        assertThat(BrokerCheck.clock(Duration.ofMillis(-300)).line())
                .isEqualTo("ok    clock of Kafka: agrees with this machine's");
        assertThat(BrokerCheck.clock(Duration.ofMinutes(-70)).line())
                .isEqualTo("warn  clock of Kafka: 4200 s ahead of this machine's. Set both by NTP");
        assertThat(BrokerCheck.clock(Duration.ofMinutes(50)).level()).isEqualTo(Finding.Level.WARN);
        assertThat(BrokerCheck.clock(Duration.ofMinutes(70)).line())
                .isEqualTo("FAIL  clock of Kafka: 4200 s behind this machine's. Set both by NTP: Kafka takes no record"
                        + " from more than an hour ahead");
    }

    @Test
    void failsBelowTransactionsThatCanNotBeEndedByMistake() {
        assertThat(BrokerCheck.transactions(new FinalizedVersionRange((short) 0, (short) 2))
                        .level())
                .isEqualTo(Finding.Level.OK);
        assertThat(BrokerCheck.transactions(new FinalizedVersionRange((short) 0, (short) 1))
                        .line())
                .isEqualTo("FAIL  transactions: transaction.version is 1, not 2: a late message may end a"
                        + " transaction that it does not belong to. While all brokers run: kafka-features.sh"
                        + " --bootstrap-server SERVER upgrade --feature transaction.version=2");
        assertThat(BrokerCheck.transactions(null).level()).isEqualTo(Finding.Level.FAIL);
    }
}
