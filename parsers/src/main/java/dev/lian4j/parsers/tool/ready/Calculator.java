package dev.lian4j.parsers.tool.ready;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.tool.FunctionTool;
import java.math.BigDecimal;
import java.math.MathContext;
import net.objecthunter.exp4j.Expression;
import net.objecthunter.exp4j.ExpressionBuilder;

/** A calculator: numbers, {@code + - * / % ^}, brackets and functions such as {@code sqrt}; nothing else is evaluated. */
public final class Calculator {

    private static final int LONGEST = 1_000;

    private Calculator() {}

    /** The tool, named {@code calculator}. */
    public static Tool create() {
        return FunctionTool.of(
                "calculator",
                "Calculates an arithmetic expression, exactly as a person would with a calculator.",
                Arguments.class,
                arguments -> calculate(arguments.expression()));
    }

    private static String calculate(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("The expression has more than " + LONGEST + " characters");
        }
        Expression parsed = new ExpressionBuilder(plain(expression)).build();
        double value = parsed.evaluate();
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("The result is not a number: " + value);
        }
        return new BigDecimal(value, MathContext.DECIMAL64)
                .round(new MathContext(15))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** As models write it: other signs for times, divided by and minus, and commas between thousands. */
    private static String plain(String expression) {
        return expression
                .replace('×', '*')
                .replace('÷', '/')
                .replace('−', '-')
                .replace("**", "^")
                .replace('\uff08', '(')
                .replace('\uff09', ')')
                .replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "");
    }

    /** What the calculator is given. */
    record Arguments(
            @JsonPropertyDescription("An expression such as (27 + 3) * 2 / sqrt(16)")
            String expression) {}
}
