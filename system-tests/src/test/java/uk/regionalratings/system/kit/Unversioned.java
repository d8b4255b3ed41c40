package uk.regionalratings.system.kit;

import java.util.regex.Pattern;

/** Answers of the query API without their version and permalink, which differ between installations and after further facts. */
public final class Unversioned {
    private static final Pattern VERSION = Pattern.compile(
            ",\"version\":(?:null|\"[^\"]*\"),\"permalink\":(?:null|\"[^\"]*\"),\"attribution\":\"[^\"]*\"");

    private Unversioned() {}

    public static String of(String answer) {
        return VERSION.matcher(answer).replaceAll("");
    }
}
