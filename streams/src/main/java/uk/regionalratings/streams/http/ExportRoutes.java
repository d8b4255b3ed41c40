package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.Json;
import uk.regionalratings.streams.export.Export;
import uk.regionalratings.streams.export.Table;
import uk.regionalratings.streams.export.TableFormat;
import uk.regionalratings.streams.query.ExportQueries;
import uk.regionalratings.streams.query.ParameterProblem;
import uk.regionalratings.streams.query.QueryParameters;
import uk.regionalratings.streams.query.QueryResult;

/** Downloads of whole tables, computed while they are sent, and the description of their columns. */
final class ExportRoutes {
    private static final String BASE = "/v1/export/";

    private final ExportQueries queries;
    private final EntityTags tags;
    private final AnswerSender sender;

    ExportRoutes(ExportQueries queries, EntityTags tags) {
        this.queries = queries;
        this.tags = tags;
        this.sender = new AnswerSender(tags);
    }

    void register(RoutesConfig routes) {
        AnswerHandler.add(routes, BASE + "datapackage.json", this::sendDescription);
        for (Export export : Export.values()) {
            for (TableFormat format : export.formats()) {
                AnswerHandler.add(
                        routes,
                        BASE + export.id() + format.suffix(),
                        format == TableFormat.CSV
                                ? context -> sendCsv(export, context)
                                : context -> sendFile(export, format, context));
            }
        }
    }

    private void sendDescription(Context context) {
        sender.send(
                context,
                "JSON",
                () -> queries.description(QueryParameters.of(context.queryParamMap())),
                description -> context.contentType("application/json").result(Json.bytes(description)));
    }

    private void sendCsv(Export export, Context context) {
        CsvFile file = CsvFile.of(export.id(), context, tags.today());
        QueryResult<Table> result = queries.table(export, file.question());
        if (file.problems().isEmpty()) {
            sender.send(
                    context,
                    TableFormat.CSV.name(),
                    () -> result,
                    table -> write(context, TableFormat.CSV, table, file.disposition(), file.start()));
            return;
        }
        List<ParameterProblem> problems = new ArrayList<>(file.problems());
        if (result instanceof QueryResult.Invalid<Table> invalid) {
            problems.addAll(invalid.problems());
        }
        ErrorResponses.send(context, QueryProblems.invalidParameters(problems, context.path()));
    }

    private void sendFile(Export export, TableFormat format, Context context) {
        String name = CsvFile.name(List.of(export.id()), context.queryParamMap(), tags.today(), format.suffix());
        sender.send(
                context,
                format.name(),
                () -> queries.table(export, QueryParameters.of(context.queryParamMap())),
                table -> write(context, format, table, CsvFile.disposition(name), new byte[0]));
    }

    private static void write(Context context, TableFormat format, Table table, String disposition, byte[] start) {
        context.header(Header.CONTENT_DISPOSITION, disposition);
        context.contentType(format.mediaType());
        try (OutputStream out = context.outputStream()) {
            out.write(start);
            format.write(table, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
