package uk.regionalratings.streams.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import uk.regionalratings.service.TemporaryFolder;

/**
 * The native part of RocksDB, in which Kafka Streams keeps its state. Unpacks it into this process's folder within the
 * temporary folder, if there is one, and loads it from there. If Kafka Streams loaded it and failed, it would notice
 * only in its own threads, and hang.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Loads the library. After a failure this must not be called again in the same JVM: RocksDB would wait without end.
     *
     * @throws NativeLibraryException if it can't be loaded
     */
    public static void load() {
        try {
            Optional<Path> own = TemporaryFolder.own();
            if (own.isPresent()) {
                // RocksDB does not unpack a library that is already loaded.
                NativeLibraryLoader.getInstance().loadLibrary(own.get().toString());
            }
            RocksDB.loadLibrary();
        } catch (RuntimeException | IOException | UnsatisfiedLinkError e) {
            throw NativeLibraryException.of(e);
        }
    }
}
