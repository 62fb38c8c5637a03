using System.Text.RegularExpressions;
using Accounts.Api.Http;
using Accounts.Domain.Common;

namespace Accounts.UnitTests.Http;

public sealed class ProblemStatusesTests
{
    [Theory]
    [InlineData(nameof(ErrorKind.Malformed), 400)]
    [InlineData(nameof(ErrorKind.Invalid), 422)]
    [InlineData(nameof(ErrorKind.Unauthenticated), 401)]
    [InlineData(nameof(ErrorKind.ReauthorizationRequired), 401)]
    [InlineData(nameof(ErrorKind.Forbidden), 403)]
    [InlineData(nameof(ErrorKind.NotFound), 404)]
    [InlineData(nameof(ErrorKind.Conflict), 409)]
    [InlineData(nameof(ErrorKind.Throttled), 429)]
    [InlineData(nameof(ErrorKind.UpstreamInvalid), 502)]
    [InlineData(nameof(ErrorKind.UpstreamUnavailable), 503)]
    [InlineData(nameof(ErrorKind.UpstreamTimeout), 504)]
    [InlineData(nameof(ErrorKind.Unavailable), 503)]
    public void Each_error_kind_maps_to_its_status(string kind, int status) =>
        new Error(Enum.Parse<ErrorKind>(kind), "a.b", "c").ToProblem().StatusCode.ShouldBe(status);

    [Fact]
    public void Every_error_kind_has_a_status()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>()) new Error(kind, "a.b", "c").ToProblem().StatusCode.ShouldNotBeNull();
    }

    [Fact]
    public void Every_error_status_of_the_framework_maps_to_a_well_formed_code()
    {
        for (var status = 400; status < 600; status++)
        {
            var problem = Problems.ToProblem(status);
            problem.StatusCode.ShouldBe(status);
            Regex.IsMatch(problem.Error.Code, @"^[a-z_]+\.[a-z_]+$", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeTrue();
        }
    }
}
