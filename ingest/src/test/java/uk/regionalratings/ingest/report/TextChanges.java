package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Ways in which the text of a report can differ from the expected one. */
final class TextChanges {
    /** Sentences that contain words of grades and judgements but state nothing. */
    private static final List<String> PROSE = List.of(
            "Good progress is being made by leaders.",
            "was judged inadequate in 2013 and requires improvement to be good now.",
            "care leavers.",
            "children and families.",
            "– Leadership, management and governance: inadequate",
            "– Adoption performance: requires improvement",
            "Children’s services in Durham were inadequate.",
            "The experiences and progress of care leavers 21",
            "Children in care and care leavers have good support, which is outstanding for some.",
            "The effectiveness of the Local Safeguarding Children Board is inadequate",
            "Overall effectiveness of the plan was not judged by inspectors.",
            "1");

    private static final List<String> NAMES_OF_SPACES = List.of(" ", "  ", "\u00a0", "\u2003", " \t ");

    private TextChanges() {}

    /**
     * The same words with different typesetting: other spaces, quotes and dashes, blank lines, footnotes, more prose
     * below the table.
     */
    static List<List<String>> setOtherwise(List<List<String>> pages, Random random) {
        List<List<String>> changed = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            List<String> lines = new ArrayList<>();
            for (String line : pages.get(page)) {
                lines.add(setOtherwise(line, random));
                if (random.nextInt(6) == 0) {
                    lines.add(random.nextBoolean() ? " " : "");
                }
                if (page > 0 && line.endsWith(".") && random.nextInt(4) == 0) {
                    lines.add(PROSE.get(random.nextInt(PROSE.size())));
                    lines.add("13. Then it goes on.");
                }
            }
            changed.add(lines);
        }
        return changed;
    }

    private static String setOtherwise(String line, Random random) {
        String changed = line.replace(" ", NAMES_OF_SPACES.get(random.nextInt(NAMES_OF_SPACES.size())));
        changed = random.nextBoolean() ? changed.replace('’', '\'') : changed;
        changed = random.nextBoolean() ? changed.replace("–", random.nextBoolean() ? "\u2500" : "-") : changed;
        boolean footnote = random.nextInt(20) == 0
                && Character.isLetter(line.charAt(line.length() - 1))
                && !line.contains("Inspector");
        changed = footnote ? changed + (1 + random.nextInt(9)) : changed;
        changed = random.nextInt(10) == 0 ? changed.replace("fi", "\ufb01") : changed;
        changed = random.nextInt(10) == 0 ? changed + "\u200b" : changed;
        return random.nextInt(3) == 0 ? "  " + changed + " " : changed;
    }

    /** The text with {@code changes} lines, or words in them, lost, doubled, moved, joined or broken. */
    static List<List<String>> damaged(List<List<String>> pages, Random random, int changes) {
        List<List<String>> damaged = new ArrayList<>();
        pages.forEach(page -> damaged.add(new ArrayList<>(page)));
        for (int i = 0; i < changes; i++) {
            // Most of the damage is on the pages that matter.
            List<String> page = damaged.get(random.nextInt(3) > 0 ? 0 : random.nextInt(damaged.size()));
            if (page.size() > 1) {
                damage(page, random);
            }
        }
        return damaged;
    }

    private static void damage(List<String> lines, Random random) {
        int at = random.nextInt(lines.size() - 1);
        String line = lines.get(at);
        switch (random.nextInt(10)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> Collections.swap(lines, at, at + 1);
            case 3 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 4 -> lines.set(at, line + " " + lines.remove(at + 1));
            case 5 -> {
                int middle = random.nextInt(line.length() + 1);
                lines.set(at, line.substring(0, middle));
                lines.add(at + 1, line.substring(middle));
            }
            case 6 -> lines.set(at, withoutWord(line, random));
            case 7 -> lines.set(at, withCharacter(line, random));
            case 8 ->
                lines.set(at, random.nextBoolean() ? line.toUpperCase(Locale.ROOT) : line.toLowerCase(Locale.ROOT));
            default -> lines.add(at, PROSE.get(random.nextInt(PROSE.size())));
        }
    }

    private static String withoutWord(String line, Random random) {
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        words.remove(random.nextInt(words.size()));
        return String.join(" ", words);
    }

    /** Inserts or replaces a random character: letters, spaces, digits, or anything in Unicode. */
    private static String withCharacter(String line, Random random) {
        int at = random.nextInt(line.length() + 1);
        int codePoint =
                switch (random.nextInt(4)) {
                    case 0 -> 'a' + random.nextInt(26);
                    case 1 -> " .-'\u0000\u00ad\u2028".charAt(random.nextInt(7));
                    case 2 -> '0' + random.nextInt(10);
                    default -> random.nextInt(Character.MAX_CODE_POINT + 1);
                };
        int rest = Math.min(line.length(), at + random.nextInt(2));
        return line.substring(0, at) + Character.toString(codePoint) + line.substring(rest);
    }

    /** All lines of all pages in random order. */
    static List<List<String>> shuffled(List<List<String>> pages, Random random) {
        List<String> all = new ArrayList<>();
        pages.forEach(all::addAll);
        Collections.shuffle(all, random);
        return List.of(all);
    }
}
