package uk.regionalratings.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Resources that a process has used so far, from {@code /proc} on Linux. */
public final class ProcessUse {
    /** Clock ticks per second: 100 on every Linux that Java 17 supports. */
    private static final double TICKS = 100;

    private ProcessUse() {}

    /** CPU seconds, user and system, including ended children; 0 if the process no longer exists. */
    public static double cpuSeconds(long pid) {
        String stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
        // Skip the name, which may contain spaces. The state is the first of the remaining fields, user time the 12th.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", 17);
        if (fields.length < 16) {
            return 0;
        }
        long ticks = 0;
        for (int at = 11; at <= 14; at++) {
            ticks += Long.parseLong(fields[at]);
        }
        return ticks / TICKS;
    }

    /** Peak memory in megabytes (10^6 bytes); 0 if the process no longer exists. */
    public static double peakMemoryMegabytes(long pid) {
        return megabytes(pid, "VmHWM:");
    }

    /** Current memory in megabytes (10^6 bytes); 0 if the process no longer exists. */
    public static double memoryMegabytes(long pid) {
        return megabytes(pid, "VmRSS:");
    }

    private static double megabytes(long pid, String field) {
        return read(Path.of("/proc", String.valueOf(pid), "status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1_024 / 1e6)
                .findFirst()
                .orElse(0);
    }

    /** CPU seconds that the whole machine has used since it booted. */
    public static double machineCpuSeconds() {
        String[] fields =
                read(Path.of("/proc/stat")).lines().findFirst().orElse("").split(" +", 9);
        if (fields.length < 9) {
            return 0;
        }
        long ticks = 0;
        for (int at : new int[] {1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(fields[at]);
        }
        return ticks / TICKS;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            // The process ended during the read.
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
