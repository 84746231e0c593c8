using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Wardmote.Bench;

/// <summary>The real host as a child on a free loopback port, as a house runs it, with the demo's people and generous limits.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Queue<string> said = new();

    private HostProcess(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        AppDomain.CurrentDomain.ProcessExit += Kill;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address { get; }

    /// <summary>From the start of the process to the first 200 of the front page.</summary>
    internal TimeSpan Ready { get; private set; }

    /// <summary>Starts it and waits for the front page.</summary>
    /// <param name="checkout">Folder with <c>law</c> and the built host.</param>
    /// <param name="data">Data folder.</param>
    /// <param name="database">PostgreSQL connection string; empty for SQLite in the data folder.</param>
    /// <param name="cache">Where the trained model is kept.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="demo"><c>few</c> days of the demo, or <c>1</c> for its year.</param>
    internal static async Task<HostProcess> StartAsync(string checkout, string data, string database, string cache, CancellationToken cancel, string demo = "few")
    {
        var program = Path.Combine(checkout, "src/Wardmote.Web/bin/Release/net10.0/Wardmote.Web.dll");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is missing: dotnet build -c Release src/Wardmote.Web");
        }

        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = data, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[]
        {
            ("WARDMOTE_URLS", address.ToString().TrimEnd('/')), ("WARDMOTE_DB", database), ("WARDMOTE_DATA", data), ("WARDMOTE_DEMO", demo),
            ("WARDMOTE_LAW", Path.Combine(checkout, "law")), ("WARDMOTE_CACHE", cache), ("ASPNETCORE_ENVIRONMENT", "Production"),
        })
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.GetTimestamp();
        var host = new HostProcess(Process.Start(start)!, address);
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            while (!await host.AnswersAsync(http, cancel))
            {
                await Task.Delay(10, cancel);
            }

            host.Ready = Stopwatch.GetElapsedTime(clock);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the model is loaded and the demo is told, so that neither disturbs what is measured.</summary>
    internal async Task QuietAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (true)
        {
            var background = (await http.GetFromJsonAsync<JsonElement>("health", cancel)).GetProperty("background");
            var states = new[] { "model", "demo" }.Select(w => background.TryGetProperty(w, out var work) ? work.GetProperty("state").GetString() : "waiting").ToList();
            if (states.Contains("failed"))
            {
                throw new InvalidOperationException(background.GetRawText());
            }

            if (states.All(s => s == "done"))
            {
                return;
            }

            await Task.Delay(100, cancel);
        }
    }

    /// <summary>Resident memory now and at its highest, in MB.</summary>
    internal (long Now, long Highest) Memory()
    {
        var lines = File.ReadAllLines($"/proc/{process.Id}/status");
        return (Of("VmRSS:"), Of("VmHWM:"));

        long Of(string name) => long.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Processor time used so far.</summary>
    internal TimeSpan Busy()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>Asks it to end, as a service manager would, and waits.</summary>
    internal async Task StopAsync(CancellationToken cancel)
    {
        using var kill = Process.Start("/bin/sh", ["-c", "kill -TERM " + process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancel);
        await process.WaitForExitAsync(cancel);
    }

    /// <summary>Ends it at once, without a chance to write anything more.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancel)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"the host ended with {process.ExitCode}:\n{string.Join('\n', said)}");
        }

        try
        {
            using var answer = await http.GetAsync("zh/", cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (said)
        {
            said.Enqueue(line.Data ?? "");
            while (said.Count > 40)
            {
                said.Dequeue();
            }
        }
    }

    // The bench itself is told to end: no host stays behind.
    private void Kill(object? sender, EventArgs e)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
