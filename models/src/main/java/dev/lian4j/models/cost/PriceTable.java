package dev.lian4j.models.cost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What models cost, by name. A name that is not in the table but for a date at its end ({@code gpt-4o-2024-08-06},
 * {@code claude-haiku-4-5-20251001}) has the price of the one without. A model that is not in it has no price, which is
 * not a price of 0. Immutable, thread safe.
 */
public final class PriceTable {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Pattern DATE = Pattern.compile("-(?:20\\d{6}|20\\d\\d-\\d\\d-\\d\\d|latest)$");

    private final String date;
    private final String currency;
    private final Map<String, Price> prices;

    private PriceTable(String date, String currency, Map<String, Price> prices) {
        this.date = date;
        this.currency = currency;
        this.prices = Map.copyOf(prices);
    }

    /** The table that comes with this library. Prices change: see {@link #date} and check it, or load one of your own. */
    public static PriceTable bundled() {
        try (InputStream in = PriceTable.class.getResourceAsStream("prices.json")) {
            return parse("the bundled price table", MAPPER.readTree(in));
        } catch (IOException e) {
            throw new StoreException("The bundled price table cannot be read; is the jar complete?", e);
        }
    }

    /**
     * A table of one's own: {@code {"date": "2026-04-12", "currency": "USD", "models": [{"model": "m", "input": 1.5,
     * "cached_input": 0.5, "output": 6, "up_to_input": 200000}]}}, prices for one million tokens; {@code cached_input} and
     * {@code up_to_input} may be left out.
     *
     * @throws StoreException if the file cannot be read or an entry lacks something
     */
    public static PriceTable load(Path file) {
        try {
            return parse(file.toString(), MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new StoreException("The price table " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static PriceTable parse(String source, JsonNode table) {
        Map<String, Price> prices = new LinkedHashMap<>();
        for (JsonNode entry : table.path("models")) {
            String model = entry.path("model").asText();
            if (model.isEmpty()
                    || !entry.path("input").isNumber()
                    || !entry.path("output").isNumber()) {
                throw new StoreException(source + ": entry " + (prices.size() + 1)
                        + " needs 'model', and 'input' and 'output' as numbers");
            }
            prices.put(model, price(source, entry));
        }
        if (prices.isEmpty()) {
            throw new StoreException(source + " has no 'models' with prices");
        }
        return new PriceTable(
                table.path("date").asText(), table.path("currency").asText("USD"), prices);
    }

    private static Price price(String source, JsonNode entry) {
        BigDecimal input = entry.path("input").decimalValue();
        try {
            return new Price(
                    input,
                    entry.path("cached_input").isNumber()
                            ? entry.path("cached_input").decimalValue()
                            : input,
                    entry.path("output").decimalValue(),
                    entry.path("up_to_input").asInt(Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw new StoreException(source + ", " + entry.path("model").asText() + ": " + e.getMessage(), e);
        }
    }

    /** This table, with another price or one more. */
    public PriceTable with(String model, Price price) {
        Map<String, Price> more = new LinkedHashMap<>(prices);
        more.put(model, price);
        return new PriceTable(date, currency, more);
    }

    /** What a model costs, if it is known. */
    public Optional<Price> price(String model) {
        Price exact = prices.get(model);
        return Optional.ofNullable(
                exact != null ? exact : prices.get(DATE.matcher(model).replaceFirst("")));
    }

    /** When the prices were looked up, such as {@code 2026-04-12}. */
    public String date() {
        return date;
    }

    /** What the prices are in, such as {@code USD}. */
    public String currency() {
        return currency;
    }
}
