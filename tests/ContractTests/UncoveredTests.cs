using Accounts.Simulators.Control;
using Accounts.TestKit.Contract;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Accounts.ContractTests;

/// <summary>The list of what Amazon's documents do not cover is complete, and no longer than that.</summary>
public sealed class UncoveredTests(ServiceAdapters amazon) : IClassFixture<ServiceAdapters>
{
    private IEnumerable<string> Simulated => amazon.Endpoints.Where(e => e.RoutePattern.RawText!.StartsWith("/na/", StringComparison.Ordinal))
        .Select(e => $"{e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single()} {e.RoutePattern.RawText!["/na".Length..]}");

    [Fact]
    public void Each_entry_is_still_without_a_document_and_has_a_reason()
    {
        foreach (var (operation, reason) in Uncovered.Operations)
        {
            Uncovered.IsDocumented(operation).ShouldBeFalse(operation);
            reason.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void Every_simulated_operation_is_documented_or_listed()
    {
        var simulated = Simulated.ToArray();

        simulated.ShouldContain("POST /adsAccounts/list");
        simulated.Where(o => !Uncovered.IsDocumented(o)).ShouldBe(Uncovered.Operations.Keys, ignoreOrder: true);
    }

    [Fact]
    public void A_listed_operation_is_counted_and_not_compared()
    {
        var contract = new AmazonContract();

        contract.Check(new Exchange("POST", "/auth/o2/token", new Dictionary<string, StringValues>(StringComparer.Ordinal),
            new Dictionary<string, StringValues>(StringComparer.Ordinal), ReadOnlyMemory<byte>.Empty));

        contract.Violations.ShouldBeEmpty();
        AmazonContract.Figures.Lines.ShouldContain(line => line.StartsWith("POST /auth/o2/token  calls ", StringComparison.Ordinal)
            && line.EndsWith("no document", StringComparison.Ordinal));
    }
}
