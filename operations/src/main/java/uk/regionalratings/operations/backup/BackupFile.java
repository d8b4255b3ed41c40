package uk.regionalratings.operations.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A complete backup, opened for reading. Opening it reads the whole file once and compares digest and counts with its
 * manifest. That detects damage, but not tampering by somebody who also adjusts the manifest.
 */
final class BackupFile implements AutoCloseable {
    static final String FACTS = "facts.ndjson";
    static final String MANIFEST = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader FACT = JSON.readerFor(StoredFact.class);

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    /** Receives facts. */
    @FunctionalInterface
    interface FactReader {
        void read(StoredFact fact) throws IOException, BackupException;
    }

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens and checks a backup.
     *
     * @throws BackupException if the file is not a backup, is damaged or has a newer format
     */
    static BackupFile open(Path path) throws BackupException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (IOException e) {
            throw new BackupException(
                    path + " can't be read as a backup: " + e.getMessage()
                            + "; it is missing, truncated or not a backup",
                    e);
        }
        try {
            BackupFile file = new BackupFile(path, zip, manifest(path, zip));
            file.check();
            return file;
        } catch (IOException e) {
            closeQuietly(zip);
            throw new BackupException(path + " is damaged: " + e.getMessage() + "; take another copy of it", e);
        } catch (BackupException e) {
            closeQuietly(zip);
            throw e;
        }
    }

    private static void closeQuietly(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            // The failure being reported matters more.
        }
    }

    private static Manifest manifest(Path path, ZipFile zip) throws IOException, BackupException {
        try (InputStream in = entry(path, zip, MANIFEST)) {
            Manifest manifest = JSON.readValue(in, Manifest.class);
            if (!Manifest.FORMAT.equals(manifest.format()) || manifest.version() != Manifest.VERSION) {
                throw new BackupException(path + " is of format " + manifest.format() + " " + manifest.version()
                        + "; this version of the software reads " + Manifest.FORMAT + " " + Manifest.VERSION);
            }
            return manifest;
        }
    }

    private static InputStream entry(Path path, ZipFile zip, String name) throws IOException, BackupException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupException(path + " is not a backup: it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private void check() throws IOException, BackupException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(entry(path, zip, FACTS), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(manifest.sha256())) {
            throw new BackupException(path + " is damaged or was tampered with: its facts have SHA-256 " + found
                    + ", its manifest says " + manifest.sha256() + "; take another copy of it");
        }
        Map<String, Long> counts = new TreeMap<>();
        forEach(fact -> counts.merge(fact.topic(), 1L, Long::sum));
        for (Map.Entry<String, Manifest.StoredTopic> topic : manifest.topics().entrySet()) {
            long records = counts.getOrDefault(topic.getKey(), 0L);
            if (records != topic.getValue().records()) {
                throw new BackupException(
                        path + " is damaged or was tampered with: it holds " + records + " records of " + topic.getKey()
                                + ", its manifest says " + topic.getValue().records());
            }
        }
        if (!manifest.topics().keySet().containsAll(counts.keySet())) {
            throw new BackupException(path + " contains records of topics that are not in its manifest");
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Reads every fact; those of one partition in their order. */
    void forEach(FactReader reader) throws IOException, BackupException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(entry(path, zip, FACTS), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.read(FACT.readValue(line));
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
