package uk.regionalratings.system.kit;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import uk.regionalratings.ingest.feed.OfstedStub;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.RatingsCli;

/** Settings and processes of {@code ./ratings feed} with a stub of the site. */
public final class FeedFiles {
    private FeedFiles() {}

    /** Writes the settings of a feed that polls the stub frequently. */
    public static Path config(Path directory, TestStack stack, OfstedStub site) throws IOException {
        Properties config = new Properties();
        config.putAll(stack.addresses());
        config.put("ofsted.site", site.siteUrl());
        config.put("ofsted.files", site.filesUrl());
        config.put("feed.contact", "tests@council.example");
        config.put("ofsted.pause.ms", "1");
        config.put("ofsted.requests.per.day", "100000");
        config.put("feed.interval.seconds", "1");
        Path file = Files.createTempFile(directory, "feed", ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            config.store(out, null);
        }
        return file;
    }

    /** A process of {@code ./ratings feed}. */
    public static Jvm process(Path directory, Path config, String... arguments) {
        List<String> command = new ArrayList<>(List.of("feed"));
        Stream.of(arguments).forEach(command::add);
        command.addAll(List.of("--config", config.toString()));
        return new Jvm(
                Directories.create(directory.resolve("tmp")),
                directory.resolve("feed.log"),
                Map.of(),
                RatingsCli.class,
                command);
    }
}
