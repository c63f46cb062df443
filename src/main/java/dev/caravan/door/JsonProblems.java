package dev.caravan.door;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * Tells Jackson's refusals apart. Jackson has one exception for many of them, so that only its texts say which; a test
 * holds every one of them.
 */
final class JsonProblems {
    private JsonProblems() {}

    static Problem of(JsonProcessingException failure) {
        String text = String.valueOf(failure.getOriginalMessage());
        if (failure instanceof StreamConstraintsException) {
            return tooMuch(text);
        }
        if (text.startsWith("Duplicate ")) {
            return Problem.of(
                    400, "duplicate-key", "Duplicate key", "An object names a member twice" + at(failure) + ".");
        }
        if (failure instanceof MismatchedInputException && text.startsWith("No content")) {
            return Refused.EMPTY;
        }
        return Problem.of(400, "invalid-json", "Invalid JSON", "The body is not valid JSON" + at(failure) + ".");
    }

    private static Problem tooMuch(String text) {
        if (text.contains("nesting depth")) {
            return Problem.of(
                    400, "json-too-deep", "JSON too deep", "The JSON nests deeper than " + DoorJson.DEPTH + " levels.");
        }
        if (text.startsWith("Number")) {
            return Problem.of(
                    400,
                    "number-too-long",
                    "Number too long",
                    "A number has more than " + DoorJson.NUMBER + " characters.");
        }
        return Problem.of(
                400,
                "json-too-large",
                "JSON too large",
                "A string, a name or the number of values is beyond the limit.");
    }

    private static String at(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        if (location == null || location.getCharOffset() < 0) {
            return "";
        }
        return " at offset " + location.getCharOffset();
    }
}
