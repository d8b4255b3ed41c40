package uk.regionalratings.alerts.subscription;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import uk.regionalratings.service.SettingsTable;

/** The settings table of the module's README says what the code says. */
class ReadmeTest {
    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        SettingsTable.assertInReadme(AlertsSettings.definition());
    }
}
