package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.Json;

/**
 * The dashboard: one page at {@code /} and its files at {@code /assets/}, all from the class path. The page queries the
 * API like any other client, and its content security policy allows no other host.
 */
final class DashboardPages {
    private static final String FOLDER = "/uk/regionalratings/streams/dashboard/";
    private static final String PAGE = "index.html";
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

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'");

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    void register(RoutesConfig routes) {
        routes.get("/", context -> send(context, PAGE));
        routes.head("/", context -> send(context, PAGE));
        routes.get("/assets/{name}", context -> send(context, context.pathParam("name")));
        routes.head("/assets/{name}", context -> send(context, context.pathParam("name")));
    }

    private void send(Context context, String name) {
        Asset asset = find(name).orElseThrow(NotFoundResponse::new);
        context.header("Content-Security-Policy", POLICY);
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

    @SuppressWarnings("ArrayRecordComponent") // Never compared; handed to the response as it is.
    private record Asset(byte[] bytes, String contentType, String tag) {}
}
