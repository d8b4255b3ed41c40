package uk.regionalratings.system.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A wrong clock for one process (requires libfaketime). Time runs at its normal speed. */
public final class SkewedClock {
    private static final List<Path> LIBRARIES = Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
            .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1"))
            .toList();

    private SkewedClock() {}

    /**
     * The environment of a process whose clock is wrong; empty if this machine cannot do that.
     *
     * @param minutes how far the clock is ahead, or behind if negative
     */
    public static Optional<Map<String, String>> environment(int minutes) {
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
                        // A workaround for an old libc with which Object.wait(n) returns at once.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"));
    }
}
