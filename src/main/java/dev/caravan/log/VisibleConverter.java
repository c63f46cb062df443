package dev.caravan.log;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;

/** The message of a log event on one line, as {@code %visible} in a pattern. */
@Plugin(name = "Visible", category = PatternConverter.CATEGORY)
@ConverterKeys("visible")
public final class VisibleConverter extends LogEventPatternConverter {
    private VisibleConverter() {
        super("Visible", "visible");
    }

    /** Called by Log4j, with the options in braces; there are none. */
    public static VisibleConverter newInstance(String[] options) {
        return new VisibleConverter();
    }

    @Override
    public void format(LogEvent event, StringBuilder line) {
        int start = line.length();
        line.append(event.getMessage().getFormattedMessage());
        Visible.show(line, start);
    }
}
