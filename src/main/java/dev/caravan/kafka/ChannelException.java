package dev.caravan.kafka;

/** A channel cannot be used as it is written. */
public final class ChannelException extends Exception {
    private final String what;
    private final String remedy;

    ChannelException(String what, String remedy) {
        super(what);
        this.what = what;
        this.remedy = remedy;
    }

    /** What is wrong, as a clause. */
    public String what() {
        return what;
    }

    public String remedy() {
        return remedy;
    }
}
