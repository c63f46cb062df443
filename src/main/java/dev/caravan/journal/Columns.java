package dev.caravan.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows to be written by one statement: a number and some texts each, handed over column by column. */
final class Columns {
    private final List<Long> numbers = new ArrayList<>();
    private final List<List<@Nullable String>> texts;

    Columns(int texts) {
        this.texts = IntStream.range(0, texts)
                .<List<@Nullable String>>mapToObj(any -> new ArrayList<>())
                .toList();
    }

    void add(long number, @Nullable String... row) {
        numbers.add(number);
        for (int i = 0; i < row.length; i++) {
            texts.get(i).add(PostgresServer.nullable(row[i]));
        }
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    Object numbers() {
        return numbers.toArray(Long[]::new);
    }

    Object texts(int column) {
        return texts.get(column).toArray(String[]::new);
    }

    /** The arguments of a statement. */
    @Nullable
    Object[] all() {
        Object[] all = new Object[texts.size() + 1];
        Arrays.setAll(all, i -> i == 0 ? numbers() : texts(i - 1));
        return all;
    }
}
