package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailLoaderTest {

    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    private Path folder;

    private Document load(String mail) throws IOException {
        return load(mail.getBytes(StandardCharsets.UTF_8));
    }

    private Document load(byte[] mail) throws IOException {
        Path file = Files.write(folder.resolve("信.eml"), mail);
        List<Document> documents = EmailLoader.of(file).loadAll();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    private static String word(String text, Charset charset) {
        return "=?" + charset.name() + "?B?" + Base64.getEncoder().encodeToString(text.getBytes(charset)) + "?=";
    }

    private static String base64(String text, Charset charset) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(charset));
    }

    @Test
    void readsHeadersAsMetadata() throws IOException {
        Document mail = load("From: " + word("王小明", GBK) + " <wang@example.com>\r\n"
                + "To: li@example.com,\r\n zhao@example.com\r\nCc: a@b.c\r\n"
                + "Subject: " + word("会议", StandardCharsets.UTF_8) + "\r\n " + word("纪要", StandardCharsets.UTF_8)
                + "\r\nDate: Sat, 31 Jan 2026 16:00:00 +0800\r\nMessage-ID: <1@example.com>\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n大家好\r\n再见\r\n");
        assertThat(mail.text()).isEqualTo("大家好\n再见");
        assertThat(mail.metadata())
                .isEqualTo(Map.of(
                        "source",
                        folder.resolve("信.eml").toString(),
                        "title",
                        "会议纪要",
                        "from",
                        "王小明 <wang@example.com>",
                        "to",
                        "li@example.com, zhao@example.com",
                        "cc",
                        "a@b.c",
                        "date",
                        "2026-01-31T08:00:00Z",
                        "message_id",
                        "<1@example.com>"));
    }

    private static String part(String headers, String body) {
        return "--B\r\n" + headers + "\r\n\r\n" + body + "\r\n";
    }

    @Test
    void prefersPlainTextAndListsAttachments() throws IOException {
        String alternative =
                "--C\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64("正文，朱镕基", GBK)
                        + "\r\n--C\r\nContent-Type: text/html\r\n\r\n<p>HTML</p>\r\n--C--\r\n";
        String mail = "From: a@b.c\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\npreamble\r\n"
                + part("Content-Type: multipart/alternative; boundary=C", alternative)
                + part(
                        "Content-Type: application/pdf\r\nContent-Disposition: attachment;"
                                + " filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf",
                        "x")
                + part(
                        "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"" + word("表.txt", GBK)
                                + "\"",
                        "not read")
                + part("Content-Type: image/png", "x")
                + "--B--\r\n";
        Document document = load(mail);
        assertThat(document.text()).isEqualTo("正文，朱镕基");
        assertThat(document.metadata()).containsEntry("attachments", List.of("报告.pdf", "表.txt", "image/png"));
    }

    @Test
    void readsHtmlWhereThereIsNothingElse() throws IOException {
        Document document = load(String.join(
                "\r\n",
                "From: a@b.c",
                "Content-Type: text/html; charset=UTF-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "<style>x</style><p>=E4=BD=A0=E5=A5=BD</p><table><tr><td>1</td><td>2</td></tr></table>"));
        assertThat(document.text()).isEqualTo("你好\n\n1 | 2");
    }

    @Test
    void readsForwardedMessages() throws IOException {
        Document document = load("From: a@b.c\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
                + part("Content-Type: text/plain; charset=utf-8", "请看：")
                + part(
                        "Content-Type: message/rfc822",
                        "Subject: 原信\r\nFrom: x@y.z\r\nContent-Type: text/plain;" + " charset=utf-8\r\n\r\n原文")
                + "--B--\r\n");
        assertThat(document.text()).isEqualTo("请看：\n\ntitle: 原信\nfrom: x@y.z\n\n原文");
    }

    @Test
    void findsEncodingsOutThatAreNotNamedOrWrong() throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes("From: a@b.c\r\nSubject: 中文的主题\r\n\r\n这是没有声明编码的中文邮件正文。".getBytes(GBK));
        Document bare = load(mail.toByteArray());
        assertThat(bare.metadata()).containsEntry("title", "中文的主题");
        assertThat(bare.text()).isEqualTo("这是没有声明编码的中文邮件正文。");
        Document wrong = load("From: a@b.c\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n中文正文");
        assertThat(wrong.text()).isEqualTo("中文正文");
        Document unknown = load("From: a@b.c\r\nContent-Type: text/plain; charset=x-martian\r\n\r\n中文正文");
        assertThat(unknown.text()).isEqualTo("中文正文");
    }

    @Test
    void readsWhatIsCutOff() throws IOException {
        Document cut = load("From: a@b.c\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type:"
                + " text/plain; charset=utf-8\r\n\r\n只有一半");
        assertThat(cut.text()).isEqualTo("只有一半");
        assertThat(load("Subject: 空\r\n\r\n").text()).isEmpty();
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        StringBuilder mail = new StringBuilder("From: a@b.c\r\n");
        for (int i = 0; i < 5_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
        }
        assertThatThrownBy(() -> load(mail.toString()))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("more than 50 deep");
    }

    @Test
    void refusesWhatIsNoEmail() {
        assertThatThrownBy(() -> load("只是文字，不是邮件"))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("信.eml: is not an email");
        assertThatThrownBy(() -> load(new byte[] {0, 1, 2, 3})).hasMessageContaining("is not an email");
        assertThatThrownBy(() -> load("")).hasMessageContaining("is not an email");
    }

    @Test
    void takesLongLines() throws IOException {
        Document document = load("Subject: " + "长".repeat(5000) + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                + "文".repeat(100_000));
        assertThat(document.text()).hasSize(100_000);
        assertThat(document.metadata()).containsEntry("title", "长".repeat(5000));
    }
}
