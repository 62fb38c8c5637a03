using System.Text.Json.Serialization;
using Accounts.Application.Common.Messaging;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.DspSeats;

/// <summary>Reads the seats of a DSP advertiser from Amazon now.</summary>
/// <param name="Force">False to accept a snapshot that is not old.</param>
/// <param name="IncludeSyncLog">Whether to return the log entry of the read.</param>
public sealed record RefreshSeatsCommand(UserId User, string Advertiser, bool Force, bool IncludeSyncLog) : ICommand<RefreshedSeats>;

/// <param name="SeatsUpdated">How many seats are stored.</param>
/// <param name="LastSync">When they were read.</param>
public sealed record RefreshedSeats(
    bool Success, int SeatsUpdated, DateTimeOffset LastSync, Guid SyncLogId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeatReadView? SyncLog);

internal sealed class RefreshSeatsValidator : AbstractValidator<RefreshSeatsCommand>
{
    public RefreshSeatsValidator() => RuleFor(c => c.Advertiser).IsAdvertiserId();
}

internal sealed class RefreshSeatsHandler(AdvertiserLookup advertisers, ISeatSnapshots snapshots, CurrentSeats current, SeatRefresh refresh)
    : ICommandHandler<RefreshSeatsCommand, RefreshedSeats>
{
    public async Task<Result<RefreshedSeats>> Handle(RefreshSeatsCommand command, CancellationToken ct)
    {
        var source = await advertisers.FindGrantedAsync(command.User, command.Advertiser, profile: null, ct);
        if (!source.Succeeded) return source.Error;
        if (!command.Force && await FindFreshAsync(command, ct) is { } fresh) return Refreshed(fresh, command);

        var read = await refresh.ReadAsync(command.User, command.Advertiser, ct);
        return read.Succeeded ? Refreshed(read.Value, command) : read.Error;
    }

    private async Task<LoggedSeatRead?> FindFreshAsync(RefreshSeatsCommand command, CancellationToken ct) =>
        await current.FindFreshAsync(command.User, command.Advertiser, ct) is { Id: { } id }
            ? await snapshots.FindReadAsync(command.User, id, ct) : null;

    private static RefreshedSeats Refreshed(LoggedSeatRead read, RefreshSeatsCommand command) =>
        new(Success: true, read.Seats, read.CompletedAt ?? read.CreatedAt, read.Id, command.IncludeSyncLog ? SeatReadView.Of(read) : null);
}
