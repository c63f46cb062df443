package dev.caravan.event;

/** What a mapping gave is no event. */
public final class UnsoundException extends RuntimeException {
    UnsoundException() {
        super("the payload lacks what its event is about: there is no message or no involvedObject.name");
    }
}
