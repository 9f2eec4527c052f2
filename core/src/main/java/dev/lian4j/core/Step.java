package dev.lian4j.core;

/**
 * One step of a run, as a listener sees it. Steps form a tree by {@code parentId}.
 *
 * @param runId the run, the same for the whole tree
 * @param id the step, unique in its run, from 1 in the order of starting
 * @param parentId the step that called this one, or 0
 * @param name the chain's name
 * @param kind what the step is
 */
public record Step(String runId, long id, long parentId, String name, StepKind kind) {}
