package dev.caravan.client;

import java.net.UnknownHostException;

/** A host that is never called; the text names the host and nothing else of the address. */
public final class AddressRefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String host) {
        super(host + " is a link-local, metadata or multicast address, which is never called");
    }
}
