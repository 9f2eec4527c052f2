package dev.lian4j.dataconnection.split;

/**
 * LangChain's name for {@link RecursiveCharacterTextSplitter#fromLanguage} with {@link Language#MARKDOWN}. Where the
 * headings are to be known of each chunk, {@link MarkdownHeaderTextSplitter} is better.
 */
public final class MarkdownTextSplitter {

    private MarkdownTextSplitter() {}

    /**
     * A splitter at headings, ends of code, rules, paragraphs and lines.
     *
     * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
     */
    public static RecursiveCharacterTextSplitter of(int chunkSize, int chunkOverlap) {
        return RecursiveCharacterTextSplitter.fromLanguage(Language.MARKDOWN, chunkSize, chunkOverlap);
    }
}
