using System.Globalization;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.Sync;

/// <summary>Lists the user's sync runs, newest first.</summary>
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
        var paging = new KeysetPage(pageTokens, query.User, $"syncs|{query.MaxResults}", query.MaxResults, query.NextToken);
        var runs = db.SyncRuns.Where(r => r.UserId == query.User);
        var position = paging.After;
        if (!position.Succeeded) return position.Error;

        var after = Position.Parse(position.Value);
        if (after != Position.Start) runs = runs.Where(r => r.StartedAt <= after.StartedAt);

        var found = await SyncView.ReadAsync(
            db, runs.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Skip(after.Shown).Take(paging.RowsToRead), ct);
        var (page, next) = paging.Of([.. found.Select(f => f.View)], views => after.Next(views).ToString());
        return new SyncPage(page, next);
    }

    /// <summary>
    /// A start time and the number of its runs already shown. Several runs can have the same start time: an earlier version started them
    /// together.
    /// </summary>
    private sealed record Position(DateTimeOffset StartedAt, int Shown)
    {
        public static readonly Position Start = new(default, 0);

        public Position Next(SyncView[] page)
        {
            var last = page[^1].StartedAt;
            return new Position(last, page.Count(s => s.StartedAt == last) + (StartedAt == last ? Shown : 0));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartedAt.UtcTicks}|{Shown}");

        public static Position Parse(string text)
        {
            if (text.Length == 0) return Start;

            var parts = text.Split('|');
            return new Position(new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero),
                int.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }
}
