package dev.caravan.authentication;

/** A scheme that cannot work with what it was told; nothing of a secret stands in it. */
public final class SchemeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String property;
    private final String remedy;

    /**
     * Says what is wrong.
     *
     * @param property what follows {@code source.<name>.}, like {@code secret} or {@code auth.header}
     * @param what goes on after the property's name
     */
    public SchemeException(String property, String what, String remedy) {
        super(what);
        this.property = property;
        this.remedy = remedy;
    }

    public String property() {
        return property;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
