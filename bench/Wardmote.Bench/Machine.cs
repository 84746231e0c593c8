namespace Wardmote.Bench;

/// <summary>What a figure was measured on: it stands beside every result.</summary>
internal static class Machine
{
    /// <summary>Load of the last 1, 5 and 15 minutes, and how much runs.</summary>
    internal static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown";

    /// <summary>The processor's own name.</summary>
    internal static string Cpu => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) is { } line ? line.Split(':')[1].Trim() : "unknown";

    /// <summary>Processor time that all programs of the machine have spent since it started, its idle time left out: what a server beside us costs stands in it.</summary>
    internal static TimeSpan Busy => File.Exists("/proc/stat") && File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 7 } spent
        ? TimeSpan.FromMilliseconds(10 * new[] { 1, 2, 3, 6, 7 }.Sum(n => long.Parse(spent[n], System.Globalization.CultureInfo.InvariantCulture)))
        : TimeSpan.Zero;
}
