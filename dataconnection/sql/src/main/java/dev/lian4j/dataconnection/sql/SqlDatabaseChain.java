package dev.lian4j.dataconnection.sql;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers questions from a database: a model writes a query, which is run if it may be, and answers from the result. A
 * query that was refused is told to the model, which may write another. Safe for several threads, as far as the data
 * source is.
 */
public final class SqlDatabaseChain implements Chain<String, SqlAnswer> {

    private static final int SAMPLE_ROWS = 3;
    private static final Pattern FENCED =
            Pattern.compile("```(?:sql)?\\s*(.+?)```", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL =
            Pattern.compile("^\\s*(?:SQL\\s?Query|SQL)\\s*:\\s*", Pattern.CASE_INSENSITIVE);

    private final SqlDatabase database;
    private final SqlPrompts prompts;
    private final Chain<ChatRequest, ChatResponse> model;
    private final int repairs;

    private SqlDatabaseChain(
            SqlDatabase database, SqlPrompts prompts, Chain<ChatRequest, ChatResponse> model, int repairs) {
        this.database = database;
        this.prompts = prompts;
        this.model = model;
        this.repairs = repairs;
    }

    /** By the English prompts; a query that cannot be run is mended once. */
    public static SqlDatabaseChain of(SqlDatabase database, ChatModel model) {
        return of(database, model, SqlPrompts.ENGLISH, 1);
    }

    /**
     * By these prompts.
     *
     * @param repairs how often a query that cannot be run is written anew, 0 or more
     */
    public static SqlDatabaseChain of(SqlDatabase database, ChatModel model, SqlPrompts prompts, int repairs) {
        if (repairs < 0) {
            throw new IllegalArgumentException("repairs must not be negative, was " + repairs);
        }
        return new SqlDatabaseChain(database, prompts, model, repairs);
    }

    /**
     * Answers a question.
     *
     * @throws StoreException if the model writes no query that can be run
     */
    @Override
    public SqlAnswer invoke(String question, Run run) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("question", question);
        values.put("dialect", database.dialect());
        values.put("tables", database.describe(SAMPLE_ROWS));
        SqlResult result = query(values, run.muted());
        values.put("result", result.text());
        ChatResponse answer = run.call(prompts.answer().then(model), values);
        return new SqlAnswer(answer.text(), String.valueOf(values.get("sql")), result);
    }

    private SqlResult query(Map<String, Object> values, Run run) {
        String sql = sql(run.call(prompts.query().then(model), values));
        for (int left = repairs; ; left--) {
            values.put("sql", sql);
            try {
                return run.call(database, sql);
            } catch (StoreException e) {
                if (left == 0) {
                    throw e;
                }
                values.put("error", String.valueOf(e.getMessage()));
                sql = sql(run.call(prompts.repair().then(model), values));
            }
        }
    }

    /** The query in what a model wrote: within a fence where there is one, without a label. */
    private static String sql(ChatResponse response) {
        Matcher fenced = FENCED.matcher(response.text());
        String text = fenced.find() ? fenced.group(1) : response.text();
        return LABEL.matcher(text).replaceFirst("").strip();
    }

    @Override
    public boolean streams() {
        return model.streams();
    }
}
