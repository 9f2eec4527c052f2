package dev.lian4j.dataconnection.split;

/** LangChain's name for {@link RecursiveCharacterTextSplitter#fromLanguage} with {@link Language#LATEX}. */
public final class LatexTextSplitter {

    private LatexTextSplitter() {}

    /**
     * A splitter at chapters, sections, environments and formulas.
     *
     * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
     */
    public static RecursiveCharacterTextSplitter of(int chunkSize, int chunkOverlap) {
        return RecursiveCharacterTextSplitter.fromLanguage(Language.LATEX, chunkSize, chunkOverlap);
    }
}
