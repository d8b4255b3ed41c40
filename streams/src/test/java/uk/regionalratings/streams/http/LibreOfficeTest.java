package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.view.RatingsView;

/** LibreOffice opens a CSV file as the guide says: dates are dates, and names keep their accents. */
class LibreOfficeTest {
    private static final String SOFFICE = "soffice";
    private static final String ACCENTED = "Sûnderland-sur-Wèar, Łódź";
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";

    @TempDir
    private Path folder;

    @Test
    void opensDatesAsDatesAndNamesWhole() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "LibreOffice is not installed here: soffice is not on the path");
        Path csv = folder.resolve("authorities.csv");
        try (QueryApi api =
                new QueryApi(new QueryService(withAnAccent(), PublishedChanges.view(), Optional::empty, TODAY))) {
            api.start(0);
            HttpResponse<String> answer = new Client(api.port())
                    .get("/v1/areas/north-east/authorities.csv?bom=true&judgement=overall_effectiveness");
            Files.writeString(csv, answer.body(), StandardCharsets.UTF_8);
        }

        List<Map<String, Element>> rows = opened(csv);

        Map<String, Element> sunderland = rows.stream()
                .filter(row -> text(row.get("name")).equals(ACCENTED))
                .findAny()
                .orElseThrow();
        assertThat(rows).hasSize(12);
        for (String day : List.of("publishedOn", "standingSince")) {
            assertThat(rows)
                    .allSatisfy(row -> assertThat(type(row.get(day))).as(day).isEqualTo("date"));
        }
        assertThat(sunderland.get("publishedOn").getAttributeNS(OFFICE, "date-value"))
                .isEqualTo("2025-03-11");
        assertThat(sunderland.get("standingSince").getAttributeNS(OFFICE, "date-value"))
                .isEqualTo("2021-08-20");
        assertThat(type(sunderland.get("grade"))).isEqualTo("string");
        assertThat(type(sunderland.get("inspectionsInARow"))).isEqualTo("float");
    }

    /** The bundled history, where Sunderland has another name: no name of an English authority has an accent. */
    private static RatingsView withAnAccent() {
        RatingsView view = BundledHistory.view();
        AuthorityRatings record = BundledHistory.records().stream()
                .filter(one -> one.getAuthorityId().equals("394"))
                .findAny()
                .orElseThrow();
        record.getRegistered().put("name", ACCENTED);
        view.update(record);
        return view;
    }

    /** The rows of a file as LibreOffice reads it, each cell by its heading. */
    private List<Map<String, Element>> opened(Path csv) throws Exception {
        Process process = new ProcessBuilder(
                        SOFFICE,
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--headless",
                        filterOfTheGuide(),
                        "--convert-to",
                        "fods",
                        "--outdir",
                        folder.toString(),
                        csv.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        Path sheet = folder.resolve("authorities.fods");
        assertThat(sheet).as(Files.readString(folder.resolve("log"))).exists();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        List<List<Element>> cells = new ArrayList<>();
        NodeList rows = factory.newDocumentBuilder().parse(sheet.toFile()).getElementsByTagNameNS(TABLE, "table-row");
        for (int row = 0; row < rows.getLength(); row++) {
            cells.add(cells((Element) rows.item(row)));
        }
        List<String> headings = cells.get(0).stream().map(LibreOfficeTest::text).toList();
        return cells.subList(1, cells.size()).stream()
                .filter(row -> row.size() > 1)
                .map(row -> named(headings, row))
                .toList();
    }

    /** Comma, quotation mark, UTF-8, from the first line. */
    private static String filterOfTheGuide() throws IOException {
        Matcher filter = Pattern.compile("soffice --headless (--infilter=\\S+) ")
                .matcher(Files.readString(Path.of("../docs/analysts-guide.md")));
        assertThat(filter.find()).isTrue();
        return filter.group(1);
    }

    /** LibreOffice writes equal neighbours once. */
    private static List<Element> cells(Element row) {
        List<Element> cells = new ArrayList<>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element cell) {
                String repeated = cell.getAttributeNS(TABLE, "number-columns-repeated");
                int times = repeated.isEmpty() ? 1 : Math.min(Integer.parseInt(repeated), 100);
                for (int time = 0; time < times; time++) {
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    private static Map<String, Element> named(List<String> headings, List<Element> row) {
        Map<String, Element> named = new HashMap<>();
        for (int column = 0; column < Math.min(headings.size(), row.size()); column++) {
            named.put(headings.get(column), row.get(column));
        }
        return named;
    }

    private static String text(Element cell) {
        return cell.getTextContent().strip();
    }

    private static String type(Element cell) {
        return cell.getAttributeNS(OFFICE, "value-type");
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, SOFFICE)));
    }
}
