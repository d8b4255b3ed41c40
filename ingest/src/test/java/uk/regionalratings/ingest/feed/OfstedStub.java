package uk.regionalratings.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.listing.ReportNames;
import uk.regionalratings.ingest.text.Sha256;

/**
 * A local copy of Ofsted's site with the markup of August 2026: one server for pages, one for files. Its content can
 * be changed, it can be made to misbehave, and it records every request.
 */
public final class OfstedStub implements AutoCloseable {
    private static final Pattern PROVIDER = Pattern.compile("/provider/16/([0-9]+)");
    private static final Pattern FILE = Pattern.compile("/v1/file/([0-9]+)");
    private static final Pattern START = Pattern.compile(".*&start=([0-9]+)&rows=100");

    static {
        // Otherwise each answer waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer site = server();
    private final HttpServer files = server();
    private final Map<String, String> providers = new ConcurrentSkipListMap<>();
    private final Map<String, Listed> documents = new ConcurrentHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Function<String, @Nullable Answer> trouble = path -> null;
    private volatile String robots = "User-agent: *\nDisallow: /admin\n";

    /** A document on the page of a provider. */
    private record Listed(String number, String urn, String kind, LocalDate publishedOn, Supplier<byte[]> bytes) {}

    /**
     * A request as received.
     *
     * @param path with its query
     * @param condition its If-None-Match; null if there is none
     * @param atOnce the number of concurrent requests, including this one
     */
    public record Request(String path, @Nullable String agent, @Nullable String condition, int status, int atOnce) {}

    /**
     * A substitute answer.
     *
     * @param length the value of Content-Length; -1 for chunks
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body, long length) {
        /** An answer with only a status. */
        public static Answer of(int status) {
            return of(status, Map.of(), "");
        }

        /** An answer with status, headers and text. */
        public static Answer of(int status, Map<String, String> headers, String text) {
            byte[] body = text.getBytes(UTF_8);
            return new Answer(status, headers, body, body.length);
        }
    }

    /** A site without providers. */
    public OfstedStub() {
        site.createContext("/", exchange -> answer(exchange, this::page));
        files.createContext("/", exchange -> answer(exchange, this::file));
        site.start();
        files.start();
    }

    private HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(threads);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the pages. */
    public String siteUrl() {
        return url(site);
    }

    /** The address of the documents. */
    public String filesUrl() {
        return url(files);
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds a provider without documents, or renames it. */
    public void provider(String urn, String name) {
        providers.put(urn, name);
    }

    /** Removes a provider from the listing but keeps its page. */
    public void unlist(String urn) {
        providers.remove(urn);
    }

    /** Adds or replaces a document. */
    public void document(String number, String urn, String kind, LocalDate publishedOn, Supplier<byte[]> bytes) {
        documents.put(number, new Listed(number, urn, kind, publishedOn, bytes));
    }

    /** Removes a document and its entry on the page. */
    public void remove(String number) {
        documents.remove(number);
    }

    /** From now on sends the answer of {@code how}, if it gives one. */
    public void trouble(Function<String, @Nullable Answer> how) {
        trouble = how;
    }

    /** Sets the robots.txt. */
    public void robots(String text) {
        robots = text;
    }

    /** Every request since the last call, in the order of the answers. */
    public List<Request> takeRequests() {
        synchronized (requests) {
            List<Request> taken = List.copyOf(requests);
            requests.clear();
            return taken;
        }
    }

    /** The number of answers with the bytes of a document. */
    public static long downloads(Collection<Request> requests) {
        return requests.stream()
                .filter(request -> FILE.matcher(request.path()).matches() && request.status() == 200)
                .count();
    }

    private void answer(HttpExchange exchange, Function<String, Answer> usual) throws IOException {
        String path = exchange.getRequestURI().toString();
        String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        Answer answer;
        int atOnce = open.incrementAndGet();
        try {
            Answer special = trouble.apply(path);
            answer = special != null ? special : usual.apply(path);
        } finally {
            // Before the answer is sent, since the next request may come before this method ends.
            open.decrementAndGet();
        }
        String tag = "\"" + HexFormat.of().formatHex(Sha256.begin().digest(answer.body()), 0, 8) + "\"";
        boolean unchanged = answer.status() == 200 && tag.equals(condition);
        int status = unchanged ? 304 : answer.status();
        synchronized (requests) {
            requests.add(
                    new Request(path, exchange.getRequestHeaders().getFirst("User-Agent"), condition, status, atOnce));
        }
        if (status == 200) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        send(exchange, status, unchanged ? new byte[0] : answer.body(), unchanged ? 0 : answer.length());
    }

    private static void send(HttpExchange exchange, int status, byte[] body, long length) throws IOException {
        if (length == 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(status, length < 0 ? 0 : length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        } catch (IOException e) {
            // The client disconnected, or fewer bytes were sent than the header says, as intended.
            exchange.close();
        }
    }

    private Answer page(String path) {
        if (path.equals("/robots.txt")) {
            return Answer.of(200, Map.of(), robots);
        }
        Matcher provider = PROVIDER.matcher(path);
        if (provider.matches()) {
            return Answer.of(200, Map.of(), providerPage(provider.group(1)));
        }
        Matcher start = START.matcher(path);
        return path.startsWith("/search?") && start.matches()
                ? Answer.of(200, Map.of(), listing(Integer.parseInt(start.group(1))))
                : Answer.of(404);
    }

    private String listing(int start) {
        StringBuilder html = new StringBuilder("<html><head><title>Search</title></head><body><a href=\"/\">Home</a>");
        html.append("<ul class=\"results-list\">");
        providers.entrySet().stream().skip(start).limit(100).forEach(provider -> html.append(
                        "<li class=\"search-result\"><h3><a href=\"/provider/16/")
                .append(provider.getKey())
                .append("\">")
                .append(provider.getValue().replace("&", "&amp;"))
                .append("</a></h3><p>Local authority children's services</p></li>"));
        return html.append("</ul></body></html>").toString();
    }

    /** The current page of a provider. */
    public String providerPage(String urn) {
        StringBuilder html = new StringBuilder("<html><body><h1>")
                .append(providers.getOrDefault(urn, ""))
                .append("</h1><ol class=\"timeline\">");
        documents.values().stream()
                .filter(document -> document.urn().equals(urn))
                .sorted(Comparator.comparing(Listed::publishedOn)
                        .reversed()
                        .thenComparing(Listed::number, Comparator.reverseOrder()))
                .forEach(document -> html.append(day(document)));
        return html.append("</ol></body></html>").toString();
    }

    private String day(Listed document) {
        String date = ReportNames.date(document.publishedOn());
        return "<li class=\"timeline__day\"><p class=\"timeline__date\"><time>" + date + "</time></p><div><a"
                + " class=\"publication-link\" href=\"" + filesUrl() + "/v1/file/" + document.number() + "\">"
                + document.kind() + "<span class=\"nonvisual\">" + document.kind() + ", PDF - " + date
                + "</span></a></div></li>";
    }

    private Answer file(String path) {
        Matcher file = FILE.matcher(path);
        Listed document = file.matches() ? documents.get(file.group(1)) : null;
        if (document == null) {
            return Answer.of(404);
        }
        byte[] bytes = document.bytes().get();
        return new Answer(200, Map.of("Content-Type", "application/pdf"), bytes, bytes.length);
    }

    @Override
    public void close() {
        site.stop(0);
        files.stop(0);
        threads.shutdownNow();
    }
}
