package uk.regionalratings.streams.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import uk.regionalratings.service.TemporaryFolder;

/**
 * The native part of RocksDB, which Kafka Streams keeps state in. It is unpacked into the folder of this process within the temporary
 * folder, where there is one, and loaded from there. Kafka Streams would find out in its own threads that it can't be loaded, and hang.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Loads it. Once it has failed, this is not to be called again in the same JVM: RocksDB would wait for ever.
     *
     * @throws NativeLibraryException if it can't be loaded
     */
    public static void load() {
        try {
            Optional<Path> own = TemporaryFolder.own();
            if (own.isPresent()) {
                // What is loaded already, RocksDB itself does not unpack again.
                NativeLibraryLoader.getInstance().loadLibrary(own.get().toString());
            }
            RocksDB.loadLibrary();
        } catch (RuntimeException | IOException | UnsatisfiedLinkError e) {
            throw NativeLibraryException.of(e);
        }
    }
}
