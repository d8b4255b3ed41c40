package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.system.kit.Clients;
import uk.regionalratings.system.kit.SmallDisk;

class EmbeddedBrokerIT {

    private final Path directory;

    EmbeddedBrokerIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void servesTheSameDataOnTheSamePortAfterARestart() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(0, directory)) {
            broker.start();
            String address = broker.bootstrapServers();
            Clients.createTopic(address, "kept");
            Clients.send(address, "kept", "394", "before");
            assertThat(Clients.read(address, "kept", "reader", 1)).containsExactly("before");

            broker.stop();
            broker.start();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            Clients.send(address, "kept", "394", "after");
            assertThat(Clients.read(address, "kept", "reader", 1)).containsExactly("after");
            assertThat(Clients.read(address, "kept", "newcomer", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void anotherBrokerObjectFindsTheDataInTheDirectory() throws Exception {
        try (EmbeddedBroker first = new EmbeddedBroker(0, directory)) {
            first.start();
            Clients.createTopic(first.bootstrapServers(), "kept");
            Clients.send(first.bootstrapServers(), "kept", "394", "value");
        }
        try (EmbeddedBroker second = new EmbeddedBroker(0, directory)) {
            second.start();
            assertThat(Clients.read(second.bootstrapServers(), "kept", "reader", 1))
                    .containsExactly("value");
        }
    }

    @Test
    void committedTransactionsWork() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(0, directory)) {
            broker.start();
            Clients.createTopic(broker.bootstrapServers(), "ledger");
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("ledger", "394", "counted"));
                producer.commitTransaction();
                assertThat(sent.get().offset()).isZero();
            }
            assertThat(Clients.read(broker.bootstrapServers(), "ledger", "reader", 1))
                    .containsExactly("counted");
        }
    }

    @Test
    void aMistypedTopicIsNotCreated() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(0, directory)) {
            broker.start();
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "2000");
            try (KafkaProducer<String, String> producer =
                            new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("mistyped", "value"))
                                .get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class);
                assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).doesNotContain("mistyped");
            }
        }
    }

    @Test
    void aBusyPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker = new EmbeddedBroker(other.getLocalPort(), directory)) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(BusyPortException.class)
                    .hasMessageContaining("Port " + other.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    /** Nothing between the choice of a port and its use keeps others from it. The JVM must outlive that. */
    @Test
    void aPortOfTheControllerThatAnotherProgramTookFailsTheStart() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker =
                        new EmbeddedBroker(0, directory, settings -> moveController(settings, other.getLocalPort()))) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining("The broker did not start")
                    .hasRootCauseInstanceOf(BindException.class);
        }
        try (EmbeddedBroker broker = new EmbeddedBroker(0, directory)) {
            broker.start();
        }
    }

    private static void moveController(Properties settings, int port) {
        String listeners = settings.getProperty("listeners");
        String chosen = listeners.substring(listeners.lastIndexOf(':') + 1);
        settings.replaceAll((name, value) -> value.toString().replace(":" + chosen, ":" + port));
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (EmbeddedBroker first = new EmbeddedBroker(0, directory);
                EmbeddedBroker second = new EmbeddedBroker(0, directory)) {
            first.start();
            assertThatThrownBy(second::start)
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining("Another broker uses " + directory);
        }
    }

    @Test
    void aFullDiskIsNamedAndWhatIsOnItStays() throws Exception {
        Optional<SmallDisk> disk = SmallDisk.at(directory);
        assumeThat(disk).as("only root can make a disk").isPresent();
        try (SmallDisk full = disk.orElseThrow();
                EmbeddedBroker broker = new EmbeddedBroker(0, directory)) {
            broker.start();
            Clients.createTopic(broker.bootstrapServers(), "kept");
            Clients.send(broker.bootstrapServers(), "kept", "394", "value");
            broker.stop();
            full.fill();

            assertThatThrownBy(broker::start)
                    .isInstanceOf(LocalStartException.class)
                    .hasMessage("The disk is full: " + directory.resolve("kafka")
                            + " has 0 MiB of free space, and a broker needs 64 MiB to start. Make room there; what is in it"
                            + " stays as it is.");

            full.free();
            broker.start();
            assertThat(Clients.read(broker.bootstrapServers(), "kept", "reader", 1))
                    .containsExactly("value");
        }
    }
}
