package uk.regionalratings.ingest;

import java.util.List;
import java.util.Random;

/** Texts for the fields of an inspection in the order of {@code IngestFuzzTest}: valid, nearly valid and invalid. */
final class FieldTexts {
    private static final List<List<String>> RIGHT = List.of(
            List.of("394-2021-08-20", "a", "A.b_c:d-1"),
            List.of("394", "813", "sunderland", "E08000024", "301"),
            List.of("ILACS", "SIF", "ilacs", "ILACS", "ILACS"),
            List.of("2021-06-28", "2016-06-28", "2020-02-29"),
            List.of("2021-07-09", "2021-07-09"),
            List.of("2021-08-20", "2021-07-09", "2026-10-01"),
            List.of("GOOD", "Outstanding", "requires improvement to be good", "INADEQUATE"),
            List.of("", "Good", "Requires improvement"),
            List.of("", "Good", "  Outstanding "),
            List.of("", "1", "2", "17"),
            List.of("", "false", "true"),
            List.of("", "https://files.ofsted.gov.uk/v1/file/50168072", "http://a.example/?b=c&d"));

    private static final List<String> WRONG = List.of(
            "",
            " ",
            "\t",
            "0",
            "-1",
            "1e9",
            "999999999",
            "9999999999",
            "NaN",
            "null",
            "true",
            "TRUE",
            "0x1p3",
            "3 94",
            "3940",
            "20/08/2021",
            "08/20/2021",
            "20/08/21",
            "20 August 2021",
            "31 June 2021",
            "2021-02-30",
            "2021-13-01",
            "0000-00-00",
            "1989-12-31",
            "9999-12-31",
            "+12021-08-20",
            "2021-8-2",
            "٢٠٢١-٠٨-٢٠",
            "2026-10-02",
            "44428",
            "02/21/2022",
            "21-Feb-22",
            "2021-08-19T23:30:00Z",
            "'394",
            "394.0",
            "City of\u00a0York",
            "Middlesborough",
            "RI",
            "G",
            "1",
            "Good (was inadequate)",
            "Inadequate - see note",
            "Outstanding*",
            "data_unreadable",
            "inspection_pre_dates_judgement",
            "Total",
            "Source: x",
            "Sunderland",
            "Leeds City Council",
            "Atlantis",
            "Bournemouth",
            "e08000024",
            "80560",
            "Standard",
            "Short",
            "Focused visit",
            "JTAI",
            "ILACS_2026",
            "SIF_REINSPECTION",
            "sif re-inspection",
            "Good.",
            "good or better",
            "Requires",
            "improvement",
            "REQUIRES IMPROVEMENT",
            "Not judged",
            "n/a",
            "-",
            "=1+1",
            "#N/A",
            "javascript:alert(1)",
            "https://a b",
            "https://a\u0000",
            "http://<",
            "ftp://a",
            "\uD800",
            "\uFFFE",
            "\u202Egood",
            "a\nb",
            "a\"b",
            "\"",
            ",",
            "{}",
            "[]",
            "\\",
            "\uFEFF394",
            "x".repeat(101),
            "https://" + "x".repeat(2_000));

    private static final String SPECIAL = "\",\n\r{}[]:\\<>/=&;'\u0000\u00e9\u20ac-0 9";

    private final Random random;

    FieldTexts(Random random) {
        this.random = random;
    }

    /** A text that is valid in this field, for most contents of the other fields. */
    String right(int field) {
        return one(RIGHT.get(field));
    }

    /** Any text: of another field, invalid everywhere, or valid but for one letter. */
    String any(int field) {
        return switch (random.nextInt(4)) {
            case 0 -> one(RIGHT.get(random.nextInt(RIGHT.size())));
            case 1 -> damaged(right(field));
            default -> one(WRONG);
        };
    }

    /** The text with up to three letters replaced, removed or inserted, or with its end cut off. */
    String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int damage = random.nextInt(3); damage >= 0; damage--) {
            int at = random.nextInt(damaged.length() + 1);
            char special = SPECIAL.charAt(random.nextInt(SPECIAL.length()));
            switch (random.nextInt(8)) {
                case 0 -> damaged.setLength(at);
                case 1, 2 -> damaged.insert(at, special);
                case 3, 4 -> damaged.delete(at, at + 1);
                default -> damaged.replace(at, Math.min(at + 1, damaged.length()), String.valueOf(special));
            }
        }
        return damaged.toString();
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    static String jsonString(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
