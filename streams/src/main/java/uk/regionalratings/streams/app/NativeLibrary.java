package uk.regionalratings.streams.app;

import org.rocksdb.RocksDB;

/**
 * The native part of RocksDB, which Kafka Streams keeps state in. It is unpacked into the temporary folder and loaded from
 * there. Kafka Streams would find out in its own threads that it can't be loaded, and hang.
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
            RocksDB.loadLibrary();
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            throw NativeLibraryException.of(e);
        }
    }
}
