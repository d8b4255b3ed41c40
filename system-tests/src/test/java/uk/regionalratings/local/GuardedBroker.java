package uk.regionalratings.local;

import java.nio.file.Path;
import java.util.Properties;
import uk.regionalratings.service.StopSignal;

/**
 * A broker in its own process that authenticates everybody. Clients connect over TLS with a SCRAM password and have the
 * rights in the access control list. The administrator uses a separate port. Arguments: the administrator's port, the
 * clients' port, the data directory, the PEM file with key and certificate.
 */
public final class GuardedBroker {
    private GuardedBroker() {}

    public static void main(String[] arguments) throws InterruptedException {
        int administrators = Integer.parseInt(arguments[0]);
        String clients = ",CLIENTS://" + Ports.HOST + ":" + arguments[1];
        try (StopSignal stop = StopSignal.install();
                EmbeddedBroker broker = new EmbeddedBroker(
                        administrators, Path.of(arguments[2]), settings -> guard(settings, clients, arguments[3]))) {
            broker.start();
            System.out.println(BrokerProcess.READY);
            stop.await();
        }
    }

    private static void guard(Properties settings, String clients, String pem) {
        settings.compute("listeners", (key, value) -> value + clients);
        settings.compute("advertised.listeners", (key, value) -> value + clients);
        settings.compute("listener.security.protocol.map", (key, value) -> value + ",CLIENTS:SASL_SSL");
        settings.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.setProperty(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.setProperty("listener.name.clients.ssl.keystore.type", "PEM");
        settings.setProperty("listener.name.clients.ssl.keystore.location", pem);
        settings.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.setProperty("allow.everyone.if.no.acl.found", "false");
        // The administrator's port is on the loopback interface of a test and has no authentication.
        settings.setProperty("super.users", "User:ANONYMOUS");
    }
}
