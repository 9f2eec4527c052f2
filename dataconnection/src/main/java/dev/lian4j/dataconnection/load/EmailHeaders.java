package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Metadata;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.Field;

/** The headers of an email that become metadata. */
final class EmailHeaders {

    private static final Map<String, String> KEYS = keys();
    private static final Map<Charset, Charset> LARGER = Map.of(
            Charset.forName("GB2312"), Charset.forName("GB18030"), Charset.forName("GBK"), Charset.forName("GB18030"));

    private EmailHeaders() {}

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("subject", Metadata.TITLE);
        keys.put("from", "from");
        keys.put("to", "to");
        keys.put("cc", "cc");
        keys.put("message-id", "message_id");
        return keys;
    }

    static Map<String, Object> of(Header header) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        KEYS.forEach((name, key) -> Optional.ofNullable(header.getField(name))
                .map(EmailHeaders::value)
                .filter(value -> !value.isBlank())
                .ifPresent(value -> metadata.put(key, value)));
        date(header).ifPresent(date -> metadata.put("date", date));
        return metadata;
    }

    private static Optional<String> date(Header header) {
        return Optional.ofNullable(header.getField("date"))
                .map(field -> DateTimeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT))
                .map(DateTimeField::getDate)
                .map(date -> date.toInstant().toString());
    }

    /** The value on one line; words in another encoding are decoded, and so is what is in one without saying so. */
    static String value(Field field) {
        String body =
                field.getRaw() == null ? field.getBody() : raw(field.getRaw().toByteArray());
        String line = body.replaceAll("\\r?\\n(?=[ \\t])", "").strip();
        return DecoderUtil.decodeEncodedWords(line, DecodeMonitor.SILENT, StandardCharsets.UTF_8, LARGER);
    }

    private static String raw(byte[] field) {
        String line = EmailBody.decode(field, Optional.empty());
        return line.substring(line.indexOf(':') + 1);
    }
}
