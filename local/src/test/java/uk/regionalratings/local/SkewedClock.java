package uk.regionalratings.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock that goes wrong for one process (libfaketime, where it is installed); time that passes, passes as fast as ever. */
final class SkewedClock {
    private static final List<Path> LIBRARIES = Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
            .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1"))
            .toList();

    private SkewedClock() {}

    /**
     * The environment of a process whose clock is wrong; empty where that can't be done.
     *
     * @param minutes how far it is ahead, or behind when negative
     */
    static Optional<Map<String, String>> environment(int minutes) {
        return LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .map(library -> Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME",
                        "%+dm".formatted(minutes),
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // A remedy for an old libc, with which Object.wait(n) ends at once.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"));
    }
}
