using System.Text;
using System.Text.Json;
using Accounts.Api.OpenApi;
using Accounts.Domain.Common;

namespace Accounts.IntegrationTests.Service;

/// <summary>Writes <c>docs/errors.md</c> from the catalogue of errors.</summary>
internal static class ErrorPage
{
    private const string Introduction =
        """
        # Errors

        Generated from the code; do not edit (see [CONTRIBUTING](../CONTRIBUTING.md#a-new-error)).

        Every response that is not a success is `application/problem+json` (RFC 9457). Decide by `code`, which is stable; `detail` is a sentence
        for people. `errors` names the invalid parts of a request, and `trace_id` finds the request in logs and traces. Each operation of the
        [OpenAPI document](openapi.json) lists the codes that it returns.

        A code has one status, with one exception: the end of an authorization flow redirects to the frontend with the code in `error`; if
        `Frontend__Url` is not set, it is answered with 400, whatever the code.

        """;

    private const string Internal =
        """
        ## Not in responses

        These codes appear only in the errors of sync runs, jobs, registrations and batch items, and in audit events.

        """;

    /// <param name="document">The OpenAPI document, which has an example for each code that an operation returns.</param>
    public static string Of(string document)
    {
        var returned = JsonElement.Parse(document).GetProperty("components").GetProperty("examples").EnumerateObject()
            .Select(example => example.Value.GetProperty("value").GetProperty("code").GetString()!)
            .Concat(OperationErrors.BeforeRoutes.Select(error => error.Code)).ToHashSet(StringComparer.Ordinal);

        var page = new StringBuilder(Introduction);
        foreach (var area in ErrorCatalogue.All.Where(e => returned.Contains(e.Code)).GroupBy(AreaOf).OrderBy(a => a.Key, StringComparer.Ordinal))
            Append(page.Append($"\n## {area.Key}\n\n"), area);
        Append(page.Append('\n').Append(Internal).Append('\n'), ErrorCatalogue.All.Where(e => !returned.Contains(e.Code)), withStatus: false);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string AreaOf(Error error) => error.Code.Split('.')[0];

    private static void Append(StringBuilder page, IEnumerable<Error> errors, bool withStatus = true)
    {
        page.Append(withStatus ? "| Code | Status | Meaning | Remedy |\n|---|---|---|---|\n" : "| Code | Meaning | Remedy |\n|---|---|---|\n");
        foreach (var error in errors)
        {
            var status = withStatus ? $" {ErrorCatalogue.StatusOf(error)} |" : "";
            page.Append($"| `{error.Code}` |{status} {error.Message} | {Remedies.Of(error)} |\n");
        }
    }
}
