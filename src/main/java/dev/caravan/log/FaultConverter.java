package dev.caravan.log;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;

/**
 * The exceptions of a log event by kind and place, as {@code %fault} in a pattern. Their texts are left out: those of HTTP
 * clients hold addresses, which may be secrets.
 */
@Plugin(name = "Fault", category = PatternConverter.CATEGORY)
@ConverterKeys("fault")
public final class FaultConverter extends LogEventPatternConverter {
    private static final int LONGEST_CHAIN = 5;

    private FaultConverter() {
        super("Fault", "fault");
    }

    /** Called by Log4j, with the options in braces; there are none. */
    public static FaultConverter newInstance(String[] options) {
        return new FaultConverter();
    }

    @Override
    public void format(LogEvent event, StringBuilder line) {
        Throwable fault = event.getThrown();
        for (int depth = 0; fault != null && depth < LONGEST_CHAIN; depth++) {
            line.append(depth == 0 ? " [" : " from ").append(fault.getClass().getSimpleName());
            StackTraceElement[] trace = fault.getStackTrace();
            if (trace.length > 0) {
                line.append(" at ").append(trace[0].getFileName()).append(':').append(trace[0].getLineNumber());
            }
            fault = fault.getCause();
        }
        line.append(event.getThrown() == null ? "" : "]");
    }
}
