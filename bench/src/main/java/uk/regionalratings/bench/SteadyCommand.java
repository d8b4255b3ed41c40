package uk.regionalratings.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.regionalratings.bench.history.SyntheticHistory;
import uk.regionalratings.bench.process.BenchException;
import uk.regionalratings.bench.process.ChildJvm;
import uk.regionalratings.bench.process.JvmMemory;
import uk.regionalratings.bench.process.ProcessUse;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Tests whether the memory of a process grows with its age. The load adds no facts and asks queries for a long time.
 */
@Command(
        name = "steady",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets the pipeline catch up with a history, then publishes the same events again and again and asks for counts, and reports every"
                        + " minute what it holds after a full collection. What grows here grows with age, not with what is known.")
final class SteadyCommand implements Callable<Integer> {
    private static final Pattern QUERY_API = Pattern.compile("query API on (\\S+)/v1/areas");
    private static final String QUESTION = "/v1/areas/england/ratings?asOf=";

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ScaleOptions scale = new ScaleOptions(20_000);

    @Mixin
    private ContenderOptions contenders = new ContenderOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--rate", description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private int rate = 300;

    @Option(names = "--questions", description = "Questions a second. Default: ${DEFAULT-VALUE}.")
    private int questions = 50;

    @Option(names = "--minutes", description = "How long. Default: ${DEFAULT-VALUE}.")
    private int minutes = 30;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path directory = report.directory();
        StringBuilder table = new StringBuilder(
                """
                ### Memory under steady load

                | minute | events repeated | questions | live heap MB | resident MB | CPU s |
                |---|---|---|---|---|---|
                """);
        try (LoadedStack stack = new LoadedStack(scale, directory);
                ChildJvm process = stack.startPipeline(contenders, "bench-steady", directory.resolve("state"))) {
            stack.awaitRight(process, contenders.limit());
            add(table, out, 0, process.pid());
            load(stack, process, minute -> add(table, out, minute, process.pid()));
            // Repeated events must have changed nothing.
            stack.awaitRight(process, contenders.limit());
        } finally {
            Folders.delete(directory.resolve("stack"));
            Folders.delete(directory.resolve("state"));
        }
        report.write(out, table.toString());
        return 0;
    }

    private interface EachMinute {
        void passed(int minute) throws IOException, InterruptedException;
    }

    private void load(LoadedStack stack, ChildJvm process, EachMinute each)
            throws IOException, InterruptedException, ExecutionException {
        URI api = URI.create(process.awaitInLog(QUERY_API, contenders.limit()));
        ScheduledExecutorService load = Executors.newScheduledThreadPool(2);
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                stack.cluster().settings().kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            ContractSerdes serdes =
                    new ContractSerdes(RegistryClients.open(stack.cluster().settings()));
            List<Future<?>> loads = new ArrayList<>();
            loads.add(every(load, rate, () -> publishAgain(stack.history(), serdes, producer)));
            loads.add(every(load, questions, () -> ask(api, stack.history())));
            for (int minute = 1; minute <= minutes; minute++) {
                TimeUnit.MINUTES.sleep(1);
                process.requireAlive();
                for (Future<?> one : loads) {
                    if (one.isDone()) {
                        // Throws the reason why the sender stopped.
                        one.get();
                    }
                }
                each.passed(minute);
            }
        } finally {
            load.shutdownNow();
            var unused = load.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static Future<?> every(ScheduledExecutorService load, int perSecond, Runnable what) {
        return load.scheduleAtFixedRate(what, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
    }

    private void publishAgain(SyntheticHistory history, ContractSerdes serdes, Producer<byte[], byte[]> producer) {
        Inspection again =
                history.event(published.getAndIncrement() % history.scale().events());
        String topic = Topics.INSPECTION_PUBLISHED.name();
        var unused = producer.send(new ProducerRecord<>(
                topic,
                again.authorityId().getBytes(StandardCharsets.UTF_8),
                serdes.inspectionPublished().serializer().serialize(topic, ContractMapping.toEvent(again))));
    }

    private void ask(URI api, SyntheticHistory history) {
        String date = history.event(asked.getAndIncrement() % history.scale().events())
                .publishedOn()
                .toString();
        HttpRequest question =
                HttpRequest.newBuilder(URI.create(api + QUESTION + date)).build();
        try {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchException(
                        question.uri() + " is answered with " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new BenchException(question.uri() + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(StringBuilder table, PrintWriter out, int minute, long pid)
            throws IOException, InterruptedException {
        String row = String.format(
                Locale.ROOT,
                "| %d | %,d | %,d | %.1f | %,.0f | %.1f |%n",
                minute,
                published.get(),
                asked.get(),
                JvmMemory.liveHeapMegabytes(pid),
                ProcessUse.memoryMegabytes(pid),
                ProcessUse.cpuSeconds(pid));
        table.append(row);
        out.print(row);
        out.flush();
    }
}
