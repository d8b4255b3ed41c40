package uk.regionalratings.bench.micro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import uk.regionalratings.bench.history.Scale;
import uk.regionalratings.bench.history.SyntheticHistory;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.vocabulary.Inspection;

/** Converts records to bytes and back with Avro alone, without the registry client and the five-byte prefix. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordBenchmarks {
    static {
        // Allows Avro to instantiate the contract's classes, as in every process that uses the serdes.
        try {
            Class.forName(ContractSerdes.class.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Number of inspections of the authority. */
    @Param({"3", "16"})
    public int inspections = 3;

    private final SpecificDatumReader<InspectionPublished> eventReader =
            new SpecificDatumReader<>(InspectionPublished.getClassSchema());
    private final SpecificDatumReader<AuthorityRatings> rowReader =
            new SpecificDatumReader<>(AuthorityRatings.getClassSchema());
    private AuthorityHistory history = AuthorityHistory.empty("000");
    private AuthorityRatings row = HistoryRecords.toRecord(history);
    private byte[] eventBytes = {};
    private byte[] rowBytes = {};

    /** Creates an event and the row of an authority. */
    @Setup
    public void prepare() {
        SyntheticHistory one =
                new SyntheticHistory(42, Scale.tidy(1, inspections, 5_000), ReferenceFiles.bundledAreas());
        List<Inspection> known = new ArrayList<>();
        for (int i = 0; i < inspections; i++) {
            known.add(one.event(i));
        }
        known.sort(Inspection.ORDER);
        history = new AuthorityHistory("000", new Registration(one.authority(0), 1), known);
        row = HistoryRecords.toRecord(history);
        eventBytes = encode(ContractMapping.toEvent(known.get(0)));
        rowBytes = encode(row);
    }

    private static <T extends SpecificRecordBase> byte[] encode(T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Decodes one event as read from the topic. */
    @Benchmark
    public InspectionPublished decodeEvent() throws IOException {
        return eventReader.read(null, DecoderFactory.get().binaryDecoder(eventBytes, null));
    }

    /** Decodes an authority's row as read from the store. */
    @Benchmark
    public AuthorityRatings decodeRow() throws IOException {
        return rowReader.read(null, DecoderFactory.get().binaryDecoder(rowBytes, null));
    }

    /** Encodes an authority's row as written to store and topic. */
    @Benchmark
    public byte[] encodeRow() {
        return encode(row);
    }

    /** Converts a history to a record, including the standing grades. */
    @Benchmark
    public AuthorityRatings historyToRecord() {
        return HistoryRecords.toRecord(history);
    }

    /** Converts a record to a history. */
    @Benchmark
    public AuthorityHistory recordToHistory() {
        return HistoryRecords.toHistory(row);
    }
}
