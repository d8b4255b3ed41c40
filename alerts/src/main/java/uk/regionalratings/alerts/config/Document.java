package uk.regionalratings.alerts.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** One YAML document, with the problems found in it. */
public final class Document {
    private static final int LONGEST = 1 << 20;

    private final Section.Problems problems;
    private final Section root;

    private Document(Node node, Section.Problems problems) {
        this.problems = problems;
        this.root = new Section("", node, problems);
    }

    /**
     * Reads YAML 1.2 into sections. Tags create no objects.
     *
     * @param name the name of the file in problems
     * @throws AlertsFileException if the text is not YAML; the message names the line
     */
    public static Document parse(String text, String name) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(LONGEST)
                .setUseMarks(true)
                .build();
        try {
            Node node = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> AlertsFileException.unreadable(name, "the file is empty"));
            return new Document(node, new Section.Problems(name));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw AlertsFileException.unreadable(name + ":" + line, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw AlertsFileException.unreadable(name, "not YAML: " + e.getMessage());
        }
    }

    public Section root() {
        return root;
    }

    /** @throws AlertsFileException naming every problem that was found */
    public void throwIfUnusable() {
        problems.throwIfAny();
    }
}
