package dev.lian4j.dataconnection.sql;

import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.delete.ParenthesedDelete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.ParenthesedInsert;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.ParenthesedUpdate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * What a query touches.
 *
 * @param tables that it reads, but not those that it defines itself
 * @param functions that it calls
 * @param problems what it does beyond reading
 */
record QueryParts(Set<String> tables, Set<String> functions, Set<String> problems) {

    static QueryParts of(Statement statement) {
        Finder finder = new Finder();
        Set<String> tables = finder.getTables(statement);
        return new QueryParts(tables, finder.functions, finder.problems);
    }

    /** Walks the whole statement. */
    private static final class Finder extends TablesNamesFinder<Void> {
        private final Set<String> functions = new TreeSet<>();
        private final Set<String> problems = new TreeSet<>();

        @Override
        public <S> Void visit(Function function, S context) {
            functions.add(function.getName());
            return super.visit(function, context);
        }

        @Override
        public <S> Void visit(AnalyticExpression expression, S context) {
            functions.add(expression.getName());
            return super.visit(expression, context);
        }

        @Override
        public <S> Void visit(WithItem<?> item, S context) {
            if (item.getParenthesedStatement() instanceof ParenthesedSelect) {
                return super.visit(item, context);
            }
            return problem("WITH may only select");
        }

        @Override
        public <S> Void visit(TableFunction function, S context) {
            problems.add("functions may not stand in place of tables");
            return super.visit(function, context);
        }

        @Override
        public <S> Void visit(PlainSelect select, S context) {
            if (select.getIntoTables() != null && !select.getIntoTables().isEmpty()) {
                problems.add("SELECT INTO would make a table");
            }
            if (select.getForMode() != null) {
                problems.add("FOR " + select.getForMode() + " would lock rows");
            }
            return super.visit(select, context);
        }

        @Override
        public <S> Void visit(Delete delete, S context) {
            return problem("it would delete");
        }

        @Override
        public <S> Void visit(ParenthesedDelete delete, S context) {
            return problem("it would delete");
        }

        @Override
        public <S> Void visit(Insert insert, S context) {
            return problem("it would insert");
        }

        @Override
        public <S> Void visit(ParenthesedInsert insert, S context) {
            return problem("it would insert");
        }

        @Override
        public <S> Void visit(Update update, S context) {
            return problem("it would update");
        }

        @Override
        public <S> Void visit(ParenthesedUpdate update, S context) {
            return problem("it would update");
        }

        /** Notes it, and looks no further. */
        private Void problem(String what) {
            problems.add(what);
            return null;
        }
    }
}
