using System.Globalization;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.Sync;

/// <summary>The user's runs, newest first.</summary>
public sealed record ListSyncsQuery(UserId User, int MaxResults, string? NextToken) : IQuery<SyncPage>;

public sealed record SyncPage(IReadOnlyList<SyncView> Syncs, string? NextToken);

internal sealed class ListSyncsValidator : AbstractValidator<ListSyncsQuery>
{
    public ListSyncsValidator() => RuleFor(q => q.MaxResults).InclusiveBetween(1, 100).Malformed("max_results", "range");
}

internal sealed class ListSyncsHandler(IReadDb db, IPageTokens pageTokens) : IQueryHandler<ListSyncsQuery, SyncPage>
{
    public async Task<Result<SyncPage>> Handle(ListSyncsQuery query, CancellationToken ct)
    {
        var binding = $"syncs|{query.MaxResults}";
        var runs = db.SyncRuns.Where(r => r.UserId == query.User);
        var after = Place.Start;
        if (query.NextToken is { } token)
        {
            var position = pageTokens.Read(query.User, binding, token);
            if (!position.Succeeded) return position.Error;

            after = Place.Parse(position.Value);
            runs = runs.Where(r => r.StartedAt <= after.StartedAt);
        }

        var found = await SyncView.ReadAsync(
            db, runs.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Skip(after.Shown).Take(query.MaxResults + 1), ct);
        SyncView[] page = [.. found.Take(query.MaxResults).Select(f => f.View)];
        return new SyncPage(page, found.Count > query.MaxResults ? pageTokens.Issue(query.User, binding, after.Next(page).ToString()) : null);
    }

    /// <summary>A time, and how many of the runs that started then have been shown: an earlier service started several at once.</summary>
    private sealed record Place(DateTimeOffset StartedAt, int Shown)
    {
        public static readonly Place Start = new(default, 0);

        public Place Next(SyncView[] page)
        {
            var last = page[^1].StartedAt;
            return new Place(last, page.Count(s => s.StartedAt == last) + (StartedAt == last ? Shown : 0));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartedAt.UtcTicks}|{Shown}");

        public static Place Parse(string text)
        {
            var parts = text.Split('|');
            return new Place(new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), int.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }
}
