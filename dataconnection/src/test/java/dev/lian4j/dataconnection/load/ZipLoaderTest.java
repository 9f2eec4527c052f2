package dev.lian4j.dataconnection.load;

import static dev.lian4j.dataconnection.load.Zips.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipLoaderTest {

    @TempDir
    private Path folder;

    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private final List<LoadProblem> problems = new ArrayList<>();
    private final List<LoadProblem> skipped = new ArrayList<>();

    private Path archive() throws IOException {
        return Zips.zip(folder.resolve("档.zip"), members);
    }

    private ZipLoader.Builder loader(Path archive) {
        return ZipLoader.builder(archive).onProblem(problems::add).onSkipped(skipped::add);
    }

    private List<String> texts(Path archive) {
        return loader(archive).build().loadAll().stream().map(Document::text).toList();
    }

    @Test
    void loadsEachMemberByItsTypeInTheOrderOfTheArchive() throws IOException {
        members.put("说明.txt", utf8("你好，世界"));
        members.put("数据/人.csv", utf8("名,城\n小王,北京\n小李,上海\n"));
        members.put("a.md", utf8("# 标题\n\n正文"));
        Path archive = archive();
        List<Document> documents = loader(archive).build().loadAll();
        assertThat(documents)
                .extracting(Document::text)
                .containsExactly("你好，世界", "名: 小王\n城: 北京", "名: 小李\n城: 上海", "# 标题\n\n正文");
        assertThat(documents.get(2).metadata()).isEqualTo(Map.of("source", archive + "!/数据/人.csv", "row", 2));
        assertThat(documents.get(3).metadata()).containsEntry("title", "标题");
        assertThat(problems).isEmpty();
    }

    @Test
    void readsChineseNamesThatAreNotInUtf8() throws IOException {
        members.put("第一章/文本.txt", utf8("内容"));
        Path archive = Zips.zip(folder.resolve("a.zip"), Charset.forName("GBK"), members);
        assertThat(loader(archive).build().loadAll())
                .extracting(document -> document.metadata().get("source"))
                .containsExactly(archive + "!/第一章/文本.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../外.txt", "a/../../b.txt", "/etc/a.txt", "..\\b.txt", "C:\\b.txt", "a/..", "\\\\host\\b.txt"})
    void refusesNamesThatLeadOut(String name) throws IOException {
        members.put(name, utf8("evil"));
        members.put("..good.txt", utf8("hidden"));
        members.put("a..b/c...txt", utf8("好"));
        Path archive = archive();
        assertThat(texts(archive)).containsExactly("好");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(archive);
            assertThat(problem.reason()).contains(name).contains("leads out of the archive");
        });
    }

    @Test
    void stopsAtArchivesThatUnpackToTooMuch() throws IOException {
        members.put("a.txt", new byte[3000]);
        members.put("b.txt", utf8("b".repeat(3000)));
        members.put("c.txt", utf8("c".repeat(3000)));
        Path archive = archive();
        ZipLoader loader = loader(archive).limits(new ZipLimits(10, 5000, 1000)).build();
        assertThatThrownBy(loader::loadAll)
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("档.zip")
                .hasMessageContaining("more than the limit of 5000 bytes");
        assertThatThrownBy(() -> loader(archive)
                        .limits(new ZipLimits(2, 5000, 1000))
                        .build()
                        .loadAll())
                .hasMessageContaining("has 3 members, more than the limit of 2");
    }

    @Test
    void leavesOutAMemberThatUnpacksToManyTimesItsSize() throws IOException {
        members.put("bomb.txt", utf8("x".repeat(4 << 20)));
        members.put("好.txt", utf8("好"));
        assertThat(texts(archive())).containsExactly("好");
        assertThat(problems)
                .singleElement()
                .extracting(LoadProblem::reason)
                .asString()
                .contains("bomb.txt")
                .contains("more than 200 times its size");
    }

    @Test
    void tellsOfBadMembersAndGoesOn() throws IOException {
        members.put("坏.txt", new byte[] {1, 0, 2});
        members.put("bad.json", utf8("{"));
        members.put("好.txt", utf8("好"));
        assertThat(texts(archive())).containsExactly("好");
        assertThat(problems)
                .extracting(LoadProblem::reason)
                .satisfiesExactly(
                        one -> {
                            assertThat(one)
                                    .startsWith("坏.txt: is not a text file")
                                    .doesNotContain("lian4j-");
                        },
                        two -> assertThat(two).startsWith("bad.json: is not JSON at line 1"));
    }

    @Test
    void tellsOfMembersThatWereChanged() throws IOException {
        members.put("a.txt", utf8("0123456789 original 中文"));
        members.put("好.txt", utf8("好"));
        Path archive = archive();
        byte[] bytes = Files.readAllBytes(archive);
        // The checksum of the first member, in the directory at the end.
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        bytes[directory + 16] ^= 1;
        Files.write(archive, bytes);
        assertThat(texts(archive)).containsExactly("好");
        assertThat(problems)
                .singleElement()
                .extracting(LoadProblem::reason)
                .asString()
                .contains("checksum");
    }

    @Test
    void skipsUnknownTypesNestedArchivesAndHiddenMembers() throws IOException {
        members.put("a.xyz", utf8("x"));
        members.put("b.zip", utf8("PK"));
        members.put(".hidden/c.txt", utf8("x"));
        members.put("__MACOSX/d.txt", utf8("x"));
        members.put("x/.e.txt", utf8("x"));
        members.put("folder/", new byte[0]);
        assertThat(texts(archive())).isEmpty();
        assertThat(skipped)
                .extracting(LoadProblem::reason)
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("a.xyz: no loader for this type"),
                        two -> assertThat(two).startsWith("b.zip: is an archive in an archive"));
    }

    @Test
    void saysThatAFileIsNoArchive() throws IOException {
        Path text = Files.writeString(folder.resolve("a.zip"), "不是压缩包");
        assertThatThrownBy(() -> ZipLoader.of(text).loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("a.zip: is not a zip archive");
        Path whole = Zips.zip(folder.resolve("b.zip"), Map.of("a.txt", utf8("x".repeat(100))));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, java.util.Arrays.copyOf(bytes, bytes.length - 30));
        assertThatThrownBy(() -> ZipLoader.of(whole).loadAll()).hasMessageContaining("is damaged");
    }

    @Test
    void unpacksNoMoreThanIsPulled() throws IOException {
        members.put("a.part", utf8("1"));
        members.put("b.part", utf8("2"));
        List<Path> copies = new ArrayList<>();
        FileTypes types = FileTypes.builtIn().with("part", path -> () -> {
            copies.add(path);
            return Stream.of(Document.of("1"), Document.of("2"));
        });
        try (Stream<Document> documents = loader(archive()).types(types).build().load()) {
            assertThat(documents.limit(1)).hasSize(1);
        }
        assertThat(copies)
                .singleElement()
                .satisfies(copy -> assertThat(copy.getParent()).doesNotExist());
    }

    @Test
    void tellsADirectoryLoaderOfItsMembers() throws IOException {
        members.put("坏.json", utf8("{"));
        members.put("好.txt", utf8("好"));
        Path archive = archive();
        List<Document> documents = DirectoryLoader.builder()
                .root(folder)
                .onProblem(problems::add)
                .build()
                .loadAll();
        assertThat(documents).extracting(Document::text).containsExactly("好");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(archive);
            assertThat(problem.reason()).startsWith("坏.json: is not JSON");
        });
    }
}
