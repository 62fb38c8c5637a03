using System.Collections.Concurrent;

namespace Accounts.Simulators.Clerk;

internal sealed record ClerkSession(string Id, string ClientId, ClerkPerson Person, DateTimeOffset StartedAt)
{
    public bool Ended { get; set; }
}

/// <summary>The signed-in sessions per browser. The <c>__client</c> cookie identifies a browser.</summary>
internal sealed class ClerkSessions(SimulatorClock clock)
{
    private readonly ConcurrentDictionary<string, ClerkSession> _sessions = [];

    public ClerkSession Start(ClerkPerson person, string clientId)
    {
        var session = new ClerkSession(ClerkIds.New("sess_"), clientId, person, clock.GetUtcNow());
        _sessions[session.Id] = session;
        return session;
    }

    public IReadOnlyList<ClerkSession> Living(string clientId) =>
        [.. _sessions.Values.Where(s => s.ClientId == clientId && !s.Ended).OrderBy(s => s.StartedAt)];

    public ClerkSession? Find(string id, string clientId) =>
        _sessions.TryGetValue(id, out var session) && session.ClientId == clientId && !session.Ended ? session : null;
}
