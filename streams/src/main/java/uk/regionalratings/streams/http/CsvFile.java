package uk.regionalratings.streams.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.regionalratings.streams.query.parameter.ParameterProblem;
import uk.regionalratings.streams.query.parameter.QueryParameters;

/**
 * An answer as a CSV file: the parts of a request whose path ends in {@code .csv} that concern the file and not the
 * question. Spreadsheets and links can't set headers, so the address contains everything about the file.
 *
 * @param name the name of the file: the subject, the values in the question, and the day, by default today
 * @param marked whether the file begins with a byte order mark, by which Excel recognises UTF-8
 * @param question the parameters of the question
 * @param problems the problems with the parameters of the file
 */
record CsvFile(String name, boolean marked, QueryParameters question, List<ParameterProblem> problems) {
    static final String SUFFIX = ".csv";

    private static final String BOM = "bom";
    private static final Map<String, Boolean> BOM_VALUES = Map.of("true", true, "false", false);
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private static final List<String> OF_A_PAGE = List.of("limit", "after");
    private static final List<String> OF_A_DAY = List.of("asOf", "to");
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^A-Za-z0-9_]+");
    /** Some file systems allow 255 bytes, and browsers append to the name of a second copy. */
    private static final int LONGEST_NAME = 120;

    /** @param subject the subject of the question: a word in its path */
    static CsvFile of(String subject, Context request, LocalDate today) {
        Map<String, List<String>> values = new LinkedHashMap<>(request.queryParamMap());
        Optional<List<String>> given = Optional.ofNullable(values.remove(BOM));
        Optional<Boolean> marked = given.filter(bom -> bom.size() == 1).map(bom -> BOM_VALUES.get(bom.get(0)));
        List<ParameterProblem> problems = given.isEmpty() || marked.isPresent()
                ? List.of()
                : List.of(ParameterProblem.of(
                        BOM, String.join(", ", given.get()), "is neither true nor false", "true or false, once"));
        List<String> words = new ArrayList<>(List.of(subject));
        words.addAll(request.pathParamMap().values());
        return new CsvFile(
                name(words, values, today, SUFFIX), marked.orElse(false), QueryParameters.of(values), problems);
    }

    /** The path of the question whose answer the file is: without the suffix, which other formats do not have. */
    static String question(Context request) {
        String path = request.req().getRequestURI();
        return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    }

    /**
     * The name of the file: {@code /v1/areas/north/authorities.csv?grade=GOOD} gives
     * {@code authorities-north-GOOD-2026-08-20.csv}.
     */
    static String name(List<String> subject, Map<String, List<String>> values, LocalDate today, String suffix) {
        List<String> words = new ArrayList<>(subject);
        values.forEach((parameter, given) -> {
            if (!OF_A_PAGE.contains(parameter)) {
                words.addAll(given);
            }
        });
        if (OF_A_DAY.stream().noneMatch(values::containsKey)) {
            words.add(today.toString());
        }
        String name = NOT_OF_A_NAME.matcher(String.join("-", words)).replaceAll("-");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + suffix;
    }

    /**
     * The value of the header {@code Content-Disposition}, which makes a browser save the file instead of showing it.
     */
    String disposition() {
        return disposition(name);
    }

    static String disposition(String name) {
        return "attachment; filename=\"" + name + '"';
    }

    byte[] bytes(CsvTable table) {
        byte[] text = table.toBytes();
        byte[] start = start();
        byte[] file = Arrays.copyOf(start, start.length + text.length);
        System.arraycopy(text, 0, file, start.length, text.length);
        return file;
    }

    /** The bytes before the table. */
    byte[] start() {
        return marked ? BYTE_ORDER_MARK.clone() : new byte[0];
    }
}
