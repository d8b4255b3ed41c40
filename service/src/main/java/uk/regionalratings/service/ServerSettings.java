package uk.regionalratings.service;

import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.settings.Settings;

/** Where a process listens: the definition and the values of the settings that all processes with HTTP ports share. */
public final class ServerSettings {
    public static final String HTTP_HOST = "http.host";
    public static final String MANAGEMENT_PORT = "management.port";

    private final Settings settings;
    private final @Nullable TlsFiles tls;

    /** @throws uk.regionalratings.settings.InvalidSettingsException if the files for TLS can't be used */
    public ServerSettings(Settings settings) {
        this.settings = settings;
        this.tls = TlsSettings.read(settings);
    }

    /**
     * Adds host, management port and TLS to a process's definition.
     *
     * @param host the description of {@link #HTTP_HOST}, which names the ports that listen there
     * @param managementPort the default of {@link #MANAGEMENT_PORT}
     */
    public static ConfigDef define(ConfigDef definition, String host, int managementPort) {
        TlsSettings.define(definition)
                .define(
                        HTTP_HOST,
                        ConfigDef.Type.STRING,
                        ListenAddress.LOOPBACK,
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.MEDIUM,
                        host);
        return definePort(definition, MANAGEMENT_PORT, managementPort, "Port of health and metrics; 0 for a free one.");
    }

    /** Adds a further port to a process's definition. */
    public static ConfigDef definePort(ConfigDef definition, String name, int port, String meaning) {
        return definition.define(
                name,
                ConfigDef.Type.INT,
                port,
                ConfigDef.Range.between(0, 65_535),
                ConfigDef.Importance.MEDIUM,
                meaning);
    }

    /** The address of one of the ports. */
    public ListenAddress address(String portSetting) {
        return new ListenAddress(settings.text(HTTP_HOST), settings.number(portSetting), tls);
    }
}
