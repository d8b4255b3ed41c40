package uk.regionalratings.operations.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import uk.regionalratings.topics.PortableValues.Portable;

/**
 * Writes a backup under a temporary name next to its final one, and renames it once it is complete and on the disk.
 * Deletes an unfinished backup.
 */
final class BackupWriter implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path target;
    private final Path temporary;
    private final ZipOutputStream zip;
    private final DigestOutputStream facts;
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, Manifest.StoredTopic> topics = new TreeMap<>();

    BackupWriter(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        Path folder = this.target.getParent();
        this.temporary = Files.createTempFile(folder, "." + target.getFileName(), ".part");
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)));
        zip.putNextEntry(new ZipEntry(BackupFile.FACTS));
        this.facts = new DigestOutputStream(OutputStream.nullOutputStream(), BackupFile.sha256());
    }

    /** Starts a topic; its records follow. */
    void topic(String name, int partitions) {
        topics.put(name, new Manifest.StoredTopic(partitions, 0));
    }

    /** The index of a schema, for {@link StoredFact#schema()}. */
    int schema(Portable value) {
        int known = schemas.indexOf(value.schema());
        if (known < 0) {
            schemas.add(value.schema());
            return schemas.size() - 1;
        }
        return known;
    }

    void add(StoredFact fact) throws IOException {
        byte[] line = JSON.writeValueAsBytes(fact);
        for (OutputStream out : List.of(zip, facts)) {
            out.write(line);
            out.write('\n');
        }
        topics.computeIfPresent(
                fact.topic(), (name, topic) -> new Manifest.StoredTopic(topic.partitions(), topic.records() + 1));
    }

    /** Completes the file and renames it to its final name. */
    Manifest finish(Instant now) throws IOException {
        zip.closeEntry();
        String digest = HexFormat.of().formatHex(facts.getMessageDigest().digest());
        Manifest manifest = new Manifest(Manifest.FORMAT, Manifest.VERSION, now.toString(), topics, schemas, digest);
        zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
        zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.close();
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
