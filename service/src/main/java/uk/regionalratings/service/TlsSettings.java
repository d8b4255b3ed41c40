package uk.regionalratings.service;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;

/** The TLS settings of our HTTP ports, the same in every process that has such ports. */
public final class TlsSettings {
    public static final String CERTIFICATE = "http.tls.certificate";
    public static final String KEY = "http.tls.key";

    private TlsSettings() {}

    /** Adds the settings to a process's definition. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        CERTIFICATE,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.MEDIUM,
                        "PEM file with the certificate of every HTTP port of the process, and the chain below it. With"
                                + " it and its key they speak TLS only; a renewed file is used within seconds.")
                .define(
                        KEY,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.MEDIUM,
                        "PEM file with the certificate's private key (PKCS #8, not encrypted).");
    }

    /**
     * The files that the settings name.
     *
     * @return null for plain HTTP
     * @throws InvalidSettingsException if they can't be used; its message names the file and says why
     */
    public static @Nullable TlsFiles read(Settings settings) {
        String certificate = settings.optionalText(CERTIFICATE);
        String key = settings.optionalText(KEY);
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new InvalidSettingsException(
                    List.of(CERTIFICATE + " and " + KEY + " go together: set both, or neither for plain HTTP"));
        }
        if (certificate.contains("-----BEGIN") || key.contains("-----BEGIN")) {
            throw new InvalidSettingsException(
                    List.of(CERTIFICATE + " and " + KEY + " name files: put the values into files"));
        }
        TlsFiles files = new TlsFiles(Path.of(certificate), Path.of(key));
        try {
            var unused = files.read();
        } catch (TlsFiles.UnusableException e) {
            throw new InvalidSettingsException(List.of("TLS: " + e.getMessage()));
        }
        return files;
    }
}
