package dev.lian4j.dataconnection.store;

/** The types of values in a snapshot. */
enum ValueType {
    NULL(0),
    FALSE(1),
    TRUE(2),
    INT(3),
    LONG(4),
    FLOAT(5),
    DOUBLE(6),
    TEXT(7),
    UTF16(8),
    INTEGER(9),
    DECIMAL(10),
    LIST(11),
    MAP(12);

    private static final ValueType[] BY_CODE = values();

    private final int code;

    ValueType(int code) {
        this.code = code;
    }

    /** What the file says for this type. */
    byte code() {
        return (byte) code;
    }

    /**
     * The type of this code.
     *
     * @throws IllegalArgumentException if there is none
     */
    static ValueType of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("a value has the unknown type " + code);
        }
        return BY_CODE[code];
    }
}
