package uk.regionalratings.alerts.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Resolves host names to addresses. */
@FunctionalInterface
public interface HostNames {
    /** This machine's own resolver. */
    HostNames OF_THIS_MACHINE = InetAddress::getAllByName;

    /** @throws UnknownHostException if the name has no address, at present or at all */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
