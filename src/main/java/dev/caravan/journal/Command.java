package dev.caravan.journal;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something to write, and the promise that is kept only after the commit. */
final class Command<T> {
    private final Write<T> write;
    private final int size;
    private final boolean mark;
    private final @Nullable String key;
    private final CompletableFuture<T> promise = new CompletableFuture<>();
    private @Nullable T result;

    private Command(Write<T> write, int size, boolean mark, @Nullable String key) {
        this.write = write;
        this.size = size;
        this.mark = mark;
        this.key = key;
    }

    static <T> Command<T> of(Write<T> write) {
        return new Command<>(write, 0, false, null);
    }

    /** One that writes nothing but the place of a lane. */
    static <T> Command<T> mark(Write<T> write) {
        return new Command<>(write, 0, true, null);
    }

    /** An append, which waits in a queue of bounded length and size, and the key that it claims, if any. */
    static <T> Command<T> append(Write<T> write, int size, @Nullable String key) {
        return new Command<>(write, Math.max(1, size), false, key);
    }

    boolean isMark() {
        return mark;
    }

    @Nullable
    String key() {
        return key;
    }

    /** Size of the events to append; zero for everything else. */
    int size() {
        return size;
    }

    CompletableFuture<T> promise() {
        return promise;
    }

    void run(Transaction transaction) throws SQLException {
        result = write.to(transaction);
    }

    void committed() {
        promise.complete(result);
    }

    void failed(JournalException reason) {
        promise.completeExceptionally(reason);
    }

    /** The statements of a command. */
    interface Write<T> {
        T to(Transaction transaction) throws SQLException;
    }
}
