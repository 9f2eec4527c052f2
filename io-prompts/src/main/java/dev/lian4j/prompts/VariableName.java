package dev.lian4j.prompts;

/** What may be the name of a variable: letters of any script, digits after the first, and {@code _}. */
final class VariableName {

    private VariableName() {}

    static boolean isValid(String name) {
        return !name.isEmpty()
                && isStart(name.codePointAt(0))
                && name.codePoints().allMatch(VariableName::isPart);
    }

    private static boolean isStart(int c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isPart(int c) {
        // Marks belong to letters in many scripts; what cannot be seen would make two names look the same.
        return c == '_' || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    /** A valid name near an invalid one, for an error's hint. */
    static String similar(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().limit(40).forEach(c -> {
            if (isPart(c) && (!out.isEmpty() || isStart(c))) {
                out.appendCodePoint(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
        });
        String similar = out.toString().replaceAll("_+$", "");
        return similar.isEmpty() ? "name" : similar;
    }
}
