package uk.regionalratings.ingest.gateway;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import uk.regionalratings.service.SettingsTable;

/** The table of the gateway's settings in the module's README is rendered from the definition. */
class SettingsReferenceTest {
    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        SettingsTable.assertInReadme(GatewaySettings.definition());
    }
}
