package uk.regionalratings.system.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.print.PageSize;
import org.openqa.selenium.print.PrintOptions;
import uk.regionalratings.local.Directories;

/** A headless Chromium with its own profile, and the queries that tests make to it. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");

    private static @Nullable Browser shared;

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path binary, Path chromedriver) throws IOException {
        profile = Files.createTempDirectory("dashboard-browser-");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-GB",
                "--window-size=1440,1000",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    /**
     * The one browser of this JVM, as if it were new: opened when a test class first asks for it and closed with the JVM. Skips the test
     * with a message if no browser is installed.
     */
    static synchronized Browser shared() throws IOException {
        if (shared == null) {
            Browser opened = open();
            Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "end-browser"));
            shared = opened;
        }
        shared.forget();
        return shared;
    }

    private void forget() {
        driver.get("about:blank");
        cdp("Emulation.clearDeviceMetricsOverride", Map.of());
        cdp("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
        driver.manage().logs().get("browser");
        driver.manage().logs().get("performance");
    }

    private static Browser open() throws IOException {
        Optional<Path> binary = onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        Optional<Path> chromedriver = onPath("chromedriver");
        if (binary.isEmpty() || chromedriver.isEmpty()) {
            String reason = "SKIPPED: the browser tests need Chromium and chromedriver on the PATH";
            System.err.println(reason);
            Assumptions.abort(reason);
        }
        return new Browser(binary.orElseThrow(), chromedriver.orElseThrow());
    }

    private static Optional<Path> onPath(String... names) {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Loads a page and waits until it shows its numbers or says why it cannot. */
    void go(String url) {
        driver.get(url);
        Awaitility.await("the page is ready")
                .atMost(PATIENCE)
                .until(() -> eval("return document.documentElement.dataset.ready") != null);
    }

    /** Loads a page that is not the dashboard. */
    void open(String url) {
        driver.get(url);
    }

    void back() {
        driver.navigate().back();
    }

    void reload() {
        go(address());
    }

    String address() {
        return driver.getCurrentUrl();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** Clicks after scrolling to the middle of the screen, where no sticky element is in the way. */
    void click(String css) {
        eval("document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})", css);
        find(css).click();
    }

    List<WebElement> findAll(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return (String) eval("return document.querySelector(arguments[0])?.textContent ?? ''", css);
    }

    Object eval(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Sets a field in the same way as a date picker or a list. */
    void choose(String css, String value) {
        eval(
                "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                        + "field.dispatchEvent(new Event('input', {bubbles: true}));"
                        + "field.dispatchEvent(new Event('change', {bubbles: true}));",
                css,
                value);
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Waits until an element's complete text is {@code expected}. */
    void awaitText(String css, String expected) {
        eventually(() -> Assertions.assertThat(text(css)).isEqualTo(expected));
    }

    /** Waits until a condition holds. An element may be redrawn while the condition looks at it. */
    void eventually(Awaited check) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .untilAsserted(check::run);
    }

    /** A condition that eventually holds. */
    interface Awaited {
        void run() throws Exception;
    }

    void resize(int width, int height) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void prefer(String colourScheme) {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
    }

    void downloadTo(Path folder) {
        cdp("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    /** The number of pages that the document takes on A4. */
    int pages() {
        PrintOptions options = new PrintOptions();
        options.setPageSize(new PageSize(29.7, 21.0));
        byte[] pdf =
                Base64.getDecoder().decode(driver.print(options).getContent().getBytes(StandardCharsets.ISO_8859_1));
        return (int) PAGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    void cdp(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** The violations that axe-core finds on the current page. */
    @SuppressWarnings("unchecked")
    List<String> violations() {
        driver.executeScript(resource("/axe.min.js"));
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        return (List<String>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(found => done(found.violations.map(one =>"
                + " one.id + ': ' + one.nodes.slice(0, 3).map(node => node.target + ' ' + node.failureSummary).join('; '))),"
                + " failure => done(['axe failed: ' + failure]));");
    }

    /** Console errors since the last call. */
    List<String> consoleErrors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Network events since the last call. */
    List<JsonNode> networkEvents(String method) {
        List<JsonNode> events = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get("performance").getAll()) {
            try {
                JsonNode event = JSON.readTree(entry.getMessage()).required("message");
                if (event.required("method").asText().equals(method)) {
                    events.add(event.required("params"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return events;
    }

    private static String resource(String name) {
        try (InputStream script = Browser.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        driver.quit();
        Directories.delete(profile);
    }
}
