using System.Diagnostics;
using System.Net.Sockets;
using System.Net;
using Wardmote.Tests.Store;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresHouse))]

namespace Wardmote.Tests.Store;

/// <summary>A throw-away PostgreSQL on loopback: started when first asked for, gone with the tests.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly string programs;
    private readonly int port;

    private PostgresServer(string folder, string programs, int port) => (this.folder, this.programs, this.port) = (folder, programs, port);

    public string Setting => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    /// <summary>Null when no PostgreSQL programs are installed.</summary>
    public static async Task<PostgresServer?> StartNewAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order().LastOrDefault()
            : null;
        if (programs is null)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("wardmote-pg-").FullName;
        if (Environment.UserName == "root")
        {
            await RunAsync(folder, "chown", ["postgres", folder]);
        }

        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var server = new PostgresServer(folder, programs, ((IPEndPoint)free.LocalEndpoint).Port);
        free.Stop();
        await server.ProgramAsync("initdb", "-D", folder + "/data", "-A", "trust", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        await server.StartAsync();
        return server;
    }

    public Task StartAsync() => ProgramAsync("pg_ctl", "-D", folder + "/data", "-w", "-s", "-l", folder + "/pg.log",
        "-o", $"-p {port} -h 127.0.0.1 -k {folder} -c max_connections=200", "start");

    public Task StopAsync() => ProgramAsync("pg_ctl", "-D", folder + "/data", "-w", "-s", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (InvalidOperationException)
        {
            // A test had stopped it already.
        }

        Directory.Delete(folder, true);
        File.Delete("/tmp/" + Path.GetFileName(folder) + ".log");
    }

    private Task ProgramAsync(string program, params string[] words) => Environment.UserName == "root"
        ? RunAsync(folder, "runuser", ["-u", "postgres", "--", Path.Combine(programs, program), .. words])
        : RunAsync(folder, Path.Combine(programs, program), words);

    private static async Task RunAsync(string folder, string program, string[] words)
    {
        // The server inherits what pg_ctl has open: were that a pipe, waiting for its end would wait for the server's.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (var word in (string[])["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", "/tmp/" + Path.GetFileName(folder) + ".log", program, .. words])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with {process.ExitCode}; see /tmp/{Path.GetFileName(folder)}.log");
        }
    }
}

/// <summary>The server that all test classes share, each with its own database.</summary>
public sealed class PostgresHouse : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer?>> Shared = new(() => Task.Run(PostgresServer.StartNewAsync));

    /// <summary>A connection string to the server; null when there is none to be had.</summary>
    public static async Task<string?> SettingAsync() =>
        Environment.GetEnvironmentVariable("WARDMOTE_TEST_PG") is { Length: > 0 } given ? given : (await Shared.Value)?.Setting;

    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated && await Shared.Value is { } server)
        {
            await server.DisposeAsync();
        }
    }
}
