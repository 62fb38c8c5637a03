using System.Diagnostics;

namespace Accounts.IntegrationTests.Harness;

/// <summary>
/// Distributes requests like the load balancer of a deployment: to the ready instances, or to any that responds if none is ready.
/// A new instance receives few requests at first.
/// </summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(10);
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly CancellationTokenSource _end = new();
    private readonly Target[] _targets;
    private readonly Task _probing;

    public LoadBalancer(params IEnumerable<ApiProcess> ready)
    {
        _targets = [.. ready.Select(instance => new Target(instance))];
        _probing = Task.WhenAll(Enumerable.Range(0, _targets.Length).Select(ProbeAsync));
    }

    public Target At(int place) => _targets[place];

    /// <summary>Selects an instance in proportion to the weights. Not thread-safe.</summary>
    public Target Next()
    {
        var serving = _targets.Where(target => target.IsReady).ToArray();
        if (serving is []) serving = [.. _targets.Where(target => target.Answers)];
        if (serving is [])
        {
            throw new InvalidOperationException(
                $"No instance answers:{string.Concat(_targets.Select(target => $"\n  {target.Address} says {target.Says}"))}");
        }

        foreach (var target in serving) target.Credit += target.Weight;
        var next = serving.MaxBy(target => target.Credit)!;
        next.Credit -= serving.Sum(target => target.Weight);
        return next;
    }

    /// <summary>Ends an instance with SIGTERM under load and replaces it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RestartAsync(int place, Func<Task<ApiProcess>> startAsync)
    {
        var code = await _targets[place].EndAsync();
        _targets[place] = new Target(await startAsync());
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _probing;
        _end.Dispose();
        _probe.Dispose();
    }

    private async Task ProbeAsync(int place)
    {
        while (!_end.IsCancellationRequested)
        {
            var target = _targets[place];
            await AskAsync(target);
            await Task.Delay(Interval, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>An instance that does not respond in time is busy and counts as present.</summary>
    private async Task AskAsync(Target target)
    {
        try
        {
            using var answer = await _probe.GetAsync(new Uri(target.Address, "health/ready"), _end.Token);
            (target.IsReady, target.Answers, target.Says) = (answer.IsSuccessStatusCode, true, await answer.Content.ReadAsStringAsync(_end.Token));
        }
        catch (HttpRequestException e)
        {
            (target.IsReady, target.Answers, target.Says) = (false, false, e.Message);
        }
        catch (OperationCanceledException)
        {
            target.Says = "nothing in time";
        }
    }

    internal sealed class Target(ApiProcess instance)
    {
        private volatile bool _isReady = true;
        private volatile bool _answers = true;
        private readonly Stopwatch _serving = Stopwatch.StartNew();
        private readonly Stopwatch _ending = new();

        public Uri Address => instance.Address;

        public bool IsReady { get => _isReady; set => _isReady = value; }

        public bool Answers { get => _answers; set => _answers = value; }

        public double Weight => Math.Min(1, 0.1 + (_serving.Elapsed / SlowStart));

        public double Credit { get; set; }

        public string Says { get; set; } = "nothing yet";

        /// <summary>The time since SIGTERM.</summary>
        public TimeSpan Ending => _ending.Elapsed;

        public Task<int> EndAsync()
        {
            _ending.Start();
            return instance.TerminateAsync();
        }
    }
}
