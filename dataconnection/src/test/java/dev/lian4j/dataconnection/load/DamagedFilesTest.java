package dev.lian4j.dataconnection.load;

import static dev.lian4j.dataconnection.load.Zips.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.split.RecursiveJsonSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with bytes changed, left out or cut off, as disks, networks and enemies make them. */
class DamagedFilesTest {

    private static final int TIMES = 150;

    private static final String MAIL = """
            From: =?GBK?B?zfXQocP3?= <wang@example.com>
            Subject: =?UTF-8?Q?=E4=BC=9A=E8=AE=AE?=
            Date: Sat, 31 Jan 2026 16:00:00 +0800
            Content-Type: multipart/mixed; boundary="B"

            --B
            Content-Type: multipart/alternative; boundary=C

            --C
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            5q2j5paH77yM5LiW55WM
            --C
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>=E6=AD=A3=E6=96=87</p>
            --C--
            --B
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=UTF-8''%E6%8A%A5.pdf

            x
            --B
            Content-Type: message/rfc822

            Subject: inner
            From: a@b.c

            text
            --B--
            """;

    @TempDir
    private Path folder;

    private byte[] whole(String extension) throws IOException {
        return switch (extension) {
            case "eml" -> utf8(MAIL);
            case "xml" ->
                utf8("<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE 书><书 甲='1'><题>红楼梦</题><p>a &lt; b"
                        + " <![CDATA[满纸]]> &#x4e2d;</p><!-- 注 --></书>");
            case "ipynb" ->
                utf8("{\"metadata\": {\"kernelspec\": {\"language\": \"python\"}}, \"cells\": [{\"cell_type\":"
                        + " \"code\", \"source\": [\"print('你好')\"], \"outputs\": [{\"text\": [\"你好\"]}]}]}");
            case "srt" -> utf8("1\n00:00:01,500 --> 00:00:03,000\n<i>你好</i>\n\n2\n00:00:04,000 --> 00:00:05,000\n世界\n");
            case "vtt" -> utf8("WEBVTT\n\nNOTE 注\n\n00:01.000 --> 00:02.000 align:start\n<v 小王>你好 &amp;</v>\n");
            case "zip" -> Files.readAllBytes(Zips.zip(folder.resolve("whole.bin"), members()));
            default -> Files.readAllBytes(Zips.zip(folder.resolve("whole.bin"), book()));
        };
    }

    private static Map<String, byte[]> members() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("甲/文.txt", utf8("你好，世界。".repeat(20)));
        members.put("b.json", utf8("[1, 2, {\"a\": \"二\"}]"));
        members.put("c.eml", utf8(MAIL));
        return members;
    }

    private static Map<String, byte[]> book() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("META-INF/container.xml", utf8("<container><rootfile full-path='b.opf'/></container>"));
        members.put(
                "b.opf",
                utf8("<package><metadata><dc:title>书</dc:title></metadata><manifest><item id='a' href='a.xhtml'/><item"
                        + " id='n' href='n.xhtml' properties='nav'/></manifest><spine><itemref idref='a'/></spine>"
                        + "</package>"));
        members.put("a.xhtml", utf8("<html><body><h1>一</h1><p>话说天下大势</p></body></html>"));
        members.put("n.xhtml", utf8("<html><body><nav><a href='a.xhtml#x'>第一回</a></nav></body></html>"));
        return members;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            default -> {
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + random.nextInt(20));
                System.arraycopy(bytes, to, bytes, from, bytes.length - to);
                bytes = Arrays.copyOf(bytes, bytes.length - (to - from));
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"eml", "xml", "ipynb", "srt", "vtt", "zip", "epub"})
    void loadAsFarAsTheyGoOrSayWhatIsWrong(String extension) throws IOException {
        byte[] whole = whole(extension);
        Path file = folder.resolve("坏." + extension);
        FileType type = FileTypes.builtIn().of("x." + extension).orElseThrow();
        List<LoadProblem> problems = new ArrayList<>();
        DocumentLoader loader = type.loader(file, problems::add);
        Files.write(file, whole);
        assertThat(loader.loadAll()).isNotEmpty();
        assertThat(problems).isEmpty();
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            Files.write(file, damaged(whole, random));
            try {
                loader.loadAll();
            } catch (DocumentLoadException e) {
                assertThat(e.source()).startsWith(file.toString());
                refused++;
            }
        }
        // Of a mail whatever is left can be read; of the others not.
        assertThat(refused > 0).isEqualTo(!extension.equals("eml"));
    }

    @Test
    void aNumberThatNothingHoldsIsSaid(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "[-5e050136276435]");
        assertThatExceptionOfType(DocumentLoadException.class)
                .isThrownBy(() -> JsonLoader.of(file).loadAll())
                .withMessageContaining("too long");
        assertThatExceptionOfType(DocumentLoadException.class)
                .isThrownBy(() -> RecursiveJsonSplitter.of(100).splitText("[-5e050136276435]"))
                .withMessageContaining("too long");
    }
}
