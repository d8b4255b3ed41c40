package uk.regionalratings.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves the description of the API, as a document for programs and as a page for people that loads nothing from other
 * hosts.
 */
public final class DocsRoutes {
    /** The description changes only with the software. */
    private static final String AN_HOUR = "max-age=3600";

    private DocsRoutes() {}

    /**
     * Adds {@code /openapi.json}, {@code /docs} with its style, and {@code /favicon.ico}.
     *
     * @param openApi the description, an OpenAPI document
     */
    public static void register(RoutesConfig routes, byte[] openApi) {
        byte[] page = new DocsPage(openApi).render().getBytes(StandardCharsets.UTF_8);
        add(routes, "/openapi.json", "application/json", openApi);
        add(routes, "/docs", "text/html; charset=utf-8", page);
        add(routes, "/docs.css", "text/css; charset=utf-8", resource(DocsRoutes.class, "docs.css"));
        // Browsers request it for any page without an icon, even for an answer of the API.
        add(routes, "/favicon.ico", "image/svg+xml", resource(DocsRoutes.class, "icon.svg"));
        routes.before("/openapi.json", context -> context.header(Header.ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    }

    private static void add(RoutesConfig routes, String path, String contentType, byte[] content) {
        Handler handler = context -> send(context, contentType, content);
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void send(Context context, String contentType, byte[] content) {
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        context.header(Header.CACHE_CONTROL, AN_HOUR);
        context.contentType(contentType).result(content);
    }

    /**
     * A resource next to a class.
     *
     * @throws IllegalStateException if the jar lacks it
     */
    public static byte[] resource(Class<?> neighbour, String name) {
        try (InputStream stream = neighbour.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the file " + name + " is missing from the jar");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
