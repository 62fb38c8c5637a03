using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Accounts.DashboardTests.Harness;

/// <summary>What a page transferred and how it was painted, until its data was shown.</summary>
/// <param name="Code">The encoded bytes of the document, scripts and styles.</param>
/// <param name="Other">The encoded bytes of the fonts and images.</param>
/// <param name="Ready">Milliseconds until the data was shown.</param>
/// <param name="Paint">Milliseconds until the first contentful paint.</param>
/// <param name="Blocking">Milliseconds that long tasks exceed 50 ms.</param>
/// <param name="Shift">The cumulative layout shift.</param>
/// <param name="Files">The files that count as code with their encoded bytes, the largest first.</param>
internal sealed record Metrics(double Code, double Other, double Ready, double Paint, double Blocking, double Shift, string[] Files)
{
    /// <summary>Records the time at which <c>data-ready</c> is set, and long tasks and layout shifts, which are not kept by the browser.</summary>
    public const string Script =
        """
        (() => {
          const seen = window.__metrics = { ready: 0, blocking: 0, shift: 0 };
          const observe = (type, read) => new PerformanceObserver(list => list.getEntries().forEach(read)).observe({ type, buffered: true });
          observe('longtask', e => { seen.blocking += Math.max(0, e.duration - 50); });
          observe('layout-shift', e => { if (!e.hadRecentInput) seen.shift += e.value; });
          new MutationObserver(() => { seen.ready ||= document.documentElement?.dataset.ready ? performance.now() : 0; })
            .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });
        })();
        """;

    private const string Read =
        """
        () => {
          const { ready, blocking, shift } = window.__metrics;
          const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter(e => e.responseEnd <= ready && !new URL(e.name).pathname.startsWith('/api/'));
          const isCode = e => e.entryType === 'navigation' || /\.(js|css)$/.test(new URL(e.name).pathname);
          const sum = list => list.reduce((bytes, e) => bytes + e.encodedBodySize, 0);
          const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
          const code = files.filter(isCode).sort((a, b) => b.encodedBodySize - a.encodedBodySize);
          return {
            code: sum(code), other: sum(files.filter(e => !isCode(e))), ready, paint, blocking, shift,
            files: code.map(e => `${e.encodedBodySize} ${new URL(e.name).pathname}`),
          };
        }
        """;

    private static readonly ConcurrentQueue<string> Lines = [];

    public static async Task<Metrics> OfAsync(DashboardPage page)
    {
        var read = await page.Page.EvaluateAsync<JsonElement>(Read);
        var metrics = read.Deserialize<Metrics>(JsonSerializerOptions.Web)!;
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{page.Path,-24} {page.Look,-12} code {metrics.Code / 1000,6:0.0} KB  other {metrics.Other / 1000,5:0.0} KB  "
            + $"ready {metrics.Ready,5:0} ms  paint {metrics.Paint,5:0} ms  blocking {metrics.Blocking,4:0} ms  shift {metrics.Shift:0.0000}");
        Record(line);
        return metrics;
    }

    /// <summary>Adds a line to the metrics of the run.</summary>
    public static void Record(string line)
    {
        Lines.Enqueue(line);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
    }

    /// <summary>Writes the metrics of all pages beside the tests.</summary>
    public static void WriteFile() =>
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "dashboard-metrics.txt"), Lines.Order(StringComparer.Ordinal));
}
