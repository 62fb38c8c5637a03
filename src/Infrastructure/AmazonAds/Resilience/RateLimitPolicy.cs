using System.Text.Json;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>The constants of the learned rate limits (decision 0020). The SQL functions receive them as parameters.</summary>
internal sealed record RateLimitPolicy
{
    public static readonly RateLimitPolicy Default = new();

    public double MinRate { get; init; } = RateLimitOptions.LowestRate;

    /// <summary>A smaller bucket would lose what refills until the next request.</summary>
    public double MinBurst { get; init; } = 2;

    /// <summary>The longest pause that one refusal causes. A header must not stop calls for days.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause after a refusal without <c>Retry-After</c>. It doubles with each refusal without a success in between.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Growth per second before the first refusal.</summary>
    public double UnlimitedGrowth { get; init; } = 2;

    /// <summary>Growth per second after a cut, to half the distance to the rate that was refused.</summary>
    public double RecoveryGrowth { get; init; } = 1.1;

    /// <summary>Growth per second to the known good rate, after <see cref="Quiet"/> without a refusal.</summary>
    public double QuietGrowth { get; init; } = 1.25;

    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Growth beyond that, per second and second without a refusal.</summary>
    public double Probing { get; init; } = 0.001;

    public double MaxProbing { get; init; } = 0.1;

    /// <summary>Time without requests causes no growth: at most this much counts between two requests.</summary>
    public TimeSpan MaxStep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The cut at the first refusal ever: the rate was a guess, or doubled every second.</summary>
    public double DiscoveryCut { get; init; } = 0.5;

    public double FirstCut { get; init; } = 0.15;

    public double MaxCut { get; init; } = 0.5;

    /// <summary>Cuts within this time, or the time of <see cref="CutPermits"/>, are consecutive. Each is twice as large as the one before.</summary>
    public TimeSpan CutWindow { get; init; } = TimeSpan.FromSeconds(5);

    public double CutPermits { get; init; } = 3;

    /// <summary>Signals within this time, or the time of <see cref="SignalPermits"/>, are added up.</summary>
    public TimeSpan SignalWindow { get; init; } = TimeSpan.FromSeconds(5);

    public double SignalPermits { get; init; } = 60;

    /// <summary>The weight of a subject that is refused for the first time.</summary>
    public int FirstSignal { get; init; } = 1;

    /// <summary>The weight of a subject that was served since its previous refusal.</summary>
    public int ServedSignal { get; init; } = 2;

    /// <summary>The sum at which the shared rate is cut.</summary>
    public int SignalsForCut { get; init; } = 4;

    /// <summary>A subject whose own rate is below this share of the shared rate uses no permits that were leased in advance.</summary>
    public double OwnShare { get; init; } = 0.5;

    /// <summary>Refusals of one subject without a success in between are one signal, unless they are further apart than this.</summary>
    public TimeSpan RepeatWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Buckets that are unused for this long are deleted.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The parameter of the SQL functions.</summary>
    public string ToJson(double maxRate) => JsonSerializer.Serialize(new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["max_rate"] = maxRate,
        ["min_rate"] = MinRate,
        ["min_burst"] = MinBurst,
        ["first_pause"] = FirstPause.TotalSeconds,
        ["max_pause"] = MaxPause.TotalSeconds,
        ["unlimited_growth"] = UnlimitedGrowth,
        ["recovery_growth"] = RecoveryGrowth,
        ["quiet_growth"] = QuietGrowth,
        ["quiet_seconds"] = Quiet.TotalSeconds,
        ["probing"] = Probing,
        ["max_probing"] = MaxProbing,
        ["max_step_seconds"] = MaxStep.TotalSeconds,
        ["discovery_cut"] = DiscoveryCut,
        ["first_cut"] = FirstCut,
        ["max_cut"] = MaxCut,
        ["cut_seconds"] = CutWindow.TotalSeconds,
        ["cut_permits"] = CutPermits,
        ["signal_seconds"] = SignalWindow.TotalSeconds,
        ["signal_permits"] = SignalPermits,
        ["first_signal"] = FirstSignal,
        ["served_signal"] = ServedSignal,
        ["signals_for_cut"] = SignalsForCut,
        ["own_share"] = OwnShare,
        ["repeat_seconds"] = RepeatWindow.TotalSeconds,
    });
}
