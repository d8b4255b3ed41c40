package uk.regionalratings.streams.http;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads exported files as other programs do: each row by column, without the columns that are blank in it. */
final class ExportFiles {
    private ExportFiles() {}

    static List<Map<String, String>> csv(String text) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream()
                    .map(row -> {
                        Map<String, String> cells = new LinkedHashMap<>(row.getFieldsAsMap());
                        cells.values().removeIf(String::isEmpty);
                        return cells;
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> header(String text) {
        return List.of(text.lines().findFirst().orElseThrow().split(",", -1));
    }

    /** Values with the class that the file gives them. */
    static List<Map<String, Object>> parquet(byte[] bytes) {
        try {
            Path file = Files.createTempFile("exported", ".parquet");
            Files.write(file, bytes);
            Hydrator<Map<String, Object>, Map<String, Object>, String[]> byName = new Hydrator<>() {
                @Override
                public Map<String, Object> start() {
                    return new LinkedHashMap<>();
                }

                @Override
                public Map<String, Object> add(Map<String, Object> row, String[] path, Object value) {
                    if (value != null) {
                        row.put(path[0], value);
                    }
                    return row;
                }

                @Override
                public Map<String, Object> finish(Map<String, Object> row) {
                    return row;
                }
            };
            try (Stream<Map<String, Object>> rows = ParquetReader.streamContent(file.toFile(), byName)) {
                return rows.toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A cell of a workbook.
     *
     * @param type "s" for a text
     */
    record Cell(String type, String value) {}

    /** The rows of the first sheet; the first one is the header. */
    static List<List<Cell>> xlsx(byte[] bytes) {
        return xlsx(bytes, 1);
    }

    /** @param sheet its number, from 1 */
    static List<List<Cell>> xlsx(byte[] bytes, int sheet) {
        Map<String, byte[]> parts = parts(bytes);
        List<String> texts = new ArrayList<>();
        NodeList shared = document(parts.get("xl/sharedStrings.xml")).getElementsByTagName("si");
        for (int i = 0; i < shared.getLength(); i++) {
            texts.add(shared.item(i).getTextContent());
        }
        List<List<Cell>> rows = new ArrayList<>();
        NodeList all =
                document(parts.get("xl/worksheets/sheet" + sheet + ".xml")).getElementsByTagName("row");
        for (int i = 0; i < all.getLength(); i++) {
            NodeList cells = ((Element) all.item(i)).getElementsByTagName("c");
            List<Cell> row = new ArrayList<>();
            for (int j = 0; j < cells.getLength(); j++) {
                Element cell = (Element) cells.item(j);
                int column = column(cell.getAttribute("r"));
                while (row.size() < column) {
                    row.add(new Cell("", ""));
                }
                NodeList values = cell.getElementsByTagName("v");
                String value = values.getLength() == 0 ? "" : values.item(0).getTextContent();
                boolean text = cell.getAttribute("t").equals("s");
                row.add(new Cell(cell.getAttribute("t"), text ? texts.get(Integer.parseInt(value)) : value));
            }
            rows.add(row);
        }
        return rows;
    }

    private static int column(String place) {
        int column = 0;
        for (char letter : place.replaceAll("\\d", "").toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        return column - 1;
    }

    private static Map<String, byte[]> parts(byte[] bytes) {
        Map<String, byte[]> parts = new HashMap<>();
        try {
            Path file = Files.createTempFile("exported", ".xlsx");
            Files.write(file, bytes);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        parts.put(entry.getName(), in.readAllBytes());
                    }
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static Document document(byte[] xml) {
        try (InputStream in = new ByteArrayInputStream(xml)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
