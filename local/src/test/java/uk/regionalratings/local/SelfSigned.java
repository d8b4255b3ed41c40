package uk.regionalratings.local;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Opens TLS ports on this machine with a certificate that nobody vouches for. */
final class SelfSigned {
    private static final String PASSWORD = "of-the-test";

    private SelfSigned() {}

    /** @param directory where the key is kept */
    static ServerSocket open(Path directory) throws Exception {
        Path store = directory.resolve("self-signed.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> certificate = List.of("-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        List<String> kept = List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD);
        ProcessBuilder command =
                new ProcessBuilder(new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", "receiver")));
        command.command().addAll(certificate);
        command.command().addAll(kept);
        Process running = command.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
