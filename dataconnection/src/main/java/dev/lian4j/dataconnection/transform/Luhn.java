package dev.lian4j.dataconnection.transform;

/** The check digit of bank cards; source: Luhn, US patent 2,950,048. */
final class Luhn {

    private Luhn() {}

    /** Whether the last digit is right; what is no digit does not count. */
    static boolean isRight(String number) {
        int[] digits = number.chars()
                .filter(c -> c >= '0' && c <= '9')
                .map(c -> c - '0')
                .toArray();
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = digits[digits.length - 1 - i];
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled % 10 + doubled / 10;
        }
        return sum % 10 == 0;
    }
}
