package uk.regionalratings.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A private certificate authority and its certificate for a server on localhost, as files in a folder. */
public final class TestCertificates {
    private static final String PASSWORD = "of-the-test";

    private final Path directory;
    private final Path store;

    private TestCertificates(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("certificates.p12");
    }

    /** Creates both in a folder. */
    public static TestCertificates make(Path directory) {
        TestCertificates made = new TestCertificates(directory);
        try {
            Files.deleteIfExists(made.store);
            made.keytool("-alias", "authority", "-dname", "CN=Test authority", "-ext", "bc:c");
            made.renew();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return made;
    }

    /** Replaces the server's key and certificate by new ones from the same authority, in the same files. */
    public void renew() throws IOException, GeneralSecurityException {
        if (Files.exists(certificate())) {
            keytool("-delete", "-alias", "server");
        }
        keytool(
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-signer",
                "authority");
        KeyStore keys = keys();
        Certificate[] chain = keys.getCertificateChain("server");
        Key key = keys.getKey("server", PASSWORD.toCharArray());
        Files.writeString(certificate(), pem("CERTIFICATE", chain[0].getEncoded()));
        Files.writeString(key(), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(both(), Files.readString(key()) + Files.readString(certificate()));
        Files.writeString(
                authority(), pem("CERTIFICATE", keys.getCertificate("authority").getEncoded()));
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        // Quick to start: it runs for a moment only.
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        if (!arguments[0].equals("-delete")) {
            command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-validity", "30"));
        }
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (running.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** The server's certificate, in PEM. */
    public Path certificate() {
        return directory.resolve("server.crt");
    }

    /** The server's private key, in PEM. */
    public Path key() {
        return directory.resolve("server.key");
    }

    /** Key and certificate in one file, as Kafka's brokers require. */
    public Path both() {
        return directory.resolve("server.pem");
    }

    /** The authority's certificate in PEM, which clients trust. */
    public Path authority() {
        return directory.resolve("authority.crt");
    }

    /** The SSL context of a server. */
    public SSLContext serverContext() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The SSL context of a client. */
    public SSLContext clientContext() {
        try {
            return TrustedAuthorities.of(authority());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A TLS port on the loopback interface. */
    public ServerSocket serverSocket() throws IOException {
        return serverContext().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
