package uk.regionalratings.system.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.system.kit.DashboardStack;
import uk.regionalratings.system.kit.NodeExample;

/** The example client in TypeScript: its types are generated from the OpenAPI document that a running query API serves. */
@Tag("thorough")
class GeneratedClientIT {
    @TempDir
    private static Path directory;

    private static NodeExample example;
    private static DashboardStack stack;

    @BeforeAll
    static void installAndBuild() throws Exception {
        example = NodeExample.install("api-client", directory);
        stack = DashboardStack.shared();
        Files.write(
                directory.resolve("openapi.json"),
                stack.ask("/openapi.json", "application/json").body());
        NodeExample.Run build = example.run(Map.of(), "", "npm", "run", "build");
        assertThat(build.exit()).as(build.output()).isZero();
    }

    @Test
    void asksAndReadsTypedAnswers() throws Exception {
        NodeExample.Run run = example.run(Map.of(), "", "node", "outstanding.js", stack.url(), "north", "2021-08-20");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output().lines())
                .containsExactly(
                        "4 of 50 in north on 2021-08-20", "Leeds, North Tyneside, North Yorkshire, Sunderland");
    }

    @Test
    void aPropertyThatTheApiDoesNotHaveDoesNotCompile() throws Exception {
        Path program = directory.resolve("outstanding.ts");
        String right = Files.readString(program);
        try {
            Files.writeString(program, right.replace("ratings.authorities", "ratings.councils"));
            NodeExample.Run compile = example.run(Map.of(), "", "npx", "tsc", "--noEmit");

            assertThat(compile.exit()).isNotZero();
            assertThat(compile.output()).contains("Property 'councils' does not exist");
        } finally {
            Files.writeString(program, right);
        }
    }
}
