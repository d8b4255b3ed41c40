package uk.regionalratings.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often each kind of fault struck, and how long the recoveries took. */
final class FaultTable {
    private final Map<String, Integer> struck = new TreeMap<>();
    private final Map<String, List<Long>> recoveries = new TreeMap<>();
    private int kills;

    /** A fault has struck, alone or together with others. */
    void struck(Faults.Fault fault) {
        struck.merge(fault.kind(), 1, Integer::sum);
        kills += fault.kills();
    }

    /**
     * Records the time from the repair until everything was well again.
     *
     * @param what one kind of fault, or words for several that struck together
     */
    void recovered(String what, long nanos) {
        recoveries.computeIfAbsent(what, any -> new ArrayList<>()).add(nanos);
    }

    /** Adds what another table has. */
    void add(FaultTable other) {
        other.struck.forEach((kind, times) -> struck.merge(kind, times, Integer::sum));
        other.recoveries.forEach((what, nanos) ->
                recoveries.computeIfAbsent(what, any -> new ArrayList<>()).addAll(nanos));
        kills += other.kills;
    }

    /** Two tables: faults with their number, and recoveries with the median and the longest in seconds. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("| fault | times |\n|---|---|\n");
        struck.forEach((kind, times) -> table.append(String.format("| %s | %d |%n", kind, times)));
        int all = struck.values().stream().mapToInt(Integer::intValue).sum();
        table.append(String.format("| all | %d |%n", all));
        table.append(String.format("| processes killed with SIGKILL | %d |%n%n", kills));
        table.append("| recovery from | times | median | longest |\n|---|---|---|---|\n");
        recoveries.forEach((what, nanos) -> {
            List<Long> sorted = nanos.stream().sorted().toList();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f s | %.1f s |%n",
                    what,
                    sorted.size(),
                    sorted.get(sorted.size() / 2) / 1e9,
                    sorted.get(sorted.size() - 1) / 1e9));
        });
        return table.toString();
    }
}
