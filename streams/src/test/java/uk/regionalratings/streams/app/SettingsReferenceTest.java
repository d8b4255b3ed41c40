package uk.regionalratings.streams.app;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import uk.regionalratings.service.SettingsTable;

/** The settings table in the module's README matches the definition in the code. */
class SettingsReferenceTest {
    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        SettingsTable.assertInReadme(StreamsSettings.definition());
    }
}
