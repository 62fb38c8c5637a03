using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Registration;

namespace Accounts.UnitTests.Registration;

public sealed class AccountRegistrationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Before_the_first_attempt_no_account_is_recognized() => Requested().Recognize(["a"]).Value.ShouldBeFalse();

    [Fact]
    public void After_a_lost_response_the_one_account_that_did_not_exist_before_is_recognized()
    {
        var registration = Sent("old");

        registration.Recognize(["old", "new"]).Value.ShouldBeTrue();

        (registration.Status, registration.AmazonAccountId).ShouldBe((RegistrationStatus.Pending, "new"));
    }

    [Fact]
    public void Two_new_accounts_of_the_name_end_the_registration() =>
        Sent().Recognize(["a", "b"]).Error.ShouldBe(RegistrationErrors.OutcomeUnknown);

    [Fact]
    public void A_later_attempt_keeps_which_accounts_existed_before_the_first()
    {
        var registration = Sent("old");

        registration.BeginSending(["old", "late"], Now);

        registration.KnownBefore.ShouldBe(["old"]);
        registration.Recognize(["old", "late"]).Value.ShouldBeTrue();
    }

    [Fact]
    public void No_attempt_follows_the_last_one()
    {
        var registration = Sent();
        for (var attempt = 2; attempt <= AccountRegistration.MaxAttempts; attempt++) registration.BeginSending([], Now);

        registration.Recognize([]).Error.ShouldBe(RegistrationErrors.OutcomeUnknown);
    }

    [Fact]
    public void An_attempt_that_amazon_refused_does_not_count()
    {
        var registration = Sent("old");

        registration.TakeBack().Value.ShouldBe(0);

        registration.Status.ShouldBe(RegistrationStatus.Requested);
        registration.Recognize(["old", "other"]).Value.ShouldBeFalse();
    }

    [Fact]
    public void An_attempt_rests_twice_as_long_as_the_one_before()
    {
        var registration = Sent();
        registration.RestLeft(Minute, Now).ShouldBe(Minute);
        registration.RestLeft(Minute, Now + Minute).ShouldBe(TimeSpan.Zero);

        registration.BeginSending([], Now);

        registration.RestLeft(Minute, Now).ShouldBe(2 * Minute);
    }

    [Theory]
    [InlineData("CREATED", RegistrationStatus.Created)]
    [InlineData("PARTIALLY_CREATED", RegistrationStatus.Created)]
    [InlineData("DISABLED", RegistrationStatus.Disabled)]
    [InlineData("PENDING", RegistrationStatus.Pending)]
    [InlineData("NEW_WORD", RegistrationStatus.Pending)]
    public void A_pending_registration_follows_amazons_status(string word, RegistrationStatus expected)
    {
        var registration = Sent();
        registration.Accept("a", status: null);

        registration.Follow(new AmazonAccountStatus(word), errors: null, Now).Value.ShouldBe(expected != RegistrationStatus.Pending);

        registration.Status.ShouldBe(expected);
    }

    [Fact]
    public void A_registration_that_has_ended_does_not_change()
    {
        var registration = Requested();
        registration.Fail(RegistrationErrors.Refused, errors: null, Now);

        registration.BeginSending([], Now).Error.ShouldBe(RegistrationErrors.Ended);
        registration.Fail(RegistrationErrors.Overdue, errors: null, Now).Error.ShouldBe(RegistrationErrors.Ended);
        registration.ErrorCode.ShouldBe(RegistrationErrors.Refused.Code);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(60, 30)]
    [InlineData(36000, 900)]
    public void Questions_become_rarer_with_the_age_of_the_registration(int age, int expected) =>
        Requested().NextLook(TimeSpan.FromSeconds(4), 15 * Minute, Now.AddSeconds(age)).ShouldBe(TimeSpan.FromSeconds(expected));

    private static AccountRegistration Requested() => AccountRegistration.Make(
        RegistrationId.New(), UserId.New(), ConnectionId.New(),
        new RegistrationRequest("ATVPDKIKX0DER", "A6D", RegistrationAssociation.Seller, "Haven Hotel"), Now);

    private static AccountRegistration Sent(params string[] namesakes)
    {
        var registration = Requested();
        registration.BeginSending(namesakes, Now);
        return registration;
    }
}
