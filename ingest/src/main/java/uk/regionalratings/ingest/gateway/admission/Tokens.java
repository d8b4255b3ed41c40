package uk.regionalratings.ingest.gateway.admission;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.regionalratings.ingest.text.Sha256;

/** The bearer tokens of a tokens file, with a feed's name and the hash of its token on each line. */
public final class Tokens {
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,49}";
    private static final Pattern LINE = Pattern.compile("(" + NAME + ")\\s+sha256:([0-9a-f]{64})");
    /** Lets scanners for leaked secrets recognise a token. */
    private static final String PREFIX = "ratings_";
    /** 256 random bits can't be guessed, so a plain hash protects them as well as a slow one. */
    private static final int RANDOM_BYTES = 32;

    private final List<Token> tokens;
    private final List<String> problems;

    @SuppressWarnings("ArrayRecordComponent")
    private record Token(String feed, byte[] hash) {}

    private Tokens(List<Token> tokens, List<String> problems) {
        this.tokens = List.copyOf(tokens);
        this.problems = List.copyOf(problems);
    }

    /** Parses a file's lines. An invalid line admits nobody and does not affect the others. */
    public static Tokens parse(List<String> lines) {
        List<Token> tokens = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(text);
            if (parts.matches()) {
                tokens.add(new Token(parts.group(1), HexFormat.of().parseHex(parts.group(2))));
            } else {
                // Omits the line itself: it may hold a token that was put there by mistake.
                problems.add("line " + number + " is not a name and sha256:HASH: ./ratings gateway token makes one");
            }
        }
        return new Tokens(tokens, problems);
    }

    /** No tokens at all. */
    static Tokens none() {
        return new Tokens(List.of(), List.of());
    }

    /** Whether {@code name} can be a feed's name, which becomes part of addresses and metrics. */
    public static boolean isName(String name) {
        return name.matches(NAME);
    }

    /** A new random token. */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The file's line for a token. */
    public static String line(String feed, String token) {
        return feed + " sha256:" + HexFormat.of().formatHex(Sha256.of(token));
    }

    /** What is wrong with the file's lines, without their content. */
    public List<String> problems() {
        return problems;
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** The number of tokens. */
    int size() {
        return tokens.size();
    }

    /** The feed that a token belongs to. Takes the same time whether and where the token matches. */
    public Optional<String> feedOf(String token) {
        byte[] hash = Sha256.of(token);
        Token found = null;
        for (Token known : tokens) {
            if (MessageDigest.isEqual(hash, known.hash)) {
                found = known;
            }
        }
        return Optional.ofNullable(found).map(Token::feed);
    }
}
