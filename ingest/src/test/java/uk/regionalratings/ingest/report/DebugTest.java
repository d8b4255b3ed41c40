package uk.regionalratings.ingest.report;

import java.util.*;
import org.junit.jupiter.api.Test;

class DebugTest {
    @Test
    void reasons() {
        InspectionReports reports = new InspectionReports(RealReports.DIRECTORY);
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> first = new TreeMap<>();
        for (int seed = 0; seed < 6000; seed++) {
            Random random = new Random(seed);
            SampleReport report = ReportFuzzTest.sample(random);
            List<List<String>> pages = TextChanges.setOtherwise(report.pages(), random);
            if (reports.readLines(pages, report.name(), null) instanceof ReportReading.Refused refused) {
                String message = refused.problem().toString();
                String key = message.substring(0, Math.min(60, message.length()));
                counts.merge(key, 1, Integer::sum);
                first.putIfAbsent(key, message + "\n" + pages);
            }
        }
        counts.forEach((k, v) -> System.out.println(v + " " + k + "\n   " + first.get(k)));
    }
}
