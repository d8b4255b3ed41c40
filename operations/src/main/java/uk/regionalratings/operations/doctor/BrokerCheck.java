package uk.regionalratings.operations.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.topics.ClusterClock;

/**
 * Checks for each broker of {@code bootstrap.servers} whether its name is known, its port open and its protocol right.
 */
final class BrokerCheck {
    private static final int CONNECT_MS = 5_000;
    private static final long ANSWER_SECONDS = 15;
    private static final int HIGHEST_PORT = 65_535;
    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final int SAFE_TRANSACTIONS = 2;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(RegistryCheck.CLOCKS_APART_SECONDS);
    /** The default of {@code message.timestamp.after.max.ms}. */
    private static final Duration MOST_AHEAD = Duration.ofHours(1);

    private BrokerCheck() {}

    /** Checks the name and the port of each host. */
    static List<Finding> hosts(String bootstrapServers) {
        List<Finding> findings = new ArrayList<>();
        for (String server : bootstrapServers.split(",", -1)) {
            findings.add(host(server.strip()));
        }
        return findings;
    }

    private static Finding host(String server) {
        String check = "broker " + server;
        int colon = server.lastIndexOf(':');
        int port = port(server.substring(colon + 1));
        if (colon < 1 || port == 0) {
            return Finding.fail(check, "it is not host:port", "Correct bootstrap.servers");
        }
        String host = server.substring(0, colon).replace("[", "").replace("]", "");
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return Finding.fail(
                    check, "the name " + host + " is not known here", "Correct bootstrap.servers, or the DNS");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MS);
            return Finding.ok(check, "reached at " + address.getHostAddress());
        } catch (IOException e) {
            return Finding.fail(
                    check,
                    address.getHostAddress() + " does not accept connections: " + e.getMessage(),
                    "Start the broker (./ratings local runs one), or open the network path to it");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > HIGHEST_PORT ? 0 : Math.max(0, port);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Checks whether Kafka answers, and which versions of its features it has; if it does not answer, the first finding
     * fails.
     */
    static List<Finding> kafka(Admin admin) {
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .size();
            FeatureMetadata features =
                    admin.describeFeatures().featureMetadata().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            FinalizedVersionRange metadata = features.finalizedFeatures().get("metadata.version");
            String found = brokers + " brokers, metadata version " + level(metadata);
            return List.of(
                    metadata == null
                            ? Finding.warn("Kafka", found, "The pipeline is tested on KRaft brokers of Kafka 4.4")
                            : Finding.ok("Kafka", found),
                    transactions(features.finalizedFeatures().get(TRANSACTION_VERSION)));
        } catch (ExecutionException e) {
            return List.of(refused(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            return List.of(refused(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(refused(e));
        }
    }

    /**
     * Below level 2 the brokers can't distinguish a late end of one transaction from that of the producer's next one
     * (KIP-890): half of a commit may be lost, or aborted records published.
     *
     * @param finalized null for level 0
     */
    static Finding transactions(@Nullable FinalizedVersionRange finalized) {
        int level = finalized == null ? 0 : finalized.maxVersionLevel();
        String found = TRANSACTION_VERSION + " is " + level;
        return level >= SAFE_TRANSACTIONS
                ? Finding.ok("transactions", found)
                : Finding.fail(
                        "transactions",
                        found + ", not " + SAFE_TRANSACTIONS
                                + ": a late message may end a transaction that it does not belong to",
                        "While all brokers run: kafka-features.sh --bootstrap-server SERVER upgrade --feature "
                                + TRANSACTION_VERSION + "=" + SAFE_TRANSACTIONS);
    }

    /** Kafka refuses timestamps more than an hour ahead. Empty if the cluster's time is unknown. */
    static Optional<Finding> clock(Admin admin, Clock ours) {
        return ClusterClock.ahead(admin, ours, Duration.ofSeconds(ANSWER_SECONDS))
                .map(BrokerCheck::clock);
    }

    static Finding clock(Duration ahead) {
        String check = "clock of Kafka";
        if (ahead.abs().compareTo(CLOCKS_APART) <= 0) {
            return Finding.ok(check, "agrees with this machine's");
        }
        String found =
                ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "ahead of" : "behind") + " this machine's";
        return ahead.compareTo(MOST_AHEAD) > 0
                ? Finding.fail(check, found, "Set both by NTP: Kafka takes no record from more than an hour ahead")
                : Finding.warn(check, found, "Set both by NTP");
    }

    private static String level(@Nullable FinalizedVersionRange range) {
        return range == null ? "unknown" : String.valueOf(range.maxVersionLevel());
    }

    private static Finding refused(Throwable cause) {
        if (cause instanceof SaslAuthenticationException) {
            return Finding.fail(
                    "Kafka",
                    "it does not accept who we say we are: " + cause.getMessage(),
                    "Correct sasl.mechanism and sasl.jaas.config");
        }
        if (cause instanceof SslAuthenticationException) {
            return Finding.fail(
                    "Kafka",
                    "TLS fails: " + cause.getMessage(),
                    "Correct ssl.truststore.location or ssl.keystore.location, and that the certificate names the host");
        }
        return Finding.fail(
                "Kafka",
                "no answer in Kafka's protocol: " + cause.getMessage(),
                "Where the port can be reached, security.protocol may not be what it speaks (PLAINTEXT, SSL, SASL_SSL)");
    }
}
