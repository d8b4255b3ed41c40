package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.Json;

/**
 * The dashboard: one page at {@code /}, one view of it as a picture at {@code /embed}, and their files below {@code /assets/}, all from the
 * class path. The pages name their files with the edition, a digest of all of them, so browsers keep the files until another edition is
 * installed. The pages query the API like any other client, and their content security policy allows no other host.
 */
final class DashboardPages {
    private static final String FOLDER = "/uk/regionalratings/streams/dashboard/";
    private static final String PAGE = "index.html";

    /** One view as a chart, for a frame in another page. */
    private static final String EMBEDDED = "embed.html";

    /**
     * The page's names for grades, judgements and frameworks, generated from the vocabulary so that they always agree
     * with it.
     */
    private static final String VOCABULARY = "vocabulary.json";

    /** Without separators or a leading dot, a name cannot leave the folder. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[-.][a-zA-Z0-9]+)*");

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "LICENSE", "text/plain; charset=utf-8");

    private static final String NOBODY = "'none'";

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors ");

    private static final String ASSETS = "/assets/";
    /** The installed release may change at any time, and revalidation costs one small response. */
    private static final String REVALIDATE = "no-cache";

    private static final String KEEP = "public, max-age=31536000, immutable";

    /** Computed once: a JVM never has another set of files. */
    private static final byte[] DIGEST_OF_FILES = digestOfFiles();

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    private final byte[] vocabulary = Json.bytes(DashboardVocabulary.create());
    private final String edition;
    private final String framedBy;

    /**
     * @param embedHosts the origins of pages that may show the embedded view in a frame, in the form of
     *     {@code frame-ancestors} of a content security policy
     */
    DashboardPages(List<String> embedHosts) {
        this.framedBy = embedHosts.isEmpty() ? NOBODY : String.join(" ", embedHosts);
        MessageDigest digest = sha256();
        digest.update(DIGEST_OF_FILES);
        digest.update(vocabulary);
        this.edition = shortHex(digest);
    }

    void register(RoutesConfig routes) {
        add(routes, "/", context -> send(context, PAGE, NOBODY, REVALIDATE));
        add(routes, "/embed", context -> send(context, EMBEDDED, framedBy, REVALIDATE));
        add(routes, ASSETS + "{name}", context -> send(context, context.pathParam("name"), NOBODY, REVALIDATE));
        // During an update, instances of two editions answer: a page of the other edition gets the files of this one.
        add(routes, ASSETS + "{edition}/{name}", context -> {
            boolean ours = context.pathParam("edition").equals(edition);
            send(context, context.pathParam("name"), NOBODY, ours ? KEEP : REVALIDATE);
        });
    }

    private static void add(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void send(Context context, String name, String framedBy, String caching) {
        Asset asset = find(name).orElseThrow(NotFoundResponse::new);
        context.header("Content-Security-Policy", POLICY + framedBy);
        context.header(Header.VARY, Header.ACCEPT_ENCODING);
        context.header(Header.CACHE_CONTROL, caching);
        context.header(Header.ETAG, asset.tag());
        if (EntityTags.matches(context.header(Header.IF_NONE_MATCH), asset.tag())) {
            context.status(HttpStatus.NOT_MODIFIED_304);
            return;
        }
        context.contentType(asset.contentType());
        context.result(asset.bytes());
    }

    private Optional<Asset> find(String name) {
        Asset known = assets.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Asset> read = name.equals(VOCABULARY)
                ? Optional.of(asset(name, vocabulary))
                : read(name).map(bytes -> asset(name, withEdition(name, bytes)));
        read.ifPresent(asset -> assets.put(name, asset));
        return read;
    }

    /** Adds the edition to the addresses in a page. Scripts and style sheets have none: they use relative addresses. */
    private byte[] withEdition(String name, byte[] bytes) {
        if (!extension(name).equals("html")) {
            return bytes;
        }
        String page = new String(bytes, StandardCharsets.UTF_8);
        return page.replace('"' + ASSETS, '"' + ASSETS + edition + '/').getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> read(String name) {
        if (!NAME.matcher(name).matches() || !CONTENT_TYPES.containsKey(extension(name))) {
            return Optional.empty();
        }
        try (InputStream resource = DashboardPages.class.getResourceAsStream(FOLDER + name)) {
            return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name + " from the class path", e);
        }
    }

    private static Asset asset(String name, byte[] bytes) {
        String type = CONTENT_TYPES.getOrDefault(extension(name), "application/octet-stream");
        return new Asset(bytes, type, "W/\"" + digest(bytes) + '"');
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static byte[] digestOfFiles() {
        MessageDigest digest = sha256();
        for (String name : names()) {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(read(name).orElse(new byte[0]));
        }
        return digest.digest();
    }

    /** The names of all files, sorted. */
    private static List<String> names() {
        try {
            Path code = Path.of(DashboardPages.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(code)) {
                return names(code.resolve(FOLDER.substring(1)));
            }
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                return names(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't list the dashboard's files on the class path", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this code was not loaded from a file", e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String digest(byte[] bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes);
        return shortHex(digest);
    }

    private static String shortHex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared; passed to the response unchanged.
    private record Asset(byte[] bytes, String contentType, String tag) {}
}
