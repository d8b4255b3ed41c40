package uk.regionalratings.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of our HTTP ports and its private key, both in PEM, as certificate authorities and their tools
 * issue them.
 *
 * @param certificate the server's own certificate first, then the chain that vouches for it
 * @param key the private key (PKCS #8, not encrypted) of the first certificate
 */
public record TlsFiles(Path certificate, Path key) {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    /** A key store needs a password, even in memory. */
    static final String IN_MEMORY = "in-memory";

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Signature algorithms by kind of key. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /** The files can't be used; the message names the file and says why, and what to do. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(Path file, String reason) {
            super(file + " " + reason);
        }
    }

    /**
     * Reads both files.
     *
     * @throws UnusableException if a file can't be read or is not PEM of its kind, or if the two do not belong
     *     together
     */
    KeyStore read() throws UnusableException {
        Certificate[] chain = chain();
        PrivateKey privateKey = privateKey();
        requirePair(privateKey, chain[0]);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey, IN_MEMORY.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableException(certificate, "can't be used with " + key + ": " + e.getMessage());
        }
    }

    private Certificate[] chain() throws UnusableException {
        try {
            return TrustedAuthorities.certificates(certificate).toArray(Certificate[]::new);
        } catch (IOException e) {
            throw unreadable(certificate, e);
        } catch (CertificateException e) {
            throw new UnusableException(certificate, "is not a PEM file of certificates: " + e.getMessage());
        }
    }

    private PrivateKey privateKey() throws UnusableException {
        String text;
        try {
            text = Files.readString(key, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(key, e);
        }
        Matcher pem = PRIVATE_KEY.matcher(text);
        if (!pem.find()) {
            throw new UnusableException(
                    key,
                    "has no private key that begins with BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt creates it"
                            + " from other forms");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                LOG.trace("Not {}: the file does not say which kind of key it holds", algorithm);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK knows " + algorithm, e);
            }
        }
        throw new UnusableException(key, "has no private key of a supported kind: RSA, EC or EdDSA");
    }

    /**
     * Checks the pair by signing and verifying a text: only with the matching key does the certificate confirm the
     * signature.
     */
    private void requirePair(PrivateKey privateKey, Certificate own) throws UnusableException {
        boolean belongs;
        try {
            Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(privateKey.getAlgorithm(), "EdDSA"));
            byte[] probe = "a probe".getBytes(StandardCharsets.US_ASCII);
            signature.initSign(privateKey);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(probe);
            belongs = signature.verify(signed);
        } catch (GeneralSecurityException e) {
            belongs = false;
        }
        if (!belongs) {
            throw new UnusableException(
                    key, "is not the private key of the first certificate of " + certificate + ": check their order");
        }
    }

    private static UnusableException unreadable(Path file, IOException failure) {
        boolean missing = failure instanceof NoSuchFileException;
        return new UnusableException(file, missing ? "is not there" : "can't be read (" + failure + ")");
    }
}
