package dev.lian4j.dataconnection.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlineAndLayoutTest {

    @TempDir
    private Path folder;

    private static PDOutlineItem item(Pdfs pdfs, String title, int page) {
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        PDPageFitDestination destination = new PDPageFitDestination();
        destination.setPage(pdfs.pdf().getPage(page - 1));
        item.setDestination(destination);
        return item;
    }

    private static PDDocumentOutline outline(Pdfs pdfs) {
        PDDocumentOutline outline = new PDDocumentOutline();
        pdfs.pdf().getDocumentCatalog().setDocumentOutline(outline);
        return outline;
    }

    private List<Object> headings(Pdfs pdfs) {
        Path file = pdfs.save(folder.resolve("书.pdf"));
        return PdfLoader.of(file)
                .load()
                .map(page -> page.metadata().get("headings"))
                .toList();
    }

    @Test
    void tellsTheHeadingsThatAPageStandsUnder() {
        try (Pdfs pdfs = Pdfs.create()) {
            for (int i = 1; i <= 5; i++) {
                pdfs.latin(List.of("page " + i));
            }
            PDOutlineItem first = item(pdfs, "第一章 退款", 2);
            first.addLast(item(pdfs, "期限", 2));
            first.addLast(item(pdfs, "运费", 4));
            PDDocumentOutline outline = outline(pdfs);
            outline.addLast(first);
            outline.addLast(item(pdfs, " ", 4));
            outline.addLast(item(pdfs, "第二章", 5));
            assertThat(headings(pdfs))
                    .containsExactly(
                            null,
                            List.of("第一章 退款", "期限"),
                            List.of("第一章 退款", "期限"),
                            List.of("第一章 退款", "运费"),
                            List.of("第二章"));
        }
    }

    @Test
    void endsInOutlinesThatRunInCircles() {
        try (Pdfs pdfs = Pdfs.create()) {
            pdfs.latin(List.of("page 1"));
            PDOutlineItem first = item(pdfs, "甲", 1);
            PDOutlineItem second = item(pdfs, "乙", 1);
            PDDocumentOutline outline = outline(pdfs);
            outline.addLast(first);
            outline.addLast(second);
            second.getCOSObject().setItem(COSName.NEXT, first);
            second.getCOSObject().setItem(COSName.FIRST, first);
            assertThat(headings(pdfs)).containsExactly(List.of("乙"));
        }
    }

    @Test
    void readsPagesWhoseOutlineIsBroken() {
        try (Pdfs pdfs = Pdfs.create()) {
            pdfs.latin(List.of("page 1"));
            PDOutlineItem lost = new PDOutlineItem();
            lost.setTitle("无处");
            lost.getCOSObject().setItem(COSName.DEST, COSName.getPDFName("nowhere"));
            outline(pdfs).addLast(lost);
            assertThat(headings(pdfs)).containsExactly((Object) null);
        }
    }

    private List<String> layout(Pdfs pdfs) {
        Path file = pdfs.save(folder.resolve("表.pdf"));
        return PdfLoader.builder(file)
                .layout(true)
                .build()
                .load()
                .map(Document::text)
                .toList();
    }

    @Test
    void keepsColumnsWhereTheyStand() {
        try (Pdfs pdfs = Pdfs.create()) {
            PDPage page = new PDPage();
            pdfs.pdf().addPage(page);
            // Written column by column, as programs do.
            pdfs.latin(page, 72, 700, "Name").latin(page, 72, 686, "Tom").latin(page, 72, 672, "Ann");
            pdfs.latin(page, 300, 700, "City").latin(page, 300, 672, "Rome");
            String text = layout(pdfs).get(0);
            List<String> lines = text.lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).matches("Name {10,}City");
            assertThat(lines.get(1)).isEqualTo("Tom");
            assertThat(lines.get(2)).matches("Ann {10,}Rome");
            assertThat(lines.get(2).indexOf("Rome")).isEqualTo(lines.get(0).indexOf("City"));
        }
    }

    @Test
    void keepsLinesOfChinese() {
        try (Pdfs pdfs = Pdfs.create()) {
            pdfs.chinese("客户在收到货物之后可以在七天之内申请退", "款并且不说明理由。");
            assertThat(layout(pdfs)).containsExactly("客户在收到货物之后可以在七天之内申请退\n款并且不说明理由。");
        }
    }
}
