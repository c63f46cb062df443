package dev.caravan.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Futures whose failure is the failure itself, where {@code thenApply} would wrap it. */
final class Promises {
    private Promises() {}

    static <S, T> CompletableFuture<T> then(CompletableFuture<S> first, Function<S, T> next) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        var unused = first.whenComplete((value, failure) -> {
            if (failure == null) {
                promise.complete(next.apply(value));
            } else {
                promise.completeExceptionally(failure);
            }
        });
        return promise;
    }
}
