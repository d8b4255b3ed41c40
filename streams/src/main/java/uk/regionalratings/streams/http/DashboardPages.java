package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.Json;

/**
 * The dashboard: one page at {@code /}, one view of it as a picture at {@code /embed}, and their files at {@code /assets/}, all from the
 * class path. The pages query the API like any other client, and their content security policy allows no other host.
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

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    private final String framedBy;

    /**
     * @param embedHosts the origins of pages that may show the embedded view in a frame, in the form of
     *     {@code frame-ancestors} of a content security policy
     */
    DashboardPages(List<String> embedHosts) {
        this.framedBy = embedHosts.isEmpty() ? NOBODY : String.join(" ", embedHosts);
    }

    void register(RoutesConfig routes) {
        add(routes, "/", context -> send(context, PAGE, NOBODY));
        add(routes, "/embed", context -> send(context, EMBEDDED, framedBy));
        add(routes, "/assets/{name}", context -> send(context, context.pathParam("name"), NOBODY));
    }

    private static void add(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void send(Context context, String name, String framedBy) {
        Asset asset = find(name).orElseThrow(NotFoundResponse::new);
        context.header("Content-Security-Policy", POLICY + framedBy);
        context.header(Header.VARY, Header.ACCEPT_ENCODING);
        // The JAR may be replaced at any time, and revalidation costs one small response.
        context.header(Header.CACHE_CONTROL, "no-cache");
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
                ? Optional.of(asset(name, Json.bytes(DashboardVocabulary.create())))
                : read(name);
        read.ifPresent(asset -> assets.put(name, asset));
        return read;
    }

    private static Optional<Asset> read(String name) {
        if (!NAME.matcher(name).matches() || !CONTENT_TYPES.containsKey(extension(name))) {
            return Optional.empty();
        }
        try (InputStream resource = DashboardPages.class.getResourceAsStream(FOLDER + name)) {
            return resource == null ? Optional.empty() : Optional.of(asset(name, resource.readAllBytes()));
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

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared; passed to the response unchanged.
    private record Asset(byte[] bytes, String contentType, String tag) {}
}
