package uk.regionalratings.ingest;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.vocabulary.Areas;

/** The settings that define which authorities inspections can be about, and which frameworks they can be under. */
public final class ReferenceSettings {
    private static final String AUTHORITIES_FILE = "authorities.file";
    private static final String AREAS_FILE = "areas.file";
    private static final String FRAMEWORKS_FILE = "frameworks.file";

    private ReferenceSettings() {}

    /** Adds these settings to a definition. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        AUTHORITIES_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.LOW,
                        "Authorities instead of the bundled ones.")
                .define(
                        AREAS_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.LOW,
                        "Areas with the regions that the authorities file names; requires that file.")
                .define(
                        FRAMEWORKS_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.LOW,
                        "Frameworks in addition to the bundled ones, or in their place.");
    }

    /**
     * Reads the authorities and frameworks that the settings name.
     *
     * @throws InvalidSettingsException if the settings contradict each other
     * @throws IngestException if the files do not fit together
     * @throws uk.regionalratings.reference.ReferenceFileException if one of them can't be used
     */
    public static SourceNames read(Settings settings) {
        String file = settings.optionalText(FRAMEWORKS_FILE);
        SourceNames names = SourceNames.bundled(authorities(settings));
        return file == null ? names : names.with(Frameworks.of(Path.of(file)));
    }

    private static AuthorityDirectory authorities(Settings settings) {
        String file = settings.optionalText(AUTHORITIES_FILE);
        String areasFile = settings.optionalText(AREAS_FILE);
        if (file == null) {
            if (areasFile != null) {
                throw new InvalidSettingsException(List.of(AREAS_FILE + " requires " + AUTHORITIES_FILE));
            }
            return new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
        }
        Areas areas = areasFile == null ? ReferenceFiles.bundledAreas() : ReferenceFiles.areas(Path.of(areasFile));
        try {
            return new AuthorityDirectory(ReferenceFiles.authorities(Path.of(file), areas));
        } catch (IllegalArgumentException e) {
            throw new IngestException("the authorities can't be told apart: " + Causes.describe(e), e);
        }
    }
}
