package dev.caravan.delivery;

/** Another process has the lane, or may have: it makes the attempt. */
final class LostLaneException extends Exception {
    LostLaneException() {
        super("the lane is another replica's", null, false, false);
    }
}
