package dev.lian4j.dataconnection.split;

/** LangChain's name for {@link RecursiveCharacterTextSplitter#fromLanguage} with {@link Language#PYTHON}. */
public final class PythonCodeTextSplitter {

    private PythonCodeTextSplitter() {}

    /**
     * A splitter at classes, functions, paragraphs and lines.
     *
     * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
     */
    public static RecursiveCharacterTextSplitter of(int chunkSize, int chunkOverlap) {
        return RecursiveCharacterTextSplitter.fromLanguage(Language.PYTHON, chunkSize, chunkOverlap);
    }
}
