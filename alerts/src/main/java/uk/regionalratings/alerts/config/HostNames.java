package uk.regionalratings.alerts.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How host names become addresses. */
@FunctionalInterface
public interface HostNames {
    /** The machine's own resolver. */
    HostNames OF_THIS_MACHINE = InetAddress::getAllByName;

    /** @throws UnknownHostException if the name has no address, for now or for ever */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
