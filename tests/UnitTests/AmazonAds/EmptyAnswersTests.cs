using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>Amazon's documents require no member of a list's answer, so an empty object is allowed.</summary>
public sealed class EmptyAnswersTests
{
    private const string Managers = "application/vnd.getmanageraccountsresponse.v1+json";
    private const string Accounts = "application/vnd.listaccountsresource.v1+json";

    [Theory]
    [InlineData(Managers, "{}", true)]
    [InlineData(Managers, " { } ", true)]
    [InlineData("application/vnd.GetManagerAccountsResponse.v1+json", "{}", true)]
    [InlineData("application/json", "{}", false)]
    [InlineData(Accounts, "{}", false)]
    [InlineData(Managers, """{"message":"busy"}""", false)]
    [InlineData(Managers, """{"managerAccounts":null}""", false)]
    [InlineData(Managers, "[]", false)]
    [InlineData(Managers, "", false)]
    public async Task An_empty_object_of_the_documented_type_means_no_managers(string mediaType, string body, bool accepted)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, body, mediaType));

        var managers = await amazon.Managers.ListAsync(Region.EU, AmazonDouble.Login, TestContext.Current.CancellationToken);

        if (accepted) managers.Value.Managers.ShouldBeEmpty();
        else managers.Error.ShouldBe(AmazonErrors.InvalidAnswer);
    }

    [Fact]
    public async Task An_empty_object_is_not_a_list_of_accounts()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, "{}", Accounts));

        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
    }
}
