package dev.lian4j.dataconnection.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.DirectoryLoader;
import dev.lian4j.dataconnection.load.LoadProblem;
import dev.lian4j.dataconnection.load.ZipLimits;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFSlideLayout;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableRow;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeLoadersTest {

    @TempDir
    private Path folder;

    private interface Written {
        void to(OutputStream out) throws IOException;
    }

    private Path save(String name, Written written) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            written.to(out);
        }
        return file;
    }

    private Path word(String name) throws IOException {
        try (XWPFDocument word = new XWPFDocument()) {
            word.getProperties().getCoreProperties().setTitle("报告");
            word.getProperties().getCoreProperties().setCreator("小王");
            word.createParagraph().createRun().setText("第一段，你好。");
            XWPFTable table = word.createTable(2, 2);
            table.getRow(0).getCell(0).setText("姓名");
            table.getRow(0).getCell(1).setText("城市");
            table.getRow(1).getCell(0).setText("小李");
            table.getRow(1).getCell(1).setText("上海");
            word.createParagraph();
            word.createParagraph().createRun().setText("第二段 😀");
            return save(name, word::write);
        }
    }

    @Nested
    class Docx {

        @Test
        void keepsTheOrderOfParagraphsAndTables() throws IOException {
            Path file = word("文.docx");
            assertThat(DocxLoader.of(file).loadAll())
                    .containsExactly(Document.of(
                            "第一段，你好。\n\n姓名 | 城市\n小李 | 上海\n\n第二段 😀",
                            Map.of("source", file.toString(), "title", "报告", "author", "小王")));
        }

        @Test
        void givesNothingForAnEmptyFile() throws IOException {
            try (XWPFDocument word = new XWPFDocument()) {
                Path file = save("空.docx", word::write);
                assertThat(DocxLoader.of(file).loadAll()).isEmpty();
            }
        }

        @Test
        void leavesTheFileAsItWas() throws IOException {
            Path file = word("a.docx");
            byte[] before = Files.readAllBytes(file);
            DocxLoader.of(file).loadAll();
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    @Nested
    class Pptx {

        private Path show() throws IOException {
            try (XMLSlideShow show = new XMLSlideShow()) {
                show.getProperties().getCoreProperties().setCreator("小王");
                XSLFSlideLayout layout = show.getSlideMasters().get(0).getLayout(SlideLayout.TITLE_AND_CONTENT);
                XSLFSlide first = show.createSlide(layout);
                first.getPlaceholder(0).setText("春天");
                first.getPlaceholder(1).setText("桃花\n杏花");
                show.createSlide();
                XSLFSlide third = show.createSlide();
                XSLFTable table = third.createTable();
                table.setAnchor(new Rectangle(0, 0, 100, 100));
                for (String name : List.of("一", "二")) {
                    XSLFTableRow row = table.addRow();
                    row.addCell().setText(name);
                    row.addCell().setText(name + name);
                }
                third.createGroup().createTextBox().setText("组里的字");
                XSLFTextShape notes = (XSLFTextShape) show.getNotesSlide(third).getPlaceholder(Placeholder.BODY);
                notes.setText("备注：慢一点");
                return save("片.pptx", show::write);
            }
        }

        @Test
        void makesADocumentOfEachSlideWithText() throws IOException {
            Path file = show();
            assertThat(PptxLoader.of(file).loadAll())
                    .containsExactly(
                            Document.of(
                                    "春天\n\n桃花\n杏花",
                                    Map.of(
                                            "source",
                                            file.toString(),
                                            "title",
                                            "春天",
                                            "page",
                                            1,
                                            "total_pages",
                                            3,
                                            "author",
                                            "小王")),
                            Document.of(
                                    "一 | 一一\n二 | 二二\n\n组里的字\n\n备注：慢一点",
                                    Map.of("source", file.toString(), "page", 3, "total_pages", 3, "author", "小王")));
        }
    }

    @Nested
    class Xlsx {

        private Path book() throws IOException {
            try (XSSFWorkbook book = new XSSFWorkbook()) {
                Sheet people = book.createSheet("人员");
                people.createRow(0);
                row(people, 1, "姓名", "入职", "", "占比", "姓名", "合计");
                Row first = row(people, 2, "小王");
                CellStyle date = book.createCellStyle();
                date.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
                first.createCell(1).setCellValue(LocalDate.of(2026, 1, 31));
                first.getCell(1).setCellStyle(date);
                CellStyle percent = book.createCellStyle();
                percent.setDataFormat(book.createDataFormat().getFormat("0.0%"));
                first.createCell(3).setCellValue(0.125);
                first.getCell(3).setCellStyle(percent);
                first.createCell(4).setCellValue(true);
                first.createCell(5).setCellFormula("1+2");
                book.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(first.getCell(5));
                row(people, 5, "小李").createCell(2).setCellValue(3);
                row(book.createSheet("空"), 0, "只有表头");
                Sheet other = book.createSheet("其他");
                row(other, 0, "键");
                row(other, 1, "值\n两行");
                return save("表.xlsx", book::write);
            }
        }

        private static Row row(Sheet sheet, int number, String... values) {
            Row row = sheet.createRow(number);
            for (int i = 0; i < values.length; i++) {
                row.createCell(i).setCellValue(values[i]);
            }
            return row;
        }

        @Test
        void makesADocumentOfEachRowAsExcelShowsIt() throws IOException {
            Path file = book();
            String source = file.toString();
            assertThat(XlsxLoader.of(file).loadAll())
                    .containsExactly(
                            Document.of(
                                    "姓名: 小王\n入职: 2026-01-31\n占比: 12.5%\n姓名 (E): TRUE\n合计: 3",
                                    Map.of("source", source, "sheet", "人员", "row", 3)),
                            Document.of("姓名: 小李\nC: 3", Map.of("source", source, "sheet", "人员", "row", 6)),
                            Document.of("键: 值\n两行", Map.of("source", source, "sheet", "其他", "row", 2)));
        }

        @Test
        void takesTheSheetsAsked() throws IOException {
            Path file = book();
            assertThat(XlsxLoader.of(file).sheets("其他").loadAll())
                    .extracting(Document::text)
                    .containsExactly("键: 值\n两行");
            assertThatThrownBy(() -> XlsxLoader.of(file).sheets("缺").loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("has no sheet '缺', only [人员, 空, 其他]");
        }

        @Test
        void givesTheRowsBeforeTheFault() throws IOException {
            Path file = book();
            edit(file, "/xl/worksheets/sheet1.xml", xml -> xml.replace("<row r=\"6\"", "<row r=\"six\""));
            try (Stream<Document> rows = XlsxLoader.of(file).load()) {
                Iterator<Document> each = rows.iterator();
                assertThat(each.next().metadata()).containsEntry("row", 3);
                assertThatThrownBy(each::hasNext)
                        .isInstanceOf(DocumentLoadException.class)
                        .hasMessageContaining("sheet '人员', after row 3: is damaged");
            }
        }

        @Test
        void refusesEntities() throws IOException {
            Path secret = Files.writeString(folder.resolve("secret.txt"), "机密");
            Path file = book();
            edit(
                    file,
                    "/xl/worksheets/sheet3.xml",
                    xml -> xml.replaceFirst("\\?>", "?><!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>")
                            .replaceFirst("<v>", "<v>&x;"));
            assertThatThrownBy(() -> XlsxLoader.of(file).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageNotContaining("机密");
        }
    }

    private interface Edit {
        String of(String xml);
    }

    private static void edit(Path file, String part, Edit edit) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path inside = zip.getPath(part);
            Files.writeString(inside, edit.of(Files.readString(inside)));
        }
    }

    @Nested
    class Bad {

        private void fails(Path file, String reason) {
            assertThatThrownBy(() -> DocxLoader.of(file).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(reason);
            assertThatThrownBy(() -> PptxLoader.of(file).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageStartingWith(file + ": ");
            assertThatThrownBy(() -> XlsxLoader.of(file).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageStartingWith(file + ": ");
        }

        @Test
        void tellsWhatIsNoOfficeFile() throws IOException {
            fails(folder.resolve("缺.docx"), "there is no such file");
            fails(Files.writeString(folder.resolve("a.docx"), "不是文档"), "is not a zip archive");
            fails(Files.writeString(folder.resolve("b.docx"), ""), "is not a zip archive");
            Path cut = word("c.docx");
            Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 1000));
            fails(cut, "is damaged");
        }

        @Test
        void tellsOldAndEncryptedFiles() throws IOException {
            try (POIFSFileSystem old = new POIFSFileSystem()) {
                fails(save("旧.docx", old::writeFilesystem), "is encrypted, or of Office 2003 or older");
            }
        }

        @Test
        void tellsFilesOfAnotherKind() throws IOException {
            Path word = word("a.docx");
            assertThatThrownBy(() -> PptxLoader.of(word).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("is not a file of PowerPoint");
            assertThatThrownBy(() -> XlsxLoader.of(word).loadAll()).hasMessageContaining("is not a file of Excel");
        }

        @Test
        void tellsBrokenXmlAndRefusesEntities() throws IOException {
            Path secret = Files.writeString(folder.resolve("secret.txt"), "机密");
            Path broken = word("a.docx");
            edit(broken, "/word/document.xml", xml -> xml.substring(0, xml.length() / 2));
            assertThatThrownBy(() -> DocxLoader.of(broken).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("is damaged");
            Path hostile = word("b.docx");
            edit(
                    hostile,
                    "/word/document.xml",
                    xml -> xml.replaceFirst(
                                    "(?=<w:document)", "<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>")
                            .replace("你好", "&x;"));
            assertThatThrownBy(() -> DocxLoader.of(hostile).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageNotContaining("机密");
        }

        @Test
        void refusesBombs() throws IOException {
            Path bomb = word("弹.docx");
            edit(bomb, "/word/document.xml", xml -> xml.replace("</w:body>", " ".repeat(4 << 20) + "</w:body>"));
            fails(bomb, "unpacks to more than 200 times its size");
            Path large = word("大.docx");
            assertThatThrownBy(() ->
                            DocxLoader.of(large, new ZipLimits(100, 500, 100)).loadAll())
                    .hasMessageContaining("more than the limit of 500 bytes");
        }

        @Test
        void tellsXmlThatIsNestedTooDeep() throws IOException {
            Path deep = word("深.docx");
            String nested = "<w:sdt><w:sdtContent>".repeat(20_000) + "文" + "</w:sdtContent></w:sdt>".repeat(20_000);
            edit(deep, "/word/document.xml", xml -> xml.replace("<w:body>", "<w:body>" + nested));
            assertThatThrownBy(() -> DocxLoader.of(deep).loadAll()).isInstanceOf(DocumentLoadException.class);
            Path tables = word("表.docx");
            String nestedTables =
                    "<w:tbl><w:tr><w:tc>".repeat(5_000) + "<w:p/>" + "</w:tc></w:tr></w:tbl>".repeat(5_000);
            edit(tables, "/word/document.xml", xml -> xml.replace("<w:body>", "<w:body>" + nestedTables));
            assertThatThrownBy(() -> DocxLoader.of(tables).loadAll()).isInstanceOf(DocumentLoadException.class);
        }
    }

    @Test
    void areFoundByADirectoryLoader() throws IOException {
        word("a.docx");
        Files.writeString(folder.resolve("b.xlsx"), "坏");
        List<LoadProblem> problems = new ArrayList<>();
        List<Document> documents = DirectoryLoader.builder()
                .root(folder)
                .onProblem(problems::add)
                .build()
                .loadAll();
        assertThat(documents)
                .singleElement()
                .extracting(Document::text)
                .asString()
                .startsWith("第一段");
        assertThat(problems).extracting(LoadProblem::path).containsExactly(folder.resolve("b.xlsx"));
    }
}
