package uk.regionalratings.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerCliTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(errors, true, UTF_8));
    }

    @AfterEach
    void putBack() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void failsWhenItsOutputCanNotBeWritten() {
        System.setOut(new PrintStream(new FullDisk(), true, UTF_8));

        assertThat(ServerCli.run(List.of(), "--version")).isOne();
        assertThat(errors.toString(UTF_8))
                .isEqualToIgnoringNewLines(
                        "not everything could be written to the output: its disk is full, or its" + " reader has gone");
    }

    @Test
    void isDoneWhenItsOutputIsWritten() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, UTF_8));

        assertThat(ServerCli.run(List.of(), "--version")).isZero();
        assertThat(output.toString(UTF_8)).startsWith("Regional Ratings");
        assertThat(errors.toString(UTF_8)).isEmpty();
    }

    @Test
    void writesCompletionForBash() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, UTF_8));

        assertThat(ServerCli.run(List.of(), "generate-completion")).isZero();
        assertThat(output.toString(UTF_8))
                .contains("complete -F _complete_ratings", "unknown-grade", "--since", "transitions");
    }

    @Test
    void describesTheCommandThatIsNamedAndOtherwiseAll() {
        assertThat(ServerCli.commandLine(List.of(), "doctor", "--help").getSubcommands())
                .containsOnlyKeys("doctor");
        assertThat(ServerCli.commandLine(List.of(), "help", "doctor").getSubcommands())
                .containsKeys("doctor", "query", "help");
        assertThat(ServerCli.commandLine(List.of()).getSubcommands()).containsKeys("doctor", "query", "help");
    }

    @Test
    void suggestsCommandsForOneThatThereIsNot() {
        assertThat(ServerCli.run(List.of(), "docter")).isEqualTo(2);

        assertThat(errors.toString(UTF_8)).contains("'docter'").contains("Did you mean: ratings doctor");
    }

    @Test
    void refusesIterationsThatBrokersDoNotAccept() {
        for (String iterations : List.of("4095", "16385")) {
            assertThat(ServerCli.run(List.of(), "access", "--scram", "users", "--scram-iterations", iterations))
                    .isEqualTo(2);
        }

        assertThat(errors.toString(UTF_8)).contains("--scram-iterations: brokers accept from 4096 to 16384");
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
