package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.Json;
import uk.regionalratings.streams.export.Export;
import uk.regionalratings.streams.export.Table;
import uk.regionalratings.streams.export.TableFormat;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.query.parameter.ParameterProblem;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;

/** Downloads of whole tables, computed while they are sent, and the description of their columns. */
final class ExportRoutes {
    private static final String BASE = "/v1/export/";

    private final VersionedQueries queries;
    private final EntityTags tags;
    private final AnswerSender sender;

    ExportRoutes(VersionedQueries queries, EntityTags tags) {
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
                () -> queries.current().exports().description(QueryParameters.of(context.queryParamMap())),
                description -> context.contentType("application/json").result(Json.bytes(description)));
    }

    private void sendCsv(Export export, Context context) {
        CsvFile file = CsvFile.of(export.id(), context, tags.today());
        QueryResult<Download> result = ask(export, context, file.question());
        if (file.problems().isEmpty()) {
            sender.send(
                    context,
                    TableFormat.CSV.name(),
                    () -> result,
                    download -> write(context, TableFormat.CSV, download, file.disposition(), file.start()));
            return;
        }
        List<ParameterProblem> problems = new ArrayList<>(file.problems());
        if (result instanceof QueryResult.Invalid<Download> invalid) {
            problems.addAll(invalid.problems());
        }
        ErrorResponses.send(context, QueryProblems.invalidParameters(problems, context.path()));
    }

    private void sendFile(Export export, TableFormat format, Context context) {
        String name = CsvFile.name(List.of(export.id()), context.queryParamMap(), tags.today(), format.suffix());
        sender.send(
                context,
                format.name(),
                () -> ask(export, context, QueryParameters.of(context.queryParamMap())),
                download -> write(context, format, download, CsvFile.disposition(name), new byte[0]));
    }

    /** A table and its citation. */
    private record Download(Table table, Citation citation) {}

    /** Rating changes are those of the present alone, as in {@code /v1/changes}. */
    private QueryResult<Download> ask(Export export, Context context, QueryParameters given) {
        QueryParameters dated = given.orDefault("asOf", tags.today().toString());
        boolean present = export == Export.CHANGES;
        VersionedQueries.Answer<Table> answer = present
                ? queries.askNow(dated, (state, rest) -> state.exports().table(export, rest))
                : queries.ask(dated, (state, rest) -> state.exports().table(export, rest));
        return answer.result().map(table -> {
            String permalink = present ? null : Citation.permalink(context.path(), dated, Map.of(), answer.version());
            return new Download(table, new Citation(answer.version(), permalink));
        });
    }

    private void write(Context context, TableFormat format, Download download, String disposition, byte[] start) {
        download.citation().addTo(context);
        context.header(Header.CONTENT_DISPOSITION, disposition);
        context.contentType(format.mediaType());
        try (OutputStream out = context.outputStream()) {
            out.write(start);
            format.write(download.table(), download.citation().about(tags.today()), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
