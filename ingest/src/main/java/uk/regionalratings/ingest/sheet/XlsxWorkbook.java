package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workbook of Excel 2007 and later (ECMA-376). */
final class XlsxWorkbook implements Workbook {
    private final Archive archive;
    private final SheetLimits limits;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> hiddenSheets = new ArrayList<>();
    private final CellFormats formats;
    private final SharedTexts texts;
    private boolean from1904;

    /** A visible sheet: its name, and the part that contains it. */
    private record Sheet(String name, String part) {}

    /** A reference from one part of the workbook to another. */
    private record Relation(String id, String type, String part) {}

    /** @throws SheetException if {@code archive} is not such a workbook, or is damaged */
    XlsxWorkbook(Archive archive, SheetLimits limits) throws IOException {
        this.archive = archive;
        this.limits = limits;
        String main = "xl/workbook.xml";
        for (Relation relation : relations("_rels/.rels", "")) {
            if (relation.type().endsWith("/officeDocument")) {
                main = relation.part();
            }
        }
        String folder = main.substring(0, main.lastIndexOf('/') + 1);
        List<Relation> relations = relations(folder + "_rels/" + main.substring(folder.length()) + ".rels", folder);
        readSheets(main, relations);
        this.formats = read(partOf("/styles", relations), CellFormats::read, CellFormats.none());
        this.texts =
                read(partOf("/sharedStrings", relations), part -> SharedTexts.read(part, limits), SharedTexts.none());
    }

    @Override
    public List<String> sheets() {
        return sheets.stream().map(Sheet::name).toList();
    }

    @Override
    public boolean countsFrom1904() {
        return from1904;
    }

    @Override
    public List<String> hiddenSheets() {
        return List.copyOf(hiddenSheets);
    }

    @Override
    public SheetRows rows(int index) throws IOException {
        String part = sheets.get(index).part();
        CellRanges ranges;
        try (XmlPart before = new XmlPart(sheet(part), limits)) {
            ranges = CellRanges.read(before, limits);
        }
        CellTexts cellTexts = new CellTexts(texts, formats, from1904);
        return new XlsxRows(new XmlPart(sheet(part), limits), cellTexts, ranges, limits);
    }

    private InputStream sheet(String part) throws IOException {
        InputStream in = archive.open(part);
        if (in == null) {
            throw new SheetException("is damaged: the part of one of its sheets is missing");
        }
        return in;
    }

    private void readSheets(String main, List<Relation> relations) throws IOException {
        Map<String, String> parts = new HashMap<>();
        relations.forEach(relation -> parts.put(relation.id(), relation.part()));
        if (main.endsWith(".bin")) {
            throw new SheetException("is a binary workbook (.xlsb): save it as .xlsx");
        }
        InputStream in = archive.open(main);
        if (in == null) {
            throw new SheetException("is a ZIP archive without a workbook (.xlsx) in it");
        }
        try (XmlPart part = new XmlPart(in, limits)) {
            while (part.nextTag()) {
                if (part.isStart("workbookPr")) {
                    String epoch = part.attribute("date1904");
                    from1904 = "1".equals(epoch) || "true".equals(epoch);
                } else if (part.isStart("sheet")) {
                    addSheet(part, parts);
                }
            }
        }
    }

    private void addSheet(XmlPart part, Map<String, String> parts) throws SheetException {
        String name = String.valueOf(part.attribute("name"));
        String state = part.attribute("state");
        String target = parts.get(String.valueOf(part.qualifiedAttribute("id")));
        if (target == null || sheets.stream().anyMatch(other -> other.part().equals(target))) {
            throw new SheetException("is damaged: the part of one of its sheets is missing");
        }
        if (sheets.size() + hiddenSheets.size() == limits.sheets()) {
            throw new SheetException("has more than " + limits.sheets() + " sheets; no list does");
        }
        if (state == null || state.equals("visible")) {
            sheets.add(new Sheet(name, target));
        } else {
            hiddenSheets.add(name);
        }
    }

    private List<Relation> relations(String name, String folder) throws IOException {
        List<Relation> relations = new ArrayList<>();
        InputStream in = archive.open(name);
        if (in == null) {
            return relations;
        }
        try (XmlPart part = new XmlPart(in, limits)) {
            while (part.nextTag()) {
                String id = part.attribute("Id");
                String type = part.attribute("Type");
                String target = part.attribute("Target");
                boolean relation = part.isStart("Relationship") && relations.size() < limits.entries();
                if (relation && id != null && type != null && target != null) {
                    relations.add(new Relation(id, type, resolved(folder, target)));
                }
            }
        }
        return relations;
    }

    /** A target may be absolute, or relative to the folder of the part that refers to it. */
    private static String resolved(String folder, String target) throws SheetException {
        try {
            String path = URI.create("/" + folder).resolve(target).normalize().getPath();
            return path.substring(1);
        } catch (IllegalArgumentException e) {
            throw new SheetException("is damaged: its parts refer to each other by invalid names", e);
        }
    }

    private static @Nullable String partOf(String type, List<Relation> relations) {
        return relations.stream()
                .filter(relation -> relation.type().endsWith(type))
                .map(Relation::part)
                .findFirst()
                .orElse(null);
    }

    private <T> T read(@Nullable String name, PartReader<T> reader, T absent) throws IOException {
        InputStream in = name == null ? null : archive.open(name);
        if (in == null) {
            return absent;
        }
        try (XmlPart part = new XmlPart(in, limits)) {
            return reader.read(part);
        }
    }

    /** Builds an object from a part. */
    @FunctionalInterface
    private interface PartReader<T> {
        T read(XmlPart part) throws IOException;
    }
}
