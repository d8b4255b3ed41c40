package uk.regionalratings.operations.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.streams.app.NativeLibrary;
import uk.regionalratings.streams.app.NativeLibraryException;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * Checks this machine: Java, memory, time zones, the folder of the local state, and RocksDB, which stores that state.
 */
final class MachineCheck {
    private static final int JAVA = 17;
    private static final long MIB = 1L << 20;
    /** Below this, RocksDB and a read model with some years of history run short of memory. */
    private static final long LEAST_HEAP = 256 * MIB;

    private static final long LEAST_DISK = 1024 * MIB;
    /** A day in British Summer Time. */
    private static final Instant SUMMER = Instant.parse("2026-07-01T12:00:00Z");

    private MachineCheck() {}

    static List<Finding> run(Path stateDirectory) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java(Runtime.version().feature()));
        findings.add(memory(Runtime.getRuntime().maxMemory()));
        findings.add(zones());
        findings.add(state(stateDirectory));
        findings.add(nativeLibrary());
        return findings;
    }

    static Finding java(int feature) {
        return feature >= JAVA
                ? Finding.ok("Java", "version " + feature)
                : Finding.fail("Java", "version " + feature, "Install Java " + JAVA + " or newer");
    }

    static Finding memory(long heap) {
        String found = "up to " + heap / MIB + " MiB of heap";
        return heap >= LEAST_HEAP
                ? Finding.ok("memory", found)
                : Finding.warn("memory", found, "Give it more: RATINGS_JAVA_OPTS=-Xmx512m");
    }

    private static Finding zones() {
        boolean summerTime = LondonDates.ZONE.getRules().getOffset(SUMMER).equals(ZoneOffset.ofHours(1));
        return summerTime
                ? Finding.ok("time zones", "Europe/London is known")
                : Finding.fail("time zones", "Europe/London has no summer time", "Install Java's time-zone data");
    }

    static Finding nativeLibrary() {
        try {
            NativeLibrary.load();
            return Finding.ok("RocksDB", "its native library runs from the temporary folder");
        } catch (NativeLibraryException e) {
            return Finding.fail("RocksDB", e.found(), NativeLibraryException.REMEDY);
        }
    }

    static Finding state(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Finding.fail(
                    "state.dir",
                    existing + " can't be written to, so that " + directory + " can't be used",
                    "Make it a folder of the user who runs ./ratings streams, or set state.dir");
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String found = directory + " has " + free / MIB + " MiB of free space";
            return free >= LEAST_DISK
                    ? Finding.ok("state.dir", found)
                    : Finding.warn("state.dir", found, "Make room: a full disk stops the instance");
        } catch (IOException e) {
            return Finding.warn("state.dir", directory + " does not report its free space: " + e.getMessage(), "");
        }
    }
}
