using System.Diagnostics;

namespace Wardmote.Store;

/// <summary>Prints HTML on A4 through a real layout engine: Debian's WeasyPrint, else Chromium. 打印</summary>
public static class PdfPrinter
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // A printer is a whole process: two at a time keep the machine answering.
    private static readonly SemaphoreSlim Room = new(2);

    /// <summary>The engine that is installed now; null when none is: the page can still be printed from the browser.</summary>
    public static string? Engine => Find("weasyprint") ?? Find("chromium");

    /// <summary>The PDF.</summary>
    /// <exception cref="PrinterMissing">No engine is installed.</exception>
    /// <exception cref="InvalidOperationException">The engine failed; its words are in the message.</exception>
    public static async Task<byte[]> PrintAsync(string html, CancellationToken cancel = default)
    {
        var engine = Engine ?? throw new PrinterMissing();
        await Room.WaitAsync(cancel);
        var folder = Directory.CreateTempSubdirectory("wardmote-print-").FullName;
        try
        {
            var page = Path.Combine(folder, "page.html");
            var pdf = Path.Combine(folder, "page.pdf");
            await File.WriteAllTextAsync(page, html, cancel);
            var arguments = Path.GetFileName(engine) == "weasyprint"
                ? new[] { "--encoding", "utf-8", page, pdf }
                : ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--user-data-dir=" + Path.Combine(folder, "profile"), "--no-pdf-header-footer", "--print-to-pdf=" + pdf, "file://" + page];
            await RunAsync(engine, arguments, cancel);
            return await File.ReadAllBytesAsync(pdf, cancel);
        }
        finally
        {
            Room.Release();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string engine, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(engine) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{engine} did not start");
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(Longest);
        var error = process.StandardError.ReadToEndAsync(late.Token);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
            await output;
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{engine} ended with {process.ExitCode}: {await error}");
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"{engine} did not finish within {Longest.TotalMinutes:0} minutes");
        }
    }

    /// <summary>Where a program lies: on the path, else where Debian puts it; null when it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin").Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists);
}

/// <summary>No PDF engine is installed.</summary>
public sealed class PrinterMissing() : Exception("No PDF printer is installed: install Debian's weasyprint and fonts-noto-cjk, or print the page from the browser.");
