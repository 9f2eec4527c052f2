package dev.lian4j.prompts;

/** The languages that texts of this library for models are in. */
public enum PromptLanguage {
    /** English. */
    ENGLISH,
    /** Chinese, in simplified characters. */
    CHINESE
}
