package dev.lian4j.dataconnection.pdf;

import java.text.Normalizer;

/**
 * Puts ordinary characters for the look-alike radicals (U+2E80 to U+2FDF) that the fonts of some PDFs name instead, since
 * nobody can search for these.
 */
final class Radicals {

    private Radicals() {}

    static String unified(String text) {
        int first = 0;
        while (first < text.length() && !isRadical(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder unified = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            unified.append(isRadical(c) ? Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC) : c);
        }
        return unified.toString();
    }

    private static boolean isRadical(char c) {
        return c >= 0x2e80 && c <= 0x2fdf;
    }
}
