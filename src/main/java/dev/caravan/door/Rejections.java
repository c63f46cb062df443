package dev.caravan.door;

/** Is told of every refused request; made for a counter. */
@FunctionalInterface
public interface Rejections {
    /**
     * One request was refused.
     *
     * @param source a known source, or {@code none}
     * @param code the refusal's code
     */
    void rejected(String source, String code);
}
